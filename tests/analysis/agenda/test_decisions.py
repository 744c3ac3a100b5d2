"""Decisions that wait and how long they take, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.decisions import Decisions, decisions
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 11, 30)


def asked(made: dict[str, Any], days: int = 730, **more: Any) -> Decisions:
    return decisions(enterprise(decision=made, **more), on=ON, days=days)


def taken(raised: str, decided: str) -> dict[str, Any]:
    return {"status": "accepted", "raised_on": raised, "decided_on": decided}


def waits(raised: str, **more: Any) -> dict[str, Any]:
    return {"status": "proposed", "raised_on": raised, **more}


def test_open_ones_count_as_open() -> None:
    """10 and 20 days taken, 25 open so far: after 10 two thirds are open, after 20 a third."""
    found = asked({"a": taken("2026-11-01", "2026-11-11"), "b": taken("2026-11-01", "2026-11-21"),
                   "c": waits("2026-11-05")})  # fmt: skip
    assert found.median.value == 20
    assert found.p85.value is None
    assert "2 of 3" in found.p85.reason
    assert found.sentence == "1 decision waits; half of all are taken within 20 days"
    assert found.taken_within.rows() == [
        (10, 1, 0, 0.3333), (20, 1, 0, 0.6667), (25, 0, 1, 0.6667),
    ]  # fmt: skip


def test_what_waits_stands_longest_first_with_how_late_it_is() -> None:
    found = asked({"new": waits("2026-11-20", due="2026-11-30"), "bare": {"status": "proposed"},
                   "old": waits("2026-10-31", due="2026-11-29")})  # fmt: skip
    assert found.waiting.select("decision", "days", "late_days").rows() == [
        ("decision:old", 30, 1), ("decision:new", 10, None), ("decision:bare", None, None),
    ]  # fmt: skip
    assert found.late.counted == ("decision:old",)
    assert found.sentence.startswith("3 decisions wait, 1 of them past their day, first old")
    assert found.median.left_out == {"when it came up is not on record": ("decision:bare",)}


@pytest.mark.parametrize(("days", "number"), [(30, 1), (29, 0)])
def test_only_what_came_up_within_the_days_is_measured(days: int, number: int) -> None:
    found = asked({"a": taken("2026-10-31", "2026-11-02")}, days)
    assert (found.median.value is not None) == bool(number)


def test_forums_are_measured_and_nobody_else() -> None:
    made = {"a": {**taken("2026-11-01", "2026-11-11"), "decided_by": ["forum:board"]},
            "b": {**waits("2026-11-10"), "decided_by": ["forum:board", "role:cio"]}}  # fmt: skip
    found = asked(made, forum={"board": {}}, role={"cio": {}})
    assert found.pace.rows() == [("forum:board", 1, 1, 10.0, None)]


def test_what_was_to_be_looked_at_again_is_named_from_its_day_on() -> None:
    made = {"a": {**taken("2025-01-01", "2025-02-01"), "review_on": "2026-11-30", "outcome": "Yes."},
            "b": {**taken("2025-01-01", "2025-02-01"), "review_on": "2026-12-01"},
            "c": {"status": "superseded", "review_on": "2026-01-01"}}  # fmt: skip
    found = asked(made)
    assert found.look_back.select("decision", "late_days", "outcome").rows() == [
        ("decision:a", 0, "Yes.")
    ]


def test_a_decision_of_a_later_day_is_still_open_on_the_day() -> None:
    found = asked({"a": {**waits("2026-11-01"), "decided_on": "2026-12-24"}})
    assert found.median.value is None


def test_without_decisions_there_is_no_number() -> None:
    assert asked({}).open.value is None
    with pytest.raises(UsageError, match="0 days"):
        asked({}, 0)


def test_the_sample_waits_for_what_is_proposed(the_sample: Enterprise) -> None:
    found = decisions(the_sample, on=ON)
    assert found.open.value == len(found.waiting) > 5
