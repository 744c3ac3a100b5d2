"""A desk by hand: what waits for whom, what is late, and what is coming on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.desk import Desk, desk
from cohelm.core.errors import UnknownName
from tests.making import enterprise

ON = date(2026, 11, 24)


def asked(office: str = "cio", within: int = 60, **documents: Any) -> Desk:
    plan = enterprise(
        office={"cio": {"led_by": "cio"}, "cto": {"led_by": "cto"}},
        role={"cio": {"office": ["cio"]}, "cto": {"office": ["cto"]}},
        person={"ada": {"fills": ["cio"]}}, **documents,
    )  # fmt: skip
    return desk(plan, on=ON, office=office, within=within)


def test_what_the_rights_give_to_the_lead_waits_there_and_what_is_past_its_day_is_late() -> None:
    found = asked(
        right={"buy": {"verb": "buy", "covers": "application", "accountable": ["role:cio"]}},
        application={"crm": {}},
        decision={
            "mine": {"status": "proposed", "verb": "buy", "about": ["application:crm"],
                     "due": "2026-11-23", "raised_on": "2026-10-01"},
            "named": {"status": "proposed", "decided_by": ["person:ada"], "due": "2026-11-24"},
            "other": {"status": "proposed", "decided_by": ["role:cto"]},
            "taken": {"status": "accepted", "decided_by": ["role:cio"]},
        },
    )  # fmt: skip
    assert found.waits.select("item", "to", "late").rows() == [
        ("decision:mine", "decide", True), ("decision:named", "decide", False)
    ]  # fmt: skip
    assert (found.waiting.value, found.overdue.counted) == (2, ("decision:mine",))
    assert found.sentence == "2 things wait, 1 of them late; 0 days on the calendar"


def test_actions_requests_notices_and_new_readings_wait_with_whoever_they_are_of() -> None:
    plan = {
        "action": {"call": {"status": "open", "owner": "role:cio", "due": "2026-12-01"},
                   "done": {"status": "done", "owner": "role:cio"}},
        "request": {"list": {"status": "new", "office": ["cio"], "asked_on": "2026-09-01"},
                    "answered": {"status": "accepted", "office": ["cio"]}},
        "decision": {
            "told": {"status": "accepted", "told": [{"to": "person:ada", "sent_on": "2026-11-01"}]},
            "seen": {"status": "accepted", "told": [
                {"to": "person:ada", "sent_on": "2026-11-01", "acknowledged_on": "2026-11-02"}]},
        },
        "metric": {"speed": {"impact": "efficiency", "owner": "role:cio"}},
        "observed": {"speed": [{"item": "office:cio", "time": "2026-11-20", "value": 1.0}]},
    }  # fmt: skip
    found = asked(**plan)
    assert set(found.waits.select("item", "to").rows()) == {
        ("action:call", "do"), ("request:list", "answer"),
        ("decision:told", "say that it was seen"), ("metric:speed", "say what it means"),
    }  # fmt: skip
    assert not len(asked("cto", **plan).waits)


@pytest.mark.parametrize(("day", "shown"), [("2026-11-23", 0), ("2026-11-24", 1), ("2027-01-23", 1),
                                            ("2027-01-24", 0)])  # fmt: skip
def test_what_is_coming_is_from_the_day_to_sixty_days_on(day: str, shown: int) -> None:
    found = asked(initiative={"move": {"start": day, "sponsor": ["cio"]}})
    assert len(found.coming) == shown
    assert len(asked("cto", initiative={"move": {"start": day, "sponsor": ["cio"]}}).coming) == 0


def test_an_office_that_is_not_there_is_told_and_without_one_all_are_asked() -> None:
    with pytest.raises(UnknownName, match="cfo"):
        asked("cfo")
    both = {
        "a": {"start": "2026-12-01", "sponsor": ["cio"]},
        "b": {"end": "2026-12-02", "sponsor": ["cto"]},
    }
    assert asked("", initiative=both).coming["office"].to_list() == ["office:cio", "office:cto"]
    assert asked().sentence == "Nothing waits, and nothing is on the calendar"
