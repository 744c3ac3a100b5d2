"""Vendors under two spellings: proposed as one in a sentence, with the money behind both."""

import pytest

from tests.reports.says.lists import said

ROWS = """Supplier;Contract;Start;End;Notice period;Auto renewal;Annual cost
Alder Systems Ltd;ERP care;2024-01-01;2027-12-31;1 month;none;120000 EUR
ALDER SYSTEMS LIMITED;Lines;2025-03-01;2028-02-28;1 month;none;60000 EUR
Birch AG;Printers;2024-07-01;2027-12-31;6 months;none;20000 EUR
"""


@pytest.mark.slow
def test_two_spellings_are_proposed_as_one_with_what_is_under_contract() -> None:
    (found,) = [one for one in said(c=ROWS) if "spellings" in one[0]]
    text, rows = found
    assert text.startswith("1 pair of vendors looks like one under two spellings: ")
    assert {"Alder Systems Ltd", "ALDER SYSTEMS LIMITED"} == set(
        text.partition(": ")[2].partition(", with")[0].split(" and ")
    )
    assert text.endswith(", with 180,000 € under contract")
    assert rows == ["c:2", "c:3"]


@pytest.mark.slow
def test_names_that_differ_say_nothing() -> None:
    other = ROWS.replace("ALDER SYSTEMS LIMITED", "Cedar Inc")
    assert not any("spellings" in text for text, _ in said(c=other))
