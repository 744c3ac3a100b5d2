"""On how few vendors does it hang: by money, by what is critical, through whom they rely on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates, in_words, rounded
from cohelm.analysis.vendors.terms import Terms, term_on
from cohelm.analysis.wording import counted, money_of, percent
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Digits, Prose

By = Literal["spend", "criticality", "services"]
CRITICAL = ("high", "critical")
WORDS: Mapping[str, str] = {
    "spend": Prose("what contracts cost a year"),
    "criticality": Prose("applications and services that matter"),
    "services": Prose("services, networks and platforms"),
}  # fmt: skip
HOSTED = ("service", "network", "platform")
COLUMNS: dict[str, Any] = {
    "vendor": pl.String, "share": pl.Float64, "amount": pl.Float64, "annual": MONEY,
    "items": pl.List(pl.String), "risk_tier": pl.String, "exit_plan": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """How a whole is spread over vendors, the largest share first.

    `vendors` has a row for each: its share, its amount (money in the currency of the books, or a
    number of items), the items behind it, its risk tier, whether there is a plan for leaving it. `index`
    is between 0 and 10,000, `effective` the number of equal vendors that would be as concentrated.
    `relied_on` are those whom several of these vendors rely on, directly or through others.
    """

    on: date
    by: str
    index: Figure
    effective: Figure
    largest: Figure
    vendors: pl.DataFrame
    relied_on: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many equal vendors it would be, and who is largest."""
        if self.index.value is None or self.effective.value is None or self.largest.value is None:
            return Prose(
                "Nobody can say how concentrated it is: {reason}", reason=self.index.reason
            )
        vendors = counted(len(self.vendors), "vendor")
        share, number = percent(float(self.largest.value)), Digits(f"{self.effective.value:.1f}")
        whole = WORDS[self.by]
        first = self.vendors.row(0, named=True)
        money = money_of(first["annual"])
        of = f" ({in_words([rounded(money)])})" if money else ""
        return Prose(
            "{vendors}, as concentrated as {number} equal ones; {called} has {share} of "
            "{whole}{of}",
            vendors=vendors,
            number=number,
            called=self.called,
            share=share,
            whole=whole,
            of=of,
        )


def concentration(
    enterprise: Enterprise,
    *,
    on: date,
    by: Annotated[By, "By money, by what is critical, or by services hosted."] = "spend",
    groups: Annotated[bool, "Vendors of one group count as one."] = False,
) -> Concentration:
    """The Herfindahl–Hirschman index and the effective number of vendors.

    spend: the yearly cost of live contracts that are not over. criticality: applications and services
    of high criticality and more, by whom they are provided; one that several provide counts evenly.
    services: services, networks and platforms likewise. index = Σ (share in per cent)², effective =
    10,000 / index. The thresholds of competition law (1,800 in the US since 2023) are about markets and
    are not applied. Linear in contracts and links. Source: Hirschman 1945, Herfindahl 1950.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    left_out: dict[str, list[str]] = {}
    parts = list(_spend(day, left_out) if by == "spend" else _provided(day, by, left_out))
    head = _heads(plan) if groups else {}
    sums: dict[str, Decimal] = {}
    items: dict[str, list[str]] = {}
    for vendor, key, amount in parts:
        named = head.get(vendor, vendor)
        sums[named] = sums.get(named, Decimal(0)) + amount
        items.setdefault(named, []).append(key)
    out = {reason: tuple(sorted(keys)) for reason, keys in left_out.items()}
    frame = _frame(plan, sums, items, Rates.of(plan).currency if by == "spend" else "")
    nothing = Prose("nothing is on record of {words}", words=WORDS[by])
    why = Rates.of(plan).why_none(nothing) if by == "spend" else nothing
    figures = _figures(sums, items, out, why, on)
    return Concentration(
        on, by, *figures, frame, _relied_on(plan, list(sums)),
        plan.name(frame["vendor"][0]) if len(frame) else "",
    )  # fmt: skip


Part = tuple[str, str, Decimal]


def _spend(day: Day, left_out: dict[str, list[str]]) -> Iterator[Part]:
    """Vendor, contract and yearly cost in the currency of the books."""
    plan, rates = day.enterprise, Rates.of(day.enterprise)
    for row in day.live("contract").sort("id").iter_rows(named=True):
        key, money = f"contract:{row['id']}", money_of(row["annual_cost"])
        if term_on(Terms.of(row, day.enterprise.organisation), day.on).state == "ended":
            continue
        vendor = next(iter(plan.targets(key, "vendor")), "")
        worth = rates.converted(money, day.on) if money else None
        reason = "" if vendor else Prose("no vendor")
        if money is None:
            reason = reason or rates.lacking
        elif worth is None:
            reason = reason or rates.without(money.currency, day.on)
        if reason:
            left_out.setdefault(reason, []).append(key)
        elif worth is not None and worth.amount > 0:
            yield vendor, key, worth.amount


def _provided(day: Day, by: By, left_out: dict[str, list[str]]) -> Iterator[Part]:
    """Vendor, item and its part of one for each item."""
    plan = day.enterprise
    kinds = ("application", "service") if by == "criticality" else HOSTED
    matters = pl.col("criticality").is_in(CRITICAL) if by == "criticality" else pl.lit(True)
    for kind in kinds:
        frame = day.where(kind, matters)
        for id_ in frame["id"].sort() if len(frame) else ():
            key = f"{kind}:{id_}"
            vendors = plan.targets(key, "provided_by")
            if not vendors:
                left_out.setdefault(Prose("no vendor provides it"), []).append(key)
            for vendor in vendors:
                yield vendor, key, Decimal(1) / len(vendors)


def _heads(plan: Enterprise) -> dict[str, str]:
    """By vendor, the one at the top of its group; a circle of parents keeps its first by key."""
    found: dict[str, str] = {}
    for key in plan.keys("vendor"):
        seen, at = [key], key
        while (up := next(iter(plan.targets(at, "parent")), "")) and up not in seen:
            seen.append(up)
            at = up
        found[key] = min(seen) if up else at
    return found


def _frame(
    plan: Enterprise, sums: Mapping[str, Decimal], items: Mapping[str, list[str]], currency: str
) -> pl.DataFrame:
    whole = sum(sums.values(), Decimal(0))
    rows = []
    for vendor, amount in sorted(sums.items(), key=lambda one: (-one[1], one[0])):
        plain = plan.plain(vendor)
        money = {"amount": amount, "currency": currency} if currency else None
        rows.append((vendor, float(amount / whole), float(amount), money, sorted(items[vendor]),
                     plain.get("risk_tier"), plain.get("exit_plan")))  # fmt: skip
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _figures(
    sums: Mapping[str, Decimal], items: Mapping[str, list[str]],
    out: Mapping[str, tuple[str, ...]], nothing: str, on: date,
) -> tuple[Figure, Figure, Figure]:  # fmt: skip
    whole = sum(sums.values(), Decimal(0))
    if not whole:
        none = Figure(None, "", nothing, left_out=out, on=on)
        return none, none, none
    shares = {vendor: amount / whole for vendor, amount in sums.items()}
    hhi = sum((share * 100) ** 2 for share in shares.values())
    keys = tuple(sorted(key for of in items.values() for key in of))
    first = max(shares, key=lambda one: (shares[one], one))
    formula = Prose("Σ (share in per cent)² over {vendors}", vendors=counted(len(shares), "vendor"))
    return (
        Figure(float(hhi), "", formula=formula, counted=keys, left_out=out, on=on),
        Figure(float(10_000 / hhi), "", formula=f"10,000 / {hhi:,.0f}", counted=keys,
               left_out=out, on=on),
        Figure(float(shares[first]), "share", counted=tuple(sorted(items[first])), on=on,
               formula=f"{sums[first]:,.0f} / {whole:,.0f}", left_out=out, ratio=(sums[first], whole)),
    )  # fmt: skip


def _relied_on(plan: Enterprise, vendors: list[str]) -> pl.DataFrame:
    """Those whom two and more of some vendors rely on, with these."""
    through: dict[str, set[str]] = {}
    for vendor in vendors:
        open_, seen = [vendor], {vendor}
        while open_:
            for end in plan.targets(open_.pop(), "subcontracts"):
                if end not in seen:
                    seen.add(end)
                    open_.append(end)
                    through.setdefault(end, set()).add(vendor)
    rows = [(end, sorted(of)) for end, of in through.items() if len(of) > 1]
    rows.sort(key=lambda one: (-len(one[1]), one[0]))
    schema: dict[str, Any] = {"vendor": pl.String, "behind": pl.List(pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row")
