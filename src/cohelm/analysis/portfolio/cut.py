"""If so much had to be saved, what could stop, when, and who would be hurt?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.portfolio.ahead import Ahead
from cohelm.analysis.portfolio.stops import HARM, Stop, Stops, stops
from cohelm.analysis.portfolio.year import Year, month_end
from cohelm.analysis.sharing import CENT
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.changes import ChangeSet
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose

ACCEPTED = "a share of the year's budget such as 10%, or an amount such as 500000 EUR"
COLUMNS: dict[str, Any] = {
    "item": pl.String, "act": pl.String, "act_by": pl.Date, "paid_until": pl.Date,
    "this_year": MONEY, "next_year": MONEY, "twelve_months": MONEY,
    "harm": pl.String, "hurts": pl.List(pl.String),
}  # fmt: skip
COLUMN_OF = {"saved": "twelve_months", "this_year": "this_year", "next_year": "next_year"}
Span = tuple[date, date]
"""The first and the last day of some months."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A way to save an amount within twelve months, in order of least harm.

    `steps` are what would stop, `others` what could stop besides, both the least harmful first and of
    those the largest saving; amounts are in the currency of the books. `short` is what is missing to
    the target though all of it stopped, 0 where it is reached. `changes` make a scenario of it.
    """

    on: date
    by: date
    target: Figure
    saved: Figure
    short: Figure
    this_year: Figure
    next_year: Figure
    steps: pl.DataFrame
    others: pl.DataFrame
    changes: ChangeSet

    @property
    def sentence(self) -> str:
        """How much of the target can be reached, with what, and what that saves this year."""
        if self.saved.value is None or self.target.value is None:
            return Prose(
                "Nobody can say what to stop: {reason}",
                reason=self.target.reason or self.saved.reason,
            )
        steps = counted(len(self.steps), "step")
        said = Prose(
            "{said} can be saved within twelve months, with {steps}",
            said=_said(self.saved),
            steps=steps,
        )
        if self.short.value:
            said = Prose(
                "No more than {said}: {short} short of {target}",
                said=said,
                short=_said(self.short),
                target=_said(self.target),
            )
        saved = Prose(
            "; {said} of it this year, {next_year} next year",
            said=_said(self.this_year),
            next_year=_said(self.next_year),
        )
        return said + saved if len(self.steps) else said


def cut(
    enterprise: Enterprise,
    *,
    on: date,
    target: Annotated[str, "What to save in twelve months: 10%, or 500000 EUR."] = "10%",
    by: Annotated[date | None, "The day on which it is said; without it, today."] = None,
) -> Cut:
    """The least harmful things whose stop saves so much in the twelve months after a day.

    A share is one of the financial year's budget. What can stop is taken in the order of `HARM` until
    the target is reached; see `_chosen`. See `stops.stops` for what can stop and from when.
    Raises UsageError for a target that is neither, and for a day before `on` or after the year's end.
    """
    ahead = Ahead.of(enterprise, on=on)
    year, said_on = ahead.books.year, by or on
    if not on <= said_on <= year.end:
        accepted = Prose("{on} to {end}", on=on, end=year.end)
        raise UsageError(f"{said_on} is not a day to say so", where="by", accepted=accepted)
    wanted = _target(target, ahead)
    found = stops(ahead, by=said_on)
    window = _twelve(said_on)
    order = sorted(found.found, key=lambda one: (one.harm, -one.within(*window), one.key))
    steps = _chosen(order, wanted.value, window)
    others = [one for one in order if one not in steps]
    spans = {"saved": window, "this_year": (year.start, year.end),
             "next_year": (year.later.start, year.later.end)}  # fmt: skip
    figures = {name: _sum(steps, ahead, found, spans[name]) for name in spans}
    return Cut(
        on, said_on, wanted, figures["saved"], _short(wanted, figures["saved"]),
        figures["this_year"], figures["next_year"],
        _table(steps, ahead, spans), _table(others, ahead, spans),
        ChangeSet.of(one.change for one in steps),
    )  # fmt: skip


def _target(text: str, ahead: Ahead) -> Figure:
    """What is to be saved, in the currency of the books."""
    books, stated = ahead.books, text.strip()
    if stated.endswith("%"):
        share = _share(stated)
        lines = ahead.budget.filter(pl.col("month") <= books.year.end)
        if not len(lines):
            why = books.rates.why_none(Prose("no budget is on record"))
            return Figure(None, books.rates.currency, why, on=books.day.on)
        whole = sum(lines["amount"], Decimal(0))
        said = in_words([Money(whole, books.rates.currency)])
        formula = Prose("{share}% of the year's budget, {said}", share=share, said=said)
        keys = tuple(sorted(set(lines["item"])))
        value = (whole * share / 100).quantize(CENT)
        return Figure(value, books.rates.currency, formula=formula, counted=keys, on=books.day.on)
    money = _money(stated, books.rates.currency)
    worth = books.rates.converted(money, books.day.on)
    if worth is None:
        raise UsageError(
            f"{money} cannot be converted: {books.rates.without(money.currency, books.day.on)}",
            where="target", accepted=ACCEPTED,
            mend="" if books.rates.currency else Prose(
                "To say it: cohelm organisation set currency {currency}", currency=money.currency
            ),
        )  # fmt: skip
    return Figure(
        worth.amount, worth.currency, formula=Prose("the amount that is asked for"), on=books.day.on
    )


def _share(stated: str) -> Decimal:
    try:
        share = Decimal(stated.removesuffix("%").strip())
    except InvalidOperation:
        share = Decimal(0)
    if not (share.is_finite() and 0 < share <= 100):
        raise UsageError(f"'{stated}' is no share", where="target", accepted=ACCEPTED)
    return share


def _money(stated: str, currency: str) -> Money:
    number = stated.replace(",", "").replace("_", "")
    with_currency = number if any(one.isalpha() for one in number) else f"{number} {currency}"
    try:
        money = Money.parse(with_currency)
    except InputError:
        raise UsageError(f"'{stated}' is no amount", where="target", accepted=ACCEPTED) from None
    if money.amount <= 0:
        raise UsageError(f"'{stated}' is nothing to save", where="target", accepted=ACCEPTED)
    return money


def _twelve(by: date) -> Span:
    """The twelve months after the one that a day is in."""
    first = month_end(by) + timedelta(1)
    return (first, Year.of(first, first.month).end)


def _chosen(order: list[Stop], target: Decimal | float | int | None, window: Span) -> list[Stop]:
    """What reaches the target with the least harm; all that there is, where nothing does.

    Of what hurts as much: the largest that does not go beyond the target, and so on; then the
    smallest that closes the gap. Last, from the most harmful, what is not needed is let be.
    """
    if target is None:
        return []
    saving = {one.key: one.within(*window) for one in order}
    taken: list[Stop] = []
    missing = Decimal(target)
    for _, alike in groupby((one for one in order if saving[one.key]), lambda one: one.harm):
        rest: list[Stop] = []
        for one in alike:
            fits = saving[one.key] <= missing
            (taken if fits else rest).append(one)
            missing -= saving[one.key] if fits else 0
        if missing > 0 and rest:
            closing = min(rest, key=lambda one: (saving[one.key], one.key))
            taken.append(closing)
            missing -= saving[closing.key]
        if missing <= 0:
            break
    for one in sorted(taken, key=lambda one: (-one.harm, -saving[one.key], one.key)):
        if missing + saving[one.key] <= 0:
            taken.remove(one)
            missing += saving[one.key]
    return taken


def _sum(steps: list[Stop], ahead: Ahead, found: Stops, span: Span) -> Figure:
    currency, on = ahead.books.rates.currency, ahead.books.day.on
    left_out = {**ahead.left_out, **found.left_out}
    if not found.found:
        return Figure(
            None, currency, Prose("nothing is on record that could stop"), left_out=left_out, on=on
        )
    guessed = tuple(one.key for one in found.found if one.guessed)
    sentence = Prose("What does not say how critical it is, is taken to be of high criticality.")
    assumed = (
        (Assumption(Prose("criticality not on record"), sentence, guessed),) if guessed else ()
    )
    value = sum((one.within(*span) for one in steps), Decimal(0))
    said = Prose("what {steps} would have cost", steps=counted(len(steps), "step"))
    formula = Prose(
        "{said} from {first} to {last}",
        said=said,
        first=day_in_words(span[0]),
        last=day_in_words(span[1]),
    )
    return Figure(
        value, currency, formula=formula, counted=tuple(one.key for one in steps),
        left_out=left_out, assumed=(*ahead.assumed, *assumed), on=on,
    )  # fmt: skip


def _short(target: Figure, saved: Figure) -> Figure:
    if not (isinstance(target.value, Decimal) and isinstance(saved.value, Decimal)):
        return Figure(None, target.unit, target.reason or saved.reason, on=target.on)
    value = max(Decimal(0), target.value - saved.value)
    formula = Prose(
        "{wanted} wanted − {saved}, and nought where it is reached",
        wanted=_said(target),
        saved=_said(saved),
    )
    return Figure(value, target.unit, formula=formula, counted=saved.counted, on=target.on)


def _table(stops_: list[Stop], ahead: Ahead, spans: Mapping[str, Span]) -> pl.DataFrame:
    currency = ahead.books.rates.currency
    rows = [
        {
            "item": one.key, "act": one.act, "act_by": one.act_by, "paid_until": one.paid_until,
            "harm": HARM[one.harm], "hurts": list(one.hurts),
            **{COLUMN_OF[name]: {"amount": one.within(*span), "currency": currency}
               for name, span in spans.items()},
        }
        for one in stops_
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=COLUMNS)


def _said(figure: Figure) -> str:
    assert isinstance(figure.value, Decimal)
    return in_words([rounded(Money(figure.value, figure.unit))])
