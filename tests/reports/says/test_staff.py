"""What a list of people says, on 24 November 2026: nobody by name."""

from __future__ import annotations

import pytest

from tests.reports.says.lists import said

HEAD = "Employee number,Job title,Team,Line manager,FTE,Hire date,Leaving date,Department\n"
STAFF = HEAD + """1001,Engineer,Platform,1003,1,2020-01-01,,IT
1002,Engineer,Platform,1003,0.5,2026-03-01,2027-01-31,IT
1003,Lead,Platform,,1,2015-05-01,,IT
1004,Analyst,Data,1003,0.8,2019-01-01,,Finance
1005,Analyst,Labs,1003,1,2018-01-01,2020-12-31,Finance
"""  # fmt: skip


def rows(*numbers: int) -> list[str]:
    return [f"staff:{one}" for one in numbers]


@pytest.mark.slow
def test_who_leaves_next_what_hangs_on_one_and_how_many_there_are() -> None:
    # who left in 2020 counts for nothing: four people, 1 + 0.5 + 1 + 0.8 jobs, one alone with data
    assert said(staff=STAFF) == [
        ("1 person of 4 leaves within a year, on 31 January 2027", rows(3)),
        ("1 of 2 teams is one person alone: nobody stands in", rows(5)),
        ("4 people do 3.3 full-time jobs", rows(2, 3, 4, 5)),
        ("IT is the largest department with 3 people of 4, more than any other", rows(2, 3, 4)),
        ("Platform is the largest team with 3 people of 4, more than any other", rows(2, 3, 4)),
    ]


@pytest.mark.slow
def test_what_people_cost_goes_before_how_many_they_are() -> None:
    head = "Name,Job title,Manager,Annual salary (EUR),Department\n"
    text = head + (
        "Ann Alder,Lead,,100000,IT\nBob Birch,Engineer,Ann Alder,60000,IT\n"
        "Cem Cedar,Engineer,Ann Alder,60000,Finance\nDee Dale,Engineer,,,Finance\n"
    )
    found = said(staff=text)
    assert ("4 people cost 220,000 € (1 more state no amount) a year", rows(2, 3, 4, 5)) in found
    assert (
        "160,000 € a year is the department IT: 73 % of 220,000 € (1 more state no amount)",
        rows(2, 3),
    ) in found
    assert (
        "The widest span is 2 people under one manager, more than any other, of 1 manager",
        rows(3, 4),
    ) in found
    assert ("2 of 4 people name nobody to whom they report", rows(2, 5)) in found
    assert not [text for text, _ in found if "Alder" in text]
