"""How sentences say amounts, and who has the largest share of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.money import Amounts, in_words, rounded, sums
from cohelm.analysis.wording import counted, day_in_words, listed
from cohelm.core.errors import InputError
from cohelm.core.money import Money
from cohelm.core.prose import Prose
from cohelm.reports.says.saying import Lists, Said, Urgency

SMALL, CENT = 100, Decimal("0.01")
"""Amounts below a hundred are said with their cents."""


def largest(lists: Lists, frame: pl.DataFrame, said: str) -> Iterator[Said]:
    """Who has the largest share: of a frame with `who`, `key` and `amount`.

    Nothing where there are two currencies or one name, where somebody paid back more than they got
    (shares of such a sum say nothing), nor where the sum is beyond all money.
    """
    whole = amounts_of(frame, "key", "amount")
    if len(whole.of) != 1:
        return
    try:
        known = sums(frame, "amount", by="who").drop_nulls("amount")
    except InputError:
        return
    worth = dict(known.select("who", "amount").iter_rows())
    if len(worth) < 2:
        return
    name = min(worth, key=lambda one: (-worth[one], one))
    total = next(iter(whole.of.values()))
    if total <= 0 or min(worth.values()) < 0:
        return
    share = share_in_words(worth[name], total)
    money = Money(worth[name], next(iter(whole.of)))
    equal = sum(one == worth[name] for one in worth.values()) - 1
    too = Prose(" (and as much to {others})", others=counted(equal, "other")) if equal else ""
    text = Prose(
        "{money} {said} {name}{too}: {share} of {whole}",
        money=worded(money),
        said=said,
        name=lists.name(name),
        too=too,
        share=share,
        whole=said_of(whole),
    )
    keys = frame.filter(pl.col("who") == name)["key"].unique().sort().to_list()
    yield Said(text, money, None, keys, Urgency.WHOLE)


def more(said: Iterable[Said]) -> Iterator[Said]:
    """The sentences as what else is said, where there is room."""
    return (replace(one, urgency=Urgency.MORE) for one in said)


def each(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with `key` and `annual` as `largest` takes it, each item for itself."""
    return frame.select(pl.col("key").alias("who"), "key", amount="annual")


def ending(
    lists: Lists, soon: pl.DataFrame, noun: str, ends: tuple[str, str], yearly: str = ""
) -> Iterator[Said]:
    """How many end within a year, and which is next; `soon` has key, annual and `ends`, in order.

    `ends` is how one ends and how several do.
    """
    for key, day in soon.select("key", "ends").head(1).iter_rows():
        amounts = amounts_of(soon, "key")
        cost = (
            Prose(" with {amounts}{yearly}", amounts=said_of(amounts), yearly=yearly)
            if amounts
            else ""
        )
        text = Prose(
            "{counted}{cost} {ends} within a year",
            counted=counted(len(soon), noun),
            cost=cost,
            ends=ends[len(soon) > 1],
        )
        first = Prose(
            "{text}; next {name}, on {day}", text=text, name=lists.name(key), day=day_in_words(day)
        )
        yield Said(first, alone(amounts), day, soon["key"].to_list(), lists.when(day))


def worded(money: Money) -> str:
    """An amount without its cents, with them below a hundred.

    >>> worded(Money(Decimal("1234.56"), "EUR")), worded(Money(Decimal("3.543"), "EUR"))
    ('1,235 €', '3.54 €')
    """
    if abs(money.amount) < SMALL and money.amount != money.amount.to_integral_value():
        money = Money(money.amount.quantize(CENT), money.currency)
        return in_words([money])
    return in_words([rounded(money)])


def share_in_words(part: Decimal, whole: Decimal) -> str:
    """The share of a part in whole per cent.

    >>> share_in_words(Decimal(2), Decimal(3)), share_in_words(Decimal(1), Decimal(900))
    ('67 %', 'under 1 %')
    """
    share = part / whole * 100
    return Prose("under 1 %") if 0 < share < 1 else f"{share.quantize(Decimal(1))} %"


def amounts_of(frame: pl.DataFrame, key: str, column: str = "annual") -> Amounts:
    """The sums of a money column; `key` is the column of what each row is about."""
    return Amounts.of_frame(frame, column, key=key)


def said_of(amounts: Amounts) -> str:
    """Amounts without their cents, one for each currency, and how many state none."""
    said = listed([worded(one) for one in amounts.money])
    return (
        Prose("{said} ({unknown} more state no amount)", said=said, unknown=len(amounts.unknown))
        if amounts.unknown
        else said
    )


def alone(amounts: Amounts) -> Money | None:
    """The amount, where there is one currency alone."""
    return amounts.money[0] if len(amounts.money) == 1 else None


def day_of(time: Any) -> date:
    """The day of a time, as a column or a text has it."""
    return time.date() if isinstance(time, datetime) else date.fromisoformat(str(time))
