"""Who has to know of decisions, and of whom there is no record; worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.informed import Informed, informed
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)
PLAN: dict[str, Any] = {
    "organisation": {"organisation": {"currency": "EUR"}},
    "role": {"cio": {}, "cto": {}, "cfo": {}, "ciso": {}, "lead": {}},
    "person": {"ann": {"fills": ["role:lead"]}},
    "team": {"crew": {}},
    "office": {"it": {"led_by": "role:cio"}},
    "forum": {"board": {"members": ["role:cfo"]}},
    "application": {
        "crm": {"owner": "role:lead", "maintained_by": ["team:crew"], "criticality": "high"},
        "wiki": {"criticality": "low"},
    },
    "right": {
        "wide": {"verb": "buy", "covers": "application", "accountable": ["role:cto"],
                 "informed": ["role:ciso"]},
        "narrow": {"verb": "buy", "covers": "application where criticality >= 'high'",
                   "accountable": ["role:cio"], "consulted": ["role:cfo"], "informed": ["role:cto"]},
    },
}  # fmt: skip


def asked(*, decision: str = "", days: int = 365, **decisions: Any) -> Informed:
    return informed(enterprise(**PLAN, decision=decisions), on=ON, decision=decision, days=days)


def taken(**more: Any) -> dict[str, Any]:
    return {"status": "accepted", "decided_on": "2026-11-01", "about": ["application:crm"], **more}


def states(found: Informed) -> dict[str, str]:
    return {row["who"]: row["state"] for row in found.people.to_dicts()}


def test_the_right_that_decides_the_owner_and_the_team_have_to_know() -> None:
    found = asked(a=taken(verb="buy"))
    assert states(found) == {
        "role:cto": "no record", "role:lead": "no record", "team:crew": "no record",
    }  # fmt: skip
    assert {row["who"]: row["because"] for row in found.people.to_dicts()} == {
        "role:cto": "informed by narrow", "role:lead": "owns crm", "team:crew": "works on crm",
    }  # fmt: skip
    assert found.sentence == "No record that 3 of 3 who have to know were told or heard"
    assert set(found.people["days"].to_list()) == {23}


def test_a_notice_to_who_fills_a_role_counts_and_one_after_the_day_does_not() -> None:
    told = [
        {"to": "person:ann", "sent_on": "2026-11-02", "acknowledged_on": "2026-11-25"},
        {"to": "role:cto", "sent_on": "2026-11-25"},
        {"to": "team:crew", "sent_on": "2026-11-03", "acknowledged_on": "2026-11-24"},
    ]
    found = asked(a=taken(verb="buy", told=told))
    assert states(found) == {
        "role:cto": "no record", "role:lead": "told", "team:crew": "acknowledged",
    }  # fmt: skip
    assert [one.value for one in (found.required, found.told, found.acknowledged, found.no_record)] \
        == [3, 1, 1, 1]  # fmt: skip


def test_who_took_it_or_was_heard_knows_and_a_forum_stands_for_its_members() -> None:
    found = asked(
        decision="a",
        a=taken(verb="buy", decided_by=["role:cto"], heard=["forum:board", "role:lead"]),
    )
    assert states(found) == {
        "role:cto": "took part", "role:lead": "took part", "role:cfo": "took part",
        "team:crew": "no record",
    }  # fmt: skip


def test_an_open_one_is_looked_at_for_who_is_heard_and_a_rejected_one_not_at_all() -> None:
    proposed = {"status": "proposed", "raised_on": "2026-11-14", "verb": "buy",
                "about": ["application:crm"]}  # fmt: skip
    found = asked(a=proposed, b=taken(status="rejected", verb="buy"))
    assert [(row["who"], row["part"], row["days"]) for row in found.people.to_dicts()] == [
        ("role:cfo", "consulted", 10)
    ]


def test_without_a_verb_or_a_right_the_rights_name_nobody_and_that_is_said() -> None:
    found = asked(a=taken(), b=taken(under=["right:wide"]))
    rows = found.people.filter(found.people["decision"] == "decision:a")
    assert set(rows["who"].to_list()) == {"role:lead", "team:crew"}
    assert found.unsaid.rows() == [
        ("decision:a", "it says neither a right nor what it decides to do")
    ]
    assert "role:ciso" in states(found)


def test_the_window_has_both_sides_and_what_cannot_be_asked_is_refused() -> None:
    day = taken(verb="buy", decided_on="2025-11-24")
    assert len(asked(a=day).people) == 3
    assert len(asked(a=day, days=364).people) == 0
    with pytest.raises(UsageError, match="0 days"):
        asked(days=0)
    for unknown in ("decision:none", "none", "application:crm"):
        with pytest.raises(UnknownName, match="there is no decision"):
            asked(decision=unknown)
