"""The targets of a metric: which was wanted when, and which were moved to where they are easier met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from cohelm.core.enterprise import Enterprise

TARGET = "target"
TARGETS: dict[str, Any] = {
    "metric": pl.String, "since": pl.Date, "target": pl.Float64, "before": pl.Float64,
    "easier": pl.Boolean, "note": pl.String,
}  # fmt: skip


def targets_of(enterprise: Enterprise, metrics: Sequence[Mapping[str, Any]], on: date
               ) -> pl.DataFrame:  # fmt: skip
    """Every target on record up to a day, by metric, then day: metric, since, target, before, easier.

    `easier`: a metric of which more is better got a lower one, or the other way round; None for the
    first, and where the metric has no direction.
    """
    frame = enterprise.observations(TARGET)
    if not len(frame) or "value" not in frame.columns:
        return pl.DataFrame(schema=TARGETS)
    dated = frame.with_columns(pl.col("time").dt.date()).filter(pl.col("time") <= on)
    rows = [one for metric in metrics for one in _moves(metric, dated)]
    return pl.DataFrame(rows, schema=TARGETS)


def _moves(metric: Mapping[str, Any], dated: pl.DataFrame) -> Iterator[dict[str, Any]]:
    key, before = f"metric:{metric['id']}", None
    for row in dated.filter(pl.col("item") == key).sort("time").iter_rows(named=True):
        yield {
            "metric": key, "since": row["time"], "target": row["value"], "before": before,
            "easier": _easier(metric["better"], before, row["value"]), "note": row["note"],
        }  # fmt: skip
        before = row["value"]


def _easier(better: str | None, before: float | None, now: float) -> bool | None:
    if before is None or better not in ("higher", "lower"):
        return None
    return now < before if better == "higher" else now > before


def target_on(metric: Mapping[str, Any], targets: pl.DataFrame) -> float | None:
    """The target in force: the last on record, else what the metric itself states."""
    own = targets.filter(pl.col("metric") == f"metric:{metric['id']}")
    found: float | None = own["target"][-1] if len(own) else metric["target"]
    return found
