"""An answer as bars: the first column of texts against the first of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

WIDTH, STEP, MOST = 560, 26, 40
LABEL = 220
"""So wide is the place of the labels, in units of the picture."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its number in words, and where it stands."""

    label: str
    value: float
    y: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture: its bars from top to bottom, and where zero stands."""

    bars: tuple[Bar, ...]
    zero: float
    height: int
    width: int = WIDTH
    step: int = STEP


def bars(rows: pl.DataFrame, *, named: Callable[[str], str]) -> Bars | None:
    """The first forty rows as bars; None where no column holds numbers or there is no row.

    `named` says what a label is called, as the name of the item that is behind a key.
    """
    numbers = [name for name, dtype in rows.schema.items() if dtype.is_numeric()]
    if not numbers or not len(rows):
        return None
    labels = next((name for name, dtype in rows.schema.items() if dtype == pl.String), None)
    shown = rows.head(MOST).filter(pl.col(numbers[0]).is_not_null())
    values = [float(one) for one in shown[numbers[0]]]
    if not values:
        return None
    texts = shown[labels].to_list() if labels else [str(at + 1) for at in range(len(values))]
    called = [named(one) if one else "–" for one in texts]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = (WIDTH - LABEL - 80) / ((high - low) or 1)
    zero = LABEL - low * scale
    return Bars(tuple(_bars(called, values, zero, scale)), round(zero, 1), STEP * len(values))


def _bars(labels: Sequence[str], values: Sequence[float], zero: float, scale: float
          ) -> list[Bar]:  # fmt: skip
    return [
        Bar(label, value, at * STEP, round(min(zero, zero + value * scale), 1),
            round(abs(value) * scale, 1))
        for at, (label, value) in enumerate(zip(labels, values, strict=True))
    ]  # fmt: skip
