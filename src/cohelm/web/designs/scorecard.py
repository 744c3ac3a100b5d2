"""What the page of the scorecard shows: the metrics of each impact, with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from cohelm.analysis.impact.scorecard import Scorecard
from cohelm.core.enterprise import Enterprise
from cohelm.reports.sparkline import Sparkline, sparkline
from cohelm.reports.wording import number

STATES = {"worse": "act", "changed": "watch", "better": "fine"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the scorecard: `state` is the sign that stands before its status."""

    key: str
    name: str
    status: str
    state: str
    value: str
    target: str
    met: bool | None
    because: str
    line: Sparkline | None
    said: str


def of_scorecard(plan: Enterprise, result: Scorecard) -> dict[str, Any]:
    """The metrics of each impact, and the impacts of which nothing is measured."""
    groups: dict[str, list[Measured]] = {}
    for row in result.metrics.iter_rows(named=True):
        groups.setdefault(row["impact"], []).append(_measured(plan, result, row))
    return {"impacts": list(_in_order(groups, result.not_measured))}


def _in_order(
    groups: dict[str, list[Measured]], missing: tuple[str, ...]
) -> Iterator[tuple[str, list[Measured]]]:
    yield from groups.items()
    yield from ((name, []) for name in missing if name not in groups)


def _measured(plan: Enterprise, result: Scorecard, row: dict[str, Any]) -> Measured:
    readings = result.history.filter(pl.col("metric") == row["metric"])["value"].to_list()
    line = sparkline(
        readings, lower=row["lower"], upper=row["upper"], mean=row["mean"], target=row["target"]
    )
    name, unit = plan.name(row["metric"]), f" {row['unit']}" if row["unit"] else ""
    value = f"{number(row['value'])}{unit}" if row["value"] is not None else ""
    target = f"{number(row['target'])}{unit}" if row["target"] is not None else ""
    said = f"{name}: {value or 'no reading'}, {row['status']}, {row['because']}"
    return Measured(
        row["metric"], name, row["status"], STATES.get(row["status"], ""), value, target,
        row["target_met"], row["because"], line, said,
    )  # fmt: skip
