"""What moved among dated amounts: budget, actual cost and forecast of a ledger, a bill or invoices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

import polars as pl

from cohelm.core.changes import Change, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import EXACT, Money
from cohelm.reports.moved import Total

NIL = Decimal(0)
AMOUNT = "amount"
Key = tuple[str, datetime, str, str]
"""The item, time, source and reference of an observation."""


def amounts_moved(
    before: Enterprise, after: Enterprise, changes: Iterable[Change], *, kind: str = ""
) -> Iterator[Total]:
    """By metric and currency, what the amounts of the sources that changed add up to, both times.

    With a `kind`, only what stands at items of it.
    Nothing of a metric without an amount, or whose amounts the audience of the plans may not see, nor
    of one that did not move. Linear in the observations of the metrics.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    for one in changes:
        if isinstance(one, ObservationChange) and one.item.startswith(f"{kind}:" if kind else ""):
            sources[one.metric].add(one.source)
    for metric, of in sorted(sources.items()):
        was, now = (_amounts(plan, metric, of, kind) for plan in (before, after))
        for currency in sorted({*was, *now}):
            first, last = was.get(currency, {}), now.get(currency, {})
            if first != last:
                yield _total(metric, currency, first, last)


def _total(
    metric: str, currency: str, first: dict[Key, Decimal], last: dict[Key, Decimal]
) -> Total:
    both = first.keys() & last.keys()
    sums = (
        _sum(first.values()),
        _sum(last[key] for key in last.keys() - both),
        _sum(last[key] - first[key] for key in both),
        _sum(first[key] for key in first.keys() - both),
        _sum(last.values()),
    )
    label = metric.replace("_", " ").capitalize()
    return Total(metric, label, *(Money(one, currency) for one in sums))


def _amounts(
    plan: Enterprise, metric: str, sources: set[str], kind: str
) -> dict[str, dict[Key, Decimal]]:
    """By currency, the amount of each observation of some sources; none where it is not shown."""
    frame = plan.observations(metric)
    if not isinstance(frame.schema.get(AMOUNT), pl.Struct):
        return {}
    own = pl.col("item").str.starts_with(f"{kind}:" if kind else "")
    frame = frame.filter(own & pl.col("source").is_in(sorted(sources))).drop_nulls(AMOUNT)
    found: dict[str, dict[Key, Decimal]] = defaultdict(dict)
    columns = frame.select("item", "time", "source", "reference", AMOUNT).iter_rows()
    for item, time, source, reference, money in columns:
        found[money["currency"]][item, time, source, reference] = money["amount"]
    return found


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    total = NIL
    for one in amounts:
        total = EXACT.add(total, one)
    return total.normalize(EXACT) if total else NIL
