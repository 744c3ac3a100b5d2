"""Decision rights held at the door: off, warned of, enforced; gone past with a reason; never by level."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import NotPermitted
from cohelm.store import scenarios
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.enforce import RightNeeded
from cohelm.store.load import everything
from tests.store.cast import ROOT, bring, edit

pytestmark = pytest.mark.usefixtures("store")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
ANN = Writer("ann", Level.CONTRIBUTOR, EVERYTHING, "person:ann")
BOB = Writer("bob", Level.OFFICE_LEAD, EVERYTHING, "person:bob")
APPROVED = edit("initiative:move", "status", "proposal", "approved")
PLAN = {
    "organisation:organisation": {"name": "Acme", "currency": "EUR"},
    "role:cio": {"name": "CIO"}, "role:cto": {"name": "CTO"},
    "person:ann": {"name": "Ann", "fills": ["role:cio"]},
    "person:bob": {"name": "Bob", "fills": ["role:cto"]},
    "initiative:move": {"name": "Move", "status": "proposal", "total_cost": "90000 EUR"},
    "application:crm": {"name": "CRM"},
    "risk:fire": {"name": "Fire"},
    "decision:end-crm": {"name": "End CRM", "status": "proposed", "verb": "retire",
                         "about": ["application:crm"]},
    "decision:crm": {"name": "CRM", "status": "proposed", "under": ["right:end"],
                     "about": ["application:crm", "risk:fire"]},
    "decision:old": {"name": "Old", "status": "proposed", "about": ["application:crm"]},
    "budget:b": {"name": "B", "amount": "5 EUR"},
    "right:start": {"name": "Start", "verb": "approve", "covers": "initiative",
                    "limit": "100000 EUR", "accountable": ["role:cio"]},
    "right:end": {"name": "End", "verb": "retire", "covers": "application", "accountable": ["role:cio"]},
    "right:pay": {"name": "Pay", "verb": "fund", "covers": "initiative", "accountable": ["role:cio"]},
    "right:bear": {"name": "Bear", "verb": "accept_risk", "covers": "risk", "accountable": ["role:cio"]},
}  # fmt: skip


def hold(strictness: str) -> None:
    settings = ("approving", "funding", "retiring", "accepting", "deciding")
    bring(PLAN)
    bring({"organisation:organisation": {f"rights_when_{one}": strictness for one in settings}})


def write(changes: ChangeSet, by: Writer, past: str = "") -> Written:
    return apply(changes, by=by, via="test", now=NOW, past_rights=past)


def test_off_by_default_whoever_may_write_may_decide() -> None:
    bring(PLAN)
    assert write(APPROVED, BOB).warned == ""


def test_warned_it_is_written_and_said_whose_right_it_was() -> None:
    hold("warn")
    written = write(APPROVED, BOB)
    assert written.warned == "to approve Move is the right of CIO by right:start"
    assert everything().plain("initiative:move")["status"] == "approved"


RETIRED = ChangeSet((
    ItemChange("application:crm", {"lifecycle": None}, {"lifecycle": {"end_of_life": "2027-01-31"}}),
))  # fmt: skip
FUNDED = ChangeSet((LinkChange("budget:b", "funds", "initiative:move", 0, None, {}),))
ACCEPTED = ChangeSet((
    ItemChange("acceptance:a", None, {"name": "A", "code": "SEC001", "until": "2027-01-01"}),
    LinkChange("acceptance:a", "item", "risk:fire", 0, None, {}),
))  # fmt: skip

DECIDED = edit("decision:end-crm", "status", "proposed", "accepted")
REJECTED = edit("decision:crm", "status", "proposed", "rejected")
MADE = ChangeSet((
    ItemChange("decision:at-once", None, {"name": "At once", "status": "accepted", "verb": "retire"}),
    LinkChange("decision:at-once", "about", "application:crm", 0, None, {}),
))  # fmt: skip


@pytest.mark.parametrize("changes", [APPROVED, RETIRED, FUNDED, ACCEPTED, DECIDED, REJECTED, MADE])
def test_enforced_only_who_has_the_right_may(changes: ChangeSet) -> None:
    hold("enforce")
    ann = replace(ANN, level=Level.OFFICE_LEAD)
    before = everything().revision
    with pytest.raises(RightNeeded, match="is the right of CIO by right:"):
        write(changes, BOB)
    assert everything().revision == before
    assert write(changes, ann).warned == ""


def test_an_administrator_has_no_right_by_being_one() -> None:
    hold("enforce")
    with pytest.raises(RightNeeded):
        write(APPROVED, ROOT)


def test_who_acts_for_the_holder_may_and_not_above_the_limit() -> None:
    hold("enforce")
    bring({"delegation:d": {"name": "D", "right": ["right:start"], "given_by": "role:cio",
                            "given_to": "person:bob", "end": "2026-12-31"}})  # fmt: skip
    assert write(APPROVED, BOB).warned == ""
    bring({"initiative:big": {"name": "Big", "status": "proposal", "total_cost": "100001 EUR"}})
    with pytest.raises(RightNeeded, match="is the right of nobody"):
        write(edit("initiative:big", "status", "proposal", "approved"), ANN)


def test_past_the_right_with_a_reason_leaves_a_decision_under_the_right() -> None:
    hold("enforce")
    write(APPROVED, BOB, past="the site floods tonight")
    plan = everything()
    assert plan.plain("initiative:move")["status"] == "approved"
    key = "decision:past-the-rights-approve-move"
    assert plan.plain(key)["context"] == "the site floods tonight"
    assert plan.targets(key, "under") == ["right:start"]
    assert plan.targets(key, "decided_by") == ["person:bob"]
    assert plan.targets(key, "about") == ["initiative:move"]


def test_what_no_right_is_about_is_held_by_nobody() -> None:
    hold("enforce")
    vendor = {"vendor:v": {"name": "V"}}
    bring(vendor)
    ended = ItemChange(
        "vendor:v", {"lifecycle": None}, {"lifecycle": {"end_of_life": "2027-01-31"}}
    )
    assert write(ChangeSet((ended,)), BOB).warned == ""


def test_a_right_that_is_enforced_itself_needs_no_setting() -> None:
    bring(PLAN)
    bring({"right:start": {"enforced": True}})
    with pytest.raises(RightNeeded):
        write(APPROVED, BOB)


def test_in_a_scenario_everything_may_be_tried_and_adopting_it_takes_the_right() -> None:
    hold("enforce")
    scenarios.make("try", by=BOB)
    apply(APPROVED, by=BOB, via="test", scenario="try", now=NOW)
    with pytest.raises(NotPermitted):
        scenarios.adopt("try", by=BOB)


def test_a_decision_without_verb_and_right_is_not_held() -> None:
    hold("enforce")
    assert write(edit("decision:old", "status", "proposed", "accepted"), BOB).warned == ""


@pytest.mark.parametrize(("amount", "who"), [("100000 EUR", "CIO"), ("100000.01 EUR", "nobody")])
def test_the_amount_of_a_decision_counts_up_to_the_limit(amount: str, who: str) -> None:
    hold("enforce")
    bring({"decision:go": {"name": "Go", "status": "proposed", "verb": "approve", "amount": amount,
                           "about": ["initiative:move"]}})  # fmt: skip
    with pytest.raises(RightNeeded, match=f"is the right of {who}"):
        write(edit("decision:go", "status", "proposed", "accepted"), BOB)


def test_what_a_decision_goes_past_is_recorded_beside_it() -> None:
    hold("enforce")
    write(DECIDED, BOB, past="the vendor ends it tonight")
    kept = everything().plain("decision:past-the-rights-retire-crm")
    assert kept["context"] == "the vendor ends it tonight"
    assert everything().plain("decision:end-crm")["status"] == "accepted"
