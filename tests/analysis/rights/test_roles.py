"""The offices side by side, on small organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

from cohelm.analysis.rights.roles import Roles, roles
from tests.making import enterprise

ON = date(2026, 11, 23)
OFFICES = {"cio": {"name": "CIO office", "place": 1, "led_by": "cio"}, "cto": {"place": 2}}
ROLES = {
    "cio": {"office": "cio", "requires_skill": [{"to": "govn", "level": 6}]},
    "cto": {"office": "cto"},
}


def asked(people: int = 5, level: int | None = 6, **more: Any) -> Roles:
    staff: dict[str, Any] = {f"p{at}": {"fills": ["cio"]} for at in range(people)}
    if people and level is not None:
        staff["p0"] = {**staff["p0"], "has_skill": [{"to": "govn", "level": level}]}
    return roles(
        enterprise(office=OFFICES, role=ROLES, skill={"govn": {}}, person=staff, **more), on=ON
    )


def test_rights_are_counted_by_office_domain_and_verb() -> None:
    one = {"domain": "estate", "verb": "approve", "accountable": ["role:cio"]}
    found = asked(right={"a": one, "b": {**one, "responsible": ["role:cto"]}, "c": {}})
    assert found.rights.rows() == [("estate", "approve", "office:cio", 2)]
    assert found.offices["answers_for"].to_list() == [2, 0]
    assert found.offices["does_the_work_of"].to_list() == [0, 1]
    assert found.shared == ("right:b",)
    assert found.sentence == (
        "The CIO office answers for 2 rights, the cto answers for 0 rights; they share 1 right"
    )


def test_a_lead_is_filled_not_filled_or_not_on_record() -> None:
    assert asked().offices["lead"].to_list() == ["filled", "not on record"]
    assert asked(people=0).offices["lead"].to_list() == ["not filled", "not on record"]


def test_skills_are_told_of_an_office_from_five_people_on_and_never_of_persons() -> None:
    assert asked(people=5).skills.select("covered", "why").rows() == [(True, "")]
    assert asked(people=4).skills.select("covered", "why").rows() == [(None, "fewer than 5 people")]
    assert "person" not in str(asked().skills.rows())


def test_a_skill_below_the_level_is_not_covered_and_unknown_stays_unknown() -> None:
    assert asked(level=5).skills["covered"].to_list() == [False]
    assert asked(level=7).skills["covered"].to_list() == [True]
    assert asked(level=None).skills["why"].to_list() == ["no skills on record"]


def test_without_offices_it_says_so() -> None:
    found = roles(enterprise(), on=ON)
    assert found.sentence.startswith("No office is on record")
    assert found.shared_rights.reason == "no right is on record"
