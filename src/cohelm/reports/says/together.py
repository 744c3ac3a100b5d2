"""What several lists say together: what one needs that another ends, and what is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
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
        cost = f" with {said_of(amounts)} a year" if amounts else ""
        run = "runs" if len(keys) == 1 else "run"
        text = f"{counted(len(keys), 'contract')}{cost} {run} on after the end of the application"
        text += (
            f" that {'it is' if len(keys) == 1 else 'they are'} for, first on {day_in_words(first)}"
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
    cost = f" for {said_of(amounts)} a year" if amounts else ""
    is_ = "is" if len(names) == 1 else "are"
    text = f"{counted(len(names), 'application')} past the end of life {is_} still under contract{cost}"
    text += f", until {day_in_words(last)} at the longest" if last else ", without an end"
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
        f"{counted(len(names), 'application')} {'ends' if len(names) == 1 else 'end'} before the"
        f" initiative does that changes {'it' if len(names) == 1 else 'them'}: {lists.name(worst)} on"
        f" {day_in_words(gone)}, {counted(days, 'day')} before {lists.name(initiative)}",
        None, gone, [*names, *sorted({one for _, _, one, _ in gaps})], lists.when(gone),
    )  # fmt: skip


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
    text = f"{said_of(amounts)} is bound by {counted(len(keys), 'contract')}"
    text += f" for {counted(len(for_them), 'initiative')} on the other list"
    yield both(text, alone(amounts), None, [*for_them, *keys], Urgency.WHOLE)
