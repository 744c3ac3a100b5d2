"""What else lists say of the whole, where less than five things are urgent; worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.formats.detect import read_files
from cohelm.reports.looked import Looked, look_at

ON = date(2026, 6, 1)
APPLICATIONS = """Application;Business criticality;Annual cost;Users;Vendor
CRM;critical;60000 EUR;100;Alder Ltd
ERP;high;30000 EUR;10;Alder Ltd
Wiki;low;10000 EUR;500;Birch Ltd
"""
INITIATIVES = """Project;Sponsor;Status;Start date;End date;Budget 2026;Budget 2027
Move;CIO;in progress;2026-01-01;2029-12-31;100 EUR;300 EUR
Merge;CTO;in progress;2026-01-01;2029-12-31;400 EUR;400 EUR
"""
APPROVALS = """Approved by;Approver role;Approval date;Approval status;PO number;Supplier;Amount
Ann Lind;CIO;2026-01-10;approved;4500001;Alder Ltd;7000 EUR
Bob Weiss;CFO;2026-02-10;approved;4500002;Birch Ltd;2000 EUR
Ann Lind;CIO;2026-03-10;approved;4500003;Birch Ltd;1000 EUR
Bob Weiss;CFO;2026-03-11;rejected;4500004;Cedar Ltd;9000 EUR
"""


def looked(name: str, text: str) -> Looked:
    return look_at(lambda schema: read_files([(name, text.encode())], schema), on=ON)


@pytest.mark.slow
def test_applications_say_what_the_critical_ones_cost_and_which_is_dear_for_its_users() -> None:
    found = looked("apps.csv", APPLICATIONS)
    assert [one.text for one in found.sentences] == [
        "3 applications cost 100,000 € a year",
        "60,000 € of that goes to CRM: 60 % of 100,000 €",
        "90,000 € a year is for software of Alder Ltd: 90 % of 100,000 €",
        "60,000 € a year goes to 1 application of critical criticality, the highest of the list",
        "ERP costs most for each of its users: 3,000 € a year",
    ]
    assert [one.rows for one in found.sentences][2:] == [
        (("apps.csv", 2), ("apps.csv", 3)), (("apps.csv", 2),), (("apps.csv", 3),),
    ]  # fmt: skip


@pytest.mark.slow
def test_initiatives_with_columns_of_years_say_what_is_planned_and_when_most() -> None:
    texts = [one.text for one in looked("projects.csv", INITIATIVES).sentences]
    assert texts == [
        "1,200 € is planned for 2026 to 2027, for 2 initiatives",
        "800 € of what is planned for 2026 to 2027 is for Merge: 67 % of 1,200 €",
        "700 € of it is planned for 2027, more than for any other year",
    ]


def test_approvals_say_how_much_was_approved_by_whom_for_whom_and_the_largest() -> None:
    found = looked("log.csv", APPROVALS)
    assert [one.text for one in found.sentences] == [
        "10,000 € was approved from 10 January 2026 to 10 March 2026, by 3 approvals",
        "8,000 € was approved by the role CIO: 80 % of 10,000 €",
        "7,000 € was approved for Alder Ltd: 70 % of 10,000 €",
        "The largest approval is 7,000 €, for Alder Ltd on 10 January 2026",
    ]
    assert [one.rows for one in found.sentences] == [
        (("log.csv", 2), ("log.csv", 3), ("log.csv", 4)), (("log.csv", 2), ("log.csv", 4)),
        (("log.csv", 2),), (("log.csv", 2),),
    ]  # fmt: skip
