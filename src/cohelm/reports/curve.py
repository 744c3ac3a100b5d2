"""The trade-off curve as a picture: the first office's value across, the second's up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cohelm.core.prose import Digits, Prose, again, joined

WIDTH, HEIGHT = 640, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 20, 48
TICKS = 4
NEAR = 14
"""Numbers nearer to each other than that could not be read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the picture, and what it is: `kind` is point, fair, current or none; `assumed` where
    its worth rests on something that nobody stated. Points are numbered from one; `text` stands
    beside, empty where that of the point before speaks for both."""

    x: float
    y: float
    kind: str
    said: str
    name: str
    text: str
    assumed: bool = False
    is_last: bool = False

    @property
    def beside(self) -> tuple[float, float, str]:
        """Where the text stands, and how it is anchored: numbers above, names below but the last's."""
        if self.is_last or self.name.isdigit():
            return self.x + 6, self.y - 8, "start"
        return self.x - 12, self.y + 18, "end"


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """The marks and the line through the points; ticks are a place and the number that stands there."""

    line: str
    marks: tuple[Mark, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    wall: int = LEFT


def draw_curve(
    points: Sequence[tuple[float, float]],
    said: Sequence[str],
    fair: Sequence[str],
    *,
    ends: tuple[str, str] = ("", ""),
    current: tuple[float, float] | None = None,
    assumed: Sequence[bool] = (),
) -> CurvePicture:
    """The points in their order, with what each says; `fair` names those that are a compromise, `assumed`
    tells those of which a part is assumed (none where it is empty), `ends` what the first and last are.

    The scales hold the points and the current plan, and begin where these do: the axes say so.
    """
    every = [*points, *([current] if current else [])]
    x = _scale([one[0] for one in every], LEFT, WIDTH - RIGHT)
    y = _scale([one[1] for one in every], HEIGHT - BOTTOM, TOP)
    places = [(x.at(u), y.at(v)) for u, v in points]
    names = _names(fair, ends)
    texts = _texts(places, names)
    marks = [
        Mark(u, v, "fair" if one else "point", text, name, beside, is_assumed, n == len(points))
        for n, ((u, v), one, text, name, beside, is_assumed) in enumerate(
            zip(places, fair, said, names, texts, assumed or [False] * len(points), strict=True), 1
        )
    ]
    if current:
        words = Prose(
            "the current plan: {first:,g} and {second:,g}",
            first=current[0],
            second=current[1],
        )
        name = Prose("current plan")
        marks.append(Mark(x.at(current[0]), y.at(current[1]), "current", words, name, name))
    steps = [f"{one.x},{one.y}" for one in marks[: len(points)]]
    return CurvePicture(" ".join(steps), tuple(marks), x.ticks, y.ticks)


def _names(fair: Sequence[str], ends: tuple[str, str]) -> list[str]:
    """Each point's number, with what it is where it is a compromise or an end."""
    last = len(fair)
    is_end = {last: ends[1], 1: ends[0]} if last > 1 else {}
    parts = ((n, again(one) if one else "", is_end.get(n, "")) for n, one in enumerate(fair, 1))
    return [
        joined((n, joined(filter(None, what), ", ")), ": ") if any(what) else f"{n}"
        for n, *what in parts
    ]


def _texts(places: Sequence[tuple[float, float]], names: Sequence[str]) -> list[str]:
    """What stands beside each: its name; bare numbers that would cover each other stand as one, 5–7."""
    texts = list(names)
    first: int | None = None
    for n, (x, y) in enumerate(places):
        if not names[n].isdigit():
            first = None
        elif first is not None and max(abs(x - places[first][0]), abs(y - places[first][1])) < NEAR:
            texts[first], texts[n] = f"{names[first]}–{names[n]}", ""
        else:
            first = n
    return texts


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        step = (self.high - self.low) / TICKS
        values = [self.low + n * step for n in range(TICKS + 1)] if step else [self.low]
        return tuple((self.at(one), Digits(f"{one:,.0f}")) for one in values)


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    """A scale that holds all values with a tenth of room on both sides."""
    low, high = min(values), max(values)
    room = (high - low) * 0.1 or 1.0
    return _Scale(low - room, high + room, start, end)
