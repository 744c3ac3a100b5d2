"""What comes, what goes and what is it worth, where a budget, a weight or a pin is changed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.portfolio.choice.accounting import MONEY
from cohelm.analysis.portfolio.choice.contradiction import contradiction
from cohelm.analysis.portfolio.choice.engine import Choice, at_once, choose
from cohelm.analysis.portfolio.choice.goals import goals_moved
from cohelm.analysis.portfolio.choice.live import Live
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.portfolio.choice.proposed import Ground, Proposed, Terms
from cohelm.analysis.portfolio.choice.told import (
    Budget,
    CarryOver,
    Forbid,
    KindOfMoney,
    Launches,
    Mix,
    People,
    Pin,
    Proof,
    Skills,
    Synergies,
    Weights,
    WhenToStart,
    WorthOf,
    Years,
)
from cohelm.analysis.portfolio.fund import a_little_of, read_weights
from cohelm.analysis.portfolio.spending import costs_of, exactly
from cohelm.core.columns import MONEY as MONEY_COLUMN
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Digits, Prose, joined

"""Whether a plan near the best is enough where the proof takes longer, or the proof is waited for."""
PLAN: dict[str, Any] = {
    "initiative": pl.String, "change": pl.String, "held": pl.String, "start": pl.String,
    "cost": MONEY_COLUMN, "has_to": pl.Boolean, "running": pl.Boolean, "guessed": pl.Boolean,
}  # fmt: skip
LIMITS: dict[str, Any] = {
    "resource": pl.String, "period": pl.String, "allowed": pl.Float64, "used": pl.Float64,
    "estimate": pl.Float64, "of": pl.String,
}  # fmt: skip
OFFICES: dict[str, Any] = {
    "office": pl.String, "before": pl.Float64, "now": pl.Float64, "change": pl.Float64,
}  # fmt: skip
CHANGES = {(True, True): "stays in", (False, True): "comes", (True, False): "goes",
           (False, False): "stays out"}  # fmt: skip
ORDER = ("comes", "goes", "stays in", "stays out")


@dataclass(frozen=True, slots=True, eq=False)
class Adjustment:
    """The plan before and after a change of budget, weights, pins or the mix.

    Before: chosen with the plan's own budget, even weights and nothing pinned. `status` is optimal
    where the plan after is proved best, feasible where `gap` says how many points a better one can
    have at the most. `plan` has each initiative: comes, goes, stays in, stays out, and what each office
    gives it; `limits` what each budget and team allows and what is used, `estimate` what a little more
    would bring in points at most (a local estimate, not solved: ask `fund` for that). `goals` has the
    money for each goal, before and after. `contradiction` names demands that cannot all be met.
    """

    on: date
    period: str
    status: str
    value: Figure
    bound: Figure
    gap: Figure
    change: Figure
    spent: Figure
    budget: Figure
    plan: pl.DataFrame
    limits: pl.DataFrame
    offices: pl.DataFrame
    goals: pl.DataFrame
    contradiction: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How many come and go, and how near the best the plan is."""
        if self.status == "infeasible":
            return Prose(
                "Nothing fits: {contradiction}", contradiction=joined(self.contradiction, "; ")
            )
        if self.value.value is None:
            return Prose("No plan is known: {reason}", reason=self.value.reason)
        counts = {word: int((self.plan["change"] == word).sum()) for word in ("comes", "goes")}
        moved = (
            Prose("{comes} come, {goes} go", comes=counts["comes"], goes=counts["goes"])
            if any(counts.values())
            else Prose("No change")
        )
        more = float(self.change.value or 0)
        worth = ""
        if more:
            points = _points(abs(more))
            worth = (
                Prose(", {points} more", points=points)
                if more > 0
                else Prose(", {points} less", points=points)
            )
        if self.status == "optimal":
            return Prose("{moved}{worth}: provably the best plan", moved=moved, worth=worth)
        return Prose(
            "{moved}{worth}: at most {points} below the best plan",
            moved=moved,
            worth=worth,
            points=_points(float(self.gap.value or 0)),
        )


def adjustment(
    enterprise: Enterprise,
    *,
    on: date,
    budget: Budget = "",
    pin: Pin = (),
    forbid: Forbid = (),
    weights: Weights = "",
    years: Years = 1,
    starts: WhenToStart = "planned",
    people: People = True,
    worth: WorthOf = "assumed",
    carry_over: CarryOver = False,
    mix: Mix = "",
    skills: Skills = True,
    synergies: Synergies = True,
    launches: Launches = "",
    accounting: KindOfMoney = "assumed",
    proof: Annotated[Proof, "at_once: a near plan with its gap will do; full: wait."] = "at_once",
) -> Adjustment:
    """The plan under changed terms beside the plan without the changes; see `fund` for the terms.

    At once: a bound by relaxation, and an earlier plan mended; small problems are proved as well. Every
    plan passes the plain checker. Raises UsageError and UnknownName.
    """
    terms = Terms(
        budget, pin, forbid, read_weights(weights), years, starts, people, worth, carry_over, mix,
        skills, synergies, launches, accounting,
    )  # fmt: skip
    ground = Ground.of(enterprise, on=on, terms=terms)
    return adjusted(ground, terms, before=planned(ground, terms), full=proof == "full")


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """What is asked, and the best plan known for it."""

    asked: Proposed
    best: Choice


def planned(ground: Ground, terms: Terms) -> Planned:
    """The plan before: nothing pinned, the plan's own budget, even weights."""
    asked = ground.proposed(replace(terms, budget="", pin=(), forbid=(), weights=None, mix=""))
    return Planned(asked, _solved(asked.problem, {}, full=False))


def adjusted(ground: Ground, terms: Terms, *, before: Planned, full: bool = False) -> Adjustment:
    """The answer from a ground and a plan before, that are kept while terms change."""
    asked = ground.proposed(terms)
    return answered(ground, terms, before, Planned(asked, _solved(
        asked.problem, before.best.chosen, full=full)))  # fmt: skip


def _solved(problem: Problem, begin: Mapping[str, str], *, full: bool) -> Choice:
    found = choose(problem) if full else at_once(problem)
    return begun(problem, begin) if found is None else found


def begun(problem: Problem, begin: Mapping[str, str] | None = None) -> Choice:
    """A plan from an earlier one, with its distance from the bound: what can be said at once."""
    live = Live(problem)
    limit, plan = live.bounded(problem), live.mended(problem, begin or {})
    if limit is None:
        return Choice("infeasible")
    if plan is None:
        return Choice("unknown", bound=limit.bound)
    return plan.choice(problem, limit.bound)


def answered(ground: Ground, terms: Terms, before: Planned, now: Planned) -> Adjustment:
    """Two plans side by side."""
    asked, best, on = now.asked, now.best, ground.ahead.books.day.on
    there = bool(asked.problem.initiatives) and best.status in ("optimal", "feasible")
    reason = Prose("no plan was found at once")
    if best.status == "infeasible":
        reason = Prose("nothing fits")
    elif not asked.problem.initiatives:
        reason = Prose("no initiative can be weighed")
    keys = tuple(sorted(f"initiative:{one}" for one in best.chosen))

    def points(value: Fraction | None, formula: str, counted: tuple[str, ...] = ()) -> Figure:
        if not there or value is None:
            return Figure(None, "points", reason, on=on, left_out=asked.left_out)
        return Figure(float(value), "points", formula=formula, counted=counted, on=on,
                      left_out=asked.left_out, assumed=asked.assumed)  # fmt: skip

    costs = costs_of(asked.problem, best.chosen)
    spent = Figure(None, asked.budget.unit, reason, on=on)
    if there:
        formula = Prose("what those chosen cost in {period}", period=asked.period)
        total = exactly(sum(costs.values(), Fraction(0)))
        spent = Figure(total, asked.budget.unit, counted=keys, on=on, formula=formula)
    earlier = _weighed(asked.problem, before.best.values)
    gained = Prose(
        "{best:g} − {earlier:g}, the plan before at the same weights",
        best=float(best.value),
        earlier=float(earlier),
    )
    return Adjustment(
        on,
        asked.period,
        best.status,
        points(best.value, Prose("what those chosen are worth, as the offices are weighted"), keys),
        points(best.bound, Prose("no choice is worth more: the relaxation's bound, or the proof")),
        points(best.gap, Prose("bound − value")),
        points(best.value - earlier, gained, keys),
        spent,
        asked.budget,
        _plan(terms, before, now),
        _limits(asked, best, there),
        _offices(asked.problem, before.best, best, there),
        goals_moved(
            ground.plan,
            costs_of(before.asked.problem, before.best.chosen),
            costs,
            asked.budget.unit,
        ),
        contradiction(program(asked.problem)) if best.status == "infeasible" else (),
    )


def _weighed(problem: Problem, values: Mapping[str, Fraction]) -> Fraction:
    return sum((problem.weight(name) * of for name, of in values.items()), Fraction(0))


def _plan(terms: Terms, before: Planned, now: Planned) -> pl.DataFrame:
    """Every initiative that can be weighed before or after, what changes first."""
    after = {one.id: one for one in now.asked.problem.initiatives}
    every = {one.id: one for one in before.asked.problem.initiatives} | after
    offices = now.asked.problem.offices
    rows: list[tuple[Any, ...]] = []
    for id_, one in every.items():
        start = now.best.chosen.get(id_)
        whole = sum(one.uses.get(MONEY, {}).values(), Fraction(0))
        cost = costs_of(now.asked.problem, {id_: start})[id_] if start else whole
        held = "in" if id_ in terms.pin else "out" if id_ in terms.forbid else ""
        rows.append((
            f"initiative:{id_}", CHANGES[id_ in before.best.chosen, start is not None], held, start,
            {"amount": exactly(cost), "currency": now.asked.budget.unit},
            one.mandatory, id_ in (now.asked.running | before.asked.running),
            id_ in (now.asked.guessed | before.asked.guessed),
            *(float(one.values[name]) if name in one.values else None for name in offices),
        ))  # fmt: skip
    rows.sort(key=lambda row: (ORDER.index(row[1]), row[0]))
    return pl.DataFrame(rows, schema=PLAN | dict.fromkeys(offices, pl.Float64()), orient="row")


def _limits(asked: Proposed, best: Choice, there: bool) -> pl.DataFrame:
    """What each budget and team allows, what is used of it, and what a little more may bring."""
    problem = asked.problem
    used: dict[tuple[str, str], Fraction] = {}
    for one in problem.initiatives:
        if one.id in best.chosen:
            for place, of in problem.used(one, best.chosen[one.id]).items():
                used[place] = used.get(place, Fraction(0)) + of
    found = Live(problem).bounded(problem) if there else None
    rows = []
    for name, capacity in problem.resources.items():
        more, _ = a_little_of(name, asked.budget.unit)
        for period, allowed in capacity.items():
            price = found.prices.get((name, period), Fraction(0)) if found else None
            inside = (used.get((name, one), Fraction(0)) for one in problem.inside(period))
            rows.append((
                name, period, float(allowed), float(sum(inside, Fraction(0))),
                None if price is None else float(price * more), f"{float(more):,g}",
            ))  # fmt: skip
    return pl.DataFrame(rows, schema=LIMITS, orient="row")


def _offices(problem: Problem, before: Choice, now: Choice, there: bool) -> pl.DataFrame:
    rows = [
        (f"office:{name}", float(old), float(new), float(new - old))
        for name in problem.offices
        if there
        for old, new in [(before.values.get(name, Fraction(0)), now.values.get(name, Fraction(0)))]
    ]
    return pl.DataFrame(rows, schema=OFFICES, orient="row")


def _points(value: float) -> str:
    number = Digits(f"{value:,.2f}".rstrip("0").rstrip("."))
    return joined((number, Plural("point", "points", number=value)))
