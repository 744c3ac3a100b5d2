"""Amounts as bars under each other, the largest first, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, NAME, AMOUNT = 760, 26, 250, 110
LONGEST = 36
MOST = 25
"""So many bars are drawn; the others stand in the table."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a bar is for: `value` above nought, `words` as it is read, `said` the whole sentence.

    `low` and `high` are the ends of its band, where it has one.
    """

    key: str
    name: str
    value: float
    words: str
    said: str
    state: str = "other"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class RankedBar:
    """A bar in units of the picture."""

    amount: Amount
    label: str
    y: int
    width: float
    band_x: float
    band_width: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The picture; `more` is how many amounts are not drawn, `limit` where a line is drawn down."""

    bars: tuple[RankedBar, ...]
    height: int
    more: int
    limit: float | None = None
    width: int = WIDTH
    left: int = NAME

    @property
    def words_x(self) -> int:
        """Where amounts in words end."""
        return self.width


def draw_ranked(
    amounts: Sequence[Amount], *, whole: float | None = None, limit: float | None = None
) -> Ranked | None:
    """Bars in the order given; None where there is none. `whole` is the scale's end, else the largest."""
    shown = amounts[:MOST]
    if not shown:
        return None
    ends = [max(one.value, one.high or 0.0) for one in shown]
    most = whole or max(ends) or 1.0

    def x(value: float) -> float:
        return round(min(max(value, 0.0), most) / most * (WIDTH - NAME - AMOUNT), 1)

    bars = []
    for at, one in enumerate(shown):
        label = one.name if len(one.name) <= LONGEST else one.name[: LONGEST - 1].rstrip() + "…"
        low, high = (one.low, one.high) if one.high is not None else (0.0, 0.0)
        bars.append(RankedBar(one, label, at * ROW, x(one.value), NAME + x(low or 0.0),
                              x(high or 0.0) - x(low or 0.0)))  # fmt: skip
    at_limit = NAME + x(limit) if limit is not None else None
    return Ranked(tuple(bars), len(bars) * ROW + 4, len(amounts) - len(shown), at_limit)
