"""Duties of one person that should be two people's, with the way and without the name."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.rights.conflicts import conflicts
from tests.analysis.rights.making import codes, delegation, plan, right

ON = date(2026, 11, 23)


def test_one_person_who_asks_and_approves_is_found_through_a_forum() -> None:
    both = {"a": right("request", "role:cio"), "b": right("approve", "forum:board")}
    found = conflicts(plan(both), on=ON)
    assert codes(found) == [("RGT009", ["application:crm", "application:wiki"])]
    assert found.concerns["message"][0] == (
        "one person may request and approve on 2 items: a (through cio) and b (through board)"
    )


def test_duties_meet_through_a_delegation_and_not_on_different_items() -> None:
    two = {
        "a": right("build", "role:cio"),
        "b": {**right("deploy", "role:ops"), "covers": "application where id = 'crm'"},
    }
    assert codes(conflicts(plan(two), on=ON)) == []
    lent = {"x": delegation("cio", "ops")}
    found = conflicts(plan(two, delegation=lent), on=ON)
    assert codes(found) == [("RGT009", ["application:crm"])]
    assert "(through cio, x, ops)" in found.concerns["message"][0]
    apart = {**two, "a": {**two["a"], "covers": "application where id = 'wiki'"}}
    assert codes(conflicts(plan(apart, delegation=lent), on=ON)) == []


def test_nobody_is_named_and_the_same_way_for_two_people_is_said_once() -> None:
    both = {"a": right("request", "role:cio"), "b": right("approve", "role:cio")}
    assert len(conflicts(plan(both), on=ON).concerns) == 1  # two people share the role
    lent = {"x": delegation("cio", "person:p-ops")}
    more = {**both, "b": right("approve", "role:ops")}
    found = conflicts(plan(more, delegation=lent), on=ON)
    assert found.concerns["message"].to_list() == [
        "one person may request and approve on 2 items: a (through cio, x) and b (through ops)"
    ]
    assert "p-ops" not in str(found.concerns.to_dicts())
