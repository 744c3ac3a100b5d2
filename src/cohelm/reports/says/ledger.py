"""What a ledger says: what is over its budget, booked without one or not at all, where the year ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import polars as pl

from cohelm.analysis.portfolio.spend import spend
from cohelm.analysis.portfolio.year import month_end
from cohelm.analysis.wording import MONTHS, counted
from cohelm.core.money import EXACT, Money
from cohelm.core.prose import Prose
from cohelm.formats.mapping import table_name
from cohelm.reports.says.amounts import day_of, share_in_words, worded
from cohelm.reports.says.saying import Lists, Rows, Said, Urgency

SHAPE = "ledger"
METRICS = ("budget", "actual")
QUARTERS = frozenset((1, 4, 7, 10))


@dataclass(frozen=True, slots=True)
class Line:
    """One amount of a ledger: of which metric, what it stands at, its first day, where it is stated."""

    metric: str
    at: str
    day: date
    money: Money
    rows: Rows
    account: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines of a year in one currency; the budget is that of the months that are booked.

    Where the months of the two do not match, such as a budget by the year, all of the year's budget.
    """

    year: int
    booked: tuple[Line, ...]
    planned: tuple[Line, ...]
    span: str

    def at(self) -> tuple[Mapping[str, Decimal], Mapping[str, Decimal]]:
        """What is booked, and what is budgeted, by what it stands at."""
        return _sums(self.booked), _sums(self.planned)


def lines(lists: Lists) -> list[Line]:
    """The amounts of the ledgers. They stand at departments or vendors; at accounts where a ledger
    names none of these."""
    sources = {
        table.called or table_name(table.file, table.sheet)
        for table, mapping in lists.tables
        if mapping.shape == SHAPE
    }
    found: list[Line] = []
    for metric in METRICS if sources else ():
        stated = lists.enterprise.observations(metric)
        stated = stated.filter(pl.col("source").is_in(sorted(sources)))
        places = lists.places_of(metric, stated)
        columns = stated.select("item", "account", "time", "amount").iter_rows()
        for place, (item, account, time, amount) in zip(places, columns, strict=True):
            at = account if item.startswith("organisation:") and account else item
            money = Money(amount["amount"], amount["currency"])
            found.append(Line(metric, at, day_of(time), money, place, account or ""))
    return found


def ledgers(found: Iterable[Line]) -> Iterator[tuple[str, Ledger]]:
    """The last year of each currency: the last that is booked, else the last that has a budget."""
    by_currency: dict[str, list[Line]] = defaultdict(list)
    for one in found:
        by_currency[one.money.currency].append(one)
    for currency, of in sorted(by_currency.items()):
        booked = [one for one in of if one.metric == "actual"] or of
        yield currency, _ledger(max(one.day.year for one in booked), of)


def _ledger(year: int, of: Iterable[Line]) -> Ledger:
    own = [one for one in of if one.day.year == year]
    booked = tuple(one for one in own if one.metric == "actual")
    planned = tuple(one for one in own if one.metric == "budget")
    months = {one.day for one in booked} or {one.day for one in planned}
    if months <= {one.day for one in planned}:
        planned = tuple(one for one in planned if one.day in months)
    return Ledger(year, booked, planned, _span(year, months))


def _span(year: int, months: Iterable[date]) -> str:
    """The stretch of time of some months; a year or quarters stand at their first days."""
    ordered = sorted(months)
    if {one.month for one in ordered} <= QUARTERS:
        return Prose("in {year}", year=year)
    first, last = (MONTHS[one.month - 1] for one in (ordered[0], ordered[-1]))
    return (
        Prose("in {last} {year}", last=last, year=year)
        if first == last
        else Prose("from {first} to {last} {year}", first=first, last=last, year=year)
    )


def of_ledger(lists: Lists) -> Iterator[Said]:
    """Said of each currency on its own; nothing is set against a budget where there is none."""
    found = lines(lists)
    for currency, one in ledgers(found):
        if one.booked and one.planned:
            yield from _over(lists, currency, one)
            yield from _apart(lists, currency, one)
            yield _share(currency, one)
        yield from _most(lists, currency, one)
    if len({one.money.currency for one in found}) == 1:
        yield from _year_end(lists, found)


def _over(lists: Lists, currency: str, ledger: Ledger) -> Iterator[Said]:
    """Where more is booked than budgeted, and where less."""
    booked, planned = ledger.at()
    apart = {at: booked[at] - planned[at] for at in booked if at in planned}
    for sign, way, how in ((1, "more", Urgency.LATE), (-1, "less", Urgency.WHOLE)):
        off = {at: sign * amount for at, amount in apart.items() if sign * amount > 0}
        if off:
            most = min(off, key=lambda at: (-off[at], at))
            amount = Money(sum(off.values(), Decimal(0)), currency)
            text = Prose(
                "{amount} {way} than budgeted is booked {span}",
                amount=worded(amount),
                way=way,
                span=ledger.span,
            )
            text += Prose(" at {where}", where=_where(lists, off))
            if len(off) > 1:
                text += Prose(
                    ", most at {lists}: {off}",
                    lists=_name(lists, most),
                    off=worded(Money(off[most], currency)),
                )
            yield _said(text, amount, _of((*ledger.booked, *ledger.planned), off), how)


def _apart(lists: Lists, currency: str, ledger: Ledger) -> Iterator[Said]:
    """What is booked where nothing is budgeted, and budgeted where nothing is booked."""
    booked, planned = ledger.at()
    bare = {at: amount for at, amount in booked.items() if at not in planned and amount > 0}
    idle = {at: amount for at, amount in planned.items() if at not in booked and amount > 0}
    for sums, of, what, lacks in (
        (
            bare,
            ledger.booked,
            Prose("booked"),
            (Prose(", which has no budget"), Prose(" that have no budget")),
        ),
        (idle, ledger.planned, Prose("budgeted"), (Prose(", where nothing is booked"),) * 2),
    ):
        if sums:
            most = min(sums, key=lambda at: (-sums[at], at))
            amount = Money(sum(sums.values(), Decimal(0)), currency)
            said = lacks[len(sums) > 1]
            text = Prose(
                "{amount} is {what} {span} at {where}{said}",
                amount=worded(amount),
                what=what,
                span=ledger.span,
                where=_where(lists, sums),
                said=said,
            )
            text += Prose(", most at {lists}", lists=_name(lists, most)) if len(sums) > 1 else ""
            yield _said(text, amount, _of(of, sums), Urgency.GAP)


def _share(currency: str, ledger: Ledger) -> Said:
    booked, planned = (sum(one.values(), Decimal(0)) for one in ledger.at())
    amount = Money(booked, currency)
    text = Prose(
        "{amount} is booked {span}, of {planned} budgeted",
        amount=worded(amount),
        span=ledger.span,
        planned=worded(Money(planned, currency)),
    )
    text += ": " + share_in_words(booked, planned) if planned > 0 else ""
    return _said(text, amount, (*ledger.booked, *ledger.planned), Urgency.WHOLE)


def _most(lists: Lists, currency: str, ledger: Ledger) -> Iterator[Said]:
    """Where most is booked, and at which account; of the budget where nothing is booked."""
    of, what = (ledger.booked, Prose("booked"))
    if not ledger.booked:
        of, what = (ledger.planned, Prose("budgeted"))
    by_account = [replace(one, at=one.account) for one in of if one.account != one.at]
    for lines_ in (of, by_account if all(one.account for one in of) else []):
        sums = _sums(lines_)
        whole = sum(sums.values(), Decimal(0))
        if len(sums) < 2 or min(sums.values()) < 0 or whole <= 0:
            continue
        most = min(sums, key=lambda at: (-sums[at], at))
        amount = Money(sums[most], currency)
        text = Prose(
            "{amount} is {what} {span} at {lists}:",
            amount=worded(amount),
            what=what,
            span=ledger.span,
            lists=_name(lists, most),
        )
        text += Prose(
            " {sums} of {whole}",
            sums=share_in_words(sums[most], whole),
            whole=worded(Money(whole, currency)),
        )
        yield _said(text, amount, _of(lines_, [most]), Urgency.WHOLE)


def _year_end(lists: Lists, found: list[Line]) -> Iterator[Said]:
    """Where the year ends by what is booked so far, by the rules of `spend`.

    On the last day that is booked, so that a file of long ago is forecast from where it stood.
    Nothing where the year has no budget to its end, and of quarters or years.
    """
    booked = [one.day for one in found if one.metric == "actual" and month_end(one.day) <= lists.on]
    if not booked or {one.month for one in booked} <= QUARTERS:
        return
    on = month_end(max(booked))
    budgeted = {
        one.day.month for one in found if one.metric == "budget" and one.day.year == on.year
    }
    if on.month == len(MONTHS) or len(MONTHS) not in budgeted:
        return  # the year is over, or its budget does not reach to its end
    ends = spend(lists.enterprise, on=on)
    if ends.year_end.value is None or not ends.year_end.assumed or not ends.budget.value:
        return
    over = ends.over.value
    amount = Money(Decimal(over), ends.over.unit) if isinstance(over, Decimal) else None
    how = Urgency.GAP if amount and amount.amount > 0 else Urgency.WHOLE
    own = [one for one in found if one.day.year == on.year]
    yield Said(ends.sentence, amount, ends.ends_on, (), how, rows=_rows(own))


def _sums(of: Iterable[Line]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for one in of:
        sums[one.at] = EXACT.add(sums.get(one.at, Decimal(0)), one.money.amount)
    return sums


def _where(lists: Lists, at: Iterable[str]) -> str:
    """What money stands at, by name, or how many of what: `3 departments`."""
    keys = list(at)
    if len(keys) == 1:
        return _name(lists, keys[0])
    kinds = {key.partition(":")[0] if ":" in key else "account" for key in keys}
    return counted(len(keys), kinds.pop() if len(kinds) == 1 else "heading")


def _name(lists: Lists, at: str) -> str:
    return lists.name(at) if ":" in at else Prose("account {at}", at=at)


def _of(of: Iterable[Line], at: Iterable[str]) -> tuple[Line, ...]:
    wanted = set(at)
    return tuple(one for one in of if one.at in wanted)


def _rows(of: Iterable[Line]) -> Rows:
    return tuple(dict.fromkeys(row for one in of for row in one.rows))


def _said(text: str, amount: Money, of: Iterable[Line], how: Urgency) -> Said:
    return Said(text, amount, None, (), how, rows=_rows(of))
