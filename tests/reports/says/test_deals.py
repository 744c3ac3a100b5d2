"""What a list of deals says, worked by hand from the rows."""

import pytest

from tests.reports.says.lists import said

DEALS = """Deal name,Deal stage,Amount,Close date,Lost reason,Missing feature,Promised date
Quay,Closed won,12000 EUR,2026-04-17,,,
Nord,Closed lost,8000 EUR,2026-05-02,No interface,Interface,
Ost,Closed lost,4000 EUR,2026-05-03,No interface,Interface,
Town,Closed lost,900 EUR,2026-05-04,Price,,
Mill,Negotiation,70 EUR,2026-11-23,,Night plan,2026-12-20
"""


@pytest.mark.slow
def test_deals_say_what_is_late_what_was_promised_and_what_was_lost_for_what() -> None:
    assert said(crm=DEALS) == [
        (
            "1 open deal is past its day of closing, the first since 23 November 2026, with 70 €",
            ["crm:6"],
        ),
        (
            "1 open deal has a day that sales promised, the first 20 December 2026: Mill",
            ["crm:6"],
        ),
        (
            "2 deals were lost for want of something, worth 12,000 €; "
            "most wanted is Interface, in 2 deals",
            ["crm:3", "crm:4"],
        ),
        ("1 deal was lost without naming a missing thing; the reason: Price", ["crm:5"]),
    ]
