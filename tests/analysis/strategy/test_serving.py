"""How work is shared out over goals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.day import Day
from cohelm.analysis.strategy.serving import Serving, serving
from tests.making import enterprise


def shares(*links: Any) -> tuple[dict[str, float], Serving]:
    plan = enterprise(goal={"a": {}, "b": {}, "c": {}}, initiative={"i": {"contributes_to": links}})
    found = serving(Day(plan, date(2026, 11, 23)))
    key = plan.nodes.key
    return {key(goal): one for of in found.of.values() for goal, one in of.items()}, found


def test_stated_shares_stand_and_the_rest_serves_no_goal() -> None:
    found, whole = shares({"to": "a", "share": 0.5}, {"to": "b", "share": 0.25})
    assert found == {"goal:a": 0.5, "goal:b": 0.25}
    assert whole.assumed == ()


def test_a_goal_without_a_share_takes_what_is_left_and_that_is_named() -> None:
    found, whole = shares({"to": "a", "share": 0.5}, "b", "c")
    assert found == {"goal:a": 0.5, "goal:b": 0.25, "goal:c": 0.25}
    assert [(one.name, one.items) for one in whole.assumed] == [("even shares", ("initiative:i",))]


def test_more_than_the_whole_is_cut_in_proportion_and_that_is_named() -> None:
    found, whole = shares({"to": "a", "share": 1.0}, {"to": "b", "share": 0.6})
    assert found == pytest.approx({"goal:a": 0.625, "goal:b": 0.375})
    assert [one.name for one in whole.assumed] == ["shares cut to the whole"]
