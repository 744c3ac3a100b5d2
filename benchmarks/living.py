"""A change of a budget: the bound with its prices, and the plan mended, of 300 initiatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from benchmarks.bar import Measured, Took, best
from benchmarks.portfolios import PERIODS, portfolio
from cohelm.analysis.portfolio.choice.feasible import broken
from cohelm.analysis.portfolio.choice.live import Live, Mended
from cohelm.analysis.portfolio.choice.problem import Problem, read_problem

SIZE, LESS = 300, Fraction(9, 10)
GAP = 0.005
"""The plan mended is this near the bound, as a share of it."""


def measure() -> Iterator[Measured]:
    """Back and forth between two budgets, so that each solve begins at another problem's end."""
    problem = read_problem(portfolio(SIZE, seed=1))
    money = problem.resources["money"]
    fewer = replace(
        problem, resources={**problem.resources, "money": {p: money[p] * LESS for p in PERIODS}}
    )
    live = Live(problem)
    plans = {id(one): mended(live, one) for one in (problem, fewer)}
    yield twice("bound and prices", 0.010, live.bounded, problem, fewer)
    yield twice(
        "the plan mended, with its gap", 0.200,
        lambda one: live.mended(one, plans[id(problem)].chosen), problem, fewer,
    )  # fmt: skip


def mended(live: Live, problem: Problem) -> Mended:
    """The plan, which fits and is near the bound."""
    plan, limit = live.mended(problem, {}), live.bounded(problem)
    assert plan is not None
    assert limit is not None
    assert broken(problem, plan.chosen) == []
    assert 0 <= (limit.bound - plan.value) / limit.bound <= GAP
    return plan


def twice(what: str, most: float, ask: Callable[[Problem], object], *problems: Problem) -> Measured:
    """One line: half of what both problems take, one after the other."""
    took, _ = best(lambda: [ask(one) for one in problems])
    half = Took(took.wall / 2, took.cpu / 2)
    return Measured(f"{SIZE} initiatives: {what}", half, most)
