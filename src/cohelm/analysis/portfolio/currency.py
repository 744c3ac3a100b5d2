"""In which currency are the books, where the organisation does not say?"""

from __future__ import annotations

from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.core.enterprise import Enterprise

COSTS = ("cost_per_year", "total_cost")


def rates_of_work(enterprise: Enterprise, on: date) -> Rates:
    """The organisation's rates; without a currency of its books, that of what initiatives cost, where
    all of them cost in one."""
    rates = Rates.of(enterprise)
    found = [] if rates.currency else currencies_of_work(Day(enterprise, on))
    return Rates(found[0], {}) if len(found) == 1 else rates


def currencies_of_work(day: Day) -> list[str]:
    """The currencies of what initiatives cost, for an organisation that has no books but a list."""
    frame = day.frame("initiative")
    columns = [one for one in COSTS if one in frame.columns]
    return sorted({one for column in columns for one in currencies(frame, column)})


def currencies(frame: pl.DataFrame, column: str) -> list[str]:
    """The currencies in which amounts of a column are stated."""
    found = frame[column].struct.field("currency").drop_nulls().unique().sort().to_list()
    return [str(one) for one in found]
