"""What falls when in the contracts' year, and how much is committed in each month?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

import polars as pl
from dateutil.relativedelta import relativedelta

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates, in_words, rounded
from cohelm.analysis.vendors.prices import Prices
from cohelm.analysis.vendors.terms import Term, Terms, bound_until, term_on
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

LONGEST = 120
BANDS = (
    (Decimal(100_000), Prose("large")), (Decimal(10_000), Prose("medium")), (Decimal(0), Prose("small")),
)  # fmt: skip
"""What a contract costs a year in the currency of the books, from so much on, and what that is called."""
UNKNOWN = "not known"
COLUMNS: dict[str, Any] = {
    "day": pl.Date, "mark": pl.String, "contract": pl.String, "vendor": pl.String,
    "owner": pl.List(pl.String), "annual": MONEY, "band": pl.String, "renews_itself": pl.Boolean,
    "ends_before_it": pl.List(pl.String),
}  # fmt: skip
MONTHS: dict[str, Any] = {"month": pl.Date, "committed": MONEY, "contracts": pl.Int64}


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The days of the live contracts in some months, the next first, and what is committed by month.

    `days` has a row for each day and what it is for (`mark`): decide, notice, end, renewal, price rise.
    `band` is large (100,000 and more a year), medium (10,000 and more), small, or not known;
    `ends_before_it` are the applications that it covers and that retire before its term, or the
    one that it renews to, is over. `months` has what has to be paid for in each month though notice
    is given today, price rises included, in the currency of the books; `committed` is the sum.
    """

    on: date
    until: date
    days: pl.DataFrame
    months: pl.DataFrame
    committed: Figure
    called: str

    @property
    def sentence(self) -> str:
        """How much is committed, and the next thing to decide."""
        decide = self.days.filter(pl.col("mark") == "decide")
        span = Prose("by {until}", until=day_in_words(self.until))
        if not len(self.days):
            return Prose("No contract has a day {span}", span=span)
        said = Prose(
            "{contracts} to decide on {span}",
            contracts=counted(decide["contract"].n_unique(), "contract"),
            span=span,
        )
        if self.called:
            said = Prose(
                "{said}, next {called} by {day}",
                said=said,
                called=self.called,
                day=day_in_words(decide["day"][0]),
            )
        if self.committed.value is None:
            return said
        money = in_words([rounded(Money(self.committed.value, self.committed.unit))])  # type: ignore[arg-type]
        return Prose("{said}; {money} are committed", said=said, money=money)


def calendar(
    enterprise: Enterprise,
    *,
    on: date,
    months: Annotated[int, "How many months, this one included."] = 12,
    vendor: Annotated[str, "Only contracts with this vendor, as vendor:id."] = "",
    owner: Annotated[str, "Only those of this owner, such as role:id."] = "",
) -> Calendar:
    """The contracts' days from a day on to the end of some months.

    Terms that renew themselves are rolled on as far as the months go; see `terms.term_on`. Days of
    notice and decision are business days. Raises UsageError, UnknownName. Linear in contracts.
    """
    if not 1 <= months <= LONGEST:
        raise UsageError(f"{months} months", where="months", accepted=f"1 to {LONGEST}")
    for key in filter(None, (vendor, owner)):
        if key not in enterprise:
            kind, _, id_ = key.partition(":")
            known = enterprise.tables[kind].ids if kind in enterprise.tables else ()
            raise UnknownName.of(kind if known else "item", id_ or key, known)
    until = on.replace(day=1) + relativedelta(months=months, days=-1)
    found = _Book(Day(enterprise, on), until)
    rows = [row for row in found.contracts() if _is_asked(row, vendor, owner)]
    days = [one for row in rows for one in found.days(row)]
    frame = pl.DataFrame(days, schema=COLUMNS).sort("day", "contract", "mark")
    by_month, committed = found.committed(rows)
    decide = frame.filter(pl.col("mark") == "decide")["contract"].to_list()
    called = enterprise.name(decide[0]) if decide else ""
    return Calendar(on, until, frame, by_month, committed, called)


def _is_asked(row: Mapping[str, Any], vendor: str, owner: str) -> bool:
    return vendor in ("", row["vendor"]) and (not owner or owner in row["owner"])


class _Book:
    """The live contracts with their terms and prices."""

    def __init__(self, day: Day, until: date) -> None:
        self.on, self.until = day.on, until
        self.day, self.plan = day, day.enterprise.at(day.on)
        self.rates, self.settings = Rates.of(day.enterprise), day.enterprise.organisation
        self.lead = int(self.settings.get("decision_lead_days") or 0)

    def contracts(self) -> Iterator[dict[str, Any]]:
        """Each with its key, terms, prices, vendor, owner, band and the ends of what it covers."""
        for row in self.day.live("contract").sort("id").iter_rows(named=True):
            key = f"contract:{row['id']}"
            terms, prices = Terms.of(row, self.settings), Prices.of(row)
            worth = self.rates.converted(prices.annual, self.on) if prices.annual else None
            yield {
                "contract": key, "terms": terms, "prices": prices, "annual": row.get("annual_cost"),
                "vendor": next(iter(self.plan.targets(key, "vendor")), None),
                "owner": self.plan.targets(key, "owner"), "band": band(worth),
                "renews_itself": None if terms.renewal is None else terms.renewal == "tacit",
                "retiring": self._retiring(key),
            }  # fmt: skip

    def _retiring(self, key: str) -> dict[str, date]:
        """The applications that it covers and whose end of life has a date."""
        found = {}
        for end in self.plan.targets(key, "covers"):
            if end.startswith("application:"):
                day = (self.plan.plain(end).get("lifecycle") or {}).get("end_of_life")
                if day:
                    found[end] = date.fromisoformat(day)
        return found

    def days(self, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The days of a contract from the day on, up to the last of the calendar."""
        names = ("contract", "vendor", "owner", "annual", "band", "renews_itself")
        same = {name: row[name] for name in names}
        for term in self._terms(row["terms"]):
            last = term.renews_to or term.ends_on
            early = sorted(app for app, day in row["retiring"].items() if last and day < last)
            for mark, day in _marks(term):
                if self.on <= day <= self.until:
                    yield {**same, "day": day, "mark": mark, "ends_before_it": early}
        for day in row["prices"].rises(self.on, self.until):
            yield {**same, "day": day, "mark": "price rise", "ends_before_it": []}

    def _terms(self, terms: Terms) -> Iterator[Term]:
        """The term that the day is in, and those that it renews itself to."""
        day = self.on
        while day <= self.until:
            term = term_on(terms, day, lead_days=self.lead)
            yield term
            if term.renews_to is None or term.ends_on is None or term.state == "until ended":
                return
            day = term.ends_on + timedelta(days=1)

    def committed(self, rows: list[dict[str, Any]]) -> tuple[pl.DataFrame, Figure]:
        """What has to be paid for by month, and in all; where nothing is known to bind, no amount."""
        months = _months(self.on.replace(day=1), self.until)
        sums, bound = dict.fromkeys(months, Decimal(0)), dict.fromkeys(months, 0)
        keys: list[str] = []
        out: dict[str, list[str]] = {}
        for row in rows:
            until, why = self._bound(row)
            if why:
                out.setdefault(why, []).append(row["contract"])
            if why or until is None:
                continue
            keys.append(row["contract"])
            for month in (one for one in months if one <= until):
                price = row["prices"].in_month(month, until, on=self.on)
                worth = self.rates.converted(price, self.on) if price else None
                sums[month] += worth.amount if worth else Decimal(0)
                bound[month] += 1
        currency = self.rates.currency
        frame = pl.DataFrame(
            [
                (month, {"amount": of, "currency": currency} if keys else None, bound[month])
                for month, of in sums.items()
            ],
            schema=MONTHS, orient="row",
        )  # fmt: skip
        return frame, self._figure(sums, keys, out)

    def _bound(self, row: Mapping[str, Any]) -> tuple[date | None, str]:
        """The last day that binds, and why it is left out, if it is."""
        term = term_on(row["terms"], self.on)
        prices: Prices = row["prices"]
        if term.state == "ended":
            return None, ""
        until = bound_until(term, self.on)
        if prices.annual is None:
            return None, self.rates.lacking
        if self.rates.converted(prices.annual, self.on) is None:
            return None, self.rates.without(prices.annual.currency, self.on)
        if until is None:
            return None, Prose("the day up to which it binds is not on record")
        if prices.annual_on(min(until, self.until), on=self.on) is None:
            return None, Prose("by how much its price rises is not on record")
        return until, ""

    def _figure(
        self, sums: Mapping[date, Decimal], keys: list[str], out: Mapping[str, list[str]]
    ) -> Figure:
        left_out = {reason: tuple(of) for reason, of in out.items()}
        if not keys:
            reason = joined(left_out, "; ") or Prose("no contract is live")
            return Figure(None, self.rates.currency, reason, left_out=left_out, on=self.on)
        rule = Assumption(
            Prose("a twelfth a month"),
            Prose(
                "A year's price falls due by twelfths; a rise within a month counts from the next one on."
            ),
            tuple(keys),
        )
        formula = " + ".join(f"{one:,f}" for one in sums.values() if one)
        return Figure(
            sum(sums.values(), Decimal(0)), self.rates.currency, formula=formula or "0",
            counted=tuple(keys), left_out=left_out, assumed=(rule,), on=self.on,
        )  # fmt: skip


def _marks(term: Term) -> Iterator[tuple[str, date]]:
    if term.state in ("until ended", "ended", "unknown"):
        return
    if term.decide_by:
        yield "decide", term.decide_by
    if term.notice_by:
        yield "notice", term.notice_by
    if term.ends_on:
        tacit = term.renews_to is not None
        day = term.ends_on + timedelta(days=1) if tacit else term.ends_on
        yield ("renewal" if tacit else "end"), day


def _months(first: date, until: date) -> list[date]:
    found = [first]
    while (following := found[-1] + relativedelta(months=1)) <= until:
        found.append(following)
    return found


def band(annual: Money | None) -> str:
    """How much a contract is, in a word.

    >>> band(Money(Decimal(10000), "EUR"))
    'medium'
    """
    if annual is None:
        return UNKNOWN
    return next((name for least, name in BANDS if annual.amount >= least), "small")
