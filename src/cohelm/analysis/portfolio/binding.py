"""Which money for initiatives that could be stopped is bound by contracts that cannot?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.portfolio.ahead import Ahead
from cohelm.analysis.portfolio.books import AMOUNT
from cohelm.analysis.portfolio.year import month_end, months_between
from cohelm.analysis.sharing import CENT, evenly
from cohelm.analysis.vendors.terms import Terms, bound_until, term_on
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption
from cohelm.core.money import Money
from cohelm.core.prose import Prose

PART: Mapping[str, Any] = {
    "contract": pl.String, "item": pl.String, "month": pl.Date, "amount": AMOUNT,
}  # fmt: skip
NO_AMOUNT = Prose("what it costs a year is not on record")
NO_RATE = Prose("its money cannot be converted")
NO_DAY = Prose("the day up to which it binds is not on record")


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The contracts for some initiatives, month by month.

    `parts` has a row for each contract, initiative and month: what is owed even where notice is given
    at once. `elsewhere` are the contracts that cover none of them: they are paid out of what
    keeps things running or has to be done, and are not counted once more. `left_out`: contracts of
    which the days or the money are not known, by reason.
    """

    parts: pl.DataFrame
    elsewhere: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def assumed(self) -> Iterator[Assumption]:
        """By which rule no contract is counted twice."""
        if self.elsewhere:
            sentence = Prose(
                "Contracts for anything else stand in what running and mandatory work costs."
            )
            yield Assumption(Prose("contracts within other costs"), sentence, self.elsewhere)


def bound_contracts(ahead: Ahead, of: frozenset[str]) -> Bound:
    """The part of each live contract that falls to some initiatives, given by their keys.

    A contract that covers several things is split by the fee of each where all of them state one,
    else evenly: one under two initiatives counts once. It binds from the first month that is not
    closed to the day that `terms.bound_until` gives, the last month by its days.
    """
    day = ahead.books.day
    plan = day.enterprise.at(day.on)
    rows: list[tuple[Any, ...]] = []
    elsewhere: list[str] = []
    left_out: dict[str, list[str]] = {}
    for row in day.live("contract").sort("id").iter_rows(named=True):
        key = f"contract:{row['id']}"
        parts = {one: share for one, share in shares(plan, key).items() if one in of}
        if not parts:
            elsewhere.append(key)
            continue
        months = _months(ahead, row)
        if isinstance(months, str):
            left_out.setdefault(months, []).append(key)
            continue
        for item, share in sorted(parts.items()):
            rows += [(key, item, one, (owed * share).quantize(CENT)) for one, owed in months]
    frame = pl.DataFrame(rows, schema=dict(PART), orient="row")
    reasons = {reason: tuple(keys) for reason, keys in left_out.items()}
    return Bound(frame, tuple(elsewhere), reasons)


def shares(plan: Enterprise, key: str) -> dict[str, Decimal]:
    """By what a contract covers, its share of the money."""
    ends = plan.links_of(key, "covers")
    fees = [Money.parse(one.says["fee"]).amount for one in ends if "fee" in one.says]
    weights = fees if len(fees) == len(ends) and any(fees) else [Decimal(1)] * len(ends)
    total = sum(weights, Decimal(0))
    return {one.other: weight / total for one, weight in zip(ends, weights, strict=True)}


def _months(ahead: Ahead, row: Mapping[str, Any]) -> list[tuple[date, Decimal]] | str:
    """What a contract costs by month as long as it binds, or why that is not known."""
    on = ahead.books.day.on
    twelfths = by_month(ahead, row)
    if isinstance(twelfths, str):
        return twelfths
    until = bound_until(term_on(Terms.of(row, ahead.books.day.enterprise.organisation), on), on)
    return owed(ahead, twelfths, until) if until else NO_DAY


def by_month(ahead: Ahead, row: Mapping[str, Any]) -> list[Decimal] | str:
    """What a contract costs in each month of a year, January first, or why that is not known."""
    yearly = money_of(row.get("annual_cost"))
    if yearly is None:
        return NO_AMOUNT
    worth = ahead.books.rates.converted(yearly, ahead.books.day.on)
    return evenly(worth.amount, 12) if worth else NO_RATE


def owed(ahead: Ahead, twelfths: list[Decimal], until: date) -> list[tuple[date, Decimal]]:
    """What falls due by month from the first that is not closed, up to a day."""
    last = min(until, ahead.books.year.later.end)
    return [
        (one, _of_days(twelfths[one.month - 1], one, last))
        for one in months_between(ahead.first, last)
    ]


def _of_days(amount: Decimal, month: date, last: date) -> Decimal:
    """A month's amount up to a day, by its days."""
    end = month_end(month)
    return amount if last >= end else (amount * last.day / end.day).quantize(CENT)
