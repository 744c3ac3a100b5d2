"""Checks on risks: is something done about the bad ones?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import subjects
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise

SEVERE = ("high", "critical")


def untreated(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """SEC001: risks of severity high or critical that no control treats; an initiative is none."""
    day = Day(enterprise, on)
    treated = day.linked("treated_by", other="control")
    severe = day.without("risk", treated)
    severe = severe.filter(pl.col("severity").is_in(SEVERE)) if len(severe) else severe
    for one in subjects(day, "risk", severe):
        yield one.concern(
            UNTREATED,
            f"is of severity {one.row['severity']} and no control treats it",
            f"The {one.called} is {one.row['severity']}, and no safeguard against it is on record.",
            severity=one.row["severity"],
            status=one.row["status"],
            due=one.row["due"],
        )


UNTREATED = Check(
    "SEC001", "Severe risk with no control", "act",
    "A severe risk that nothing treats is borne in full, mostly without anybody having said so.",
    untreated,
)  # fmt: skip
