"""Topics out of other answers: each comes on at its bound, and only where both offices are in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cohelm.analysis.agenda.agenda import Agenda, agenda
from tests.analysis.impact.test_scorecard import STEADY
from tests.making import enterprise

ON = date(2026, 11, 24)
OFFICES = {"cio": {"place": 1}, "cto": {"place": 2}}
MARCH = {"status": "approved", "start": "2027-03-01", "end": "2027-03-10",
         "affects": ["application:crm"]}  # fmt: skip


def asked(**kinds: Any) -> Agenda:
    told: dict[str, Any] = {
        "organisation": {"organisation": {"currency": "EUR"}},
        "office": OFFICES,
    }
    return agenda(enterprise(**told | kinds), on=ON)


@pytest.mark.parametrize(("sponsor", "topics"), [("cto", 1), ("cio", 0)])
def test_plans_of_two_offices_that_collide_come_on(sponsor: str, topics: int) -> None:
    found = asked(
        application={"crm": {}},
        initiative={"a": {**MARCH, "sponsor": ["cio"]}, "b": {**MARCH, "sponsor": [sponsor]}},
    )
    assert len(found.topics) == topics
    if topics:
        assert found.topics["topic"].to_list() == ["Two plans collide: a and b"]
        assert found.topics["due"].to_list() == [None]  # to be watched: there is no day to act by


def test_a_contract_that_each_office_has_comes_on_once() -> None:
    found = asked(
        contract={
            "trips": {"name": "Signado signatures, corporate", "office": "office:cio"},
            "claims": {"name": "Signado signatures, products", "office": "office:cto"},
            "other": {"name": "Cooling of the hall", "office": "office:cto"},
        },
    )
    (row,) = found.topics.to_dicts()
    assert row["topic"].startswith("Done twice? Signado")
    assert sorted(row["offices"]) == ["office:cio", "office:cto"]


@pytest.mark.parametrize(("days", "topics"), [(7, 1), (6, 0)])
@pytest.mark.parametrize(
    ("told", "why"),
    [([], "no record of 1 notice"),
     ([{"to": "role:lead", "sent_on": "2026-11-01"}], "1 told and not acknowledged")],
)  # fmt: skip
def test_a_decision_of_which_somebody_does_not_know_comes_on_after_a_week(
    days: int, topics: int, told: list[Any], why: str
) -> None:
    day = (ON - timedelta(days)).isoformat()
    notices = [{**one, "sent_on": day} for one in told]
    found = asked(
        role={"lead": {}}, application={"crm": {"owner": "role:lead"}},
        decision={"a": {"status": "accepted", "decided_on": day, "about": ["application:crm"],
                        "told": notices}},
    )  # fmt: skip
    assert found.topics["why"].to_list() == [why] * topics


def test_a_decision_put_off_still_has_to_be_told() -> None:
    found = asked(
        role={"lead": {}}, application={"crm": {"owner": "role:lead"}},
        decision={"a": {"status": "accepted", "decided_on": "2026-11-01", "about": ["application:crm"]}},
        action={"x": {"status": "postponed", "due": "2027-01-01", "about": ["decision:a"]}},
    )  # fmt: skip
    assert found.topics["topic"].to_list() == ["Tell those who have to know: a"]


@pytest.mark.slow
@pytest.mark.parametrize(("last", "topics"), [(30.0, 1), (10.0, 0)])
def test_a_metric_that_got_worse_comes_on(last: float, topics: int) -> None:
    rows = [
        {"item": "metric:speed", "time": f"2026-{month:02}-01", "value": value}
        for month, value in enumerate([*STEADY, last], 2)
    ]
    found = asked(
        metric={"speed": {"impact": "efficiency", "better": "lower"}}, observed={"speed": rows}
    )
    assert len(found.topics) == topics
