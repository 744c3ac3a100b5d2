"""What does each initiative still pay and bring, by financial year?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from cohelm.analysis.money import Rates
from cohelm.analysis.portfolio.currency import rates_of_work
from cohelm.analysis.portfolio.year import Year, month_of, months_between
from cohelm.analysis.sharing import CENT, evenly
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.prose import Prose

CASH = ("saving", "revenue")
"""The types of benefit that are money in hand; a benefit that states none counts as that."""
NO_COST = "what it costs is not on record"
PAST = "its last day is past, and nothing says that it is at work"
AT_WORK = "in_progress"
NO_END = "its last day is not on record"
NO_RATE = "an amount of it cannot be converted"
FROM_END = "benefits from its end"
SPREAD = "cost spread evenly"
NO_BENEFIT = "no benefit"
ASSUMED: Mapping[str, str] = {
    FROM_END: Prose(
        "Where no day is stated, an initiative brings what it brings from its last day on."
    ),
    SPREAD: Prose("What is left of an initiative's cost is spread evenly to its end."),
    NO_BENEFIT: Prose("What states no benefit is taken to bring nothing in money."),
}

Monthly = dict[date, Decimal]


@dataclass(frozen=True, slots=True)
class CashFlows:
    """What an initiative pays and brings in each of some financial years, the first of them now.

    All are exact, above nought, and in the currency of the books: `cost` (of the work and of running
    its result), `benefit` (money in hand) and `other` (what is avoided, or no money in hand), which is
    never added to it. `assumed` are names of `ASSUMED`. What was spent before is no part of it. `dated`
    has benefit less cost of each month, on its first day (of the month of the day: on the day).
    """

    cost: tuple[Decimal, ...]
    benefit: tuple[Decimal, ...]
    other: tuple[Decimal, ...]
    assumed: tuple[str, ...]
    dated: tuple[tuple[date, Decimal], ...] = ()

    @property
    def net(self) -> tuple[Decimal, ...]:
        """Benefit less cost, year by year."""
        return tuple(got - paid for got, paid in zip(self.benefit, self.cost, strict=True))


class Unpriced(ValueError):
    """The flows of an initiative cannot be said; the text says why."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The years that are looked at, and in which currency: from the one that the day is in."""

    enterprise: Enterprise
    on: date
    years: tuple[Year, ...]
    rates: Rates

    @classmethod
    def of(cls, enterprise: Enterprise, *, on: date, years: int) -> Horizon:
        """So many financial years."""
        first = Year.of(on, int(enterprise.organisation.get("fiscal_year_start", 1)))
        found = tuple(islice(_onwards(first), years))
        return cls(enterprise, on, found, rates_of_work(enterprise, on))

    @property
    def last(self) -> date:
        """The last day that is looked at."""
        return self.years[-1].end

    def worth(self, stated: Mapping[str, Any] | None) -> Decimal | None:
        """An amount in the currency of the books; None where none is stated. Raises Unpriced."""
        money = money_of(stated)
        if money is None:
            return None
        found = self.rates.converted(money, self.on)
        if found is None:
            raise Unpriced(NO_RATE)
        return found.amount

    def add(self, into: Monthly, months: Sequence[date], parts: Sequence[Decimal]) -> None:
        """Adds the amount of each month; months that no year has are left out."""
        first, last = self.years[0].months[0], self.last
        for month, part in zip(months, parts, strict=True):
            if first <= month <= last:
                into[month] = into.get(month, Decimal(0)) + part

    def by_year(self, amounts: Monthly) -> tuple[Decimal, ...]:
        """The sum of each year."""
        return tuple(
            sum((amounts.get(month, Decimal(0)) for month in year.months), Decimal(0))
            for year in self.years
        )

    def dated(self, cost: Monthly, benefit: Monthly) -> tuple[tuple[date, Decimal], ...]:
        """Benefit less cost of each month that has either, as `CashFlows` says."""
        months = sorted(cost.keys() | benefit.keys())
        nothing = Decimal(0)
        return tuple(
            (max(month, self.on), benefit.get(month, nothing) - cost.get(month, nothing))
            for month in months
        )

    def add_yearly(self, into: Monthly, amount: Decimal, start: date, end: date) -> None:
        """Adds a twelfth of a yearly amount for each month of a stretch, from the day on."""
        months = list(months_between(max(start, self.on), min(end, self.last)))
        twelfth = evenly(amount, 12)
        self.add(into, months, [twelfth[month.month - 1] for month in months])


def cash_flows(horizon: Horizon, row: Mapping[str, Any]) -> CashFlows:
    """The flows of an initiative, given as a row of its kind's frame. Raises Unpriced.

    Cost: what is left of the total, spread evenly over what is left of its days; else its yearly cost;
    then what its result costs a year (less than before: a benefit). Of what is at work beyond its last
    day all that is left is due now; of other work whose last day is past nobody knows what is left.
    Benefit: those of the register that it produces, by its share (what is expected now before what was
    promised); else what it states a year.
    """
    cost: Monthly = {}
    benefit: Monthly = {}
    other: Monthly = {}
    assumed = [*_add_cost(horizon, row, cost)]
    _add_running(horizon, row, cost, benefit)
    key = f"initiative:{row['id']}"
    stated = list(horizon.enterprise.links_to(key, "produced_by"))
    if stated:
        for end in stated:
            share = Decimal(str(end.says.get("share") or 1))
            plain = _benefit(horizon.enterprise, end.other)
            is_cash = plain["type"] is None or plain["type"] in CASH
            _add_benefit(horizon, plain, share, benefit if is_cash else other)
    else:
        assumed += _add_yearly(horizon, row, benefit)
    return CashFlows(
        horizon.by_year(cost), horizon.by_year(benefit), horizon.by_year(other), tuple(assumed),
        horizon.dated(cost, benefit),
    )  # fmt: skip


def _add_cost(horizon: Horizon, row: Mapping[str, Any], cost: Monthly) -> Iterator[str]:
    total, yearly = horizon.worth(row["total_cost"]), horizon.worth(row["cost_per_year"])
    end: date | None = row["end"]
    if end is not None and end < horizon.on and row["status"] != AT_WORK:
        raise Unpriced(PAST)
    start = max(row["start"] or horizon.on, horizon.on)
    if total is not None and end is not None:
        rest = max(Decimal(0), total - (horizon.worth(row["spent"]) or Decimal(0)))
        months = list(months_between(start, end)) or [month_of(horizon.on)]
        horizon.add(cost, months, evenly(rest.quantize(CENT), len(months)))
        if rest and len(months) > 1:
            yield SPREAD
    elif yearly is not None:
        horizon.add_yearly(cost, yearly, start, end or horizon.last)
    else:
        raise Unpriced(NO_COST if total is None else NO_END)


def _add_running(horizon: Horizon, row: Mapping[str, Any], cost: Monthly, benefit: Monthly) -> None:
    """What its result costs to run; less to run than before is a benefit."""
    running = horizon.worth(row["run_cost"])
    if running and row["end"] is not None:
        into = cost if running > 0 else benefit
        horizon.add_yearly(into, abs(running), row["end"] + timedelta(1), horizon.last)


def _add_yearly(horizon: Horizon, row: Mapping[str, Any], benefit: Monthly) -> Iterator[str]:
    brings = horizon.worth(row["annual_benefit"])
    if brings is None:
        yield NO_BENEFIT
        return
    since = row["benefit_from"]
    if since is None:
        if row["end"] is None:
            raise Unpriced(NO_END)
        since = row["end"] + timedelta(1)
        yield FROM_END
    horizon.add_yearly(benefit, brings, since, horizon.last)


def _benefit(enterprise: Enterprise, key: str) -> Mapping[str, Any]:
    """What the register says of a benefit, with None for what it does not."""
    plain = enterprise.plain(key)
    names = ("type", "one_off", "planned", "forecast", "start", "end")
    return {name: plain.get(name) for name in names}


def _add_benefit(horizon: Horizon, plain: Mapping[str, Any], share: Decimal, into: Monthly) -> None:
    amount = plain["forecast"] or plain["planned"]
    if amount is None:
        return
    money = horizon.rates.converted(Money.parse(amount), horizon.on)
    if money is None:
        raise Unpriced(NO_RATE)
    mine = (money.amount * share).quantize(CENT)
    start = date.fromisoformat(plain["start"]) if plain["start"] else horizon.on
    end = date.fromisoformat(plain["end"]) if plain["end"] else horizon.last
    if not plain["one_off"]:
        horizon.add_yearly(into, mine, start, end)
    elif start >= horizon.on:
        horizon.add(into, [month_of(start)], [mine])


def _onwards(year: Year) -> Iterator[Year]:
    while True:
        yield year
        year = year.later
