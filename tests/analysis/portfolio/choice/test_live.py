"""What is said at once: a bound that holds and a plan that fits, against going through all choices."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cohelm.analysis.portfolio.choice.engine import at_once
from cohelm.analysis.portfolio.choice.feasible import broken
from cohelm.analysis.portfolio.choice.live import Live
from cohelm.analysis.portfolio.choice.problem import Problem, read_problem
from tests.analysis.portfolio.choice.test_engine import choices, drawn, weigh, worth
from tests.shares import some

MONEY = "money"


def changed(stated: dict[str, Any], rnd: random.Random) -> dict[str, Any]:
    """The same initiatives: another budget, one that has to be in, one that must not be."""
    initiatives = [{**one, "mandatory": False} for one in stated["initiatives"]]
    rnd.choice(initiatives)["mandatory"] = True
    budget = {period: rnd.randint(0, 20) for period in stated["periods"]}
    return {**stated, "initiatives": initiatives,
            "resources": {**stated["resources"], MONEY: budget}}  # fmt: skip


def without(stated: dict[str, Any], id_: str) -> dict[str, Any]:
    """The same in which an initiative that nobody needs is gone, and what is said of it."""
    left = [
        {**one, "excludes": [end for end in one["excludes"] if end != id_]}
        for one in stated["initiatives"]
        if one["id"] != id_
    ]
    return {**stated, "initiatives": left}


@pytest.mark.parametrize("seed", some(range(60), 20))
def test_the_bound_holds_and_the_plan_fits_through_one_change_after_another(seed: int) -> None:
    stated, rnd = drawn(seed), random.Random(seed)
    live, begin = Live(read_problem(stated)), {}
    for _ in range(4):
        problem = read_problem(stated)
        best = max((weigh(worth(stated, one)) for one in choices(stated)), default=None)
        bound, plan = live.bounded(problem), live.mended(problem, begin)
        if best is None:
            assert plan is None
        else:
            assert bound is not None
            assert bound.bound >= best
        if plan is not None:
            assert broken(problem, plan.chosen) == []
            assert best is not None
            assert plan.value <= best
            begin = dict(plan.chosen)
        stated = changed(stated, rnd)


@pytest.mark.parametrize("seed", some(range(30), 12))
def test_what_a_problem_lacks_is_not_in(seed: int) -> None:
    stated = {**drawn(seed), "synergies": []}
    stated["initiatives"][-1]["needs"] = []
    id_ = stated["initiatives"][-1]["id"]
    for one in stated["initiatives"]:
        one["needs"] = [end for end in one["needs"] if end != id_]
    part = without(stated, id_)
    live, problem = Live(read_problem(stated)), read_problem(part)
    bound, plan = live.bounded(problem), live.mended(problem, {id_: stated["periods"][0]})
    best = max((weigh(worth(part, one)) for one in choices(part)), default=None)
    assert best is None or (bound is not None and bound.bound >= best)
    assert plan is None or (id_ not in plan.chosen and best is not None and plan.value <= best)


def test_a_price_is_what_one_more_would_bring_in_parts() -> None:
    stated = {
        "resources": {MONEY: {"now": 14}},
        "initiatives": [
            {"id": "a", "values": {"cio": 30}, "uses": {MONEY: {"0": 10}}},
            {"id": "b", "values": {"cio": 20}, "uses": {MONEY: {"0": 8}}},
        ],
    }
    problem = read_problem(stated)
    found = Live(problem).bounded(problem)
    assert found is not None
    assert found.bound == 40  # all of a and half of b
    assert found.prices == {(MONEY, "now"): Fraction(5, 2)}  # b brings 20 for 8
    plan = Live(problem).mended(problem, {"b": "now"})
    assert plan is not None
    assert plan.chosen == {"a": "now"}  # b goes for a
    assert plan.choice(problem, found.bound).gap == 10


def test_a_budget_that_is_taken_away_is_no_limit() -> None:
    problem = read_problem(
        {"resources": {MONEY: {"now": 1}},
         "initiatives": [{"id": "a", "values": {"cio": 3}, "uses": {MONEY: {"0": 10}}}]}
    )  # fmt: skip
    live = Live(problem)
    assert live.mended(problem, {}).chosen == {}  # type: ignore[union-attr]
    free = replace(problem, resources={})
    assert live.mended(free, {}).chosen == {"a": "now"}  # type: ignore[union-attr]


def test_small_problems_are_proved_at_once_and_large_ones_are_not_tried() -> None:
    def one(n: int) -> dict[str, Any]:
        return {"id": f"i{n}", "values": {"cio": n + 1}}

    def plain(size: int) -> Problem:
        return read_problem({"initiatives": [one(n) for n in range(size)]})

    found = at_once(plain(100))
    assert found is not None
    assert found.status == "optimal"
    assert at_once(plain(101)) is None
