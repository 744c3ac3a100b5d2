"""Until when is a technology supported, and how is that on a day?"""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

Support = Literal["active", "security", "extended"]
"""Developed further; holes are mended; mended for money. Each ends no sooner than the one before."""
LEVELS: tuple[Support, ...] = ("active", "security", "extended")


def column(level: Support) -> str:
    """The field that holds the last day of a level."""
    return f"end_of_{level}_support"


def last_day(level: Support) -> pl.Expr:
    """The last day of a level of support, null where it is not known.

    Where it is not stated itself: extended support ends with that of security where nothing is sold
    beyond; else the next level up that is stated bounds it, and that bound is taken.
    """
    stated = pl.col(column(level))
    if level == "extended":
        return pl.coalesce(stated, pl.col(column("security")))
    above = [pl.col(column(one)) for one in LEVELS[LEVELS.index(level) + 1 :]]
    return pl.coalesce(stated, *above)


def is_past(level: Support, on: date) -> pl.Expr:
    """Whether a level of support has ended on a day, null where that is not known.

    A level below that has not ended yet says that this one has not either.
    """
    below = [pl.col(column(one)) >= on for one in LEVELS[: LEVELS.index(level)]]
    return pl.coalesce(last_day(level) < on, *(pl.when(holds).then(False) for holds in below))
