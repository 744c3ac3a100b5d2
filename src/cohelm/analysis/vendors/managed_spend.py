"""Which share of what is spent goes to vendors with a live contract?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates, in_words, rounded
from cohelm.analysis.vendors.terms import Terms, term_on
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import EXACT, Money
from cohelm.core.prose import Prose, joined

DAYS = 365
COLUMNS: dict[str, Any] = {
    "vendor": pl.String, "spent": MONEY, "contracts": pl.List(pl.String), "managed": pl.Boolean
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class ManagedSpend:
    """What was spent with vendors in the 365 days up to a day, the most first.

    `vendors` shows what was spent with each in the currency of the books and its live contracts.
    `share` is that which went to vendors with one, of all that went to vendors; `without` the rest.
    """

    on: date
    share: Figure
    managed: Figure
    without: Figure
    vendors: pl.DataFrame

    @property
    def sentence(self) -> str:
        """The share, and the money without a contract."""
        if self.share.value is None or self.without.value is None:
            return Prose(
                "Nobody can say how much is under contract: {reason}", reason=self.share.reason
            )
        share = f"{self.share.value:.0%}".replace("%", " %")
        money = in_words([rounded(Money(Decimal(self.without.value), self.without.unit))])
        return Prose(
            "{share} of what vendors were paid in a year is under a live contract; {money} is not",
            share=share,
            money=money,
        )


def managed_spend(enterprise: Enterprise, *, on: date) -> ManagedSpend:
    """Spend under management: actual costs booked on vendors, or on contracts of theirs.

    Each line is converted at the last rate on or before its own day; those without are left out. A line
    on a contract counts with the contract's vendor. Credit notes count with their sign. A contract
    is live unless it is over by the day. Linear in lines.
    """
    day = Day(enterprise, on)
    live = _live_contracts(day)
    sums: dict[str, Decimal] = {}
    out: dict[str, dict[str, None]] = {}
    for vendor, item, worth in _lines(day, out):
        if vendor:
            sums[vendor] = EXACT.add(sums.get(vendor, Decimal(0)), worth)
        else:
            out.setdefault(Prose("the contract names no vendor"), {})[item] = None
    rows = [
        (vendor, {"amount": of, "currency": Rates.of(enterprise).currency}, live.get(vendor, []),
         vendor in live)
        for vendor, of in sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    ]  # fmt: skip
    left_out = {reason: tuple(keys) for reason, keys in out.items()}
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return ManagedSpend(
        on, *_figures(sums, live, left_out, Rates.of(enterprise).currency, on), frame
    )


def _live_contracts(day: Day) -> dict[str, list[str]]:
    """By vendor, the contracts that are not over."""
    plan, settings = day.enterprise.at(day.on), day.enterprise.organisation
    found: dict[str, list[str]] = {}
    for row in day.live("contract").sort("id").iter_rows(named=True):
        if term_on(Terms.of(row, settings), day.on).state == "ended":
            continue
        if row["start"] is not None and row["start"] > day.on:
            continue
        for vendor in plan.targets(f"contract:{row['id']}", "vendor"):
            found.setdefault(vendor, []).append(f"contract:{row['id']}")
    return found


def _lines(day: Day, out: dict[str, dict[str, None]]) -> Iterator[tuple[str, str, Decimal]]:
    """Vendor (empty where none is named), item and worth of each line."""
    if "actual" not in day.enterprise.observed:
        return
    lines = day.enterprise.observations("actual")
    if "amount" not in lines.columns:  # who may not see money
        return
    rates, plan = Rates.of(day.enterprise), day.enterprise.at(day.on)
    within = pl.col("time").dt.date().is_between(day.on - timedelta(days=DAYS - 1), day.on)
    about = pl.col("item").str.contains(r"^(vendor|contract):")
    for row in lines.filter(within & about).select("item", "time", "amount").iter_rows(named=True):
        item, booked = row["item"], row["time"].date()
        money = Money(row["amount"]["amount"], row["amount"]["currency"])
        worth = rates.converted(money, booked)
        if worth is None:
            out.setdefault(rates.without(money.currency, booked), {})[item] = None
            continue
        vendor = (
            item if item.startswith("vendor:") else next(iter(plan.targets(item, "vendor")), "")
        )
        yield vendor, item, worth.amount


def _figures(
    sums: dict[str, Decimal], live: dict[str, list[str]], out: dict[str, tuple[str, ...]],
    currency: str, on: date,
) -> tuple[Figure, Figure, Figure]:  # fmt: skip
    whole = sum(sums.values(), Decimal(0))
    if whole <= 0:
        reason = joined(out, "; ") or Prose("no actual cost of a vendor is on record for the year")
        none = [
            Figure(None, unit, reason, left_out=out, on=on)
            for unit in ("share", currency, currency)
        ]
        return none[0], none[1], none[2]
    under = {key: of for key, of in sums.items() if key in live}
    rest = {key: of for key, of in sums.items() if key not in live}
    managed = sum(under.values(), Decimal(0))
    return (
        Figure(
            float(managed / whole),
            "share",
            formula=f"{managed:,.2f} / {whole:,.2f}",
            counted=tuple(sums),
            left_out=out,
            ratio=(managed, whole),
            on=on,
        ),
        Figure(
            managed,
            currency,
            formula=Prose("Σ of vendors with a live contract"),
            counted=tuple(under),
            left_out=out,
            parts=under,
            on=on,
        ),
        Figure(
            whole - managed,
            currency,
            formula=Prose("Σ of vendors without one"),
            counted=tuple(rest),
            left_out=out,
            parts=rest,
            on=on,
        ),
    )
