"""Whether the money follows the goals, on small organisations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.strategy.alignment import Alignment, alignment
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 23)


def plan(goals: dict[str, Any], work: dict[str, Any], **more: Any) -> Enterprise:
    return enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        goal=goals,
        initiative={
            name: {"status": "in_progress", **values} for name, values in work.items()
        },
        **more,
    )  # fmt: skip


def asked(goals: dict[str, Any], work: dict[str, Any], **more: Any) -> Alignment:
    return alignment(plan(goals, work, **more), on=ON)


def costing(amount: int, *goals: Any) -> dict[str, Any]:
    return {"total_cost": f"{amount} EUR", "contributes_to": list(goals)}


def test_money_spread_as_the_weights_are_is_wholly_aligned() -> None:
    found = asked(
        {"a": {"weight": 3}, "b": {"weight": 1}}, {"x": costing(75, "a"), "y": costing(25, "b")}
    )
    assert found.alignment.value == 1.0
    assert found.unaligned.value == Decimal(0)
    assert found.sentence == "2 of 2 goals have funded work"


def test_by_hand_half_the_money_on_a_fifth_of_the_priority() -> None:
    goals = {"a": {"weight": 4, "name": "Growth"}, "b": {"weight": 1, "name": "Calm"}}
    found = asked(goals, {"x": costing(40, "a"), "y": costing(50, "b"), "z": costing(10)})
    # weights .8 and .2, money .4 and .5, and .1 for none: 1 - (.4 + .3 + .1) / 2
    assert found.alignment.value == pytest.approx(0.6)
    assert found.unaligned.value == Decimal(10)
    assert found.without_goal["initiative"].to_list() == ["initiative:z"]
    assert found.goals["goal"].to_list() == ["goal:a", "goal:b"]
    assert found.goals["apart"].to_list() == pytest.approx([-0.4, 0.3])
    assert found.sentence == (
        "2 of 2 goals have funded work; 10 € of funded work serves no goal; "
        "furthest apart: Growth, 80 % of the priority and 40 % of the money"
    )


def test_money_that_serves_no_goal_at_all_aligns_with_nothing() -> None:
    assert asked({"a": {"weight": 1}}, {"x": costing(5)}).alignment.value == 0.0


def test_only_funded_work_covers_a_goal_and_weights_count() -> None:
    work = {"x": costing(1, "a"), "y": {**costing(1, "b"), "status": "proposal"}}
    found = asked({"a": {"weight": 1}, "b": {"weight": 3}, "c": {"weight": 0}}, work)
    assert found.coverage.value == pytest.approx(1 / 3)
    assert found.coverage.counted == ("goal:a",)
    assert found.weighted_coverage.value == pytest.approx(0.25)
    assert found.without_work == ("goal:c",)


def test_a_goal_whose_period_is_over_is_left_out_and_one_due_today_is_not() -> None:
    found = asked({"a": {"due": "2026-11-22"}, "b": {"due": "2026-11-23"}}, {})
    assert found.goals["goal"].to_list() == ["goal:b"]
    assert found.coverage.left_out == {"its period is over": ("goal:a",)}


def test_goals_without_any_weight_count_the_same_and_that_is_named() -> None:
    found = asked({"a": {}, "b": {}}, {"x": costing(1, "a")})
    assert found.weighted_coverage.value == 0.5
    assert [one.name for one in found.alignment.assumed] == ["equal weights", "even shares"]


def test_a_goal_without_a_weight_beside_others_is_left_out_of_both_sides() -> None:
    goals = {"a": {"weight": 1}, "b": {"weight": 1}, "c": {}}
    found = asked(goals, {"x": costing(50, "a"), "y": costing(50, "b"), "z": costing(99, "c")})
    assert found.alignment.value == 1.0
    assert found.alignment.left_out["no weight on record"] == ("goal:c",)
    row = found.goals.filter(found.goals["goal"] == "goal:c").row(0, named=True)
    assert (row["priority"], row["money_share"]) == (None, None)


def test_without_a_cost_on_record_there_is_no_index_but_a_reason() -> None:
    found = asked({"a": {"weight": 1}}, {"x": {"contributes_to": ["a"]}})
    assert (found.alignment.value, found.alignment.reason) == (
        None,
        "no funded work states its cost",
    )
    assert found.alignment.left_out == {"no total cost on record": ("initiative:x",)}
    assert found.coverage.value == 1.0


def test_a_score_is_the_mean_of_its_key_results_and_pace_sets_it_beside_the_time() -> None:
    goals = {"a": {"start": "2026-11-13", "due": "2026-12-03"}, "b": {}}
    results = {
        "x": {"baseline": 20, "target": 60, "current": 45, "measures": "a"},
        "y": {"baseline": 40, "target": 10, "current": 25, "measures": "a"},
        "z": {"target": 10, "current": 1, "measures": "a"},
    }
    found = asked(goals, {}, key_result=results)
    first = found.goals.filter(found.goals["goal"] == "goal:a").row(0, named=True)
    assert first["score"] == 0.5625
    assert first["pace"] == 1.125
    assert found.key_results["why"].to_list() == ["", "", "no baseline on record"]
    assert found.unmeasured == ("goal:b",)


def test_a_value_of_a_later_day_was_not_known() -> None:
    results = {
        "x": {"baseline": 0, "target": 1, "current": 1, "current_on": "2026-11-24", "measures": "a"}
    }
    found = asked({"a": {}}, {}, key_result=results)
    assert found.key_results["why"].to_list() == ["its value is of a later day"]
    assert found.goals["why"].to_list() == ["no score: its value is of a later day"]


def test_nothing_on_record_is_said() -> None:
    found = alignment(enterprise(), on=ON)
    assert found.sentence.startswith("No goal is on record")
    assert found.coverage.reason == "no goal is on record"


AMOUNTS = st.lists(st.integers(0, 1000), min_size=3, max_size=3)


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(AMOUNTS, AMOUNTS, st.integers(0, 100))
def test_the_index_is_the_overlap_of_two_distributions(
    weights: list[int], costs: list[int], loose: int
) -> None:
    goals = {f"g{at}": {"weight": one} for at, one in enumerate(weights)}
    work = {f"w{at}": costing(one, f"g{at}") for at, one in enumerate(costs)}
    found = asked(goals, {**work, "loose": costing(loose)}).alignment.value
    money = sum(costs) + loose
    if not sum(weights) or not money:
        assert found is None
    else:
        pairs = zip(weights, costs, strict=True)
        overlap = sum(min(w / sum(weights), c / money) for w, c in pairs)
        assert found == pytest.approx(overlap)
