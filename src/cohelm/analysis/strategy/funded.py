"""Which work is funded on a day, and how much money stands behind each piece of it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.wording import money_of
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

FUNDED = ("approved", "in_progress")
Cost = Literal["total_cost", "cost_per_year"]
WITHOUT = {
    "total_cost": Prose("no total cost on record"),
    "cost_per_year": Prose("no yearly cost on record"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A funded initiative: its columns, and its cost in the currency of the books.

    `cost` None: not known, and `why` says so. `rated` is the currency that it was converted from,
    empty where it was not.
    """

    key: str
    node: int
    row: dict[str, Any]
    cost: Decimal | None
    why: str = ""
    rated: str = ""


def funded(day: Day, cost: Cost) -> list[Work]:
    """The initiatives that are approved or in progress, by key; those on hold or proposed are not."""
    frame = day.live("initiative")
    if not len(frame):
        return []
    rates = Rates.of(day.enterprise)
    rows = frame.filter(frame["status"].is_in(FUNDED)).sort("id").iter_rows(named=True)
    return [_work(day, row, cost, rates) for row in rows]


def unstated(day: Day) -> list[str]:
    """The keys of live initiatives of which no status is on record: nobody knows if they are funded."""
    frame = day.live("initiative")
    if not len(frame):
        return []
    return sorted(f"initiative:{id_}" for id_ in frame.filter(frame["status"].is_null())["id"])


def _work(day: Day, row: dict[str, Any], cost: Cost, rates: Rates) -> Work:
    key, node = f"initiative:{row['id']}", row["node"]
    money = money_of(row.get(cost))
    if money is None:
        return Work(key, node, row, None, rates.why_none(WITHOUT[cost]))
    worth = rates.converted(money, day.on)
    if worth is None:
        return Work(key, node, row, None, rates.without(money.currency, day.on))
    rated = money.currency if money.currency != rates.currency else ""
    return Work(key, node, row, worth.amount, rated=rated)


def left_out(works: Sequence[Work]) -> dict[str, tuple[str, ...]]:
    """Those of which no cost is known, by reason."""
    found: dict[str, list[str]] = {}
    for one in works:
        if one.cost is None:
            found.setdefault(one.why, []).append(one.key)
    return {why: tuple(keys) for why, keys in found.items()}


def rated(day: Day, works: Sequence[Work]) -> Iterator[Assumption]:
    """The exchange rates that costs were converted at, one assumption each."""
    rates = Rates.of(day.enterprise)
    for currency in sorted({one.rated for one in works if one.rated}):
        rate = rates.on(currency, day.on)
        if rate is not None:
            keys = tuple(one.key for one in works if one.rated == currency)
            yield Assumption(Prose("rate of {currency}", currency=currency), rate.assumption, keys)
