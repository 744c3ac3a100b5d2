"""Logs of approvals, incidents, changes and issues, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.rights.draft import draft
from cohelm.core.documents import Contents
from cohelm.formats.known.incidents import level_in
from cohelm.formats.known.issues import status_of_request
from tests.formats.known.reading import plainly, proposed, read, said
from tests.making import enterprise

APPROVALS = """PO number;Supplier;Description;Order value;Currency;Requested by;Approved by;Approver role;Approved on;Approval status
4500012;Acme GmbH;Licences;12.500,00;EUR;Eva Lind;Anna Meyer;Head of IT;13.03.2024;approved
4500013;Delta Inc;Cloud;250.000,00;EUR;Eva Lind;Carla Rossi;CIO;14.03.2024;approved
4500014;Delta Inc;Cloud;90.000,00;EUR;Eva Lind;Anna Meyer;Head of IT;15.03.2024;rejected
4500015;Delta Inc;Cloud;70.000,00;EUR;Eva Lind;;;16.03.2024;approved
"""  # noqa: E501
INCIDENTS = """number,opened_at,short_description,priority,state,assignment_group,cmdb_ci,business_service,resolved_at,closed_at,close_code
INC0010001,2024-03-13 10:12:33,ERP down,1 - Critical,Closed,App Ops,SAP ERP,Finance,2024-03-13 12:12:33,2024-03-20 12:00:00,Software defect
INC0010002,2024-03-14 10:12:33,Slow,3 - Moderate,Closed,App Ops,srv-erp-01,,,2024-03-20 12:00:00,Solved
INC0010003,2024-03-15 10:12:33,Mail,4 - Low,In Progress,Network Ops,,Messaging,,,
INC0010004,2024-03-15 10:12:33,Question,5 - Planning,Canceled,Network Ops,,,,,
INC0010005,2024-03-16 10:12:33,Noise,2 - High,Closed,Network Ops,,,2024-03-15 10:00:00,,
"""  # noqa: E501
CHANGES = """Number,Type,State,Risk,Approval,Planned start date,Planned end date,Actual start,Actual end,Configuration item,Assignment group,Close code
CHG0030001,Normal,Closed,High,Approved,13.03.2024 20:00,13.03.2024 22:00,13.03.2024 20:10,13.03.2024 21:10,SAP ERP,App Ops,Successful
CHG0030002,Emergency,Closed,High,Approved,14.03.2024 20:00,14.03.2024 22:00,14.03.2024 20:10,14.03.2024 23:40,SAP ERP,App Ops,Unsuccessful
CHG0030003,Standard,Scheduled,Low,Requested,24.06.2024 20:00,24.06.2024 22:00,,,lb-02,Network Ops,
CHG0030004,Standard,Closed,Low,Approved,25.06.2024 20:00,25.06.2024 22:00,,,SAP ERP,App Ops,Successful with issues
"""  # noqa: E501
ISSUES = """Summary,Issue key,Issue Type,Status,Resolution,Assignee,Reporter,Created,Resolved,Due Date,Labels,Labels,Inward issue link (Blocks),Custom field (Epic Link),Custom field (Story Points)
Replace billing,PLT-1,Epic,In Progress,,Anna Meyer,Bob Smith,03/Mar/24 9:15 AM,,31/Dec/24 12:00 AM,billing,q4,PLT-2,,
Identity renewal,PLT-2,Epic,Done,Done,Anna Meyer,Bob Smith,03/Jan/24 9:15 AM,13/Mar/24 4:00 PM,,,,,,
Wrong tax,PLT-3,Bug,Closed,Fixed,Carla Rossi,Bob Smith,04/Mar/24 9:15 AM,14/Mar/24 4:00 PM,,,billing,,PLT-1,3
Export to PDF,PLT-4,Story,Backlog,,,Eva Lind,14/Mar/24 9:15 AM,,,,,,PLT-9,5
Old wish,PLT-5,Task,Closed,Won't Do,,Eva Lind,14/Mar/24 9:15 AM,15/Mar/24 1:00 PM,,,,,,
"""  # noqa: E501


NESTED = """Summary,Issue key,Issue id,Issue Type,Status,Resolution,Created,Resolved,Due date,Labels,Labels,Labels,Sprint,Sprint,Σ Original Estimate,Custom field (Epic Link),Parent,Parent summary
Returns,SHOP-1,10001,Epic,Done,Done,12/Nov/26 9:14 AM,15/Jul/27 8:00 AM,30/Jun/27 12:00 AM,returns,q1,,,,1440000,,,
Prices,SHOP-2,10002,Epic,To Do,,02/Oct/26 11:40 PM,,15/Mar/27 12:00 AM,prices,,,,,288000,,,
The label,SHOP-3,10003,Story,Done,Done,14/Nov/26 8:02 AM,20/Nov/26 4:55 PM,,returns,,print,Sprint 41,,28800,,10001,Returns
A reason,SHOP-4,10004,Story,To Do,,14/Nov/26 8:10 AM,,,returns,ux,,Sprint 41,Sprint 42,57600,SHOP-1,10001,Returns
Old tables,SHOP-5,10005,Task,To Do,,05/Oct/26 3:30 PM,,,,,,,,36000,SHOP-2,,Prices
"""  # noqa: E501


PORTFOLIO = """Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Assignee,Reporter,Created,Updated,Due Date,Custom field (Start date),Custom field (Budget EUR),Custom field (Epic Name),Custom field (Sponsor),Custom field (T-Shirt Size),Custom field (Team)
Replace the CRM,PORT-1,10001,Epic,In Progress,PORT,High,Ada Byron,Bob Smith,05/Jan/26 9:12 AM,20/Nov/26 2:00 PM,30/Sep/27,01/Feb/26,450000,CRM,CIO,L,Core
Online shop,PORT-2,10002,Epic,To Do,PORT,Highest,Eve Lind,Bob Smith,05/Jan/26 9:12 AM,20/Nov/26 2:00 PM,31/Dec/27,01/Feb/27,300000,Shop,CTO,medium,Shop
Old wish,PORT-3,10003,Story,To Do,PORT,Low,Eve Lind,Bob Smith,05/Jan/26 9:12 AM,20/Nov/26 2:00 PM,,,200,,CTO,S,Shop
"""  # noqa: E501


def observed(contents: Contents) -> list[dict[str, Any]]:
    return [
        {name: plainly(value) for name, value in one.values.items()} for one in contents.observed
    ]


@pytest.mark.slow
def test_an_approval_says_who_what_when_and_how_much() -> None:
    contents, mapping = read(APPROVALS)
    assert mapping.shape == "approvals"
    first, second = observed(contents)
    assert first == {
        "item": "Acme GmbH", "time": "2024-03-13", "source": "x", "reference": "4500012",
        "what": "Licences", "verb": "approve", "person": "Anna Meyer", "role": "Head of IT",
        "amount": "12500 EUR",
    }  # fmt: skip
    assert second["amount"] == "250000 EUR"
    assert "1 row with 90,000 EUR left out: not approved: rejected (1) (row 4)" in said(contents)
    assert "1 row with 70,000 EUR left out: nobody is named who approved (row 5)" in said(contents)


def test_people_roles_and_vendors_of_approvals_are_made_and_found_again() -> None:
    contents, _ = read(APPROVALS)
    proposal = proposed(contents)
    assert not proposal.problems
    assert {"person:anna-meyer", "role:head-of-it", "vendor:acme-gmbh", "role:cio"} <= set(
        proposal.new
    )
    known = proposed(
        contents, vendor={"acme": {"name": "Acme GmbH"}}, role={"cio": {"name": "CIO"}}
    )
    assert "vendor:acme-gmbh" not in known.new


@pytest.mark.slow
def test_an_incident_stands_with_its_item_else_its_service_else_its_team() -> None:
    contents, mapping = read(INCIDENTS)
    assert mapping.shape == "incidents"
    rows = observed(contents)
    assert [one["item"] for one in rows] == ["SAP ERP", "srv-erp-01", "Messaging", "Network Ops"]
    assert rows[0] == {
        "item": "SAP ERP", "time": "2024-03-13T10:12:33+00:00", "source": "x",
        "reference": "INC0010001", "title": "ERP down", "severity": "critical", "cause": "software",
        "resolved": "2024-03-13T12:12:33+00:00",
    }  # fmt: skip
    assert rows[1]["resolved"] == "2024-03-20T12:00:00+00:00"
    assert "resolved" not in rows[3]
    for words in ("1 row left out: cancelled", "1 incidents state no resolution",
                  "1 incidents name no item", "1 incidents are resolved before",
                  "read as UTC"):  # fmt: skip
        assert words in said(contents)


@pytest.mark.slow
def test_items_that_nobody_knows_are_made_as_what_they_look_like() -> None:
    contents, _ = read(INCIDENTS)
    proposal = proposed(contents)
    assert not proposal.problems
    assert {
        "application:sap-erp",
        "server:srv-erp-01",
        "service:messaging",
        "team:network-ops",
    } <= set(proposal.new)
    known = proposed(contents, server={"erp": {"name": "SAP ERP"}})
    assert "application:sap-erp" not in known.new
    assert any("was not known and is made" in note.message for note in known.notes)


@pytest.mark.slow
def test_a_change_that_was_carried_out_is_a_deployment() -> None:
    contents, mapping = read(CHANGES)
    assert mapping.shape == "changes"
    first, second, partly = observed(contents)
    assert first == {
        "reference": "CHG0030001", "result": "success", "planned": True, "minutes": 60.0,
        "item": "SAP ERP", "time": "2024-03-13T21:10:00+00:00", "source": "x",
    }  # fmt: skip
    assert (second["result"], second["planned"], second["minutes"]) == ("failure", False, 210.0)
    assert "result" not in partly
    assert "minutes" not in partly
    for words in ("not carried out: Scheduled (1) (row 4)", "1 change states no actual day",
                  "1 changes went well in part"):  # fmt: skip
        assert words in said(contents)
    assert not proposed(contents).problems


@pytest.mark.slow
def test_epics_are_initiatives_and_the_rest_are_requests_with_their_days() -> None:
    contents, mapping = read(ISSUES)
    assert mapping.shape == "issues"
    kinds = [one.kind for one in contents.documents]
    assert kinds == ["initiative", "initiative", "request", "request", "request"]
    billing, _, tax, export, wish = ({name: plainly(value) for name, value in one.values.items()}
                                     for one in contents.documents)  # fmt: skip
    assert billing == {
        "name": "Replace billing", "external_ids": {"issue-key": "PLT-1"}, "tags": ["billing", "q4"],
        "owner": "Anna Meyer", "status": "in_progress", "end": "2024-12-31", "needs": ["PLT-2"],
    }  # fmt: skip
    assert (tax["asked_on"], tax["done_on"], tax["answered_with"]) == (
        "2024-03-04",
        "2024-03-14",
        ["PLT-1"],
    )
    assert (export["status"], export["answered_with"]) == ("new", ["PLT-9"])
    assert (wish["status"], wish["answer"]) == ("declined", "Won't Do")
    assert "1 issues name an epic that is not in the file" in said(contents)


@pytest.mark.slow
def test_an_epic_is_named_by_key_or_by_number_and_labels_stand_in_any_of_their_columns() -> None:
    contents, mapping = read(NESTED)
    assert mapping.shape == "issues"
    of = {one.values["external_ids"]["issue-key"]: one for one in contents.documents}
    assert [
        [named.text for named in of[f"SHOP-{n}"].values["answered_with"]] for n in (3, 4, 5)
    ] == [["SHOP-1"], ["SHOP-1"], ["SHOP-2"]]
    assert [of[f"SHOP-{n}"].values.get("tags") for n in (1, 3, 4, 5)] == [
        ["returns", "q1"], ["returns", "print"], ["returns", "ux"], None,
    ]  # fmt: skip
    returns = of["SHOP-1"].values
    assert (returns["end"], returns["done_on"]) == ("2027-06-30", "2027-07-15")
    assert "done_on" not in of["SHOP-2"].values


@pytest.mark.slow
def test_issues_are_found_again_by_their_keys() -> None:
    contents, _ = read(ISSUES)
    proposal = proposed(contents)
    assert not proposal.problems
    again = proposed(
        contents, request={"tax": {"name": "Tax is wrong", "external_ids": {"issue-key": "PLT-3"}}}
    )
    assert "request:tax" in again.changed


@pytest.mark.slow
def test_keys_that_are_none_of_a_tracker_make_no_issues() -> None:
    text = "Summary,Issue key,Issue Type,Status,Created,Resolved\n"
    _, mapping = read(text + "".join(f"Thing {at},{at},Task,Open,2024-03-13,\n" for at in range(5)))
    assert mapping.shape != "issues"


def test_levels_and_states_in_the_words_of_exports() -> None:
    assert [level_in(one) for one in ("2 - High", "P1", "4", "Sev 3", "whatever", "")] == [
        "high", "critical", "low", "medium", "", "",
    ]  # fmt: skip
    assert status_of_request("In Progress", "") == "in_progress"
    assert status_of_request("Closed", "Cancelled") == "withdrawn"


SERVICE_DESK = """State,Approver,Approval for,Short description,Created,Updated
Approved,Anna Meyer,CHG0030001,Patch the ERP,2026-03-10 09:00:00,2026-03-11 10:12:33
Rejected,Anna Meyer,CHG0030003,Friday evening,2026-05-10 09:00:00,2026-05-11 10:12:33
No Longer Required,Carla Rossi,CHG0030003,Friday evening,2026-05-10 09:00:00,2026-05-11 10:12:33
Approved,Carla Rossi,RITM0010001,Laptop,2026-06-10 09:00:00,2026-06-11 10:12:33
Requested,Carla Rossi,RITM0010002,Laptop,2026-06-10 09:00:00,
"""
TRACKER = """Issue key,Issue Type,Summary,Status,Reporter,Custom field (Approver),Custom field (Approved on),Custom field (Amount),Created
GOV-1,Purchase request,Licences,Approved,Eva Lind,Anna Meyer,11/Mar/26 9:15 AM,12500 EUR,03/Mar/26 9:15 AM
GOV-2,Purchase request,Servers,Approved,Eva Lind,Anna Meyer,12/Mar/26 9:15 AM,42500 EUR,03/Mar/26 9:15 AM
GOV-3,Access request,Admin on ERP,Approved,Eva Lind,Carla Rossi,13/Mar/26 9:15 AM,,03/Mar/26 9:15 AM
GOV-4,Purchase request,Chairs,Declined,Eva Lind,Anna Meyer,14/Mar/26 9:15 AM,900 EUR,03/Mar/26 9:15 AM
GOV-5,Purchase request,Desks,Approved,Eva Lind,Anna Meyer,,900 EUR,03/Mar/26 9:15 AM
"""  # noqa: E501
MOVES = """Issue key,Issue Type,Summary,Author,Field,From,To,Date
GOV-1,Purchase request,Licences,Anna Meyer,status,Waiting for approval,Approved,2026-03-11T09:15:00+0000
GOV-3,Purchase request,Chairs,Anna Meyer,status,Waiting for approval,Declined,2026-03-13T09:15:00+0000
GOV-1,Purchase request,Licences,Eva Lind,assignee,,Anna Meyer,2026-03-10T09:15:00+0000
GOV-4,Purchase request,Lamps,Eva Lind,status,Approved,Approved,2026-03-14T09:15:00+0000
"""
PULLS = """Repository,Number,Title,Author,Approved by,Merged at,State
shop,101,New cart,eva,anna,2026-03-11T10:12:33Z,APPROVED
shop,102,Fix tax,eva,anna,2026-03-12T10:12:33Z,APPROVED
billing,8,Hack,anna,carla,2026-03-13T10:12:33Z,CHANGES_REQUESTED
"""


def granted(text: str, shape: str) -> list[tuple[Any, ...]]:
    """What was approved, in which way, by whom, up to which amount, and by which number."""
    contents, mapping = read(text)
    assert mapping.shape == shape
    assert not proposed(contents).problems
    names = ("item", "verb", "person", "amount", "reference")
    return [tuple(one.get(name) for name in names) for one in observed(contents)]


def test_approvals_of_a_service_desk_are_of_what_their_numbers_say() -> None:
    assert granted(SERVICE_DESK, "approvals") == [
        ("Change", "approve", "Anna Meyer", None, "CHG0030001"),
        ("Requested item", "approve", "Carla Rossi", None, "RITM0010001"),
    ]


@pytest.mark.slow
def test_issues_that_somebody_approved_are_approvals_besides() -> None:
    assert granted(TRACKER, "issues") == [
        ("Purchase request", "approve", "Anna Meyer", "12500 EUR", "GOV-1"),
        ("Purchase request", "approve", "Anna Meyer", "42500 EUR", "GOV-2"),
        ("Access request", "grant", "Carla Rossi", None, "GOV-3"),
    ]
    assert "no day says when: no approval (row 6)" in said(read(TRACKER)[0])


@pytest.mark.slow
def test_a_move_into_an_approved_state_is_an_approval_by_whoever_made_it() -> None:
    assert granted(MOVES, "transitions") == [
        ("Purchase request", "approve", "Anna Meyer", None, "GOV-1")
    ]
    assert "3 rows left out: no move into an approved state" in said(read(MOVES)[0])


def test_a_pull_request_that_was_approved_is_a_review_of_its_repository() -> None:
    assert granted(PULLS, "approvals") == [
        ("shop", "review", "anna", None, "101"), ("shop", "review", "anna", None, "102"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [APPROVALS, TRACKER])
def test_who_approves_what_up_to_which_amount_becomes_a_draft(text: str) -> None:
    """Anna fills one role: what she approved becomes its right, up to the most that she approved."""
    anna = {"anna-meyer": {"name": "Anna Meyer", "fills": "role:buyer"}}
    known: dict[str, Any] = {"role": {"buyer": {"name": "Buyer"}}, "person": anna,
                             "organisation": {"organisation": {"currency": "EUR"}}}  # fmt: skip
    after = enterprise(**known).with_changes(proposed(read(text)[0], **known).changes)
    on = date(2024, 10, 1) if text is APPROVALS else date(2026, 10, 1)
    rows = {row["role"]: row for row in draft(after, on=on, at_least=1).drafts.to_dicts()}
    who = "role:head-of-it" if text is APPROVALS else "role:buyer"
    most = 12500 if text is APPROVALS else 42500
    assert (rows[who]["verb"], rows[who]["limit"]["amount"]) == ("approve", most)


@pytest.mark.slow
def test_epics_of_a_portfolio_bring_what_a_choice_between_them_needs() -> None:
    contents, mapping = read(PORTFOLIO)
    assert mapping.shape == "issues"
    crm, shop, wish = (one.values for one in contents.documents)
    assert (crm["total_cost"], crm["size"], crm["start"]) == ("450000 EUR", "L", "2026-02-01")
    assert [(one.text, one.kinds) for one in (*shop["sponsor"], *shop["done_by"])] == [
        ("CTO", ("office",)), ("Shop", ("team",)),
    ]  # fmt: skip
    assert shop["size"] == "M"
    assert "total_cost" not in wish
