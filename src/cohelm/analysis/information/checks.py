"""Checks on data: how long is what tells of people kept?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import subjects
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said


def without_retention(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """INF001: data sets about people of which it is not said how long they are kept."""
    day = Day(enterprise, on)
    unlimited = pl.col("personal") & pl.col("retention_months").is_null()
    for one in subjects(day, "data_set", day.where("data_set", unlimited)):
        yield one.concern(
            WITHOUT_RETENTION,
            Said("holds personal data and has no retention"),
            Said(
                "The {called} tells of people, and nobody has said how long it may be kept.",
                called=one.called,
            ),
            classification=one.row["classification"],
            special_category=one.row["special_category"],
        )


WITHOUT_RETENTION = Check(
    "INF001", "Personal data with no retention", "act",
    "Data about people kept without end are hard to defend in law and make every leak worse.",
    without_retention,
)  # fmt: skip
