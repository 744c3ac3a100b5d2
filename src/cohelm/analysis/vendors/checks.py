"""Checks on contracts: is there a way out?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import subjects
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise


def without_way_out(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """VND001: contracts with no last day and no term of notice, in days or in months."""
    day = Day(enterprise, on)
    open_ended = pl.all_horizontal(
        pl.col(name).is_null() for name in ("end", "notice_days", "notice_months")
    )
    for one in subjects(day, "contract", day.where("contract", open_ended)):
        yield one.concern(
            WITHOUT_WAY_OUT,
            "has neither an end nor a notice term",
            f"Nobody can tell from the record when or how the {one.called} can be ended.",
            start=one.row["start"],
            renewal=one.row["renewal"],
        )


WITHOUT_WAY_OUT = Check(
    "VND001", "Contract with neither an end nor a notice term", "watch",
    "A contract whose way out is not on record is paid until somebody reads it.",
    without_way_out,
)  # fmt: skip
