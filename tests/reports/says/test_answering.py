"""What a list of people says together with others: what answers to who is gone; worked by hand."""

from __future__ import annotations

import pytest

from tests.reports.says.lists import looked, said
from tests.tables import table

# On 24 November 2026 Ann has left, Bob leaves within 90 days, Cy within a year; Dan is on no list.
PEOPLE = """Employee number;Name;Job title;Leaving date
1;Ann Lind;Analyst;2026-10-31
2;Bob Weiss;Developer;2027-01-31
3;Carla Moss;Developer;2027-09-30
4;Eva Stone;Architect;
"""
APPLICATIONS = """Application;Owner;Annual cost;Users
CRM;Ann Lind;100 EUR;5
ERP;Bob Weiss;200 EUR;6
Wiki;Carla Moss;300 EUR;7
Mail;Dan Frost;400 EUR;8
Shop;Eva Stone;500 EUR;9
Tape;IT Operations;600 EUR;9
"""


@pytest.mark.slow
def test_what_answers_to_people_who_are_gone_leave_or_are_on_no_list() -> None:
    found = dict(said(people=PEOPLE, apps=APPLICATIONS))
    assert found["1 application with 100 € a year answers to somebody who has left"] == [
        "apps:2", "people:2",
    ]  # fmt: skip
    leaves = "who leaves within a year, the first on 31 January 2027"
    assert found[f"2 applications with 500 € a year answer to somebody {leaves}"] == [
        "apps:3", "apps:4", "people:3", "people:4",
    ]  # fmt: skip
    strange = "1 application with 400 € a year answers to somebody who is not on the list of people"
    assert found[strange] == ["apps:5"]


LIMITS = """Decision;Approver role;Approval limit
Buy software;CIO;up to 5,000 EUR
Sign a contract;CIO;up to 6,000 EUR
Buy software;Team lead;up to 100 EUR
Buy software;CEO;unlimited
"""
APPROVALS = """Approved by;Approver role;Approval date;Approval status;PO number;Supplier;Amount
Ann Lind;CIO;2026-01-10;approved;4500001;Alder Ltd;7000 EUR
Ann Lind;CIO;2026-02-10;approved;4500002;Alder Ltd;6000 EUR
Bob Weiss;Team lead;2026-02-10;approved;4500003;Birch Ltd;200 EUR
Eva Stone;CEO;2026-03-10;approved;4500004;Birch Ltd;90000 EUR
Ann Lind;CIO;2026-03-10;approved;4500005;Birch Ltd;9000 USD
"""


@pytest.mark.slow
def test_approvals_beyond_the_highest_limit_of_the_role_that_gave_them() -> None:
    # The CIO may 6,000 € at most; the CEO anything; of dollars no limit says anything.
    found = dict(said(limits=LIMITS, log=APPROVALS))
    text = (
        "2 approvals with 7,200 € went beyond every limit of the role that gave them, most 7,000 € by "
        "CIO, whose highest is 6,000 €"
    )
    assert found[text] == ["limits:2", "limits:3", "limits:4", "log:2", "log:4"]


INCIDENTS = """Number;Opened;Resolved;Configuration item;Priority;Short description
INC001;2026-01-02 08:00;2026-01-02 12:00;CRM;1 - Critical;Down
INC002;2026-02-02 08:00;2026-02-02 09:00;CRM;2 - High;Slow
"""
CHANGES = """Number;Type;Configuration item;Actual start;Actual end;Close code;State
CHG001;Normal;CRM;2026-01-01 20:00;2026-01-01 22:00;Successful;Closed
CHG002;Normal;CRM;2026-01-20 20:00;2026-01-20 22:00;Unsuccessful;Closed
"""
ISSUES = """Issue key;Summary;Issue Type;Status;Assignee;Created;Resolved
APP-1;Fix;Bug;Open;Ann Lind;2026-01-01;
APP-2;Make;Story;Done;Ann Lind;2026-01-01;2026-02-01
APP-3;Move;Story;Open;Eva Stone;2026-01-02;
"""


@pytest.mark.slow
@table(
    "files, next_one",
    [
        ({"a": PEOPLE}, "A list of applications and their owners"),
        ({"a": ISSUES}, "A list of people"),
        ({"a": INCIDENTS}, "A list of changes"),
        ({"a": CHANGES}, "A list of incidents"),
        ({"a": APPROVALS}, "A list of limits of authority"),
        ({"a": LIMITS}, "A list of applications:"),
        ({"a": PEOPLE, "b": APPLICATIONS}, "A contract list"),
        ({"a": INCIDENTS, "b": CHANGES}, "A contract list"),
    ],
)
def test_the_next_file_says_something_together_with_this_one(
    files: dict[str, str], next_one: str
) -> None:
    assert looked(**files).next_file.startswith(next_one)


@pytest.mark.slow
def test_open_requests_are_with_somebody_who_has_left() -> None:
    found = dict(said(people=PEOPLE, issues=ISSUES))
    assert found["1 open request answers to somebody who has left"] == ["issues:2", "people:2"]
