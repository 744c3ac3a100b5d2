"""What lists of invoices or orders say: how much, to whom, and what no contract stands behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import polars as pl

from cohelm.analysis.money import sums
from cohelm.analysis.wording import MONTHS, counted, day_in_words, money_of
from cohelm.core.errors import InputError
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined
from cohelm.reports.says.amounts import (
    alone,
    amounts_of,
    day_of,
    largest,
    said_of,
    share_in_words,
    worded,
)
from cohelm.reports.says.saying import Lists, Said, Urgency

FEWEST_MONTHS, FEWEST_VENDORS = 3, 10


def of_spend(lists: Lists) -> Iterator[Said]:
    """What was spent between which days, who got most of it, and what no contract is there for."""
    lines = _paid(lists)
    if not len(lines):
        return
    amounts = amounts_of(lines, "key", "amount")
    keys, last = lines["key"].unique().sort().to_list(), day_of(lines["time"].max())
    first = day_of(lines["time"].min())
    days = Prose("from {first} to {last}", first=day_in_words(first), last=day_in_words(last))
    if lists.by_month:
        days = Prose("in the months from {first} to {last}", first=_month(first), last=_month(last))
    elif first == last:
        days = Prose("on {last}", last=day_in_words(last))
    text = Prose(
        "{amounts} was spent {days}, on {vendors}",
        amounts=said_of(amounts),
        days=days,
        vendors=counted(len(keys), "vendor"),
    )
    yield Said(text, alone(amounts), last, keys, Urgency.WHOLE)
    yield from largest(lists, lines.with_columns(who="key"), Prose("spent went to"))
    if not lists.by_month:
        yield from _single(lists, lines)
        yield from _returned(lists, lines)
    yield from _busiest(lists, lines)
    yield from _few(lines)
    yield from _bare(lists, lines)


def _month(day: date) -> str:
    return joined((Prose(MONTHS[day.month - 1]), str(day.year)))


def _in_one_currency(lines: pl.DataFrame) -> str:
    """The currency of all amounts; empty where there are several."""
    codes = lines["amount"].struct.field("currency").drop_nulls().unique().to_list()
    return str(codes[0]) if len(codes) == 1 else ""


def _single(lists: Lists, lines: pl.DataFrame) -> Iterator[Said]:
    """The largest amount of one line, of several in one currency."""
    known = lines.filter(pl.col("amount").struct.field("amount") > 0)
    if len(known) < 2 or not _in_one_currency(lines):
        return
    top = known.sort(pl.col("amount").struct.field("amount"), "key", descending=[True, False])
    money = money_of(top["amount"][0])
    assert money is not None
    day = day_of(top["time"][0])
    text = Prose(
        "The largest single amount is {money}, to {name}",
        money=worded(money),
        name=lists.name(top["key"][0]),
    )
    row = lists.behind("actual", top.head(1).rename({"key": "item"}))
    yield Said(
        Prose("{text} on {day}", text=text, day=day_in_words(day)),
        money,
        day,
        top["key"].head(1).to_list(),
        Urgency.MORE,
        rows=row,
    )


def _busiest(lists: Lists, lines: pl.DataFrame) -> Iterator[Said]:
    """The month in which most was spent, of three and more in one currency."""
    month = lines.with_columns(pl.col("time").dt.strftime("%Y-%m").alias("month"))
    spent = {str(one[0]): amounts_of(of, "key", "amount") for one, of in month.group_by("month")}
    if len(spent) < FEWEST_MONTHS or not (code := _in_one_currency(lines)):
        return
    name = min(spent, key=lambda one: (-spent[one].of.get(code, Decimal(0)), one))
    amounts = spent[name]
    text = Prose(
        "{amounts} was spent in {words}, more than in any of {sums} other months",
        amounts=said_of(amounts),
        words=_month(date.fromisoformat(f"{name}-01")),
        sums=len(spent) - 1,
    )
    within = month.filter(pl.col("month") == name)
    yield Said(text, alone(amounts), None, within["key"].unique().sort().to_list(), Urgency.MORE,
               rows=lists.behind("actual", within.rename({"key": "item"})))  # fmt: skip


def _few(lines: pl.DataFrame) -> Iterator[Said]:
    """Which share the three vendors get that get most, of ten and more in one currency."""
    code = _in_one_currency(lines)
    if not code or lines["key"].n_unique() < FEWEST_VENDORS:
        return
    try:
        known = sums(lines, "amount", by="key").drop_nulls("amount")
    except InputError:  # a sum beyond all money
        return
    worth = dict.fromkeys(lines["key"], Decimal(0)) | dict(known.select("key", "amount").rows())
    whole = sum(worth.values(), Decimal(0))
    if min(worth.values()) < 0 or whole <= 0:
        return
    three = sorted(worth, key=lambda one: (-worth[one], one))[:3]
    money = Money(sum((worth[one] for one in three), Decimal(0)), code)
    text = Prose(
        "{money} went to three of {vendors}: ",
        money=worded(money),
        vendors=counted(len(worth), "vendor"),
    )
    text += Prose("{amount} of what was spent", amount=share_in_words(money.amount, whole))
    yield Said(text, money, None, three, Urgency.MORE)


def _returned(lists: Lists, lines: pl.DataFrame) -> Iterator[Said]:
    """What came back by credits and corrections."""
    back = lines.filter(pl.col("amount").struct.field("amount") < 0)
    if amounts := amounts_of(back, "key", "amount"):
        back_again = [worded(Money(-one.amount, one.currency)) for one in amounts.money]
        text = Prose("{sums} came back by ", sums=" and ".join(back_again))
        text += Prose("{amounts} below nought", amounts=counted(len(back), "amount"))
        yield Said(text, alone(amounts), None, back["key"].unique().sort().to_list(), Urgency.MORE,
                   rows=lists.behind("actual", back.rename({"key": "item"})))  # fmt: skip


def _paid(lists: Lists) -> pl.DataFrame:
    """The lines of what was paid to vendors, with `key` the vendor."""
    lines = lists.enterprise.observations("actual").rename({"item": "key"})
    rows = ~pl.col("source").is_in(sorted(lists.added_up))
    return lines.filter(pl.col("key").str.starts_with("vendor:") & rows)


def _bare(lists: Lists, lines: pl.DataFrame) -> Iterator[Said]:
    """What was paid to vendors with whom the contract list has no contract."""
    listed = set(lists.vendors.values())
    if not listed:
        return
    bare = lines.filter(~pl.col("key").is_in(sorted(listed)))
    if amounts := amounts_of(bare, "key", "amount"):
        keys = bare["key"].unique().sort().to_list()
        text = Prose("{amounts} was paid without a contract on the list", amounts=said_of(amounts))
        text += Prose(", to {vendors}", vendors=counted(len(keys), "vendor"))
        yield Said(text, alone(amounts), None, keys, Urgency.GAP, together=True)
