"""What the owner of a metric says of it beside its readings, and sees before others do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

DAYS = 10
"""For so many working days a new reading is its owner's alone."""
RANK: Mapping[str, int] = {"worse": 0, "no signal": 1, "same": 1, "better": 2}
"""Statuses and claims that can be compared, from bad to good."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings that all may see the verdict of, and those that wait with the owner."""

    shown: pl.DataFrame
    waiting: pl.DataFrame


def since_owner(row: Mapping[str, Any], owners: Sequence[str], readings: pl.DataFrame, on: date
                ) -> Readings:  # fmt: skip
    """Readings of the last ten working days wait with the owner until the owner has said something.

    Mondays to Fridays are worked. Where nobody owns the metric nothing waits.
    """
    if not owners:
        return Readings(readings, readings.clear())
    last = working_days_before(on, DAYS)
    claimed = row["claimed_on"]
    until = max(last, claimed) if claimed else last
    shown = pl.col("time") <= until
    return Readings(readings.filter(shown), readings.filter(~shown))


def working_days_before(on: date, days: int) -> date:
    """The day so many working days before a day.

    >>> working_days_before(date(2026, 11, 24), 10)
    datetime.date(2026, 11, 10)
    """
    found: date = np.busday_offset(np.datetime64(on), -days, roll="forward").astype(object)
    return found


def agreed(claim: str | None, status: str) -> bool | None:
    """Whether the claim is what the readings say; None where nothing was claimed or can be said."""
    if claim is None or claim not in RANK or status not in RANK:
        return None
    return RANK[claim] == RANK[status]


def is_rosier(claim: str | None, status: str) -> bool:
    """Whether the claim is better than what the readings say."""
    return agreed(claim, status) is False and RANK[str(claim)] > RANK[status]
