"""What several lists say together: what one needs that another ends, and what is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.says.amounts import alone, amounts_of, said_of
from cohelm.reports.says.applications import applications, past_their_end
from cohelm.reports.says.saying import Lists, Said, Urgency

both = partial(Said, together=True)


def of_contracts_and_applications(lists: Lists) -> Iterator[Said]:
    """Applications past their end still under contract; contracts that outlive their applications."""
    if not lists.has("contract", "application"):
        return
    every = applications(lists)
    yield from _bound(lists, past_their_end(every))
    contracts = _covering(lists)
    ends = dict(every.select("key", "ends").iter_rows())
    until = dict(lists.of("contract").select("key", "end").iter_rows())
    longer = [
        (contract, application)
        for contract, application in contracts
        if ends.get(application)
        and until.get(contract)
        and lists.on <= ends[application] < until[contract]
    ]
    if longer:
        keys = sorted({contract for contract, _ in longer})
        amounts = amounts_of(_worth_of(lists, keys), "key")
        first = min(ends[application] for _, application in longer)
        cost = Prose(" with {amounts} a year", amounts=said_of(amounts)) if amounts else ""
        run = Plural("runs", "run", number=len(keys))
        text = Prose(
            "{contracts}{cost} {run} on after the end of the application",
            contracts=counted(len(keys), "contract"),
            cost=cost,
            run=run,
        )
        text += Prose(
            " that {they_are} for, first on {first}",
            they_are=Plural("it is", "they are", number=len(keys)),
            first=day_in_words(first),
        )
        behind = [*keys, *sorted({application for _, application in longer})]
        yield both(text, alone(amounts), first, behind, lists.when(first))


def _covering(lists: Lists) -> list[tuple[str, str]]:
    """The (contract, application) pairs of the two lists."""
    known = set(lists.of("application")["key"])
    return [
        (contract, target)
        for contract in lists.of("contract")["key"]
        for target in lists.enterprise.targets(contract, "covers")
        if target in known
    ]


def _bound(lists: Lists, past: pl.DataFrame) -> Iterator[Said]:
    gone = set(past["key"])
    ends = dict(lists.of("contract").select("key", "end").iter_rows())
    bound = [
        (contract, application)
        for contract, application in _covering(lists)
        if application in gone and (ends[contract] is None or ends[contract] >= lists.on)
    ]
    if not bound:
        return
    contracts = sorted({contract for contract, _ in bound})
    names = sorted({application for _, application in bound})
    amounts = amounts_of(_worth_of(lists, contracts), "key")
    last = max((ends[one] for one in contracts if ends[one]), default=None)
    cost = Prose(" for {amounts} a year", amounts=said_of(amounts)) if amounts else ""
    is_ = Plural("is", "are", number=len(names))
    text = Prose(
        "{applications} past the end of life {is_} still under contract{cost}",
        applications=counted(len(names), "application"),
        is_=is_,
        cost=cost,
    )
    text += (
        Prose(", until {last} at the longest", last=day_in_words(last))
        if last
        else Prose(", without an end")
    )
    yield both(text, alone(amounts), last, [*names, *contracts], Urgency.LATE)


def _worth_of(lists: Lists, keys: list[str]) -> pl.DataFrame:
    every = lists.of("contract").filter(pl.col("key").is_in(keys))
    return every.with_columns(pl.col("annual_cost").alias("annual"))


def of_initiatives_and_applications(lists: Lists) -> Iterator[Said]:
    """Applications that end before the initiative is over that changes them, and the gap between."""
    if not lists.has("initiative", "application"):
        return
    ends = dict(applications(lists).select("key", "ends").iter_rows())
    gaps: list[tuple[int, str, str, date]] = []
    for initiative, until in lists.of("initiative").select("key", "end").iter_rows():
        for application in lists.enterprise.targets(initiative, "affects"):
            gone = ends.get(application)
            if gone and until and lists.on <= gone < until:
                gaps.append(((until - gone).days, application, initiative, gone))
    if not gaps:
        return
    days, worst, initiative, gone = max(gaps, key=lambda one: (one[0], one[1]))
    names = sorted({application for _, application, _, _ in gaps})
    yield both(
        Prose(
            "{applications} {ends} before the"
            " initiative does that changes {it}: {worst} on"
            " {gone}, {days} before {initiative}",
            applications=counted(len(names), "application"),
            ends=Plural("ends", "end", number=len(names)),
            it=Plural("it", "them", number=len(names)),
            worst=lists.name(worst),
            gone=day_in_words(gone),
            days=counted(days, "day"),
            initiative=lists.name(initiative),
        ),
        None,
        gone,
        [*names, *sorted({one for _, _, one, _ in gaps})],
        lists.when(gone),
    )


def of_initiatives_and_contracts(lists: Lists) -> Iterator[Said]:
    """What contracts bind of the cost of initiatives that both lists name."""
    if not lists.has("initiative", "contract"):
        return
    listed = set(lists.of("initiative")["key"])
    pairs = [
        (contract, target)
        for contract in lists.of("contract")["key"]
        for target in lists.enterprise.targets(contract, "covers")
        if target in listed
    ]
    keys = sorted({contract for contract, _ in pairs})
    worth = lists.of("contract").filter(pl.col("key").is_in(keys))
    amounts = amounts_of(worth, "key", "total_value") or amounts_of(worth, "key", "annual_cost")
    if not amounts:
        return
    for_them = sorted({target for _, target in pairs})
    text = Prose(
        "{amounts} is bound by {contracts}",
        amounts=said_of(amounts),
        contracts=counted(len(keys), "contract"),
    )
    text += Prose(
        " for {initiatives} on the other list", initiatives=counted(len(for_them), "initiative")
    )
    yield both(text, alone(amounts), None, [*for_them, *keys], Urgency.WHOLE)
