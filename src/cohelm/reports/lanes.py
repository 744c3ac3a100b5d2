"""A plan over time as a picture: a lane for each piece of work, months across, the day as a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

ROW, TOP, LEFT, WIDTH = 22, 34, 250, 1000
MOST = 60
"""So many lanes are drawn; the others stand in the table."""
MOST_LIVES = 20
LONGEST = 36
"""So many letters of a name stand beside its lane."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A piece of work: planned days, the day on which it ends now, and what to say of it.

    `hue` is that of its office, `group` the heading that it stands under. `was` are the first and the
    last day of another plan; what only that plan has `is_gone`, and its days are those. `milestone` is
    a day to mark in it, `ends` the days between which its end is expected.
    """

    key: str
    name: str
    start: date
    end: date
    ends_now: date
    said: str
    hue: str
    group: str
    critical: bool = False
    was: tuple[date, date] | None = None
    is_gone: bool = False
    milestone: date | None = None
    ends: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A lane in units of the picture; `late` is the width of what comes after the planned end, `was`
    where the days of another plan lie: from the left, and how wide; `tail` likewise where its end is
    expected, `milestone` where its mark lies."""

    lane: Lane
    y: int
    x: float
    width: float
    late: float
    label: str
    was: tuple[float, float] | None = None
    tail: tuple[float, float] | None = None
    milestone: float | None = None

    @property
    def end(self) -> float:
        """Where the planned end lies."""
        return self.x + self.width

    @property
    def end_now(self) -> float:
        """Where the end lies as it is now."""
        return round(self.end + self.late, 1)


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group above its lanes."""

    y: int
    words: str
    hue: str


@dataclass(frozen=True, slots=True)
class Life:
    """The life of something beneath the work: days on which it is, on which it is cared for, and its end.

    `end` is the last day; `fades` the day from which it is on its way out, None where nothing says so.
    """

    key: str
    name: str
    fades: date | None
    end: date
    said: str


@dataclass(frozen=True, slots=True)
class LifeBar:
    """A life in units of the picture: how far it is sound, how far it fades, and where its end is."""

    life: Life
    y: int
    sound: float
    fading: float
    label: str
    left: int = LEFT

    @property
    def end(self) -> float:
        """Where its end is marked."""
        return self.left + self.sound + self.fading


@dataclass(frozen=True, slots=True)
class Lanes:
    """The picture: bars, headings, the quarters with their places, and where the day lies."""

    bars: tuple[Bar, ...]
    headings: tuple[Heading, ...]
    quarters: tuple[tuple[float, str], ...]
    today: float | None
    height: int
    more: int
    lives: tuple[LifeBar, ...] = ()
    width: int = WIDTH
    left: int = LEFT
    top: int = TOP


def draw_lanes(
    lanes: Sequence[Lane], *, on: date, lives: Sequence[Life] = (), beneath: str = ""
) -> Lanes | None:
    """The lanes in their order, under the headings of their groups; None where there are none.

    The scale runs over whole years, from that of the day or of the first start after it; days before or
    after it are drawn at its edge. `lives` stand
    beneath on the same scale, under the heading `beneath`; those that end outside it are left out.
    """
    shown = list(lanes[:MOST])
    if not shown:
        return None
    first = date(min(on, *(max(one.start, date(on.year, 1, 1)) for one in shown)).year, 1, 1)
    last = date(max(_last_day(one) for one in shown).year, 12, 31)
    span = (last - first).days + 1

    def x(day: date) -> float:
        inside = min(max((day - first).days, 0), span)
        return round(LEFT + (WIDTH - LEFT) * inside / span, 1)

    bars, headings = [], []
    y, group = TOP, None
    for one in shown:
        if one.group != group:
            group = one.group
            headings.append(Heading(y, group, one.hue))
            y += ROW
        bars.append(_bar(one, y, x))
        y += ROW
    quarters = [
        (x(date(year, month, 1)), str(year) if month == 1 else f"Q{month // 3 + 1}")
        for year in range(first.year, last.year + 1)
        for month in (1, 4, 7, 10)
    ]
    today = x(on) if first <= on <= last else None
    below = [one for one in lives if first <= one.end <= last][:MOST_LIVES]
    if below:
        headings.append(Heading(y, beneath, "other"))
        y += ROW
    life_bars = []
    for life in below:
        fades = x(life.fades) if life.fades and life.fades < life.end else x(life.end)
        life_bars.append(LifeBar(life, y, max(0.0, round(fades - LEFT, 1)),
                                 max(0.0, round(x(life.end) - fades, 1)), _short(life.name)))  # fmt: skip
        y += ROW
    return Lanes(
        tuple(bars), tuple(headings), tuple(quarters), today, y + 8, len(lanes) - len(shown),
        tuple(life_bars),
    )  # fmt: skip


def _last_day(lane: Lane) -> date:
    return max([lane.ends_now, *(days[1] for days in (lane.was, lane.ends) if days)])


def _bar(lane: Lane, y: int, x: Callable[[date], float]) -> Bar:
    def between(days: tuple[date, date] | None) -> tuple[float, float] | None:
        return (x(days[0]), max(2.0, round(x(days[1]) - x(days[0]), 1))) if days else None

    begin, planned, now = x(lane.start), x(lane.end), x(lane.ends_now)
    width, late = max(2.0, round(planned - begin, 1)), round(max(0.0, now - planned), 1)
    milestone = x(lane.milestone) if lane.milestone else None
    return Bar(lane, y, begin, width, late, _short(lane.name), between(lane.was), between(lane.ends),
               milestone)  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
