"""How much money is set aside for initiatives in each of the years?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from cohelm.analysis.money import in_words
from cohelm.analysis.portfolio.ahead import Ahead
from cohelm.core.enterprise import ORGANISATION
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

ANOTHER = re.compile(r";|,(?=\s*[^\s=,;]+\s*=)")
"""Between two periods' budgets: a semicolon, or a comma that a period and `=` come after."""


def set_aside(
    ahead: Ahead, stated: str, periods: Sequence[str]
) -> tuple[dict[str, Decimal], Figure]:
    """The budget of each period and of all together, in the currency of the books.

    `stated` is one amount for every period, such as `4000000`, or one each, `2027=4000000,2028=3000000`;
    a period that it does not name has no limit. Without it what the organisation has set aside, else
    the next year's budget lines of initiatives, else this year's once more; that of later years is
    taken to be the first one's, which is named. Raises UsageError, UnknownName.
    """
    currency, on = ahead.books.rates.currency, ahead.books.day.on
    if stated.strip():
        found = _stated(stated, periods, ahead)
        return found, Figure(
            sum(found.values(), Decimal(0)), currency, formula=Prose("as asked"), on=on
        )
    first = _of_the_plan(ahead)
    if first.value is None:
        return {}, first
    later = periods[1:]
    amount = Decimal(str(first.value))
    if not later:
        return {periods[0]: amount}, first
    sentence = Prose(
        "No budget is stated for later years: {later} get what {periods} gets.",
        later=joined(later, ", "),
        periods=periods[0],
    )
    return dict.fromkeys(periods, amount), Figure(
        amount * len(periods),
        currency,
        formula=f"{len(periods)} × {first.formula}",
        on=on,
        counted=first.counted,
        assumed=(*first.assumed, Assumption(Prose("later budgets"), sentence)),
    )


def _of_the_plan(ahead: Ahead) -> Figure:
    """What the plan itself sets aside for the next financial year."""
    currency, on = ahead.books.rates.currency, ahead.books.day.on
    own = _of_the_organisation(ahead)
    if own is not None:
        formula = Prose(
            "what the organisation has set aside for initiatives in the next financial year"
        )
        return Figure(own, currency, formula=formula, counted=(ORGANISATION,), on=on)
    mine = pl.col("item").str.starts_with("initiative:")
    coming = ahead.budget.filter(mine & (pl.col("month") > ahead.books.year.end))
    keys = tuple(sorted(set(coming["item"])))
    if not keys:
        return Figure(None, currency, Prose("no budget of initiatives is on record"), on=on)
    value = sum(coming["amount"], Decimal(0))
    said = in_words([Money(value, currency)])
    wanted = tuple(one for one in ahead.assumed if one.name == "next year's budget")
    formula = Prose("the budget lines of initiatives for the year, {said}", said=said)
    return Figure(value, currency, formula=formula, counted=keys, assumed=wanted, on=on)


def _of_the_organisation(ahead: Ahead) -> Decimal | None:
    """What the organisation's own settings say, in the currency of the books."""
    text = ahead.books.day.enterprise.organisation.get("initiative_budget")
    money = Money.parse(str(text)) if text else None
    worth = ahead.books.rates.converted(money, ahead.books.day.on) if money else None
    return worth.amount if worth else None


def _stated(text: str, periods: Sequence[str], ahead: Ahead) -> dict[str, Decimal]:
    parts = [part for part in ANOTHER.split(text) if part.strip()]
    if len(parts) == 1 and "=" not in parts[0]:
        return dict.fromkeys(periods, _amount(parts[0], text, periods[0], ahead))
    found: dict[str, Decimal] = {}
    for part in parts:
        name, _, amount = part.rpartition("=")
        if name.strip() not in periods:
            raise UnknownName.of("period", name.strip(), list(periods), where="budget")
        found[name.strip()] = _amount(amount, text, periods[0], ahead)
    return found


def _amount(stated: str, text: str, period: str, ahead: Ahead) -> Decimal:
    accepted = Prose("an amount such as 4000000 or {period}=4000000", period=period)
    bare = stated.replace(",", "").replace("_", "").strip()
    if not any(one.isalpha() for one in bare):
        bare = f"{bare} {ahead.books.rates.currency or 'EUR'}"
    try:
        money = Money.parse(bare)
    except InputError:
        raise UsageError(f"'{text}' is no budget", where="budget", accepted=accepted) from None
    worth = ahead.books.rates.converted(money, ahead.books.day.on)
    if money.amount < 0 or (worth is None and ahead.books.rates.currency):
        raise UsageError(f"'{text}' is no budget", where="budget", accepted=accepted)
    return worth.amount if worth else money.amount
