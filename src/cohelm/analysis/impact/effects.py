"""What came with each benefit: an effect, told by what was like it and had none, or only a change?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

EFFECT, ASSOCIATED, UNKNOWN = "effect", "associated with", "not known"
ORDER = (EFFECT, ASSOCIATED, UNKNOWN)
BEFORE = timedelta(days=365)
"""So far back it is looked where the metric states no time for its baseline."""
COLUMNS: dict[str, Any] = {
    "benefit": pl.String, "metric": pl.String, "says": pl.String, "in_words": pl.String,
    "for_the_better": pl.Boolean, "since": pl.Date, "effect": pl.Float64, "unit": pl.String,
    "before": pl.Float64, "after": pl.Float64, "change": pl.Float64, "compared_before": pl.Float64,
    "compared_after": pl.Float64, "compared_change": pl.Float64, "came_to": pl.List(pl.String),
    "compared_with": pl.List(pl.String), "left_out": pl.List(pl.String),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """A row for each benefit that has begun and each metric in which it is seen, effects first.

    `change` is the mean after less the mean before, of the items where the benefit came, and
    `compared_change` that of the items it is compared with; `effect` is the first less the second, and
    is there only with a comparison. `left_out` are items that were not read both before and after.
    """

    on: date
    compared: Figure
    associated: Figure
    effects: pl.DataFrame

    @property
    def sentence(self) -> str:
        """Of how many benefits an effect can be told, and of how many only that it goes with them."""
        if not len(self.effects):
            return Prose("No benefit that has begun names a metric in which it is seen")
        told = Prose(
            "{effects} told by comparison", effects=counted(int(self.compared.value or 0), "effect")
        )
        others = int(self.associated.value or 0)
        return Prose(
            "{told}; {changes} that can only be called associated",
            told=told,
            changes=counted(others, "change"),
        )


def effects(enterprise: Enterprise, *, on: date) -> Effects:
    """Difference in differences where a benefit says what it is compared with, else before and after.

    Before is the metric's baseline time as far as it lies before the benefit's first day, else the year
    before that day; after is from that day on. Each item counts once, by the mean of its readings, and
    only if it was read in both times. Where the benefit names no items, it came to all that were read.
    That both groups would have moved alike without it is assumed, not shown. Linear in readings.
    Source: (T1 - T0) - (C1 - C0); Card and Krueger 1994.
    """
    plan = enterprise.at(on)
    rows: list[dict[str, Any]] = []
    frame = Day(enterprise, on).live("benefit")
    begun = frame.filter(pl.col("start") <= on).sort("id") if len(frame) else frame
    for row in begun.iter_rows(named=True) if len(begun) else ():
        rows += _rows(plan, row, on)
    rows.sort(key=lambda one: ORDER.index(one["says"]))
    table = pl.DataFrame(rows, schema=COLUMNS)
    return Effects(
        on,
        _figure(table, EFFECT, Prose("benefits with a comparison"), on),
        _figure(table, ASSOCIATED, Prose("benefits without a comparison"), on),
        table,
    )


def _rows(plan: Enterprise, benefit: Mapping[str, Any], on: date) -> Iterator[dict[str, Any]]:
    key = f"benefit:{benefit['id']}"
    came, others = plan.targets(key, "came_to"), plan.targets(key, "compared_with")
    for metric in plan.targets(key, "seen_in"):
        stated = plan.plain(metric)
        times = _before_and_after(plan, metric, benefit["start"], on)
        read = [one for one in times["item"].to_list() if one not in others]
        treated = _means(times, came or read)
        compared = _means(times, others) if others else None
        yield {
            "benefit": key, "metric": metric, "since": benefit["start"],
            "unit": stated.get("unit") or "", "came_to": list(came), "compared_with": list(others),
            **_told(treated, compared, stated.get("better"), stated.get("unit") or ""),
        }  # fmt: skip


def _before_and_after(plan: Enterprise, metric: str, start: date, on: date) -> pl.DataFrame:
    """The mean of each item's readings before and after: item, before, after; null where it has none."""
    frame = plan.observations(metric.partition(":")[2])
    schema = {"item": pl.String, "before": pl.Float64, "after": pl.Float64}
    if not len(frame) or "value" not in frame.columns:
        return pl.DataFrame(schema=schema)
    stated = plan.plain(metric)
    first, last = stated.get("baseline_from"), stated.get("baseline_until")
    since = date.fromisoformat(first) if first else start - BEFORE
    until = date.fromisoformat(last) if first and last else start - timedelta(days=1)
    if since >= start:
        since = start - BEFORE
    day, value = pl.col("time").dt.date(), pl.col("value")
    earlier = (day >= since) & (day <= until) & (day < start)
    later = (day >= start) & (day <= on)
    return frame.group_by("item").agg(
        value.filter(earlier).mean().alias("before"), value.filter(later).mean().alias("after")
    ).sort("item")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Means:
    """The mean of some items before and after, None where none was read in both times."""

    before: float | None
    after: float | None
    left_out: tuple[str, ...]

    @property
    def change(self) -> float | None:
        known = self.before is not None and self.after is not None
        return self.after - self.before if known else None  # type: ignore[operator]


def _means(times: pl.DataFrame, items: Sequence[str]) -> _Means:
    both = times.filter(pl.col("item").is_in(list(items))).drop_nulls()
    out = tuple(one for one in items if one not in set(both["item"].to_list()))
    if not len(both):
        return _Means(None, None, out)
    return _Means(both["before"].mean(), both["after"].mean(), out)  # type: ignore[arg-type]


def _told(
    treated: _Means, compared: _Means | None, better: str | None, unit: str
) -> dict[str, Any]:
    change = treated.change
    against = compared.change if compared else None
    effect = None if change is None or against is None else change - against
    says = EFFECT if effect is not None else UNKNOWN if change is None else ASSOCIATED
    moved = effect if effect is not None else change
    return {
        "says": says, "effect": effect, "for_the_better": _good(better, moved),
        "in_words": _in_words(change, against, unit, compared is not None),
        "before": treated.before, "after": treated.after, "change": change,
        "compared_before": compared and compared.before, "compared_after": compared and compared.after,
        "compared_change": against,
        "left_out": [*treated.left_out, *(compared.left_out if compared else ())],
    }  # fmt: skip


def _in_words(change: float | None, against: float | None, unit: str, is_compared: bool) -> str:
    if change is None:
        return Prose("nothing was read both before and after")
    moved = _moved(change, unit)
    if against is not None:
        return Prose(
            "{moved} where it came, {other} where it did not",
            moved=moved,
            other=_moved(against, unit),
        )
    if is_compared:
        return Prose(
            "{moved}; what it is compared with was not read both before and after", moved=moved
        )
    return Prose("{moved}; it names nothing to be compared with", moved=moved)


def _moved(change: float, unit: str) -> str:
    by = f"{abs(change):,.4g}".rstrip() + (f" {unit}" if unit else "")
    if not change:
        return Prose("unchanged")
    return Prose("up by {by}", by=by) if change > 0 else Prose("down by {by}", by=by)


def _good(better: str | None, moved: float | None) -> bool | None:
    if not moved or better not in ("higher", "lower"):
        return None
    return (moved > 0) == (better == "higher")


def _figure(table: pl.DataFrame, says: str, formula: str, on: date) -> Figure:
    keys = table.filter(pl.col("says") == says)["benefit"].unique().sort().to_list()
    return Figure(len(keys), formula=formula, counted=tuple(keys), on=on)
