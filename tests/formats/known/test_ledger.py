"""Budget against actual: months down and across, journals, sums that would count twice."""

from __future__ import annotations

import pytest

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import propose
from cohelm.formats.known.periods import Period, period_of, without_period
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
LONG = """Cost centre;G/L account;Fiscal year;Period;Budget;Actual
4100;651000;2025;1;1.000,00;1.100,50
4100;651000;2025;13;0,00;20,25
4200;652000;2025;2;500,00;(30,00)
Total;;;;1.500,00;1.090,75
"""
WIDE = """Cost centre,Account,Budget Q1 2025,Budget Jan 2025,Budget Feb 2025,Budget Mar 2025
4100,651000,60.00,10.50,20.25,29.25
"""
JOURNAL = """Posting date,Account,Cost centre,Journal entry,Debit,Credit
2025-01-13,651000,4100,J1,100.10,
2025-01-14,651000,4100,J2,,40.05
2025-02-03,652000,4200,J3,5.00,
"""


def read(text: str) -> Contents:
    contents, (mapping,), _ = read_table_file("x.csv", text.encode(), SCHEMA, currency="EUR")
    assert mapping.shape == "ledger"
    return contents


def observed(contents: Contents) -> list[tuple[str, str, str]]:
    return [(one.metric, one.values["time"], one.values["amount"]) for one in contents.observed]


def notes(contents: Contents) -> str:
    return "\n".join(map(str, contents.notes))


@pytest.mark.slow
def test_each_row_is_a_budget_and_an_actual_of_its_month() -> None:
    contents = read(LONG)
    assert sorted(observed(contents)) == [
        ("actual", "2025-01-01", "1100.50 EUR"),
        ("actual", "2025-02-01", "-30 EUR"),
        ("actual", "2025-12-01", "20.25 EUR"),
        ("budget", "2025-01-01", "1000 EUR"),
        ("budget", "2025-02-01", "500 EUR"),
        ("budget", "2025-12-01", "0 EUR"),
    ]
    assert "1 rows are of a closing period" in notes(contents)
    assert "add up to" not in notes(contents)


def test_a_wrong_total_is_said() -> None:
    assert "its rows add up to 1,090.75 EUR" in notes(read(LONG.replace("1.090,75", "1.100,75")))


@pytest.mark.slow
def test_a_quarter_beside_its_months_counts_once() -> None:
    contents = read(WIDE)
    assert observed(contents) == [
        ("budget", "2025-01-01", "10.50 EUR"),
        ("budget", "2025-02-01", "20.25 EUR"),
        ("budget", "2025-03-01", "29.25 EUR"),
    ]
    assert "Budget Q1 2025: it adds up columns beside it: left out" in notes(contents)


def test_debit_less_credit_is_actual() -> None:
    contents = read(JOURNAL)
    assert [amount for _, _, amount in observed(contents)] == ["100.10 EUR", "-40.05 EUR", "5 EUR"]
    assert "debit less credit" in notes(contents)


def test_rows_without_a_month_are_left_out_with_their_money() -> None:
    contents = read(LONG.replace("2025;2;", ";2;"))
    assert "1 row with 500 EUR left out: no month or year can be read (row 4)" in notes(contents)


def test_a_ledger_twice_changes_nothing() -> None:
    first = propose(Enterprise.empty(SCHEMA), read(LONG))
    assert first.problems == ()
    then = Enterprise.empty(SCHEMA).with_changes(first.changes)
    again = propose(then, read(LONG))
    assert (again.new, again.changed) == ((), ())


def test_headers_name_months_quarters_and_years() -> None:
    assert period_of("Ist Jan 26") == Period(2026, 1, 1)
    assert period_of("Budget 03/2025") == Period(2025, 3, 1)
    assert period_of("Q2 2025 Plan") == Period(2025, 4, 3)
    assert period_of("FY26 budget") == Period(2026, 1, 12)
    assert period_of("Budget 2025/26") == Period(2025, 1, 12)
    assert period_of("Budget") is None
    assert without_period("Budget FY2026 (k€)") == "Budget (k€)"
