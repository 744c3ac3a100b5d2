"""What two lists have twice."""

from __future__ import annotations

import pytest

from tests.reports.says.lists import said

ONE = """Application,Criticality,Hosting,Annual cost EUR
Customer relationship management,high,cloud,90000
Payroll,high,cloud,70000
Time tracking,low,cloud,5000
"""  # fmt: skip
OTHER = """System,Importance,Hosting model,Run cost EUR
CRM system for customer relationships,high,on premise,40000
Warehouse,low,cloud,5000
"""  # fmt: skip


@pytest.mark.slow
def test_pairs_of_which_one_stands_in_each_file_are_told_with_the_smaller_cost() -> None:
    (doubled,) = [one for one in said(one=ONE, other=OTHER) if "one in each file" in one[0]]
    assert doubled == (
        "1 pair of applications, one in each file, looks like one thing done twice: CRM system for "
        "customer relationships and Customer relationship management; to stop one of these two saves "
        "at least 40,000 € a year",
        ["one:2", "other:2"],
    )


@pytest.mark.slow
def test_what_an_initiative_costs_in_all_is_no_saving_of_a_year() -> None:
    head = "Project,Start date,End date,Total cost (EUR)\n"
    one = head + "Customer relationship management system,2026-01-01,2027-12-31,90000\n"
    other = head + "CRM system for customer relationships,2026-01-01,2027-12-31,70000\n"
    found = [text for text, _ in said(one=one, other=other) if "one in each file" in text]
    assert len(found) == 1
    assert found[0].endswith("; the cheaper of these two costs 70,000 € in all")


@pytest.mark.slow
def test_what_one_file_has_twice_is_left_to_the_question_of_its_own() -> None:
    assert not [text for text, _ in said(one=ONE) if "one in each file" in text]
