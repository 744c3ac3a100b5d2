"""What a ledger says, on 24 November 2026, with the sums worked by hand."""

from __future__ import annotations

import pytest

from tests.reports.says.lists import said

HEAD = "Cost centre,Cost centre name,Account,Fiscal year,Period,Budget EUR,Actual EUR\n"
# Operations: 300 budgeted to March, 335 booked. Platform: 150 and 160. Data: 40 and nothing.
# Labs: nothing and 7. Budgets of April are of months that are not booked yet.
LEDGER = HEAD + """4100,Operations,652,2026,1,100000,120000
4100,Operations,652,2026,2,100000,110000
4100,Operations,652,2026,3,100000,105000
4200,Platform,651,2026,1,50000,45000
4200,Platform,651,2026,2,50000,55000
4200,Platform,651,2026,3,50000,60000
4300,Data,651,2026,1,20000,
4300,Data,651,2026,2,20000,
4400,Labs,651,2026,3,,7000
4100,Operations,652,2026,4,100000,
4200,Platform,651,2026,4,50000,
"""  # fmt: skip


def rows(*numbers: int) -> list[str]:
    return [f"ledger:{one}" for one in numbers]


@pytest.mark.slow
def test_what_is_over_is_told_before_what_has_no_budget_and_what_is_not_booked() -> None:
    assert said(ledger=LEDGER) == [
        ("45,000 € more than budgeted is booked from January to March 2026 at 2 departments, most at "
         "Operations: 35,000 €", rows(2, 3, 4, 5, 6, 7)),
        ("40,000 € is budgeted from January to March 2026 at Data, where nothing is booked", rows(8, 9)),
        ("7,000 € is booked from January to March 2026 at Labs, which has no budget", rows(10)),
        ("502,000 € is booked from January to March 2026, of 490,000 € budgeted: 102 %",
         rows(2, 3, 4, 5, 6, 7, 8, 9, 10)),
        ("335,000 € is booked from January to March 2026 at Operations: 67 % of 502,000 €",
         rows(2, 3, 4)),
    ]  # fmt: skip


@pytest.mark.slow
def test_where_the_year_ends_is_told_where_its_budget_reaches_to_its_end() -> None:
    # 11 a month booked in nine months, so 12 × 11 = 132, 12 more than the budget of 12 × 10
    lines = [
        f"4100,Operations,652,2026,{month},10000,{11000 if month < 10 else ''}"
        for month in range(1, 13)
    ]
    (ends,) = [one for one in said(ledger=HEAD + "\n".join(lines)) if "expected" in one[0]]
    assert ends[0] == (
        "132,000 € expected for the year to 31 December 2026, 12,000 € over budget; in eight years of "
        "ten between 132,000 € and 132,000 €"
    )
    assert ends[1] == rows(*range(2, 14))


@pytest.mark.slow
def test_a_budget_by_the_year_is_set_against_all_that_is_booked() -> None:
    text = "Account,FY2026 Budget EUR,FY2026 Actual EUR\n651,500,450\n652,100,130\n653,200,20\n"
    assert said(ledger=text) == [
        ("30 € more than budgeted is booked in 2026 at account 652", rows(3)),
        ("600 € is booked in 2026, of 800 € budgeted: 75 %", rows(2, 3, 4)),
        ("450 € is booked in 2026 at account 651: 75 % of 600 €", rows(2)),
        ("230 € less than budgeted is booked in 2026 at 2 accounts, most at account 653: 180 €",
         rows(2, 4)),
    ]  # fmt: skip


def test_two_currencies_are_never_added_up() -> None:
    head = "Cost centre,Account,Fiscal year,Period,Currency,Budget,Actual\n"
    text = (
        head
        + "4100,651,2026,2,EUR,100,300\n4100,651,2026,2,USD,100,400\n4200,651,2026,2,USD,500,1\n"
    )
    texts = [one for one, _ in said(ledger=text)]
    assert "200 € more than budgeted is booked in February 2026 at 4100" in texts
    assert "300 US$ more than budgeted is booked in February 2026 at 4100" in texts


def test_a_budget_alone_says_where_most_of_it_is() -> None:
    text = "Cost centre,Account,Fiscal year,Period,Budget EUR\n" + "".join(
        f"{centre},651,2027,{month},{amount}\n"
        for centre, amount in ((4100, 30), (4200, 10))
        for month in range(1, 13)
    )
    assert [one for one, _ in said(ledger=text)] == [
        "360 € is budgeted from January to December 2027 at 4100: 75 % of 480 €"
    ]
