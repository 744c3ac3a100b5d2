"""How much money is set aside for initiatives, of which kind, in each year or quarter?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.money import in_words
from cohelm.analysis.portfolio.ahead import Ahead, worth_in
from cohelm.analysis.portfolio.choice.accounting import KINDS, MONEY
from cohelm.analysis.portfolio.choice.grid import Grid
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import ORGANISATION
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

ANOTHER = re.compile(r";|,(?=\s*[^\s=,;]+\s*=)")
"""Between two periods' budgets: a semicolon, or a comma that a period and `=` come after."""
A_QUARTER = re.compile(r"\d{4}Q[1-4]\s*(:|=)", re.IGNORECASE)
ACCEPTED = Prose("an amount such as 4000000, 2027=4000000, 2027Q1=1000000 or 2027:capital=2000000")
ODD_DAYS = Prose("its days are neither a financial year nor a quarter of one")
Limits = dict[str, dict[str, Decimal]]
"""Money by its kind and by the name of a year or a quarter."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What limits the choice, in the currency of the books, and what all years have together."""

    limits: Mapping[str, Mapping[str, Decimal]]
    budget: Figure


def names_a_quarter(stated: str) -> bool:
    """Whether a budget that is stated is one of a quarter.

    >>> names_a_quarter("2027=4000000, 2027Q1:capital=500000"), names_a_quarter("2027=4000000")
    (True, False)
    """
    return bool(A_QUARTER.search(stated))


def is_by_quarter(ahead: Ahead, stated: str, years: Grid) -> bool:
    """Whether money is stated for a quarter: by whoever asks, or by a budget for initiatives."""
    own = _own(ahead, years)
    return names_a_quarter(stated) or any(
        name in years.of_quarters for of in own.limits.values() for name in of
    )


def set_aside(ahead: Ahead, stated: str, grid: Grid) -> SetAside:
    """The budgets by kind of money and by year or quarter.

    `stated` is one amount for every year, such as `4000000`, or one each: `2027=4000000`,
    `2027Q1=1000000`, `2027:capital=2000000`, `capital=2000000` (every year). What it does not speak
    of, all money or a kind of it, of years or of quarters, is that of the plan: the budgets that are
    for initiatives; of all money in a year, else what the organisation has set aside, else the next
    year's budget lines of initiatives, else this year's once more. Where it names some years alone,
    others have no limit; of later years nobody speaks of, the first one's money is taken, which is
    named. Raises UsageError, UnknownName.
    """
    asked, own = _stated(stated, grid, ahead), _own(ahead, grid)
    found: Limits = {}
    for kind in (MONEY, *KINDS.values()):
        for names in (grid.of_years, grid.of_quarters):
            of = _within(asked, kind, names) or _within(own.limits, kind, names)
            found.setdefault(kind, {}).update(of)
    on, currency = ahead.books.day.on, ahead.books.rates.currency
    years = _within(asked, MONEY, grid.of_years)
    if years:
        whole = sum(years.values(), Decimal(0))
        budget = Figure(whole, currency, formula=Prose("as asked"), on=on)
    else:
        years, budget = _of_the_plan(ahead, grid, own)
        found[MONEY] = years | found[MONEY]
    if budget.value is None and found[MONEY]:
        whole = sum(found[MONEY].values(), Decimal(0))
        budget = Figure(whole, currency, formula=Prose("of the quarters that are stated"), on=on)
    return SetAside({kind: of for kind, of in found.items() if of}, budget)


def _within(limits: Limits, kind: str, names: Mapping[str, Any]) -> dict[str, Decimal]:
    return {name: limits[kind][name] for name in names if name in limits.get(kind, {})}


@dataclass(frozen=True, slots=True)
class _Own:
    """What the budgets for initiatives say, their keys, and those of which the days fit no period."""

    limits: Limits
    keys: tuple[str, ...]
    odd: tuple[str, ...]


def _own(ahead: Ahead, grid: Grid) -> _Own:
    limits: Limits = {}
    keys, odd = [], []
    periods = {(of.start, of.end): name for name, of in (*grid.of_years.items(),
                                                         *grid.of_quarters.items())}  # fmt: skip
    for key, row, amount in _budgets(ahead):
        name = periods.get((row["start"], row["end"]))
        if name:
            of = limits.setdefault(KINDS.get(row["accounting"], MONEY), {})
            of[name] = of.get(name, Decimal(0)) + amount
            keys.append(key)
        elif row["start"] <= grid.years[-1].end and row["end"] >= grid.years[0].start:
            odd.append(key)
    return _Own(limits, tuple(keys), tuple(odd))


def _budgets(ahead: Ahead) -> Iterator[tuple[str, Mapping[str, Any], Decimal]]:
    """The budgets that are for initiatives, with their amounts in the currency of the books."""
    frame = ahead.books.day.live("budget")
    if "for_initiatives" not in frame.columns:
        return
    wanted = frame.filter(pl.col("for_initiatives")).drop_nulls(["start", "end", "amount"])
    for row in wanted.sort("id").iter_rows(named=True):
        money = money_of(row["amount"])
        amount = worth_in(ahead.books, money) if money else None
        if amount is not None:
            yield f"budget:{row['id']}", row, amount


def _of_the_plan(ahead: Ahead, grid: Grid, own: _Own) -> tuple[dict[str, Decimal], Figure]:
    """All money of each year as the plan has it, and of all of them together."""
    names, stated = list(grid.of_years), _within(own.limits, MONEY, grid.of_years)
    first = _next_year(ahead, own, stated.get(names[0]))
    if own.odd:
        first = replace(first, left_out={ODD_DAYS: own.odd})
    if first.value is None:
        return {}, first
    amount = Decimal(str(first.value))
    found = {name: stated.get(name, amount) for name in names}
    later = [name for name in names[1:] if name not in stated]
    if len(names) == 1:
        return found, first
    sentence = Prose(
        "No budget is stated for later years: {later} get what {periods} gets.",
        later=joined(later, ", "),
        periods=names[0],
    )
    alike = (Assumption(Prose("later budgets"), sentence),) if later else ()
    return found, Figure(
        sum(found.values(), Decimal(0)),
        first.unit,
        formula=f"{len(names)} × {first.formula}"
        if len(later) == len(names) - 1
        else first.formula,
        on=first.on,
        counted=first.counted,
        left_out=first.left_out,
        assumed=(*first.assumed, *alike),
    )


def _next_year(ahead: Ahead, own: _Own, stated: Decimal | None) -> Figure:
    """What is set aside for the next financial year."""
    currency, on = ahead.books.rates.currency, ahead.books.day.on
    if stated is not None:
        formula = Prose("what the budgets for initiatives come to")
        return Figure(stated, currency, formula=formula, counted=own.keys, on=on)
    setting = _of_the_organisation(ahead)
    if setting is not None:
        formula = Prose(
            "what the organisation has set aside for initiatives in the next financial year"
        )
        return Figure(setting, currency, formula=formula, counted=(ORGANISATION,), on=on)
    mine = pl.col("item").str.starts_with("initiative:")
    coming = ahead.budget.filter(mine & (pl.col("month") > ahead.books.year.end))
    keys = tuple(sorted(set(coming["item"])))
    if not keys:
        why = ahead.books.rates.why_none(Prose("no budget of initiatives is on record"))
        return Figure(None, currency, why, on=on)
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


def _stated(text: str, grid: Grid, ahead: Ahead) -> Limits:
    found: Limits = {}
    known = [*grid.of_years, *grid.of_quarters]
    for part in filter(str.strip, ANOTHER.split(text)):
        said, _, amount = part.rpartition("=")
        name, kind = _place(said.strip())
        if name and name not in known:
            raise UnknownName.of("period", name, known, where="budget")
        names = [name] if name else list(grid.of_years)
        found.setdefault(kind, {}).update(dict.fromkeys(names, _amount(amount, text, ahead)))
    return found


def _place(said: str) -> tuple[str, str]:
    """The period that is named, empty for every year, and the kind of money. Raises UnknownName."""
    if said in KINDS:
        return "", KINDS[said]
    name, colon, kind = (one.strip() for one in said.partition(":"))
    if colon and kind not in KINDS:
        raise UnknownName.of("kind of money", kind, KINDS, where="budget")
    return name.upper(), KINDS.get(kind, MONEY)


def _amount(stated: str, text: str, ahead: Ahead) -> Decimal:
    bare = stated.replace(",", "").replace("_", "").strip()
    if not any(one.isalpha() for one in bare):
        bare = f"{bare} {ahead.books.rates.currency or 'EUR'}"
    try:
        money = Money.parse(bare)
    except InputError:
        raise UsageError(f"'{text}' is no budget", where="budget", accepted=ACCEPTED) from None
    worth = ahead.books.rates.converted(money, ahead.books.day.on)
    if money.amount < 0 or (worth is None and ahead.books.rates.currency):
        raise UsageError(f"'{text}' is no budget", where="budget", accepted=ACCEPTED)
    return worth.amount if worth else money.amount
