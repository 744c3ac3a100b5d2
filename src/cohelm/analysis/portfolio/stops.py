"""What can legally stop, when, what does that save, and who is hurt?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.portfolio.ahead import Ahead
from cohelm.analysis.portfolio.binding import bound_contracts, by_month, owed, shares
from cohelm.analysis.portfolio.year import month_of
from cohelm.analysis.vendors.terms import Terms, bound_until, term_on
from cohelm.core.changes import Change, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

HARM = (
    "nothing on record hangs on it",
    "not begun, or of low criticality",
    "begun, or of medium criticality",
    "of high criticality, or among an office's first ten",
    "critical",
)
"""How much a stop hurts, least first."""
OF_LEVEL = {"low": 1, "medium": 2, "high": 3, "critical": 4}
UNKNOWN_HARM = 3
FIRST_TEN = 10
Months = Mapping[date, Decimal]


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that can stop.

    `act_by` is the last day to say so, None where that is at once; `paid_until` the last day that is
    paid for. `saves` is by month, in the currency of the books. `hurts` are the items that lose by
    it, `harm` a place in HARM; `guessed` says that it was taken for want of a record.
    """

    key: str
    act: str
    act_by: date | None
    paid_until: date
    saves: Months
    hurts: tuple[str, ...]
    harm: int
    guessed: bool
    change: Change

    def within(self, first: date, last: date) -> Decimal:
        """What it saves in the months from one to another, both inclusive."""
        return sum((of for one, of in self.saves.items() if first <= one <= last), Decimal(0))


@dataclass(frozen=True, slots=True)
class Stops:
    """All that can stop, and what cannot, by reason."""

    found: tuple[Stop, ...]
    left_out: Mapping[str, tuple[str, ...]]


def stops(ahead: Ahead, *, by: date) -> Stops:
    """What can stop if that is said on a day.

    Contracts that renew themselves or can be renewed, from the day after the last that is paid for;
    initiatives that need not be done, from the month after, less what their contracts bind. Nothing
    stops on which work rests that has to be done. The part of a contract that is for such an
    initiative counts with the initiative.
    """
    found: list[Stop] = []
    left_out: dict[str, list[str]] = {}
    for key, one in (*_contracts(ahead, by), *_initiatives(ahead, by)):
        if isinstance(one, str):
            left_out.setdefault(one, []).append(key)
        elif sum(one.saves.values()):
            found.append(one)
    return Stops(tuple(found), {reason: tuple(keys) for reason, keys in left_out.items()})


def _contracts(ahead: Ahead, by: date) -> Iterator[tuple[str, Stop | str]]:
    day = ahead.books.day
    plan, must = day.enterprise.at(day.on), ahead.must_do & ahead.initiatives
    with_initiative = _stoppable(ahead)
    for row in day.live("contract").sort("id").iter_rows(named=True):
        key = f"contract:{row['id']}"
        parts = shares(plan, key)
        share = sum((of for one, of in parts.items() if one not in with_initiative), Decimal(0))
        if parts and not share:
            continue
        reason = Prose("it is for work that has to be done") if must & parts.keys() else ""
        yield key, reason or _contract(ahead, row, by, plan, share if parts else Decimal(1))


def _contract(
    ahead: Ahead, row: Mapping[str, Any], by: date, plan: Enterprise, share: Decimal
) -> Stop | str:
    key, term = f"contract:{row['id']}", term_on(Terms.of(row, plan.organisation), by)
    twelfths = by_month(ahead, row)
    if isinstance(twelfths, str):
        return twelfths
    if row["renewal"] == "none":
        return Prose("it ends by itself")
    until = bound_until(term, by)
    if until is None:
        return Prose("the day up to which it binds is not on record")
    whole = dict(owed(ahead, twelfths, ahead.books.year.later.end))
    due = dict(owed(ahead, twelfths, until))
    saves = {one: (of - due.get(one, Decimal(0))) * share for one, of in whole.items()}
    act = Prose("give notice") if row["renewal"] != "by_agreement" else Prose("do not renew")
    hurts = tuple(sorted(plan.targets(key, "covers")))
    harm, guessed = _harm_of(plan, hurts)
    stated = {"renewal": row["renewal"], "end": row["end"] and row["end"].isoformat()}
    change = ItemChange(key, stated, {"renewal": "none", "end": until.isoformat()})
    act_by = term.notice_by or (term.ends_on if row["renewal"] == "by_agreement" else None)
    late = act_by if act_by and act_by >= by else None
    return Stop(key, act, late, until, saves, hurts, harm, guessed, change)


def _harm_of(plan: Enterprise, keys: Sequence[str]) -> tuple[int, bool]:
    """The harm by the most critical of some items, and whether one of them does not say."""
    if not keys:
        return 0, False
    levels = [plan.plain(key).get("criticality") for key in keys]
    known = max((OF_LEVEL[one] for one in levels if one), default=0)
    guessed = None in levels and known < UNKNOWN_HARM
    return (UNKNOWN_HARM if guessed else known), guessed


def _initiatives(ahead: Ahead, by: date) -> Iterator[tuple[str, Stop | str]]:
    day = ahead.books.day
    plan, must = day.enterprise.at(day.on), _needed(ahead)
    saves = _left(ahead, by)
    for row in day.live("initiative").sort("id").iter_rows(named=True):
        key = f"initiative:{row['id']}"
        if row["must_do"]:
            yield key, Prose("it has to be done")
        elif key in must:
            yield key, Prose("work that has to be done needs it")
        elif key in saves:
            hurts = (*plan.targets(key, "contributes_to"), *plan.targets(key, "serves"))
            waiting = plan.sources(key, "needs")
            hurts = tuple(sorted({*hurts, *waiting}))
            change = ItemChange(key, {"status": row["status"]}, {"status": "stopped"})
            harm = _harm(plan, key, row["status"], hurts)
            yield key, Stop(key, "stop", None, by, saves[key], hurts, harm, False, change)


def _harm(plan: Enterprise, key: str, status: str | None, hurts: Sequence[str]) -> int:
    ranks = [one.says.get("rank") for one in plan.links_of(key, "ranked_by")]
    if any(rank is not None and rank <= FIRST_TEN for rank in ranks):
        return 3
    if status == "in_progress":
        return 2
    return 1 if hurts else 0


def _left(ahead: Ahead, by: date) -> dict[str, dict[date, Decimal]]:
    """What initiatives are expected to cost after a day's month, less what contracts bind of it."""
    initiative = pl.col("item").str.starts_with("initiative:")
    open_cost = ahead.cost.filter(initiative & ~pl.col("booked") & (pl.col("month") > month_of(by)))
    found: dict[str, dict[date, Decimal]] = {}
    for item, month, amount in open_cost.select("item", "month", "amount").iter_rows():
        months = found.setdefault(item, {})
        months[month] = months.get(month, Decimal(0)) + amount
    bound = bound_contracts(ahead, _stoppable(ahead)).parts.select("item", "month", "amount")
    for item, month, amount in bound.iter_rows():
        if month in found.get(item, {}):
            found[item][month] = max(Decimal(0), found[item][month] - amount)
    return found


def _stoppable(ahead: Ahead) -> frozenset[str]:
    return ahead.initiatives - ahead.must_do - _needed(ahead)


def _needed(ahead: Ahead) -> frozenset[str]:
    """The initiatives without which one that has to be done cannot be, directly or by others."""
    day = ahead.books.day
    plan, found = day.enterprise.at(day.on), set[str]()
    open_ = sorted(ahead.must_do & ahead.initiatives)
    while open_:
        for key in plan.targets(open_.pop(), "needs"):
            if key not in found:
                found.add(key)
                open_.append(key)
    return frozenset(found)
