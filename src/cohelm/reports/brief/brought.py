"""The page of the six impacts: what it brought, those first that need attention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cohelm.analysis.impact.scorecard import ORDER
from cohelm.analysis.wording import counted
from cohelm.core.prose import Prose, again, joined
from cohelm.reports import wording
from cohelm.reports.brief.numbers import ended
from cohelm.reports.brief.page import ROWS, Chart, Page, Series, sheet_of
from cohelm.reports.brief.snapshot import Moment, Snapshot, left_out, sources


def impacts_page(of: Snapshot) -> Page:
    """One or two metrics an impact: where they stand, against what, and whether it is a signal."""
    now = of.now
    numbers = (
        now.number("scorecard", "measured", Prose("Metrics with readings")),
        now.number("scorecard", "signals", Prose("Whose last reading is a signal")),
    )
    found = now.ask("scorecard")
    rows = _chosen(found.metrics.to_dicts())
    title, *rest = now.said("scorecard")
    return Page(
        Prose("What it brought: six impacts"),
        title,
        (*map(ended, rest), *_met(found.metrics.to_dicts())),
        numbers,
        _ways(now, rows),
        sheet_of(
            Prose("An impact at a time, what needs attention first"),
            ("Impact", "Metric", "Now", "Target", "What it says"),
            [_row(now, row) for row in rows], (2, 3), most=ROWS,
        ),
        (*of.changes(numbers[1]), *_turned(of)),
        left_out(*numbers),
        sources("scorecard"),
    )  # fmt: skip


def _chosen(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each impact the metric that needs attention most, then the others by the same order."""
    urgent = sorted(rows, key=lambda row: (ORDER.index(row["status"]), row["target"] is None))
    first: dict[str, str] = {}
    for row in urgent:
        first.setdefault(row["impact"], row["metric"])
    chosen = {*first.values()}
    for row in urgent:
        if len(chosen) < ROWS:
            chosen.add(row["metric"])
    return [row for row in rows if row["metric"] in chosen]


def _row(now: Moment, row: Mapping[str, Any]) -> tuple[str, ...]:
    because = row["because"].replace("; limits provisional", "")
    return (
        Prose("{impact:A}", impact=again(row["impact"])), now.plan.name(row["metric"]),
        _value(row["value"], row["unit"]), _value(row["target"], row["unit"]),
        joined((again(row["status"]), again(because)), ": "),
    )  # fmt: skip


def _value(value: float | None, unit: str | None) -> str:
    if value is None:
        return Prose("not known")
    spelt = {"per cent": "%"}.get(unit or "", unit or "")
    text = wording.number(round(value, 1 if abs(value) >= 10 else 2))
    return f"{text}{wording.GLUE}{wording.SIGNS.get(spelt, spelt)}" if spelt else text


def _met(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """How many targets are met."""
    told = [row["target_met"] for row in rows if row["target_met"] is not None]
    if not told:
        return ()
    metrics, met = counted(len(told), "metric"), sum(told)
    if len(told) == 1:
        return (Prose("{metrics} has a target; {met} met.", metrics=metrics, met=met),)
    return (Prose("{metrics} have a target; {met} met.", metrics=metrics, met=met),)


def _ways(now: Moment, rows: list[dict[str, Any]]) -> Chart | None:
    """How far each metric has come from its baseline towards its target."""
    ways = [
        (now.plan.name(row["metric"]), _way(row))
        for row in rows
        if row["value"] is not None and row["baseline"] is not None and row["target"] is not None
        and row["target"] != row["baseline"]
    ]  # fmt: skip
    if not ways:
        return None
    least = min(ways, key=lambda one: one[1])
    return Chart(
        "bars",
        Prose("Way from baseline to target, in per cent"),
        tuple(name for name, _ in ways),
        (Series(Prose("way gone"), tuple(way for _, way in ways), "plain"),),
        Prose(
            "Furthest from its target: {metric}, {way:.0f} % of the way.",
            metric=least[0],
            way=least[1],
        ),
        "%",
    )


def _way(row: Mapping[str, Any]) -> float:
    gone = (row["value"] - row["baseline"]) / (row["target"] - row["baseline"])
    return round(100 * float(gone), 1)


def _turned(of: Snapshot) -> tuple[str, ...]:
    """The metrics whose state is another than at the last pack."""
    then = dict(of.before.ask("scorecard").metrics.select("metric", "status").iter_rows())
    now = dict(of.now.ask("scorecard").metrics.select("metric", "status").iter_rows())
    turned = [key for key, status in now.items() if key in then and then[key] != status]
    if not turned:
        return (Prose("No metric changed its state."),)
    named = [
        Prose(
            "{metric} ({then}, now {now})",
            metric=of.now.plan.name(key), then=again(then[key]), now=again(now[key]),
        )
        for key in turned[:2]
    ]  # fmt: skip
    more = Prose(" and {more} more", more=len(turned) - 2) if len(turned) > 2 else ""
    return (
        Prose("Another state than then: {metrics}{more}.", metrics=joined(named, ", "), more=more),
    )
