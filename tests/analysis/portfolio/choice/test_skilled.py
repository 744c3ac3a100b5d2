"""People by skill as a limit of the choice and beside the roadmap, worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cohelm.analysis.portfolio.choice.proposed import Terms, proposed
from cohelm.analysis.portfolio.fund import fund
from cohelm.analysis.portfolio.roadmap import roadmap
from tests.making import enterprise

ON = date(2026, 11, 24)
TEAM = {"core": {"hours_per_week": 36, "focus_factor": 0.5}}
"""A month of a full-time week of 36 hours is 156 hours."""


def work(hours: float, level: int | None, worth: float, **more: Any) -> dict[str, Any]:
    link = {"to": "java", "hours": hours} | ({"level": level} if level else {})
    return {
        "start": "2027-01-01", "end": "2027-12-31", "cost_per_year": "10 EUR", "done_by": ["core"],
        "effort": 0, "demands_skill": [link], "ranked_by": [{"to": "cio", "value": worth}], **more,
    }  # fmt: skip


def person(level: int, **more: Any) -> dict[str, Any]:
    return {"works_in": ["core"], "has_skill": [{"to": "java", "level": level}], **more}


PEOPLE = {"ada": person(5), "bob": person(3), "eve": person(5, left_on="2026-11-23"),
          "sam": {"has_skill": [{"to": "java", "level": 7}]}}  # fmt: skip
"""Ada at level 5, Ada and Bob at level 3: half their time is for work, six person-months each a year."""


def plan(initiatives: dict[str, Any], people: dict[str, Any] = PEOPLE) -> Any:
    return enterprise(office={"cio": {}}, team=TEAM, skill={"java": {"name": "Java"}}, person=people,
                      initiative=initiatives)  # fmt: skip


def capacities(found: Any) -> dict[str, Fraction]:
    return {name: of["2027"] for name, of in found.problem.resources.items() if name != "money"}


@pytest.mark.slow
def test_a_level_is_a_limit_with_all_above_it() -> None:
    both = plan({"senior": work(5 * 156, 5, 1), "junior": work(8 * 156, 3, 1)})
    assert capacities(proposed(both, on=ON, terms=Terms(budget="100"))) == {
        "people with Java at level 3 and up": 12
    }
    high = plan({"senior": work(7 * 156, 5, 1), "junior": work(2 * 156, 3, 1)})
    found = proposed(high, on=ON, terms=Terms(budget="100"))
    assert capacities(found) == {"people with Java at level 5 and up": 6}
    uses = {
        one.id: one.uses.get("people with Java at level 5 and up")
        for one in found.problem.initiatives
    }
    assert uses == {"senior": {0: 7}, "junior": None}


@pytest.mark.slow
def test_the_choice_keeps_to_it_says_what_binds_and_can_leave_it_out() -> None:
    both = plan({"a": work(7 * 156, None, 5), "b": work(6 * 156, None, 4)})
    found = fund(both, on=ON, budget="100")
    assert found.selected["initiative"].to_list() == ["initiative:a"]
    assert found.binding == ("people with Java in 2027",)
    more = found.more.row(0, named=True)
    assert (more["more"], more["brings"], more["joins"]) == ("one person", 4, ["initiative:b"])
    free = fund(both, on=ON, budget="100", skills=False)
    assert len(free.selected) == 2
    assert "skills are no limit" in {one.name for one in free.value.assumed}


def test_what_nobody_is_known_to_have_is_no_limit_and_named() -> None:
    found = proposed(plan({"a": work(1560, 6, 5)}), on=ON, terms=Terms(budget="100"))
    assert capacities(found) == {}
    named = {one.name: one.items for one in found.assumed}
    assert named["a skill of nobody"] == ("skill:java",)
    assert "skills in person-months" not in named


def test_the_roadmap_sets_each_skill_beside_who_has_it() -> None:
    found = roadmap(plan({"a": work(7 * 156, None, 5), "b": work(9 * 156, 5, 4),
                          "c": work(30, 7, 1)}), on=ON, quarters=2)  # fmt: skip
    rows = [(row["level"], round(row["wanted"], 2), row["there"])
            for row in found.skills.iter_rows(named=True)]  # fmt: skip
    # 90 of 365 days lie in the first quarter of 2027: 30 hours of level 7 count at each level below
    extra = 30 / 156
    share = 90 / 365
    assert rows == [
        (0, round((16 + extra) * share, 2), 3.0), (5, round((9 + extra) * share, 2), 1.5),
        (7, round(extra * share, 2), None),
    ]  # fmt: skip
    assert (found.short_of_skill.value, found.short_of_skill.counted) == (2, ("skill:java",))
    assert "skills are short in 2 quarters of a skill" in found.sentence
    bare = roadmap(plan({"a": work(0, None, 5)}), on=ON)
    assert bare.short_of_skill.reason == "no skill that work takes in hours is known of anybody"
