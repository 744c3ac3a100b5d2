"""What application lists say: what is past its end or near it, what they cost, whom nobody owns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.columns import phases
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import (
    alone,
    amounts_of,
    each,
    ending,
    largest,
    more,
    said_of,
    worded,
)
from cohelm.reports.says.saying import YEAR_DAYS, Lists, Said, Urgency

GRADES = ("critical", "high")
"""The grades of criticality that are said, the highest first."""
ENDS = ("reaches its end of life", "reach their end of life")


def of_applications(lists: Lists) -> Iterator[Said]:
    """Past the end of life, ending within a year, owned by nobody; the sums."""
    if not lists.has("application"):
        return
    every = applications(lists)
    live = every.filter((pl.col("phase") != "end_of_life").fill_null(True))
    yield from _past(past_their_end(every))
    within = pl.col("ends").is_between(lists.on, lists.on + timedelta(days=YEAR_DAYS))
    yield from ending(
        lists, live.filter(within).sort("ends", "key"), "application", ENDS, Prose(" a year")
    )
    yield from _unowned(lists, live)
    yield from _sums(lists, live)


def applications(lists: Lists) -> pl.DataFrame:
    """The applications listed, with `annual`, the `phase` on the day and when their life `ends`."""
    every = lists.of("application")
    return every.with_columns(
        pl.col("annual_cost").alias("annual"),
        phases(every["lifecycle"], lists.on).alias("phase"),
        pl.col("lifecycle").struct.field("end_of_life").alias("ends"),
    )


def past_their_end(every: pl.DataFrame) -> pl.DataFrame:
    """Those of which the end of life is stated and over."""
    return every.filter((pl.col("phase") == "end_of_life") & pl.col("ends").is_not_null())


def _past(past: pl.DataFrame) -> Iterator[Said]:
    if not len(past):
        return
    amounts, first = amounts_of(past, "key"), past["ends"].min()
    assert isinstance(first, date)
    since = Prose("since {first} at the longest", first=day_in_words(first))
    what = counted(len(past), "application")
    text = Prose(
        "{what} {are} past the end of life, {since}",
        what=what,
        are=Plural("is", "are", number=len(past)),
        since=since,
    )
    if amounts:
        text = Prose(
            "{amounts} a year stands for {what} past the end of life, {since}",
            amounts=said_of(amounts),
            what=what,
            since=since,
        )
    yield Said(text, alone(amounts), first, past["key"].to_list(), Urgency.LATE)


def _unowned(lists: Lists, live: pl.DataFrame) -> Iterator[Said]:
    """Those that name no owner, where others of the list do."""
    keys = live["key"].to_list()
    owned = lists.enterprise.all_targets("application", "owner")
    bare = [key for key in keys if key not in owned]
    if not 0 < len(bare) < len(keys):
        return
    amounts = amounts_of(live.filter(pl.col("key").is_in(bare)), "key")
    if amounts:
        text = Prose(
            "{amounts} a year goes to {applications}",
            amounts=said_of(amounts),
            applications=counted(len(bare), "application"),
        )
        yield Said(
            Prose("{text} without an owner", text=text), alone(amounts), None, bare, Urgency.GAP
        )


def _sums(lists: Lists, live: pl.DataFrame) -> Iterator[Said]:
    amounts = amounts_of(live, "key")
    if not amounts:
        return
    text = Prose(
        "{applications} cost {amounts} a year",
        applications=counted(len(live), "application"),
        amounts=said_of(amounts),
    )
    yield Said(text, alone(amounts), None, live["key"].to_list(), Urgency.WHOLE)
    yield from largest(lists, each(live), Prose("of that goes to"))
    makers = lists.enterprise.all_targets("application", "provided_by")
    first = [next(iter(makers.get(key, ())), None) for key in live["key"]]
    of_maker = live.with_columns(pl.Series("who", first, dtype=pl.String)).drop_nulls("who")
    costs = of_maker.select("who", "key", amount="annual")
    yield from more(largest(lists, costs, Prose("a year is for software of")))
    yield from _weighty(live)
    yield from _per_user(lists, live)


def _weighty(live: pl.DataFrame) -> Iterator[Said]:
    """What the most critical ones cost, where others are stated to be less so."""
    said = live["criticality"].drop_nulls().cast(pl.String).unique().to_list()
    grade = next((one for one in GRADES if one in said), "")
    if len(said) < 2 or not grade:
        return
    of = live.filter(pl.col("criticality").cast(pl.String) == grade)
    if amounts := amounts_of(of, "key"):
        text = Prose(
            "{amounts} a year goes to {applications}",
            amounts=said_of(amounts),
            applications=counted(len(of), "application"),
        )
        text += Prose(" of {grade} criticality, the highest of the list", grade=grade)
        yield Said(text, alone(amounts), None, of["key"].to_list(), Urgency.MORE)


def _per_user(lists: Lists, live: pl.DataFrame) -> Iterator[Said]:
    """Which costs most for each of its users, of several in one currency."""
    worth = []
    for key, annual, users in live.select("key", "annual", "users").iter_rows():
        money = money_of(annual)
        if money and users:
            worth.append((money.amount / users, key, money.currency))
    if len(worth) < 2 or len({code for *_, code in worth}) > 1:
        return
    each_costs, key, code = min(worth, key=lambda one: (-one[0], one[1]))
    money = Money(each_costs, code)
    text = Prose(
        "{name} costs most for each of its users: {money} a year",
        name=lists.name(key),
        money=worded(money),
    )
    yield Said(text, money, None, [key], Urgency.MORE)
