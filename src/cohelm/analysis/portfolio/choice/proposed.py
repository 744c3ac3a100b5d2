"""Which problem of choice does the plan hold for the next financial year?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from cohelm.analysis.money import in_words
from cohelm.analysis.portfolio.ahead import Ahead, monthly
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem
from cohelm.core.enterprise import ORGANISATION, Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money

MONEY = "money"
NO_VALUE = "no office says what it is worth to it"
NO_COST = "what it costs in the year is not known"
NO_WORK = "it has no days in the year"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The problem of the next financial year, in the currency of the books.

    `running` are the ids that are approved or under way. `left_out` are initiatives that cannot be
    weighed, by reason.
    """

    problem: Problem
    period: str
    budget: Figure
    running: frozenset[str]
    assumed: tuple[Assumption, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def proposed(
    enterprise: Enterprise,
    *,
    on: date,
    budget: str = "",
    pin: Sequence[str] = (),
    forbid: Sequence[str] = (),
    weights: Mapping[str, Fraction] | None = None,
) -> Proposed:
    """The live initiatives with what each office says they are worth and what they cost next year.

    Cost: see `ahead.Ahead`; of a proposal, a twelfth of its yearly cost for each month of the year in
    its days. Worth: the value in `ranked_by`, 0 to 100; one that an office does not value is worth 0
    to it, which is assumed, and one that none values is left out unless it has to be done. `budget` is
    money such as `4000000` or `2027=4000000`; without it what the organisation has set aside, else the
    next year's budget lines of initiatives, else this year's once more. Raises UsageError, UnknownName.
    """
    ahead = Ahead.of(enterprise, on=on)
    period = str(ahead.books.year.later.end.year)
    plan = ahead.books.day.enterprise.at(on)
    known = {id_: f"initiative:{id_}" for id_ in ahead.books.day.live("initiative")["id"]}
    _refuse_unknown((*pin, *forbid), known)
    rows, left_out, unvalued = _candidates(ahead, plan, frozenset(pin), frozenset(forbid))
    _refuse_unkept(pin, forbid, left_out)
    money = _budget(ahead, budget, period)
    capacity = {} if money.value is None else {MONEY: {period: Fraction(money.value)}}
    assumed = []
    if unvalued:
        sentence = "What an office does not value is worth nothing to it."
        assumed.append(Assumption("no value is nought", sentence, tuple(unvalued)))
    sentence = "The work fits: people are not counted, only money is."
    assumed.append(Assumption("people are no limit", sentence))
    problem = Problem(tuple(rows), (period,), capacity, weights=_weights(plan, weights, rows))
    running = ahead.books.day.live("initiative").filter(
        pl.col("status").is_in(["approved", "in_progress"]).fill_null(False)
    )
    ids = frozenset(running["id"]) & {one.id for one in rows}
    return Proposed(problem, period, money, ids, tuple(assumed), left_out)


def _candidates(
    ahead: Ahead, plan: Enterprise, pin: frozenset[str], forbid: frozenset[str]
) -> tuple[list[Candidate], dict[str, tuple[str, ...]], list[str]]:
    rows: list[Candidate] = []
    left_out: dict[str, list[str]] = {}
    unvalued: list[str] = []
    frame = ahead.books.day.live("initiative")
    costs = _costs(ahead)
    for row in frame.sort("id").iter_rows(named=True):
        id_, key = row["id"], f"initiative:{row['id']}"
        if id_ in forbid:
            continue
        must = bool(row["must_do"]) or id_ in pin
        values = _values(plan, key)
        cost = costs.get(key, _proposal(ahead, row))
        reason = cost if isinstance(cost, str) else "" if values or must else NO_VALUE
        if reason:
            left_out.setdefault(reason, []).append(key)
            continue
        if len(values) < len(_offices(plan)):
            unvalued.append(key)
        uses = {MONEY: {0: Fraction(cost)}} if not isinstance(cost, str) else {}
        rows.append(Candidate(id_, values, uses, (str(ahead.books.year.later.end.year),),
                              mandatory=must))  # fmt: skip
    there = {one.id for one in rows}
    bonds = [_bonds(plan, one, there) for one in rows]
    return bonds, {reason: tuple(keys) for reason, keys in left_out.items()}, unvalued


def _bonds(plan: Enterprise, one: Candidate, there: set[str]) -> Candidate:
    """The candidate with what it needs and excludes of those that are there."""
    key = f"initiative:{one.id}"
    ends = {
        name: tuple(end.partition(":")[2] for end in plan.targets(key, name))
        for name in ("needs", "excludes")
    }
    return Candidate(
        one.id, one.values, one.uses, one.starts,
        tuple(end for end in ends["needs"] if end in there),
        tuple(end for end in ends["excludes"] if end in there), one.mandatory,
    )  # fmt: skip


def _costs(ahead: Ahead) -> dict[str, Decimal]:
    """What initiatives cost in the next year, as far as the plan looks ahead."""
    coming = ahead.cost.filter(pl.col("month") > ahead.books.year.end)
    sums = coming.group_by("item").agg(pl.col("amount").sum())
    return {key: amount for key, amount in sums.iter_rows() if key.startswith("initiative:")}


def _proposal(ahead: Ahead, row: Mapping[str, Any]) -> Decimal | str:
    """What one that the plan does not yet count would cost in the next year, or why not."""
    found = monthly(row, ahead.books)
    if isinstance(found, str):
        return NO_COST
    later = ahead.books.year.later
    inside = [of for month, of in found.items() if later.start <= month <= later.end]
    return sum(inside, Decimal(0)) if inside else NO_WORK


def _values(plan: Enterprise, key: str) -> dict[str, Fraction]:
    """What it is worth to each office, by the office's id."""
    ends = plan.links_of(key, "ranked_by")
    stated = {end.other.partition(":")[2]: end.says.get("value") for end in ends}
    return {name: Fraction(str(of)) for name, of in stated.items() if of is not None}


def _offices(plan: Enterprise) -> list[str]:
    """The ids of the offices, leftmost first."""
    frame = plan.frame("office")
    if not len(frame):
        return []
    return frame.sort("place", "id", nulls_last=True)["id"].to_list()


def _weights(
    plan: Enterprise, stated: Mapping[str, Fraction] | None, rows: Sequence[Candidate]
) -> dict[str, Fraction]:
    valued = {name for one in rows for name in one.values}
    offices = [name for name in _offices(plan) if name in valued]
    for name in stated or ():
        if name not in offices:
            raise UnknownName.of("office", name, offices, where="weights")
    if stated:
        return {name: stated.get(name, Fraction(0)) for name in offices}
    return dict.fromkeys(offices, Fraction(1, max(1, len(offices))))


def _budget(ahead: Ahead, stated: str, period: str) -> Figure:
    currency, on = ahead.books.rates.currency, ahead.books.day.on
    if stated.strip():
        return Figure(_stated(stated, period, ahead), currency, formula="as asked", on=on)
    own = _set_aside(ahead)
    if own is not None:
        formula = "what the organisation has set aside for initiatives in the next financial year"
        return Figure(own, currency, formula=formula, counted=(ORGANISATION,), on=on)
    mine = pl.col("item").str.starts_with("initiative:")
    coming = ahead.budget.filter(mine & (pl.col("month") > ahead.books.year.end))
    keys = tuple(sorted(set(coming["item"])))
    if not keys:
        return Figure(None, currency, "no budget of initiatives is on record", on=on)
    value = sum(coming["amount"], Decimal(0))
    said = in_words([Money(value, currency)])
    wanted = [one for one in ahead.assumed if one.name == "next year's budget"]
    formula = f"the budget lines of initiatives for the year, {said}"
    return Figure(value, currency, formula=formula, counted=keys, assumed=tuple(wanted), on=on)


def _set_aside(ahead: Ahead) -> Decimal | None:
    """What the organisation's own settings say, in the currency of the books."""
    text = ahead.books.day.enterprise.organisation.get("initiative_budget")
    money = Money.parse(str(text)) if text else None
    worth = ahead.books.rates.converted(money, ahead.books.day.on) if money else None
    return worth.amount if worth else None


def _stated(text: str, period: str, ahead: Ahead) -> Decimal:
    name, equals, amount = text.rpartition("=")
    if equals and name.strip() != period:
        raise UnknownName.of("period", name.strip(), [period], where="budget")
    accepted = f"an amount such as 4000000 or {period}=4000000"
    bare = amount.replace(",", "").replace("_", "").strip()
    if not any(one.isalpha() for one in bare):
        bare = f"{bare} {ahead.books.rates.currency or 'EUR'}"
    try:
        money = Money.parse(bare)
    except InputError:
        raise UsageError(f"'{text}' is no budget", where="budget", accepted=accepted) from None
    worth = ahead.books.rates.converted(money, ahead.books.day.on)
    if money.amount < 0 or (worth is None and ahead.books.rates.currency):
        raise UsageError(f"'{text}' is no budget", where="budget", accepted=accepted)
    return worth.amount if worth else money.amount


def _refuse_unknown(ids: Sequence[str], known: Mapping[str, str]) -> None:
    for one in ids:
        if one not in known:
            raise UnknownName.of("initiative", one, known)


def _refuse_unkept(
    pin: Sequence[str], forbid: Sequence[str], left_out: Mapping[str, tuple[str, ...]]
) -> None:
    for one in pin:
        if one in forbid:
            raise UsageError(
                f"{one} is both pinned and forbidden", where="pin", accepted="one of both"
            )
        for reason, keys in left_out.items():
            if f"initiative:{one}" in keys:
                raise UsageError(
                    f"{one} cannot be pinned: {reason}", where="pin",
                    mend="State its yearly cost and its days.",
                )  # fmt: skip
