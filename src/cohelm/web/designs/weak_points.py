"""What the page of weak points shows: single items and pairs, each in a table of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from cohelm.analysis.estate.weak_points import WeakPoints
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.answers import Part
from cohelm.web.results import TableShown, table_shown


def of_weak_points(plan: Enterprise, result: WeakPoints) -> dict[str, Any]:
    """Those that do it alone, then, where they were asked for, those that do it together."""
    size = pl.col("items").list.len()

    def table(of: int, label: str) -> TableShown:
        shown = table_shown(plan, Part("points", result.points.filter(size == of)))
        return replace(shown, label=label)

    labels = (Prose("Single items"), Prose("Pairs, of which neither does it alone"))
    return {"cuts": [table(at, one) for at, one in enumerate(labels[: result.order], 1)]}
