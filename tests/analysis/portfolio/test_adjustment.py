"""What a change of budget, weights or pins moves, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio import adjustment as module
from cohelm.analysis.portfolio.adjustment import adjustment
from cohelm.core.errors import UnknownName, UsageError
from tests.analysis.portfolio.test_fund import ON, THREE
from tests.making import enterprise

SHARED = {
    "a": {**THREE["a"], "contributes_to": [{"to": "goal:grow", "share": 0.5}]},
    "b": {**THREE["b"], "contributes_to": [{"to": "goal:grow"}, {"to": "goal:safe"}]},
    "c": THREE["c"],
}


def plan(initiatives: dict[str, Any]) -> Any:
    return enterprise(
        organisation={"organisation": {"currency": "EUR", "initiative_budget": "1000 EUR"}},
        office={"cio": {"place": 1}, "cto": {"place": 2}},
        goal={"grow": {}, "safe": {}},
        initiative=initiatives,
    )


def changes(found: Any) -> dict[str, str]:
    return {row["initiative"][11:]: row["change"] for row in found.plan.to_dicts()}


def test_without_a_change_the_plan_before_is_the_plan() -> None:
    found = adjustment(plan(SHARED), on=ON)
    assert changes(found) == {"b": "stays in", "c": "stays in", "a": "stays out"}
    assert (found.status, found.value.value, found.gap.value) == ("optimal", 55, 0)
    assert found.sentence == "No change: provably the best plan"


def test_a_pin_brings_one_in_and_says_who_goes_and_what_it_costs_each_office() -> None:
    found = adjustment(plan(SHARED), on=ON, pin=("a",))
    assert changes(found) == {"a": "comes", "b": "goes", "c": "stays in"}
    assert found.sentence == "1 come, 1 go, 5 points less: provably the best plan"
    assert found.offices.rows() == [("office:cio", 30, 70, 40), ("office:cto", 80, 30, -50)]
    assert found.spent.value == Decimal(1000)
    assert dict(zip(found.plan["initiative"], found.plan["held"], strict=True)) == {
        "initiative:a": "in", "initiative:b": "", "initiative:c": "",
    }  # fmt: skip


def test_the_money_of_each_goal_is_said_before_and_after() -> None:
    found = adjustment(plan(SHARED), on=ON, pin=("a",))
    rows = {
        row["goal"]: (row["before"]["amount"], row["now"]["amount"], row["comes"], row["goes"])
        for row in found.goals.to_dicts()
    }
    assert rows == {  # b's 600 to two goals evenly; half of a's to one, half to none
        "goal:grow": (300, 300, ["initiative:a"], ["initiative:b"]),
        "goal:safe": (300, 0, [], ["initiative:b"]),
        "no goal": (400, 700, ["initiative:a"], []),
    }


def test_weights_move_the_choice_and_the_plan_before_is_weighed_by_them_too() -> None:
    found = adjustment(plan(SHARED), on=ON, weights="cio=1,cto=0")
    assert changes(found)["a"] == "comes"
    assert (found.value.value, found.change.value) == (70, 40)  # b and c are worth 30 to the CIO


def test_what_a_little_more_may_bring_is_an_estimate_from_the_prices() -> None:
    found = adjustment(plan(SHARED), on=ON, budget="900")
    (row,) = found.limits.to_dicts()
    assert (row["allowed"], row["used"]) == (900, 600)
    assert row["estimate"] == pytest.approx(
        100_000 * 20 / 400
    )  # the next in is c: 20 points for 400


def test_demands_that_cannot_all_be_met_are_named() -> None:
    found = adjustment(plan(SHARED), on=ON, pin=("a", "b"))
    assert found.status == "infeasible"
    assert set(found.contradiction) == {"a has to be done", "b has to be done", "money in 2027"}
    assert found.value.value is None
    assert found.sentence.startswith("Nothing fits: ")


@pytest.mark.slow
def test_what_is_forbidden_stays_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    found = adjustment(plan(SHARED), on=ON, forbid=("b",))
    assert changes(found) == {"a": "comes", "b": "goes", "c": "stays in"}
    monkeypatch.setattr(module, "at_once", lambda _: None)  # as where a proof takes longer
    near = adjustment(plan(SHARED), on=ON, budget="900", forbid=("b",))
    assert changes(near) == {"a": "comes", "b": "goes", "c": "goes"}
    assert near.status == "feasible"
    assert near.value.value == 30
    assert near.bound.value == 40  # and half of c, as costs are in whole 200s
    assert near.sentence == "1 come, 2 go, 25 points less: at most 10 points below the best plan"
    full = adjustment(plan(SHARED), on=ON, budget="900", forbid=("b",), proof="full")
    assert full.status == "optimal"


def test_without_anything_to_weigh_no_plan_is_known() -> None:
    found = adjustment(plan({}), on=ON)
    assert found.value.value is None
    assert found.sentence == "No plan is known: no initiative can be weighed"


@pytest.mark.slow
def test_names_and_amounts_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UnknownName, match="'d'"):
        adjustment(plan(SHARED), on=ON, pin=("d",))
    with pytest.raises(UsageError, match="is no budget"):
        adjustment(plan(SHARED), on=ON, budget="a lot")
    with pytest.raises(UsageError, match="both pinned and forbidden"):
        adjustment(plan(SHARED), on=ON, pin=("a",), forbid=("a",))
