"""Both offices' work under the goals, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.strategy.strategy_map import strategy_map
from cohelm.reports.sides import Wing, draw_sides
from tests.making import enterprise

ON = date(2026, 11, 24)


def work(
    cost: int, goal: str, *offices: str, rank: tuple[int, int] | None = None, **more: Any
) -> Any:
    ranked = [{"to": "cio", "rank": rank[0]}, {"to": "cto", "rank": rank[1]}] if rank else []
    return {
        "total_cost": f"{cost} EUR", "sponsor": list(offices), "status": "approved",
        "contributes_to": [goal] if goal else [], "ranked_by": ranked, **more,
    }  # fmt: skip


def plan(**more: Any) -> Any:
    return enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {"name": "CIO", "place": 1}, "cto": {"name": "CTO", "place": 2}},
        goal={"calm": {"weight": 3}, "grow": {"weight": 1}, "idle": {"weight": 0}},
        initiative={
            "patch": work(60, "calm", "cio", rank=(1, 3)), "shop": work(30, "grow", "cto", rank=(2, 1)),
            "sso": work(10, "calm", "cio", "cto", rank=(3, 2)),
            "toy": work(5, "", "cto", status="proposal"), **more,
        },
    )  # fmt: skip


def test_each_goal_has_the_work_of_both_offices_and_its_money() -> None:
    found = strategy_map(plan(), on=ON)
    calm, grow, idle = found.goals.to_dicts()
    assert (calm["goal"], calm["first_office"], calm["together"], calm["second_office"]) == (
        "goal:calm", ["initiative:patch"], ["initiative:sso"], [],
    )  # fmt: skip
    assert calm["first_money"]["amount"] == Decimal(60)
    assert calm["together_money"]["amount"] == Decimal(10)
    assert (grow["second_office"], grow["second_money"]["amount"]) == (["initiative:shop"], 30)
    assert idle["goal"] == "goal:idle"
    assert found.without_work == ("goal:idle",)
    assert found.without_goal["initiative"].to_list() == ["initiative:toy"]


def test_work_of_which_the_share_is_assumed_is_named_under_its_goals() -> None:
    """A share that nobody states is even, which is assumed; one that is stated is not."""
    whole = {"contributes_to": [{"to": "grow", "share": 1.0}]}
    rows = strategy_map(plan(site=work(9, "grow", "cto") | whole), on=ON).goals.to_dicts()
    assert [row["assumed"] for row in rows] == [
        ["initiative:patch", "initiative:sso"], ["initiative:shop"], [],
    ]  # fmt: skip


def test_money_follows_priority_as_far_as_the_shares_overlap() -> None:
    assert strategy_map(plan(), on=ON).alignment.value == pytest.approx(0.95)


def test_the_two_orders_stand_beside_it_the_furthest_apart_first() -> None:
    found = strategy_map(plan(), on=ON, first=2)
    assert found.gaps["item"].to_list() == ["initiative:patch", "initiative:shop", "initiative:sso"]
    assert found.shared_first.value == 1  # shop: 2nd and 1st
    assert found.sentence == (
        "Both offices work for 1 of 3 goals, for 1 nothing is done; 1 initiative serves none. You share"
        " one of your first two; furthest apart: patch, 1st and 3rd"
    )


def test_work_of_a_third_office_stands_apart() -> None:
    cdo = enterprise(
        office={"cio": {"place": 1}, "cto": {"place": 2}, "cdo": {"place": 3}},
        goal={"calm": {}}, initiative={"lake": work(1, "calm", "cdo")},
    )  # fmt: skip
    assert strategy_map(cdo, on=ON).goals["others"].to_list() == [["initiative:lake"]]


def test_without_goals_or_offices_it_says_so() -> None:
    assert strategy_map(enterprise(), on=ON).sentence == (
        "No goal is on record: there is no strategy to map"
    )
    alone = strategy_map(enterprise(goal={"calm": {}}), on=ON)
    assert alone.sentence == "Both offices work for 0 of 1 goal, for 1 nothing is done"


def test_the_widest_side_takes_the_room_that_a_side_has() -> None:
    (bar,) = draw_sides([Wing("goal:a", "a", 60, 20, 30, "", False)]).bars
    # 60 + 20 / 2 = 70 is the widest and takes 250: 214.3 of the first, 71.4 of both, 107.1 of the second
    assert (bar.first_width, bar.joint_width, bar.second_width) == (214.3, 71.4, 107.1)
    assert bar.first_x == pytest.approx(252, abs=0.1)
    assert draw_sides([]).bars == ()
