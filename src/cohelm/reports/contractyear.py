"""The contracts' year as a picture: a line for each contract, its days as marks, the money below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cohelm.analysis.vendors.calendar import Calendar
from cohelm.analysis.wording import money_of
from cohelm.core.prose import Digits, Prose, joined
from cohelm.reports import wording

WIDTH, LEFT, RIGHT, TOP, LINE = 960, 232, 12, 28, 22
MOST_LINES, LONGEST_NAME = 60, 30
BARS = 72
SHAPES = {
    "decide": "diamond",
    "notice": "bell",
    "end": "square",
    "renewal": "circle",
    "price rise": "arrow",
}
SAID = {
    "decide": "decide by", "notice": "last day for a notice", "end": "ends on",
    "renewal": "renews itself on", "price rise": "price rises on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of a contract: where, in which shape, how much money, and all of it in words."""

    x: float
    shape: str
    band: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A contract: its name as far as there is room, its height in the picture, its marks."""

    key: str
    label: str
    y: float
    marks: tuple[Mark, ...]
    warns: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """What is committed in a month."""

    x: float
    y: float
    width: float
    height: float
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class YearPicture:
    """The picture; `more` contracts have no line in it."""

    lines: tuple[Line, ...]
    months: tuple[tuple[float, str], ...]
    today: float
    bars: tuple[Bar, ...]
    floor: float
    height: float
    more: int
    width: int = WIDTH
    wall: int = LEFT


def draw_year(result: Calendar, name: Callable[[str], str]) -> YearPicture | None:
    """The contracts in the order of their first day; None where none has any.

    `name` says what an item is called.
    """
    if not len(result.days):
        return None
    first = result.on.replace(day=1)
    span = (result.until - first).days + 1

    def x(day: date) -> float:
        return round(LEFT + (day - first).days / span * (WIDTH - LEFT - RIGHT), 1)

    keys = result.days["contract"].unique(maintain_order=True).to_list()
    lines = [_line(result, key, at, name, x) for at, key in enumerate(keys[:MOST_LINES])]
    floor = TOP + len(lines) * LINE + 8
    months = result.months["month"].to_list()
    ends = [*months[1:], result.until + timedelta(days=1)]
    marks = tuple((x(one), _mark(one)) for one in months)
    bars = _bars(result, [x(one) for one in months], [x(one) for one in ends], floor)
    more = len(keys) - len(lines)
    height = floor + BARS + 40
    return YearPicture(tuple(lines), marks, x(result.on), bars, floor, height, more)


def _line(
    result: Calendar, key: str, at: int, name: Callable[[str], str], x: Callable[[date], float]
) -> Line:
    rows = list(result.days.filter(result.days["contract"] == key).iter_rows(named=True))
    called = name(key)
    label = called if len(called) <= LONGEST_NAME else called[: LONGEST_NAME - 1] + "…"
    marks = tuple(
        Mark(
            x(row["day"]), SHAPES[row["mark"]], row["band"].replace(" ", "-"),
            Prose(
                "{contract}: {mark} {day}, {amount}", contract=called, mark=Prose(SAID[row["mark"]]),
                day=wording.day(row["day"]), amount=_amount(row["annual"]),
            ),
        )
        for row in rows
    )  # fmt: skip
    return Line(
        key, label, TOP + at * LINE + LINE / 2, marks, any(row["ends_before_it"] for row in rows)
    )


def _amount(struct: dict[str, object] | None) -> str:
    money = money_of(struct)
    return (
        Prose("{money} a year", money=wording.money(money)) if money else Prose("amount not known")
    )


def _mark(month: date) -> str:
    """A month as the picture has room for it: January is its year."""
    return str(month.year) if month.month == 1 else wording.month(month, year=False)


def _bars(
    result: Calendar, starts: Sequence[float], ends: Sequence[float], floor: float
) -> tuple[Bar, ...]:
    amounts = [money_of(one) for one in result.months["committed"].to_list()]
    most = max((one.amount for one in amounts if one), default=Decimal(0)) or Decimal(1)
    base = floor + BARS + 16
    return tuple(
        Bar(
            start + 2, round(base - (high := round(float(one.amount / most) * BARS, 1)), 1),
            round(end - start - 4, 1), high, joined((Digits(f"{one.amount / 1000:,.0f}"), "k")),
            Prose(
                "{month}: {one} committed", month=wording.month(month), one=wording.money(one)
            ),
        )
        for start, end, one, month in zip(starts, ends, amounts, result.months["month"], strict=True)
        if one
    )  # fmt: skip
