"""What do contracts leave open that could move a day to decide, the spend or who is largest?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cohelm.analysis.agenda.asking.gap import Gap, worth
from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.vendors.terms import Terms, term_on
from cohelm.analysis.wording import day_in_words, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

WITHIN = 365
"""A day to decide within so many days is one that people look at now."""
NOTICE = 180
"""So many days' notice are reckoned with where no contract states a longer one."""
QUESTIONS: Mapping[str, str] = {
    "end": Prose("What is the last day of the current term?"),
    "renewal": Prose(
        "What happens at its end: does it end, renew itself, or need a new agreement?"
    ),
    "notice_days": Prose("How many days before the end does notice have to be given?"),
    "renewal_months": Prose("For how many months does it renew itself?"),
    "annual_cost": Prose("What does it cost a year?"),
    "owner": Prose("Who decides on its renewal?"),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the contracts that say so say: yearly costs and whole values in the currency of the books,
    by contract; yearly costs by vendor; the dearest of each and of all; the longest notice in days."""

    costs: Mapping[str, Decimal]
    wholes: Mapping[str, Decimal]
    by_vendor: Mapping[str, Decimal]
    dearest: Mapping[str, Decimal]
    notice: int
    currency: str

    def most(self, key: str, vendor: str) -> tuple[Decimal | None, str]:
        """The most that a contract costs a year, and how that is known."""
        if key in self.costs:
            return self.costs[key], ""
        if key in self.wholes:
            return self.wholes[key], Prose("its whole value")
        if vendor in self.dearest:
            return self.dearest[vendor], Prose("the dearest contract of the same vendor")
        if self.costs:
            return max(self.costs.values()), Prose("the dearest contract of all")
        return None, ""


def open_terms(day: Day, rates: Rates) -> Iterator[Gap]:
    """The gaps of live contracts that are not over; `rates` are those of the books."""
    plan = day.enterprise.at(day.on)
    rows = [
        row
        for row in day.live("contract").sort("id").iter_rows(named=True)
        if term_on(Terms.of(row, plan.organisation), day.on).state != "ended"
    ]
    vendors = {row["id"]: _vendor(plan, row) for row in rows}
    known = _known(rows, vendors, rates, day.on)
    for row in rows:
        key, vendor = f"contract:{row['id']}", vendors[row["id"]]
        if "annual_cost" in row and row["annual_cost"] is None:
            yield _cost(plan, key, vendor, known)
        for field in _open(row):
            yield _term(key, vendor, field, row, known, day.on)
        if not plan.targets(key, "owner"):
            decide_by = term_on(Terms.of(row, plan.organisation), day.on).decide_by
            yield _owner(key, vendor, decide_by, known, day.on)


def _vendor(plan: Enterprise, row: Mapping[str, Any]) -> str:
    return next(iter(plan.targets(f"contract:{row['id']}", "vendor")), "")


def _known(
    rows: list[dict[str, Any]], vendors: Mapping[str, str], rates: Rates, on: date
) -> _Known:
    costs, wholes = (_stated(rows, field, rates, on) for field in ("annual_cost", "total_value"))
    by_vendor: dict[str, Decimal] = {}
    dearest: dict[str, Decimal] = {}
    for row in rows:
        amount, vendor = costs.get(f"contract:{row['id']}"), vendors[row["id"]]
        if amount is not None and vendor:
            by_vendor[vendor] = by_vendor.get(vendor, Decimal(0)) + amount
            dearest[vendor] = max(dearest.get(vendor, Decimal(0)), amount)
    notices = [max(row["notice_days"] or 0, 31 * (row["notice_months"] or 0)) for row in rows]
    return _Known(costs, wholes, by_vendor, dearest, max([NOTICE, *notices]), rates.currency)


def _stated(rows: list[dict[str, Any]], field: str, rates: Rates, on: date) -> dict[str, Decimal]:
    """By contract, an amount that it states, in the currency of the books."""
    found: dict[str, Decimal] = {}
    for row in rows:
        stated = money_of(row.get(field))
        money = rates.converted(stated, on) if stated else None
        if money is not None:
            found[f"contract:{row['id']}"] = money.amount
    return found


def _open(row: Mapping[str, Any]) -> Iterator[str]:
    """The fields that its days hang on and that it does not state."""
    if row["end"] is None:
        yield "end"
    if row["renewal"] is None:
        yield "renewal"
    if (
        row["renewal"] != "tacit"
    ):  # what matters only if it renews itself is asked once that is known
        return
    if row["notice_days"] is None and row["notice_months"] is None:
        yield "notice_days"
    if row["renewal_months"] is None:
        yield "renewal_months"


def _term(
    key: str, vendor: str, field: str, row: Mapping[str, Any], known: _Known, on: date
) -> Gap:
    """An end beyond the year and the longest notice leaves nothing to be decided within it."""
    most, how = known.most(key, vendor)
    last = on + timedelta(days=WITHIN + known.notice)
    soon = row["end"] is None or row["end"] <= last
    if not soon:
        ends = day_in_words(row["end"])
        words = Prose(
            "nothing within a year: it ends on {ends}, later than any notice reaches", ends=ends
        )
        return Gap(key, field, QUESTIONS[field], words)
    words = Prose("the next day to decide: it may lie within a year, and is not known")
    if most is not None:
        words += Prose("; {up_to} a year hangs on it", up_to=_up_to(most, how, known))
    return Gap(key, field, QUESTIONS[field], words, most, flips=most is None)


def _cost(plan: Enterprise, key: str, vendor: str, known: _Known) -> Gap:
    most, how = known.most(key, vendor)
    if most is None:
        words = Prose(
            "what contracts cost a year: no other says what it costs, so nothing bounds it"
        )
        return Gap(key, "annual_cost", QUESTIONS["annual_cost"], words, None, flips=True)
    words = Prose("what contracts cost a year, by {up_to}", up_to=_up_to(most, how, known))
    largest = max(known.by_vendor, key=lambda one: known.by_vendor[one], default="")
    overtakes = bool(largest) and (
        vendor not in ("", largest)
        and known.by_vendor.get(vendor, Decimal(0)) + most > known.by_vendor[largest]
    )
    if overtakes:
        words += Prose(
            ", and with it {vendor} would pass {largest} as the largest",
            vendor=plan.name(vendor),
            largest=plan.name(largest),
        )
    return Gap(key, "annual_cost", QUESTIONS["annual_cost"], words, most, flips=overtakes)


def _owner(key: str, vendor: str, decide_by: date | None, known: _Known, on: date) -> Gap:
    most, how = known.most(key, vendor)
    if decide_by is None or not on <= decide_by <= on + timedelta(days=WITHIN):
        words = Prose("nothing within a year: no decision on it falls due")
        return Gap(key, "owner", QUESTIONS["owner"], words)
    money = (
        Prose(", with {up_to} a year", up_to=_up_to(most, how, known)) if most is not None else ""
    )
    words = Prose(
        "whether anybody decides by {decide_by}{money}",
        decide_by=day_in_words(decide_by),
        money=money,
    )
    return Gap(key, "owner", QUESTIONS["owner"], words, most, flips=most is None)


def _up_to(most: Decimal, how: str, known: _Known) -> str:
    said = worth(most, known.currency)
    return Prose("up to {said} ({how})", said=said, how=how) if how else said
