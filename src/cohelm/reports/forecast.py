"""What is exposed at the end of each quarter as bars in parts: still, newly, and freed by the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from cohelm.analysis.wording import counted
from cohelm.core.prose import Prose
from cohelm.reports.wording import day, month

WIDTH, HEIGHT, TOP, BOTTOM = 760, 190, 18, 22
"""Units of the picture: its size, the room for the numbers above and for the quarters below."""
BROADEST, FILLED = 64, 0.7
"""The broadest bar, and the share of its place that a bar fills otherwise."""
LABEL = 84
"""So wide is a month below a bar; where bars stand closer, not every one has its month."""
ROOM = 14
"""A part that is lower has no number in it."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many are exposed at its `end` with what is planned, of them `losing` anew, and without."""

    end: date
    exposed: int
    losing: int
    with_plan: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: `state` is still, losing or replaced; `y` its upper edge."""

    state: str
    count: int
    y: float
    height: float

    @property
    def number_y(self) -> float | None:
        """Where its number stands, None where there is no room for it."""
        return self.y + self.height / 2 + 4 if self.height >= ROOM else None


@dataclass(frozen=True, slots=True)
class QuarterBar:
    """The bar of a quarter: its month, its parts from the bottom up, and its whole in a sentence."""

    quarter: Quarter
    label: str
    said: str
    x: float
    width: float
    top: float
    parts: tuple[Part, ...]

    @property
    def middle(self) -> float:
        """Where its numbers and its quarter stand."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Forecast:
    """The picture."""

    bars: tuple[QuarterBar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - BOTTOM


def draw_forecast(quarters: Sequence[Quarter]) -> Forecast | None:
    """The bars in the order of the quarters, on one scale from nought; None where nothing is exposed."""
    most = max((one.exposed for one in quarters), default=0)
    if not most:
        return None
    scale, step = (HEIGHT - TOP - BOTTOM) / most, WIDTH / len(quarters)
    every = ceil(LABEL / step)
    return Forecast(
        tuple(
            _bar(one, month(one.end) if at % every == 0 else "", at * step, step, scale)
            for at, one in enumerate(quarters)
        )
    )


def _bar(one: Quarter, label: str, left: float, step: float, scale: float) -> QuarterBar:
    y, parts = float(HEIGHT - BOTTOM), []
    for state, count in (
        ("still", one.with_plan - one.losing),
        ("losing", one.losing),
        ("replaced", one.exposed - one.with_plan),
    ):
        y -= count * scale
        if count:
            parts.append(Part(state, count, round(y, 1), round(count * scale, 1)))
    width = min(step * FILLED, BROADEST)
    x = left + (step - width) / 2
    return QuarterBar(
        one, label, _said(one), round(x, 1), round(width, 1), round(y, 1), tuple(parts)
    )


def _said(one: Quarter) -> str:
    return Prose(
        "{end}: {applications} exposed with what is planned, {losing} of them since the quarter"
        " before; the plan frees {replaced}",
        end=day(one.end),
        applications=counted(one.with_plan, "application"),
        losing=one.losing,
        replaced=one.exposed - one.with_plan,
    )
