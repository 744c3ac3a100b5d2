"""What matrices of responsibilities and limits of authority say, read off the rows."""

import pytest

from tests.reports.says.lists import said

MATRIX = """Activity,CIO,CTO,CISO,Head of Apps
Approve vendor contracts,A,C,I,R
Choose technology standards,A,A,C,R
Accept security risks,I,I,C,R
Retire an application,A,I,I,R
"""
LIMITS = """Decision,Role,Limit
Sign contracts,Head of IT,50000 EUR
Sign contracts,CIO,250000 EUR
Hire staff,CIO,120000 EUR
Hire staff,CTO,120000 EUR
"""


@pytest.mark.slow
def test_a_matrix_says_where_nobody_and_where_two_are_accountable() -> None:
    assert said(raci=MATRIX) == [
        ("1 of 4 decisions has nobody accountable: Accept security risks", ["raci:4"]),
        (
            "1 of 4 decisions has more than one accountable: Choose technology standards",
            ["raci:3"],
        ),
        (
            "CIO is accountable for 3 of 4 decisions, more than any other",
            ["raci:2", "raci:3", "raci:5"],
        ),
    ]


def test_limits_say_where_they_end_where_they_meet_and_which_is_highest() -> None:
    assert said(doa=LIMITS) == [
        (
            "In 2 of 2 decisions nobody may go above a limit: the lowest is 120,000 €, for Hire staff",
            ["doa:2", "doa:3", "doa:4", "doa:5"],
        ),
        (
            "1 decision has two who may take it up to the same amount, such as Hire staff, 120,000 €",
            ["doa:4", "doa:5"],
        ),
        ("The highest limit is 250,000 €: CIO, Sign contracts: CIO", ["doa:3"]),
    ]
