"""What a cloud bill says, added up by hand from its rows."""

import pytest

from tests.reports.says.lists import looked, said

HEAD = (
    "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,"
    "ServiceName,ServiceCategory,Tags\n"
)
ROWS = """\
100,USD,2026-09-01 00:00:00,2026-09-02 00:00:00,Usage,Skyhost,Compute,Compute,"{""team"": ""a""}"
40,USD,2026-09-01 00:00:00,2026-09-02 00:00:00,Usage,Skyhost,Storage,Storage,NULL
250,USD,2026-10-01 00:00:00,2026-10-02 00:00:00,Usage,Skyhost,Compute,Compute,"{""team"": ""a""}"
30,USD,2026-10-03 00:00:00,2026-10-04 00:00:00,Usage,Cloudfirm,Storage,Storage,{}
-20,USD,2026-10-05 00:00:00,2026-10-06 00:00:00,Credit,Skyhost,Storage,Storage,"{""team"": ""b""}"
"""


@pytest.mark.slow
def test_a_bill_says_what_rose_what_is_untagged_and_who_gets_most() -> None:
    # September 140; October 250 + 30 - 20 = 260: 120 more, Compute 150 of it. All 400: Compute 350 is
    # 88 % (87.5, half to even), Skyhost 370 is 92 % (92.5, half to even); no tag: 40 + 30
    assert said(bill=HEAD + ROWS) == [
        (
            "October 2026 cost 120 US$ more than September 2026, most by Compute: 150 US$",
            ["bill:2", "bill:3", "bill:4", "bill:5", "bill:6"],
        ),
        ("70 US$ of the bill carries no tag: 2 of 5 charges", ["bill:3", "bill:5"]),
        (
            "370 US$ of the bill goes to Skyhost: 92 % of 400 US$ from September 2026 to October 2026",
            ["bill:2", "bill:3", "bill:4", "bill:6"],
        ),
        (
            "350 US$ of the bill is for Compute: 88 % of 400 US$ from September 2026 to October 2026",
            ["bill:2", "bill:4"],
        ),
        ("20 US$ came back by 1 charge below nought", ["bill:6"]),
    ]


@pytest.mark.slow
def test_a_bill_of_one_charge_says_what_it_comes_to() -> None:
    found = said(bill=HEAD + ROWS.splitlines()[0])
    assert found == [("100 US$ is billed by Skyhost in September 2026: 1 charge", ["bill:2"])]


def test_rows_that_are_added_up_count_as_understood() -> None:
    found = looked(bill=HEAD + ROWS)
    assert (found.understood, found.of) == (5, 5)


@pytest.mark.slow
def test_two_currencies_are_never_added_up() -> None:
    other = ROWS.replace("250,USD", "250,EUR")
    assert any("150 US$" in text for text, _ in said(bill=HEAD + other))
    assert not any("400" in text for text, _ in said(bill=HEAD + other))
