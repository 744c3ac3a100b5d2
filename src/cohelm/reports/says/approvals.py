"""What logs of approvals say: how much was approved, by whom most of it, and what one did alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import alone, amounts_of, day_of, largest, said_of, worded
from cohelm.reports.says.saying import Lists, Said, Urgency


def of_approvals(lists: Lists) -> Iterator[Said]:
    """How much was approved between which days; the role and the receiver of most; the largest."""
    lines = lists.enterprise.observations("approval")
    if not len(lines):
        return
    first, last = day_of(lines["time"].min()), day_of(lines["time"].max())
    rows = lists.behind("approval", lines)
    days = Prose("from {first} to {last}", first=day_in_words(first), last=day_in_words(last))
    amounts = amounts_of(lines, "item", "amount")
    what = (
        Prose("{amounts} was approved", amounts=said_of(amounts))
        if amounts
        else Prose("All was approved")
    )
    text = Prose(
        "{what} {days}, by {approvals}",
        what=what,
        days=days,
        approvals=counted(len(lines), "approval"),
    )
    yield Said(text, alone(amounts), last, (), Urgency.WHOLE, rows=rows)
    for column, said in (
        ("role", Prose("was approved by the role")),
        ("item", Prose("was approved for")),
    ):
        if column in lines.columns:
            of = lines.with_columns(who=column, key=column).drop_nulls(["who", "amount"])
            for one in largest(lists, of, said):
                behind = lists.behind("approval", of.filter(pl.col("key").is_in(one.keys)))
                yield replace(one, keys=(), rows=behind)
    yield from _single(lists, lines)


def _single(lists: Lists, lines: pl.DataFrame) -> Iterator[Said]:
    """The largest that was approved at once, of several in one currency."""
    known = lines.drop_nulls("amount")
    codes = known["amount"].struct.field("currency").unique().to_list()
    if len(known) < 2 or len(codes) != 1:
        return
    amount = pl.col("amount").struct.field("amount")
    top = known.sort(amount, "item", "reference", descending=[True, False, False]).head(1)
    money = money_of(top["amount"][0])
    assert money is not None
    text = Prose(
        "The largest approval is {money}, for {item}",
        money=worded(money),
        item=lists.name(top["item"][0]),
    )
    text += Prose(" on {day_of}", day_of=day_in_words(day_of(top["time"][0])))
    rows = lists.behind("approval", top)
    yield Said(text, money, day_of(top["time"][0]), (), Urgency.WHOLE, rows=rows)
