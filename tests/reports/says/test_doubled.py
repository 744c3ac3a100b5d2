"""What two lists have twice."""

from __future__ import annotations

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


def test_pairs_of_which_one_stands_in_each_file_are_told_with_the_smaller_cost() -> None:
    (doubled,) = [one for one in said(one=ONE, other=OTHER) if "one in each file" in one[0]]
    assert doubled == (
        "1 pair of applications, one in each file, looks like one thing done twice: CRM system for "
        "customer relationships and Customer relationship management; to stop one of these two saves "
        "at least 40,000 € a year",
        ["one:2", "other:2"],
    )


def test_what_one_file_has_twice_is_left_to_the_question_of_its_own() -> None:
    assert not [text for text, _ in said(one=ONE) if "one in each file" in text]
