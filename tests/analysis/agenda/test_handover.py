"""What an incoming officer finds, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.handover import Handover, handover
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from tests.making import enterprise

ON = date(2026, 11, 29)
OFFICES = {"cio": {"place": 1}, "cto": {"place": 2}}
BOOKS = {"organisation": {"name": "Acme", "currency": "EUR"}}


def asked(office: str = "", **made: Any) -> Handover:
    return handover(enterprise(organisation=BOOKS, office=OFFICES, **made), on=ON, office=office)


def found(section: str, office: str = "cio", **made: Any) -> list[tuple[str, date | None]]:
    rows = asked(office, **made).matters
    return rows.filter(rows["section"] == section).select("item", "day").rows()


@pytest.mark.slow
def test_decisions_are_pending_or_were_taken_within_a_year() -> None:
    made = {
        "open": {"status": "proposed", "due": "2026-12-24", "office": ["cio"]},
        "new": {"status": "accepted", "decided_on": "2025-11-29", "office": ["cio"]},
        "old": {"status": "accepted", "decided_on": "2025-11-28", "office": ["cio"]},
        "theirs": {"status": "proposed", "office": ["cto"]},
    }
    assert found("pending", decision=made) == [("decision:open", date(2026, 12, 24))]
    assert found("decided", decision=made) == [("decision:new", date(2025, 11, 29))]
    assert found("pending", "cto", decision=made) == [("decision:theirs", None)]


@pytest.mark.slow
def test_promises_that_hold_are_no_matter_and_others_are_of_who_does_the_work() -> None:
    work = {"w": {"start": "2026-01-01", "end": "2027-03-31", "status": "in_progress",
                  "sponsor": ["cto"]}}  # fmt: skip
    made = {"good": {"due": "2027-03-31", "rests_on": ["initiative:w"]},
            "bad": {"due": "2027-03-30", "rests_on": ["initiative:w"]}}  # fmt: skip
    assert found("promised", "cto", initiative=work, commitment=made) == [
        ("commitment:bad", date(2027, 3, 30))
    ]
    assert found("promised", "cio", initiative=work, commitment=made) == []


def test_support_that_ends_within_a_hundred_days_counts_to_the_last_of_them() -> None:
    technology = {"in": {"end_of_security_support": "2027-03-09", "office": ["cio"]},
                  "out": {"end_of_security_support": "2027-03-10", "office": ["cio"]}}  # fmt: skip
    made = {"technology": technology, "application": {"a": {"uses": ["in", "out"]}}}
    assert found("ending", **made) == [("technology:in", date(2027, 3, 9))]


def test_work_is_under_way_by_its_last_day_and_proposals_are_not() -> None:
    made = {"b": {"status": "in_progress", "end": "2027-05-01", "sponsor": ["cio"]},
            "a": {"status": "approved", "end": "2027-06-01", "sponsor": ["cio"]},
            "p": {"status": "proposal", "sponsor": ["cio"]}}  # fmt: skip
    assert [key for key, _ in found("under way", initiative=made)] == [
        "initiative:b",
        "initiative:a",
    ]


@pytest.mark.slow
def test_what_it_brought_is_money_in_hand_of_the_offices_work() -> None:
    made = {
        "initiative": {"w": {"sponsor": ["cio"]}, "t": {"sponsor": ["cto"]}},
        "benefit": {"a": {"type": "saving", "realised": "70 EUR", "produced_by": ["w"]},
                    "b": {"type": "avoidance", "realised": "900 EUR", "produced_by": ["w"]},
                    "c": {"type": "saving", "realised": "500 EUR", "produced_by": ["t"]}},
    }  # fmt: skip
    assert asked("cio", **made).brought.value == 70


def test_what_is_due_within_the_hundred_days_is_urgent() -> None:
    made = {"near": {"status": "proposed", "due": "2027-03-09", "office": ["cio"]},
            "far": {"status": "proposed", "due": "2027-03-10", "office": ["cio"]}}  # fmt: skip
    result = asked(decision=made)
    assert result.urgent.counted == ("decision:near",)
    assert result.sentence == (
        "cio: 2 decisions pending, 0 promises at risk, 0 rights with two named, 0 things ending;"
        " 1 within 100 days"
    )


def test_a_wrong_office_is_refused_and_no_office_is_said() -> None:
    with pytest.raises(UnknownName, match="ciso"):
        asked("ciso")
    assert handover(enterprise(organisation=BOOKS), on=ON).sentence.startswith("No office")


def test_the_samples_two_offices_find_different_matters(the_sample: Enterprise) -> None:
    one, other = (handover(the_sample, on=ON, office=name) for name in ("cio", "cto"))
    assert len(one.matters) > 20
    assert len(other.matters) > 20
    assert set(one.matters["item"]) != set(other.matters["item"])
