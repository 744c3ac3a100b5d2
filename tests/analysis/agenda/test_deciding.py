"""What is written when a question is raised and when it is decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.deciding import Question, raised, taken, with_evidence
from cohelm.core.errors import InputError, UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)
PLAN: dict[str, Any] = {
    "organisation": {"organisation": {"currency": "EUR"}},
    "role": {"cio": {}, "cto": {}},
    "person": {"ann": {}},
    "application": {"crm": {"criticality": "high"}},
    "right": {
        "low": {"verb": "buy", "covers": "application",
                "limit": "1000 EUR", "accountable": ["role:cio"]},
        "high": {"verb": "buy", "covers": "application",
                 "limit": "9000 EUR", "accountable": ["role:cto"]},
    },
    "decision": {"open": {"status": "proposed", "waits_for": "decider"},
                 "old": {"status": "accepted"}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "decides"),
    [("1000 EUR", ["role:cio"]), ("1000.01 EUR", ["role:cto"]), ("9000.01 EUR", [])],
)
def test_a_question_waits_for_whom_the_rights_name_for_its_amount(
    amount: str, decides: list[str]
) -> None:
    plan = enterprise(**PLAN)
    asked = Question("Buy it?", ("application:crm",), "buy", amount)
    after = plan.with_changes(raised(plan, asked, id_="buy-it", on=ON))
    plain = after.plain("decision:buy-it")
    assert (plain["name"], plain["status"], plain["raised_on"]) == (
        "Buy it?", "proposed", "2026-11-24",
    )  # fmt: skip
    assert after.targets("decision:buy-it", "decided_by") == decides
    assert len(after.targets("decision:buy-it", "under")) == len(decides)
    assert plain["waits_for"] == ("decider" if decides else "input")


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (Question(" ", ()), InputError, "the question is missing"),
        (
            Question("A?", ("application:cmr",)),
            UnknownName,
            "did you mean 'crm'|Did you mean 'crm'",
        ),
        (Question("A?", ("nonsense",)), UnknownName, "there is no item 'nonsense'"),
        (Question("A?", (), "eat"), UnknownName, "there is no verb 'eat'"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    asked: Question, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        raised(enterprise(**PLAN), asked, id_="a", on=ON)


def test_taken_it_says_what_when_by_whom_and_when_to_look_back() -> None:
    plan = enterprise(**PLAN)
    changes = taken(
        plan, "decision:open", "accepted", outcome=" Yes. ", by="person:ann", on=ON,
        look_back=date(2027, 5, 1),
    )  # fmt: skip
    after = plan.with_changes(changes)
    plain = after.plain("decision:open")
    assert (plain["status"], plain["outcome"]) == ("accepted", "Yes.")
    assert (plain["decided_on"], plain["review_on"]) == ("2026-11-24", "2027-05-01")
    assert "waits_for" not in plain
    assert after.targets("decision:open", "decided_by") == ["person:ann"]


def test_it_is_taken_once_with_an_outcome_and_looked_back_at_later() -> None:
    plan = enterprise(**PLAN)
    with pytest.raises(UsageError, match="it is accepted already"):
        taken(plan, "decision:old", "rejected", outcome="No", by="", on=ON)
    with pytest.raises(InputError, match="the outcome is missing"):
        taken(plan, "decision:open", "rejected", outcome=" ", by="", on=ON)
    with pytest.raises(InputError, match="2026-11-24 is not after 2026-11-24"):
        taken(plan, "decision:open", "rejected", outcome="No", by="", on=ON, look_back=ON)
    with pytest.raises(UnknownName, match="there is no decision 'nix'"):
        taken(plan, "decision:nix", "rejected", outcome="No", by="", on=ON)


def test_evidence_is_added_once_and_stays_in_its_order() -> None:
    plan = enterprise(**PLAN)
    first = plan.with_changes(with_evidence(plan, "decision:open", ["A: 1", "B: 2", "A: 1"]))
    assert list(first.plain("decision:open")["evidence"]) == ["A: 1", "B: 2"]
    assert not len(with_evidence(first, "decision:open", ["B: 2"]))
    again = first.with_changes(with_evidence(first, "decision:open", ["C: 3"]))
    assert list(again.plain("decision:open")["evidence"]) == ["A: 1", "B: 2", "C: 3"]
