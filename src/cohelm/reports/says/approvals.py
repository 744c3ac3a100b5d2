"""What logs of approvals say: how much was approved, by whom most of it, what was beyond a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from cohelm.analysis.rights.held import rights_on
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.money import Money
from cohelm.core.plural import Plural
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


def of_approvals_and_limits(lists: Lists) -> Iterator[Said]:
    """Approvals above the highest limit, for whatever decision, of the role that gave them."""
    lines = lists.enterprise.observations("approval")
    highest = _highest(lists) if len(lines) and "role" in lines.columns else {}
    found = [
        (money, row["role"], at)
        for at, row in enumerate(lines.iter_rows(named=True) if highest else ())
        if row["role"] and (money := money_of(row["amount"])) is not None
        and (limit := highest.get((row["role"], money.currency))) is not None
        and money.amount > limit.amount
    ]  # fmt: skip
    if not found:
        return
    most, role, _ = max(found, key=lambda one: (one[0].amount, one[1]))
    beyond = lines[[at for *_, at in found]]
    amounts = amounts_of(beyond, "item", "amount")
    of = Plural("that gave it", "that gave them", number=len(found))
    text = Prose(
        "{approvals} with {amounts} went beyond every limit of the",
        approvals=counted(len(found), "approval"),
        amounts=said_of(amounts),
    )
    text += Prose(
        " role {of}, most {most} by {role}, whose highest is",
        of=of,
        most=worded(most),
        role=lists.name(role),
    )
    text += f" {worded(highest[role, most.currency])}"
    last = day_of(beyond["time"].max())
    rows = (*lists.behind("approval", beyond), *_stated(lists, {role for _, role, _ in found}))
    yield Said(text, alone(amounts), last, (), Urgency.LATE, together=True, rows=rows)


def _highest(lists: Lists) -> dict[tuple[str, str], Money]:
    """The highest limit of each role in each currency, of roles that have one in all their rights."""
    rights = rights_on(lists.enterprise, lists.on).all
    free = {holder for one in rights if one.limit is None for holder in one.accountable}
    found: dict[tuple[str, str], Money] = {}
    for one in rights:
        if (limit := one.limit) is None:
            continue
        for holder in set(one.accountable) - free:
            key = holder, limit.currency
            found[key] = max(limit, found.get(key, limit), key=lambda money: money.amount)
    return found


def _stated(lists: Lists, roles: set[str]) -> Iterator[tuple[str, int]]:
    """The rows in which the rights of these roles stand."""
    for one in rights_on(lists.enterprise, lists.on).all:
        if not roles.isdisjoint(one.accountable):
            yield from lists.places.get(one.key, ())
