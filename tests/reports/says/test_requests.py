"""What an export of a tracker says, worked by hand from the rows."""

import pytest

from tests.reports.says.lists import said

ISSUES = """Issue key,Summary,Issue Type,Status,Resolution,Created,Resolved,Due date,Assignee,Reporter
AB-1,Report slow,Bug,Open,,01/Feb/26 9:00 AM,,,Ann,Bob
AB-2,Add field,Story,In Progress,,05/Mar/26 9:00 AM,,01/Apr/26 12:00 AM,Ann,Bob
AB-3,Export,Story,Done,Done,05/Oct/26 9:00 AM,01/Nov/26 9:00 AM,,Cy,Bob
AB-4,Login,Bug,Open,,10/Nov/26 9:00 AM,,24/Nov/26 12:00 AM,Cy,Dee
AB-5,Colour,Bug,Done,Done,01/Oct/26 9:00 AM,03/Oct/26 9:00 AM,,Cy,Dee
"""


@pytest.mark.slow
def test_issues_say_what_is_overdue_what_waits_longest_and_the_flow() -> None:
    # ninety days to 10 November begin on 13 August; 1 February to 24 November are 296 days;
    # AB-5 took 2 days, AB-3 27
    assert said(jira=ISSUES) == [
        (
            "1 open request is past the day it was wanted by, the first since 1 April 2026",
            ["jira:3"],
        ),
        (
            "3 requests are open; longest waits Report slow, since 1 February 2026: 296 days",
            ["jira:2", "jira:3", "jira:5"],
        ),
        (
            "In the 90 days to 10 November 2026, 3 requests came in and 2 went out",
            ["jira:4", "jira:5", "jira:6"],
        ),
        (
            "Half of 2 requests that have ended took 2 days or less, the longest 27 days, "
            "up to 1 November 2026",
            ["jira:4", "jira:6"],
        ),
    ]
