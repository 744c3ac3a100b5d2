"""Which initiatives would enter or leave what is funded if their cost or their worth were known?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import polars as pl

from cohelm.analysis.agenda.asking.gap import Gap, worth
from cohelm.analysis.portfolio.ahead import Ahead, monthly
from cohelm.analysis.portfolio.choice.accounting import MONEY
from cohelm.analysis.portfolio.choice.engine import Choice, choose
from cohelm.analysis.portfolio.choice.problem import Candidate
from cohelm.analysis.portfolio.choice.proposed import NO_COST, NO_VALUE, Proposed
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import ORGANISATION, Enterprise
from cohelm.core.prose import Prose, joined

MOST = 15
"""So many initiatives of each sort are solved with both bounds; of the others nothing is said."""
BUDGET = Prose("How much may initiatives cost in the next financial year?")
COST = Prose("What does it cost in a year of work?")
WORTH = Prose("What is it worth to the office, from 0 to 100?")


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the choice becomes with one value: whether it is in, and who then is out or in instead."""

    words: str
    cost: Fraction
    chosen: bool
    displaced: tuple[str, ...]


def open_choices(ahead: Ahead, asked: Proposed) -> Iterator[Gap]:
    """The gaps of initiatives that could not be weighed, each solved with the bounds of known ones.

    Cost: the least and the most that initiatives of its size cost, of all where none has its size.
    Worth: the most that any is worth to each office; with less it enters even less. Without a budget
    all are funded, and nothing can flip: then the budget itself is what is missing.
    """
    plan = ahead.books.day.enterprise.at(ahead.books.day.on)
    no_cost, no_value = (asked.left_out.get(reason, ()) for reason in (NO_COST, NO_VALUE))
    if asked.budget.value is None and (asked.problem.initiatives or no_cost or no_value):
        yield _of_budget(ahead, asked, no_value)
    if not (no_cost or no_value):
        return
    best = choose(asked.problem) if asked.problem.initiatives else None
    for key in no_cost:
        yield _of_cost(plan, asked, best, key, no_cost.index(key) < MOST)
    for key in no_value:
        yield _of_worth(plan, asked, best, key, _year_cost(ahead, key), no_value.index(key) < MOST)


def _of_budget(ahead: Ahead, asked: Proposed, no_value: Sequence[str]) -> Gap:
    """Without a budget nothing has to be chosen; all that is asked for is at stake."""
    known = [one.uses[MONEY][0] for one in asked.problem.initiatives if MONEY in one.uses]
    known += [cost for key in no_value if (cost := _year_cost(ahead, key)) is not None]
    total = _decimal(sum(known, Fraction(0)))
    words = Prose("what is funded: without a budget nothing has to be chosen")
    if total:
        words += Prose(", and {worth} are asked for", worth=worth(total, asked.budget.unit))
    return Gap(
        ORGANISATION, Prose("budget of initiatives"), BUDGET, words, total or None, flips=True
    )


def _of_cost(
    plan: Enterprise, asked: Proposed, best: Choice | None, key: str, is_solved: bool
) -> Gap:
    known = _costs(plan, asked, key)
    if best is None or not known or asked.budget.value is None or not is_solved:
        return Gap(
            key, "cost_per_year", COST, Prose("it cannot be weighed against the others"), None
        )
    currency, values = asked.budget.unit, _values(plan, key)
    bounds = [
        _solved(plan, asked, best, Candidate(key.partition(":")[2], values), cost, word)
        for cost, word in ((min(known), "cheapest"), (max(known), "dearest"))
    ]
    inside = [one for one in bounds if one.chosen]
    low, high = (_sentence(plan, one, currency) for one in bounds)
    stake = max((_decimal(one.cost) for one in inside), default=None)
    return Gap(key, "cost_per_year", COST, joined((low, high), "; "), stake, flips=bool(inside))


def _of_worth(
    plan: Enterprise,
    asked: Proposed,
    best: Choice | None,
    key: str,
    cost: Fraction | None,
    is_solved: bool,
) -> Gap:
    if best is None or cost is None or asked.budget.value is None or not is_solved:
        return Gap(key, "ranked_by", WORTH, Prose("it cannot be weighed against the others"), None)
    top = {
        office: max(one.values.get(office, Fraction(0)) for one in asked.problem.initiatives)
        for office in asked.problem.offices
    }
    candidate = Candidate(key.partition(":")[2], top)
    points = listed(
        [
            Prose("{points:g} to {office}", points=float(of), office=plan.name(f"office:{one}"))
            for one, of in top.items()
        ]
    )
    found = _solved(plan, asked, best, candidate, cost, "")
    out = Prose(", and {out} would be out", out=_out(plan, found)) if found.displaced else ""
    would = Prose("it would be funded") + out if found.chosen else Prose("it would not be funded")
    words = Prose("worth as much as the best is ({points}), {would}", points=points, would=would)
    return Gap(
        key, "ranked_by", WORTH, words, _decimal(cost) if found.chosen else None,
        flips=found.chosen,
    )  # fmt: skip


def _solved(
    plan: Enterprise,
    asked: Proposed,
    best: Choice,
    candidate: Candidate,
    cost: Fraction,
    word: str,
) -> _Bound:
    """The best choice with the candidate in it at a cost."""
    problem, key = asked.problem, f"initiative:{candidate.id}"
    there = {one.id for one in problem.initiatives}
    needs, excludes = (
        tuple(end.partition(":")[2] for end in plan.targets(key, name))
        for name in ("needs", "excludes")
    )
    whole = replace(
        candidate, uses={MONEY: {0: cost}}, starts=problem.periods,
        needs=tuple(one for one in needs if one in there),
        excludes=tuple(one for one in excludes if one in there),
    )  # fmt: skip
    found = choose(replace(problem, initiatives=(*problem.initiatives, whole)))
    out = tuple(sorted(f"initiative:{one}" for one in best.chosen if one not in found.chosen))
    return _Bound(word, cost, candidate.id in found.chosen, out)


def _sentence(plan: Enterprise, one: _Bound, currency: str) -> str:
    at = Prose(
        "at {worth}, as the {words} like it,",
        worth=worth(_decimal(one.cost), currency),
        words=one.words,
    )
    if not one.chosen:
        return Prose("{at} it would not be funded", at=at)
    return Prose("{at} it would be funded", at=at) + (
        Prose(" and {out} would be out", out=_out(plan, one)) if one.displaced else ""
    )


def _out(plan: Enterprise, one: _Bound) -> str:
    return listed([plan.name(key) for key in one.displaced])


def _costs(plan: Enterprise, asked: Proposed, key: str) -> Sequence[Fraction]:
    """What the others cost in the year: those of its size where there are any."""
    size = plan.plain(key).get("size")
    costs = {one.id: one.uses[MONEY][0] for one in asked.problem.initiatives if MONEY in one.uses}
    same = [
        cost
        for id_, cost in costs.items()
        if size and plan.plain(f"initiative:{id_}").get("size") == size
    ]
    return [one for one in same or list(costs.values()) if one > 0]


def _year_cost(ahead: Ahead, key: str) -> Fraction | None:
    """What an initiative costs in the next year by what it states, in the currency of the books."""
    id_, later = key.partition(":")[2], ahead.books.year.later
    row = ahead.books.day.where("initiative", pl.col("id") == id_).row(0, named=True)
    found = monthly(row, ahead.books)
    if isinstance(found, str):
        return None
    inside = (of for month, of in found.items() if later.start <= month <= later.end)
    return Fraction(sum(inside, Decimal(0)))


def _values(plan: Enterprise, key: str) -> Mapping[str, Fraction]:
    ends = plan.links_of(key, "ranked_by")
    stated = {end.other.partition(":")[2]: end.says.get("value") for end in ends}
    return {name: Fraction(str(of)) for name, of in stated.items() if of is not None}


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
