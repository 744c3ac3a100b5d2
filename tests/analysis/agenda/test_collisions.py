"""Plans that collide, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.collisions import GAP, NEED, SUCCESSOR, Collisions, collisions
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise

ON = date(2027, 1, 1)
OFFICES = {"cio": {"place": 1}, "cto": {"place": 2}}
MARCH = {"start": "2027-03-01", "end": "2027-03-10"}
WORK = {**MARCH, "affects": ["application:crm"], "sponsor": ["cio"]}
CRM: dict[str, Any] = {"crm": {}}


def asked(**made: Any) -> Collisions:
    made = {"office": OFFICES, "application": CRM} | made
    return collisions(enterprise(**made), on=ON)


def whys(found: Collisions) -> list[str]:
    return found.collisions["why"].to_list()


def test_work_in_a_freeze_collides_on_the_days_that_both_have() -> None:
    """1 to 10 March against 8 to 15 March: three days."""
    found = asked(
        initiative={"a": WORK},
        freeze={"close": {"start": "2027-03-08", "end": "2027-03-15",
                          "holds_for": ["application:crm"]}},
    )  # fmt: skip
    row = found.collisions.row(0, named=True)
    assert (row["since"], row["until"], row["days"]) == (date(2027, 3, 8), date(2027, 3, 10), 3)
    assert (row["first"], row["second"], row["severity"]) == ("initiative:a", "freeze:close", "act")
    assert row["items"] == ["application:crm"]
    assert found.sentence == ("1 collision of plans, 0 between offices; the next on 8 March 2027")


@pytest.mark.parametrize(("first", "days"), [("2027-03-10", 1), ("2027-03-11", 0)])
def test_one_common_day_is_enough_and_none_is_not(first: str, days: int) -> None:
    freeze = {"start": first, "end": "2027-03-20", "holds_for": ["application:crm"]}
    assert len(asked(initiative={"a": WORK}, freeze={"f": freeze}).collisions) == days


@pytest.mark.slow
def test_two_offices_on_one_thing_collide_and_one_office_does_not() -> None:
    other = {**WORK, "sponsor": ["cto"]}
    found = asked(initiative={"a": WORK, "b": other})
    assert whys(found) == ["two offices change it at the same time"]
    assert found.collisions["offices"].to_list() == [["office:cio", "office:cto"]]
    assert whys(asked(initiative={"a": WORK, "b": WORK})) == []
    assert whys(asked(initiative={"a": WORK, "b": {**WORK, "sponsor": ["cio", "cto"]}})) == []
    assert whys(asked(initiative={"a": WORK, "b": {**other, "affects": ["application:erp"]}},
                      application={**CRM, "erp": {}})) == []  # fmt: skip


@pytest.mark.slow
def test_a_release_meets_freezes_audits_and_ends() -> None:
    release = {"r": {"planned_on": "2027-03-09", "changes": ["application:crm"]}}
    window = {"start": "2027-03-01", "end": "2027-03-31", "holds_for": ["application:crm"]}
    assert whys(asked(release=release, freeze={"f": window})) == [
        "a version of it comes while it must not be changed"
    ]
    found = asked(release=release, freeze={"f": {**window, "type": "audit"}})
    assert found.collisions["severity"].to_list() == ["watch"]
    gone = {"crm": {"lifecycle": {"end_of_life": "2027-03-08"}}}
    assert whys(asked(release=release, application=gone)) == ["a version of it comes after its end"]
    done = {"r": {**release["r"], "released_on": "2026-12-01"}}
    assert whys(asked(release=done, freeze={"f": window})) == []


@pytest.mark.slow
def test_work_after_the_end_collides_but_not_what_takes_it_away_on_that_day() -> None:
    gone = {"crm": {"lifecycle": {"end_of_life": "2027-03-10"}}}
    assert whys(asked(initiative={"a": WORK}, application=gone)) == []
    found = asked(initiative={"a": {**WORK, "end": "2027-03-12"}}, application=gone)
    assert whys(found) == ["work on it goes on after its end"]
    assert found.collisions["days"].to_list() == [3]


@pytest.mark.slow
def test_what_is_over_or_has_ended_collides_with_nothing() -> None:
    freeze = {"f": {**MARCH, "holds_for": ["application:crm"]}}
    assert whys(asked(initiative={"a": {**WORK, "status": "done"}}, freeze=freeze)) == []
    late = collisions(
        enterprise(office=OFFICES, application=CRM, initiative={"a": WORK}, freeze=freeze),
        on=date(2027, 3, 11),
    )
    assert whys(late) == []


def test_what_is_needed_before_it_is_delivered() -> None:
    found = asked(initiative={
        "base": {"start": "2027-01-01", "end": "2027-03-15", "sponsor": ["cto"]},
        "top": {**MARCH, "sponsor": ["cio"], "needs": [{"to": "base", "by": "2027-03-05"}]},
    })  # fmt: skip
    row = found.collisions.row(0, named=True)
    assert (row["why"], row["first"], row["second"]) == (NEED, "initiative:top", "initiative:base")
    assert (row["since"], row["until"]) == (date(2027, 3, 5), date(2027, 3, 15))
    assert row["offices"] == ["office:cio", "office:cto"]


def test_a_successor_that_lands_too_late() -> None:
    found = asked(
        application={"crm": {"uses": ["old"]}},
        technology={"old": {"end_of_security_support": "2027-02-28"}, "new": {"succeeds": ["old"]}},
        initiative={"a": {**MARCH, "introduces": ["technology:new"], "sponsor": ["cto"]}},
    )  # fmt: skip
    assert whys(found) == [SUCCESSOR]
    assert found.collisions["days"].to_list() == [11]


def test_an_end_before_what_replaces_it_is_there() -> None:
    both = {"crm": {"lifecycle": {"end_of_life": "2027-03-31"}},
            "new": {"lifecycle": {"active": "2027-05-01"}, "replaces": ["application:crm"]}}  # fmt: skip
    assert whys(asked(application=both)) == [GAP]
    both["new"]["lifecycle"] = {"active": "2027-03-31"}
    assert whys(asked(application=both)) == []


def test_nothing_planned_is_said_so() -> None:
    assert asked().sentence == "No plans collide that state their days"


def test_the_samples_collisions_overlap_as_they_say(the_sample: Enterprise) -> None:
    found = collisions(the_sample, on=date(2026, 11, 29)).collisions
    assert len(found) > 10
    known = found.drop_nulls("days")
    assert ((known["until"] - known["since"]).dt.total_days() + 1).to_list() == known[
        "days"
    ].to_list()
    assert (known["days"] > 0).all()
