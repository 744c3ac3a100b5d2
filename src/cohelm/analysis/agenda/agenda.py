"""What do the two offices have to talk about this week?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.agenda.inhand import InHand, in_hand
from cohelm.analysis.agenda.topic import Topic
from cohelm.analysis.agenda.topics import topics
from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates, in_words, rounded
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

SOON: tuple[tuple[int, int], ...] = ((7, 3), (30, 2), (90, 1))
"""Within so many days, so many points; over counts as within a week, no day at all as one point."""
STAKE: tuple[tuple[int, int], ...] = ((500_000, 3), (50_000, 2))
"""From so much money in the books' currency, so many points; less, or unknown, is one."""
CONTESTED = 2
"""Points of what both offices are in, or two are named for; others have one."""
COLUMNS: dict[str, Any] = {
    "topic": pl.String, "why": pl.String, "due": pl.Date, "amount": MONEY,
    "offices": pl.List(pl.String), "item": pl.String, "points": pl.Int64,
}  # fmt: skip


IN_HAND: dict[str, Any] = {
    "topic": pl.String, "state": pl.String, "who": pl.List(pl.String), "until": pl.Date,
    "item": pl.String, "action": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Agenda:
    """The joint agenda, what matters most first.

    `topics` has a row for each: what it is, why it stands here, by when, the money at stake, the
    offices that it falls to, the item, and its points. `others` counts what did not come on it.
    `in_hand` are those that somebody took on, was given, or that were put off, with the action that says
    so, by whom and until when: they come back after that day.
    """

    on: date
    most: int
    at_stake: Figure
    joint: Figure
    topics: pl.DataFrame
    in_hand: pl.DataFrame
    others: int

    @property
    def sentence(self) -> str:
        """How many things there are to talk about, with how much money, and how many by this week."""
        if not len(self.topics):
            return Prose("Nothing is on record that the two offices have to talk about")
        week = self.on + timedelta(days=7)
        urgent = len(self.topics.filter(pl.col("due") <= week))
        said = Prose("{things} to talk about", things=counted(len(self.topics), "thing"))
        money = ""
        if isinstance(self.at_stake.value, Decimal) and self.at_stake.value:
            worth = Money(self.at_stake.value, self.at_stake.unit)
            money = Prose(", {worth} at stake", worth=in_words([rounded(worth)]))
        due = Prose("; {urgent} due within a week or over", urgent=urgent) if urgent else ""
        return said + money + due


def agenda(
    enterprise: Enterprise,
    *,
    on: date,
    most: Annotated[int, "So many topics at most; the others are counted."] = 12,
) -> Agenda:
    """One agenda of decisions that wait, contracts to decide on, rights that two hold, and concerns.

    Points are what is at stake (STAKE) × how soon (SOON) × how contested (CONTESTED): the most first,
    then the earliest, then the dearest, then by item. A rule of this product's own, no standard. See
    `topics.topics` for what can come on it. Raises UsageError for fewer than one topic.
    """
    if most < 1:
        raise UsageError(f"{most} topics", where="most", accepted="1 or more")
    rates = Rates.of(enterprise)
    plan = enterprise.at(on)
    known, standing, held = in_hand(Day(plan, on)), list[Topic](), list[dict[str, Any]]()
    for one in topics(enterprise, on=on):
        said = known.get(one.item)
        if said is not None and said.holds(on) and not one.about:
            held.append(_held(one, said))
        elif said is not None and not one.about:
            standing.append(replace(one, why=joined((said.said(plan), one.why), "; ")))
        else:
            standing.append(one)
    found = sorted(
        (_row(one, rates, on) for one in standing),
        key=lambda row: (
            -row["points"],
            row["due"] or date.max,
            -_worth(row["amount"]),
            row["item"],
        ),
    )
    shown = found[:most]
    pairs = [(row["item"], Money(row["amount"]["amount"], row["amount"]["currency"]))
             for row in shown if row["amount"]]  # fmt: skip
    keys = [row["item"] for row in shown if len(row["offices"]) > 1]
    none = Figure.unknown(rates.lacking, unit=rates.currency, on=on)
    return Agenda(
        on,
        most,
        Amounts.total(pairs).in_currency(rates, on=on) if pairs else none,
        Figure(
            len(keys),
            formula=Prose("topics that fall to more than one office"),
            counted=tuple(keys),
            on=on,
        ),
        pl.DataFrame(shown, schema=COLUMNS),
        pl.DataFrame(held, schema=IN_HAND),
        len(found) - len(shown),
    )


def _held(topic: Topic, said: InHand) -> dict[str, Any]:
    return {
        "topic": topic.text,
        "state": Prose("put off") if said.is_postponed else Prose("taken on"),
        "who": list(said.who),
        "until": said.due,
        "item": topic.item,
        "action": said.action,
    }


def _row(topic: Topic, rates: Rates, on: date) -> dict[str, Any]:
    money = topic.amount
    stated = {"amount": money.amount, "currency": money.currency} if money else None
    return {
        "topic": topic.text, "why": joined(_reasons(topic, on), "; "), "due": topic.due,
        "amount": stated, "offices": list(topic.offices), "item": topic.item,
        "points": _stake(topic, rates, on) * _soon(topic, on) * _contest(topic),
    }  # fmt: skip


def _reasons(topic: Topic, on: date) -> Iterator[str]:
    yield topic.why
    if topic.due is not None and topic.due < on:
        yield Prose("{days} past its day", days=counted((on - topic.due).days, "day"))
    elif topic.due == on:
        yield Prose("today")
    elif topic.due is not None:
        yield Prose("in {days}", days=counted((topic.due - on).days, "day"))
    if topic.contested:
        yield Prose("two are named")
    elif len(topic.offices) > 1:
        yield Prose("both offices are in it")


def _stake(topic: Topic, rates: Rates, on: date) -> int:
    worth = rates.converted(topic.amount, on) if topic.amount else None
    if worth is None:
        return 1
    return next((points for least, points in STAKE if worth.amount >= least), 1)


def _soon(topic: Topic, on: date) -> int:
    if topic.due is None:
        return 1
    days = (topic.due - on).days
    return next((points for within, points in SOON if days <= within), 0)


def _contest(topic: Topic) -> int:
    return CONTESTED if topic.contested or len(topic.offices) > 1 else 1


def _worth(struct: Mapping[str, Any] | None) -> Decimal:
    return struct["amount"] if struct else Decimal(0)
