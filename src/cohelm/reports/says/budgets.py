"""What a budget and other lists say together: what contracts bind of it, what is really free."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

import polars as pl

from cohelm.analysis.portfolio.free import MOST_QUARTERS, free
from cohelm.analysis.wording import counted, money_of
from cohelm.core.money import EXACT, Money
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import share_in_words, worded
from cohelm.reports.says.ledger import METRICS, Line, ledgers, lines
from cohelm.reports.says.saying import Lists, Rows, Said, Urgency

together = partial(Said, together=True)


def of_budgets(lists: Lists) -> Iterator[Said]:
    """What is free by all files; what contracts bind of the budget, and of which vendors more."""
    if not lists.has("contract"):
        return
    found = lines(lists)
    yield from _free(lists, found)
    planned = [one for one in found if one.metric == "budget"]
    for currency, ledger in ledgers(planned):
        yearly = _yearly(lists, currency)
        if yearly and ledger.planned:
            yield from _beyond(lists, currency, ledger.planned, yearly)
            yield _bound(lists, currency, ledger.planned, yearly)


def _yearly(lists: Lists, currency: str) -> dict[str, Decimal]:
    """What the contracts that are not over cost a year, of those that say so in a currency."""
    every = lists.of("contract").filter((pl.col("end") >= lists.on).fill_null(True))
    costs = ((key, money_of(cost)) for key, cost in every.select("key", "annual_cost").iter_rows())
    return {key: cost.amount for key, cost in costs if cost and cost.currency == currency}


def _beyond(
    lists: Lists, currency: str, planned: tuple[Line, ...], yearly: dict[str, Decimal]
) -> Iterator[Said]:
    """Vendors of which the contracts cost more a year than is budgeted for them."""
    budgets: dict[str, Decimal] = {}
    for one in planned:
        budgets[one.at] = EXACT.add(budgets.get(one.at, Decimal(0)), one.money.amount)
    costs: dict[str, Decimal] = {}
    for key, cost in yearly.items():
        vendor = lists.vendors.get(key, "")
        costs[vendor] = EXACT.add(costs.get(vendor, Decimal(0)), cost)
    over = {
        at: costs[at] - budgets[at] for at in costs if at in budgets and costs[at] > budgets[at]
    }
    if over:
        most = min(over, key=lambda at: (-over[at], at))
        amount = Money(sum(over.values(), Decimal(0)), currency)
        text = Prose(
            "{amount} more a year is under contract than budgeted for {year}",
            amount=worded(amount),
            year=planned[0].day.year,
        )
        text += Prose(", with {most}", most=lists.name(most)) if len(over) == 1 else ""
        if len(over) > 1:
            text += Prose(
                ", with {vendors}, most with {most}",
                vendors=counted(len(over), "vendor"),
                most=lists.name(most),
            )
        keys = [key for key in yearly if lists.vendors.get(key) in over]
        of = [one for one in planned if one.at in over]
        yield together(text, amount, None, (), Urgency.GAP, rows=_rows(lists, keys, of))


def _bound(
    lists: Lists, currency: str, planned: tuple[Line, ...], yearly: dict[str, Decimal]
) -> Said:
    amount = Money(sum(yearly.values(), Decimal(0)), currency)
    whole = sum((one.money.amount for one in planned), Decimal(0))
    text = Prose(
        "{amount} a year is under contract, against {whole}",
        amount=worded(amount),
        whole=worded(Money(whole, currency)),
    )
    text += Prose(" budgeted for {year}", year=planned[0].day.year)
    text += ": " + share_in_words(amount.amount, whole) if whole > 0 else ""
    return together(text, amount, None, (), Urgency.WHOLE, rows=_rows(lists, list(yearly), planned))


def _free(lists: Lists, found: list[Line]) -> Iterator[Said]:
    """What is really free, where a budget, what is booked and the contracts are all there.

    By the rules of `free`, up to the last quarter for which a budget is stated: nothing where that is
    over already.
    """
    stated = [lists.enterprise.observations(metric)["amount"] for metric in METRICS]
    currencies = {code for of in stated for code in of.struct.field("currency")}
    budget = [one.day for one in found if one.metric == "budget"]
    if len(currencies) != 1 or not budget or not len(stated[METRICS.index("actual")]):
        return
    ahead = max(budget)
    quarters = 1 + 4 * (ahead.year - lists.on.year) + _quarter(ahead) - _quarter(lists.on)
    if not 1 <= quarters <= MOST_QUARTERS:
        return
    left = free(lists.enterprise, on=lists.on, quarters=quarters, next_year="stated")
    if not isinstance(left.free.value, Decimal):
        return
    years = range(lists.on.year, left.until.year + 1)
    of = [one for one in found if one.day.year in years]
    keys = [one for one in left.free.counted if one.startswith(("contract:", "initiative:"))]
    amount = Money(left.free.value, left.free.unit)
    keys = keys or lists.of("contract")["key"].to_list()
    rows = _rows(lists, keys, of)
    yield together(left.sentence, amount, left.until, (), Urgency.GAP, rows=rows)


def _quarter(day: date) -> int:
    return (day.month - 1) // 3


def _rows(lists: Lists, keys: list[str], of: tuple[Line, ...] | list[Line]) -> Rows:
    """The rows of contracts and of lines of the ledger."""
    stated = [row for key in keys for row in lists.places.get(key, ())]
    return tuple(dict.fromkeys([*stated, *(row for one in of for row in one.rows)]))
