"""What contract lists say: what renews itself, what comes next, what is over, who gets most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.vendors.contracts import FURTHEST, SOON, contracts
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import alone, amounts_of, each, largest, more, said_of, worded
from cohelm.reports.says.saying import YEAR_DAYS, Lists, Said, Urgency


def of_contracts(lists: Lists) -> Iterator[Said]:
    """What can no longer be stopped, what renews itself soon, what comes next; who gets most; gaps."""
    if not lists.has("contract"):
        return
    found = contracts(lists.enterprise, on=lists.on, within=FURTHEST)
    due = found.due.filter(~pl.col("contract").is_in(sorted(lists.made)))
    yield from _missed(due)
    yield from _renewing(due, lists.on)
    yield from _coming(lists, due)
    live = pl.concat([due, found.open]).unique("contract", maintain_order=True)
    costs = live.select(who="vendor", key="contract", amount="annual").drop_nulls("who")
    yield from largest(lists, costs, Prose("a year under contract goes to"))
    yield from _whole(lists, live)
    if not len(due):
        yield from _over(lists)
    yield from _undated(lists)
    yield from _nameless(lists)


def _whole(lists: Lists, live: pl.DataFrame) -> Iterator[Said]:
    """What all that is not over costs a year, what of it renews itself, and the dearest."""
    listed = live.filter(~pl.col("contract").is_in(sorted(lists.made)))
    amounts = amounts_of(listed, "contract")
    if not amounts:
        return
    keys, last = listed["contract"].to_list(), listed["ends_on"].max()
    until = (
        Prose(", the last of them until {last}", last=day_in_words(last))
        if isinstance(last, date)
        else ""
    )
    text = Prose(
        "{contracts} cost {amounts} a year{until}",
        contracts=counted(len(keys), "contract"),
        amounts=said_of(amounts),
        until=until,
    )
    yield Said(text, alone(amounts), None, keys, Urgency.MORE)
    tacit = listed.filter(pl.col("renews_to").is_not_null())
    if renewing := amounts_of(tacit, "contract"):
        text = Prose(
            "{renewing} a year renews itself if nobody gives notice: ", renewing=said_of(renewing)
        )
        text += Prose(
            "{tacit:,} of {contracts}", tacit=len(tacit), contracts=counted(len(keys), "contract")
        )
        yield Said(text, alone(renewing), None, tacit["contract"].to_list(), Urgency.MORE)
    costs = listed.select(who="contract", key="contract", amount="annual")
    yield from more(largest(lists, costs, Prose("a year goes to the contract")))


def _missed(due: pl.DataFrame) -> Iterator[Said]:
    missed = due.filter(pl.col("state") == "missed")
    if amounts := amounts_of(missed, "contract"):
        text = Prose(
            "{amounts} a year can no longer be stopped: the last day to give notice is over",
            amounts=said_of(amounts),
        )
        last = missed["notice_by"].max()
        assert isinstance(last, date)
        yield Said(text, alone(amounts), last, missed["contract"].to_list(), Urgency.LATE)


def _renewing(due: pl.DataFrame, on: date) -> Iterator[Said]:
    soon = pl.col("notice_by").is_between(on, on + timedelta(days=SOON))
    renewing = due.filter(soon & pl.col("renews_to").is_not_null())
    if amounts := amounts_of(renewing, "contract"):
        text = Prose(
            "{amounts} a year renews itself unless notice is given within {soon} days",
            amounts=said_of(amounts),
            soon=SOON,
        )
        first = renewing["notice_by"].min()
        assert isinstance(first, date)
        yield Said(text, alone(amounts), first, renewing["contract"].to_list(), Urgency.SOON)


def _coming(lists: Lists, due: pl.DataFrame) -> Iterator[Said]:
    """The next to decide on, and all within a year."""
    coming = due.filter(pl.col("decide_by") >= lists.on)
    for row in coming.head(1).iter_rows(named=True):
        money, day = money_of(row["annual"]), row["decide_by"]
        cost = Prose(", {money} a year", money=worded(money)) if money else ""
        text = Prose(
            "The next to decide on is {contract}{cost}",
            contract=lists.name(row["contract"]),
            cost=cost,
        )
        full = Prose("{text}: by {day}", text=text, day=day_in_words(day))
        yield Said(full, money, day, [row["contract"]], lists.when(day))
    year = coming.filter(pl.col("decide_by") <= lists.on + timedelta(days=YEAR_DAYS))
    if len(year) > 1:
        amounts, last = amounts_of(year, "contract"), year["decide_by"][-1]
        cost = Prose(" with {amounts} a year", amounts=said_of(amounts)) if amounts else ""
        text = Prose(
            "{contracts}{cost} must be decided on by {last}",
            contracts=counted(len(year), "contract"),
            cost=cost,
            last=day_in_words(last),
        )
        yield Said(text, alone(amounts), last, year["contract"].to_list(), Urgency.YEAR)


def _undated(lists: Lists) -> Iterator[Said]:
    """The contracts that state no last day, where others of the list do."""
    every = lists.of("contract")
    bare = every.filter(pl.col("end").is_null())
    if not 0 < len(bare) < len(every):
        return
    keyed = _worth(bare)
    amounts = amounts_of(keyed, "key")
    cost = Prose(" with {amounts}", amounts=said_of(amounts)) if amounts else ""
    say = Plural("says", "say", number=len(bare))
    text = Prose(
        "{contracts}{cost} {say} no last day: what renews is not known",
        contracts=counted(len(bare), "contract"),
        cost=cost,
        say=say,
    )
    yield Said(text, alone(amounts), None, keyed["key"].to_list(), Urgency.UNKNOWN)


def _nameless(lists: Lists) -> Iterator[Said]:
    """The contracts that name no vendor, where others of the list do."""
    every = lists.of("contract")
    bare = _worth(every.filter([key not in lists.vendors for key in every["key"]]))
    if 0 < len(bare) < len(every):
        amounts = amounts_of(bare, "key")
        cost = Prose(" with {amounts}", amounts=said_of(amounts)) if amounts else ""
        names = Plural("names", "name", number=len(bare))
        text = Prose(
            "{contracts}{cost} {names} no vendor: who gets it is not known",
            contracts=counted(len(bare), "contract"),
            cost=cost,
            names=names,
        )
        yield Said(text, alone(amounts), None, bare["key"].to_list(), Urgency.UNKNOWN)


def _worth(frame: pl.DataFrame) -> pl.DataFrame:
    """Contracts with, as `annual`, their whole value where any states one."""
    column = "total_value" if frame["total_value"].drop_nulls().len() else "annual_cost"
    return frame.with_columns(pl.col(column).alias("annual"))


def _over(lists: Lists) -> Iterator[Said]:
    """How many contracts are over, what they were worth, and who had most of it.

    Those of which the end has passed and nothing says that they were renewed; said where no other
    contract of the list has to be decided on.
    """
    every = lists.of("contract")
    over = every.filter(pl.col("end") < lists.on)
    if not len(over):
        return
    keyed = _worth(over)
    amounts, last = amounts_of(keyed, "key"), keyed["end"].max()
    assert isinstance(last, date)
    cost = Prose(" with {amounts}", amounts=said_of(amounts)) if amounts else ""
    are = Plural("is over by its dates", "are over by their dates", number=len(over))
    text = Prose(
        "{over:,} of {contracts}{cost} {are}",
        over=len(over),
        contracts=counted(len(every), "contract"),
        cost=cost,
        are=are,
    )
    text += Prose(", the last since {last}", last=day_in_words(last))
    yield Said(text, alone(amounts), last, keyed["key"].to_list(), Urgency.LATE)
    vendors = [lists.vendors.get(key) for key in keyed["key"]]
    costs = keyed.with_columns(pl.Series("who", vendors, dtype=pl.String)).drop_nulls("who")
    yield from largest(
        lists, costs.select("key", "who", amount="annual"), Prose("of what is over went to")
    )
    yield from largest(lists, each(keyed), Prose("of what is over is the contract"))
