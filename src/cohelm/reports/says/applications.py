"""What application lists say: what is past its end or near it, what they cost, whom nobody owns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.columns import phases
from cohelm.core.enterprise import Enterprise
from cohelm.reports.says.amounts import Found, alone, amounts_of, each, ending, largest, said_of

YEAR = timedelta(days=365)
ENDS = ("reaches its end of life", "reach their end of life")


def of_applications(enterprise: Enterprise, on: date) -> Iterator[Found]:
    """The most urgent first: past its end of life, ending within a year, owned by nobody; the sums."""
    every = enterprise.frame("application")
    if not len(every):
        return
    keyed = every.with_columns(
        pl.format("application:{}", "id").alias("key"),
        pl.col("annual_cost").alias("annual"),
        phases(every["lifecycle"], on).alias("phase"),
        pl.col("lifecycle").struct.field("end_of_life").alias("ends"),
    )
    live = keyed.filter((pl.col("phase") != "end_of_life").fill_null(True))
    yield from _past(
        keyed.filter((pl.col("phase") == "end_of_life") & pl.col("ends").is_not_null())
    )
    soon = live.filter(pl.col("ends").is_between(on, on + YEAR)).sort("ends", "key")
    yield from ending(enterprise, soon, "application", ENDS, " a year")
    yield from _unowned(enterprise, live)
    yield from _sums(enterprise, live)


def _past(past: pl.DataFrame) -> Iterator[Found]:
    amounts = amounts_of(past, "key")
    if amounts:
        first = past["ends"].min()
        assert isinstance(first, date)
        still = f"{said_of(amounts)} a year stands for {counted(len(past), 'application')}"
        text = f"{still} past the end of life, since {day_in_words(first)} at the longest"
        yield text, alone(amounts), first, past["key"].to_list()


def _unowned(enterprise: Enterprise, live: pl.DataFrame) -> Iterator[Found]:
    """Those that name no owner, where others of the list do."""
    keys = live["key"].to_list()
    bare = [key for key in keys if not enterprise.targets(key, "owner")]
    if not 0 < len(bare) < len(keys):
        return
    amounts = amounts_of(live.filter(pl.col("key").is_in(bare)), "key")
    if amounts:
        text = f"{said_of(amounts)} a year goes to {counted(len(bare), 'application')}"
        yield f"{text} without an owner", alone(amounts), None, bare


def _sums(enterprise: Enterprise, live: pl.DataFrame) -> Iterator[Found]:
    amounts = amounts_of(live, "key")
    if not amounts:
        return
    text = f"{counted(len(live), 'application')} cost {said_of(amounts)} a year"
    yield text, alone(amounts), None, live["key"].to_list()
    yield from largest(enterprise, each(live), "of that goes to")
