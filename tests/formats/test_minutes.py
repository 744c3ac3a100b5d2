"""Minutes as they are typed: what they bring, and what they cannot say."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.minutes import Sitting, read_minutes
from tests.making import enterprise

SITTING = Sitting("CIO and CTO", "cio-cto", date(2026, 11, 30), "forum:weekly")
TEXT = """We met late.
Decided: decision:portal: the first one
- Rejected: a second region
Action: role:cio: ask Nimbra for a price, by 2026-12-10.
* action: Ann Bell: look at it
Decisions are hard.
"""


def test_decisions_and_actions_with_owners_come_of_it_and_the_text_stays() -> None:
    plan = enterprise(
        role={"cio": {}}, person={"ann": {"name": "Ann Bell"}}, forum={"weekly": {}},
        decision={"portal": {"name": "Portal", "status": "proposed", "waits_for": "decider"}},
    )  # fmt: skip
    proposal = propose(plan, Contents(documents=read_minutes(TEXT, SITTING)))
    assert not proposal.problems
    after = plan.with_changes(proposal.changes)
    meeting = after.plain("meeting:cio-cto")
    assert (meeting["held_on"], meeting["minutes"]) == ("2026-11-30", TEXT.strip())
    taken = after.plain("decision:portal")
    assert (taken["name"], taken["status"], taken["outcome"]) == (
        "Portal",
        "accepted",
        "the first one",
    )
    assert "waits_for" not in taken
    assert after.targets("decision:portal", "taken_in") == ["meeting:cio-cto"]
    assert after.targets("decision:portal", "decided_by") == ["forum:weekly"]
    assert after.plain("decision:a-second-region")["status"] == "rejected"
    asked = after.plain("action:ask-nimbra-for-a-price")
    assert (asked["due"], asked["status"]) == ("2026-12-10", "open")
    assert after.targets("action:ask-nimbra-for-a-price", "owner") == ["role:cio"]
    assert after.targets("action:look-at-it", "owner") == ["person:ann"]
    assert len(proposal.new) == 4


def test_an_owner_who_is_not_on_record_is_a_problem_and_nobody_is_made() -> None:
    found = propose(enterprise(), Contents(documents=read_minutes("Action: Bo: run", SITTING)))
    assert any("Bo" in str(one) for one in found.problems)
    assert not any(key.startswith("person:") for key in found.new)


@pytest.mark.parametrize(
    ("line", "said"),
    [("Action: do it", "line 1: 'do it' names nobody"),
     ("Action: Ann: do it by 2026-02-30", "line 1: there is no day 2026-02-30"),
     (" ", "there is nothing to write down")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(line: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_minutes(line, SITTING)
