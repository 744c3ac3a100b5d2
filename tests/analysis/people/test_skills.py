"""The skills of the offices: SFIA's levels, aggregates from five people, and never who."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pytest

from cohelm.analysis.people.levels import PROFILES, RANGES, levels_of, refused_level
from cohelm.analysis.people.skills import skills
from cohelm.core.changes import LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import plain_answer
from tests.making import enterprise

ON = date(2026, 11, 23)


def office(people: int, levels: dict[str, int], asked: int = 5) -> Enterprise:
    persons: dict[str, Any] = {}
    for at in range(people):
        held = [{"to": "skill:plan", "level": levels[f"p{at}"]}] if f"p{at}" in levels else []
        persons[f"p{at}"] = {"works_in": "team:t"} | ({"has_skill": held} if held else {})
    return enterprise(
        office={"cio": {"led_by": "role:cio"}},
        role={"cio": {"office": "office:cio", "requires_skill": [{"to": "skill:plan", "level": asked}]}},
        team={"t": {"office": "office:cio"}}, skill={"plan": {"code": "ITSP"}}, person=persons,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("people", "levels", "state"),
    [(5, {"p0": 5, "p1": 6}, "covered"), (5, {"p0": 5, "p1": 4}, "hangs on one"),
     (5, {"p0": 4}, "to hire for"), (4, {"p0": 5}, "not told"), (5, {}, "not told")],
)  # fmt: skip
def test_an_office_covers_a_skill_by_its_people_together(
    people: int, levels: dict[str, int], state: str
) -> None:
    found = skills(office(people, levels), on=ON)
    assert found.profile["state"].to_list() == [state]
    assert (found.to_hire.value is None) is (state == "not told")


def test_nobody_is_named() -> None:
    said = orjson.dumps(plain_answer(skills(office(5, {"p0": 5}), on=ON))).decode()
    assert "person:" not in said
    assert "p0" not in said


def test_every_suggested_level_is_one_that_the_skill_has() -> None:
    for profile in PROFILES.values():
        for code, level in profile.items():
            low, high = RANGES[code]
            assert low <= level <= high, code


@pytest.mark.parametrize(("level", "refused"), [(3, True), (4, False), (6, False), (7, True)])
def test_a_level_that_a_skill_does_not_have_is_refused(level: int, refused: bool) -> None:
    plan = enterprise(
        skill={"emrg": {"name": "Emerging technology", "code": "EMRG"}}, person={"ann": {}}
    )
    change = LinkChange("person:ann", "has_skill", "skill:emrg", 0, None, {"level": level})
    why = refused_level(change, plan)
    assert bool(why) is refused
    assert not refused or why == (
        f"person:ann has_skill: Emerging technology has no level {level}, only 4 to 6"
    )


def test_what_a_skill_states_itself_goes_before_the_framework() -> None:
    assert levels_of({"code": "EMRG", "highest_level": 7}) == (4, 7)
    assert levels_of({}) == (1, 7)
