"""What did technology bring the business: six impacts, and is what changed a signal or noise?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.impact.claims import agreed, is_rosier, since_owner
from cohelm.analysis.impact.targets import target_on, targets_of
from cohelm.analysis.impact.xmr import FEWEST, Limits, Signal, limits_of, signal
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

IMPACTS: Mapping[str, str] = {
    "efficiency": "efficiency", "savings": "cost savings and return", "security": "security",
    "innovation": "product innovation", "advantage": "competitive advantage",
    "response": "market responsiveness",
}  # fmt: skip
BETTER, WORSE, CHANGED = "better", "worse", "changed"
NO_SIGNAL, TOO_FEW = Prose("no signal"), Prose("too few readings")
ORDER = (WORSE, CHANGED, BETTER, NO_SIGNAL, TOO_FEW)
COLUMNS: dict[str, Any] = {
    "impact": pl.String, "metric": pl.String, "status": pl.String, "value": pl.Float64,
    "unit": pl.String, "on": pl.Date, "baseline": pl.Float64, "target": pl.Float64,
    "target_met": pl.Boolean, "mean": pl.Float64, "lower": pl.Float64, "upper": pl.Float64,
    "readings": pl.Int64, "because": pl.String, "owner": pl.List(pl.String),
    "claim": pl.String, "claimed_on": pl.Date, "claim_agrees": pl.Boolean,
    "with_owner": pl.Int64, "better": pl.String, "source": pl.String, "definition": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Scorecard:
    """The metrics of the six impacts, those that need attention first within each impact.

    `metrics` has a row for each: its last value, what it is against the natural limits of its own
    readings, and why; the owner's claim, and whether it says the same; and how many newer readings
    are still `with_owner`, of which nothing else is said here. `history` holds every reading that the
    limits and the status are from, `targets` every target that was set. An impact of which nothing is
    measured is in `not_measured`. No number stands for all of them.
    """

    on: date
    measured: Figure
    signals: Figure
    rosier: Figure
    eased: Figure
    metrics: pl.DataFrame
    history: pl.DataFrame
    targets: pl.DataFrame
    not_measured: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How many metrics changed for the worse and the better, and what is not measured."""
        if not len(self.metrics):
            return Prose("None of the six impacts is measured")
        of = Counter(self.metrics["status"].to_list())
        parts = [joined((of[one], Prose(one))) for one in ORDER if of[one]]
        said = Prose(
            "{metrics} of {measured} impacts",
            metrics=counted(len(self.metrics), "metric"),
            measured=6 - len(self.not_measured),
        )
        missing = (
            Prose("; not measured: {not_measured}", not_measured=listed(self.not_measured))
            if self.not_measured
            else ""
        )
        rosier = int(self.rosier.value or 0)
        claims = (
            Prose("; the owners of {rosier} claim more than the readings show", rosier=rosier)
            if rosier
            else ""
        )
        return joined((said, joined(parts, ", ")), ": ") + claims + missing


def scorecard(enterprise: Enterprise, *, on: date) -> Scorecard:
    """Every live metric that shows an impact, with the readings up to a day.

    Readings of several items at one time make one: their sum where the metric `adds_up` by sum, else
    their mean. Limits are those of the metric's baseline window where that has six readings, else of
    all; see `xmr`. Better and worse follow from the metric's direction; where it has none, or steady,
    a signal is a change. Without six readings nothing is claimed. Readings of the last ten working
    days count once the owner has said something; see `claims`. Linear in readings.
    """
    day = Day(enterprise.at(on), on)
    return day.kept("scorecard", lambda: _scorecard(day))


def _scorecard(day: Day) -> Scorecard:
    plan, on = day.enterprise, day.on
    found = metrics_of(plan, on)
    targets = targets_of(plan, found, on)
    rows: list[dict[str, Any]] = []
    parts: list[pl.DataFrame] = []
    for row in found:
        all_ = readings_of(plan, row, on)
        readings = since_owner(row, plan.targets(f"metric:{row['id']}", "owner"), all_, on)
        stated = {**row, "target": target_on(row, targets)}
        measured = row_of(plan, stated, readings.shown)
        waits = len(readings.waiting)
        newer = (
            Prose("; {readings} with its owner first", readings=counted(waits, "newer reading"))
            if waits
            else ""
        )
        rows.append(measured | {"with_owner": waits, "because": measured["because"] + newer})
        parts.append(readings.shown.with_columns(pl.lit(measured["metric"]).alias("metric")))
    places = list(IMPACTS)
    rows.sort(key=lambda one: (places.index(one["impact"]), ORDER.index(one["status"]),
                               one["metric"]))  # fmt: skip
    table = pl.DataFrame(rows, schema=COLUMNS)
    there = {one["impact"] for one in rows if one["readings"]}
    told = [row["metric"] for row in rows if row["status"] in (BETTER, WORSE, CHANGED)]
    rosier = [row["metric"] for row in rows if is_rosier(row["claim"], row["status"])]
    eased = targets.filter(pl.col("easier"))["metric"].unique().to_list()
    schema = {"time": pl.Date, "value": pl.Float64, "metric": pl.String}
    return Scorecard(
        on,
        _count(
            [row["metric"] for row in rows if row["readings"]], Prose("metrics with readings"), on
        ),
        _count(told, Prose("metrics whose last reading is a signal"), on),
        _count(rosier, Prose("metrics whose owner claims more than the readings show"), on),
        _count(eased, Prose("metrics whose target was moved to where it is easier met"), on),
        table.with_columns(pl.col("impact").replace_strict(dict(IMPACTS), default=None)),
        pl.concat(parts).select("metric", "time", "value")
        if parts
        else pl.DataFrame(schema=schema),
        targets,
        tuple(words for name, words in IMPACTS.items() if name not in there),
    )


def metrics_of(enterprise: Enterprise, on: date) -> list[dict[str, Any]]:
    """The live metrics that show an impact, by id."""
    frame = Day(enterprise, on).live("metric")
    wanted = frame.filter(pl.col("impact").is_in(list(IMPACTS))) if len(frame) else frame
    return list(wanted.sort("id").iter_rows(named=True)) if len(wanted) else []


def readings_of(enterprise: Enterprise, row: Mapping[str, Any], on: date) -> pl.DataFrame:
    """The metric's readings up to the day, one a time: time, value."""
    frame = enterprise.observations(row["id"])
    if not len(frame) or "value" not in frame.columns:
        return pl.DataFrame(schema={"time": pl.Date, "value": pl.Float64})
    dated = frame.select(pl.col("time").dt.date(), "value").filter(pl.col("time") <= on)
    together = pl.col("value").sum() if row["adds_up"] == "sum" else pl.col("value").mean()
    return dated.drop_nulls().group_by("time").agg(together).sort("time")


def row_of(plan: Enterprise, row: Mapping[str, Any], readings: pl.DataFrame) -> dict[str, Any]:
    """What a metric is by some of its readings: a row of `metrics`, without what is with the owner."""
    values = readings["value"].to_list()
    found = _limits(row, readings)
    told = signal(values, found) if found and values else Signal()
    status = _status(row["better"], told, found)
    last = values[-1] if values else None
    bounds = {"mean": found and found.mean, "lower": found and found.lower,
              "upper": found and found.upper}  # fmt: skip
    few = Prose(
        "{readings}, and limits take {fewest}",
        readings=counted(len(values), "reading"),
        fewest=FEWEST,
    )
    provisional = Prose("; limits provisional") if found and found.provisional else ""
    because = (told.rule or Prose("within its limits")) + provisional if found else few
    return {
        "impact": row["impact"], "metric": f"metric:{row['id']}", "status": status, "value": last,
        "unit": row["unit"], "on": readings["time"][-1] if values else None,
        "baseline": row["baseline"], "target": row["target"], "target_met": _met(row, last),
        **bounds, "readings": len(values), "because": because,
        "owner": plan.targets(f"metric:{row['id']}", "owner"),
        "claim": row["claim"], "claimed_on": row["claimed_on"],
        "claim_agrees": agreed(row["claim"], status), "better": row["better"],
        "source": row["source"] or row["computed_by"], "definition": row["definition"],
    }  # fmt: skip


def _limits(row: Mapping[str, Any], readings: pl.DataFrame) -> Limits | None:
    since, until = row["baseline_from"], row["baseline_until"]
    if since and until:
        window = readings.filter(pl.col("time").is_between(since, until))
        if len(window) >= FEWEST:
            return limits_of(window["value"].to_list())
    return limits_of(readings["value"].to_list())


def _status(better: str | None, told: Signal, found: Limits | None) -> str:
    if found is None:
        return TOO_FEW
    if not told.rule:
        return NO_SIGNAL
    if better not in ("higher", "lower"):
        return CHANGED
    return BETTER if (told.side == "above") == (better == "higher") else WORSE


def _met(row: Mapping[str, Any], last: float | None) -> bool | None:
    if last is None or row["target"] is None or row["better"] not in ("higher", "lower"):
        return None
    return bool(last >= row["target"] if row["better"] == "higher" else last <= row["target"])


def _count(keys: Sequence[str], formula: str, on: date) -> Figure:
    if not keys:
        return Figure(0, formula=formula, on=on)
    return Figure(len(keys), formula=formula, counted=tuple(sorted(keys)), on=on)
