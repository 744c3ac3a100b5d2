"""What a budget and a contract list say together, on 24 November 2026."""

from __future__ import annotations

import pytest

from tests.reports.says.lists import said

CONTRACTS = """Vendor,Contract title,Contract number,Start,End,Notice period,Renewal,Annual cost EUR
Acme Cloud GmbH,Cloud platform,C1,2024-01-01,2027-12-31,1 month,automatic,300000
Beta Software AG,Licences,C2,2024-01-01,2028-12-31,3 months,none,90000
Gamma Data AG,Old data,C3,2020-01-01,2025-12-31,3 months,none,70000
"""  # fmt: skip
HEAD = "Vendor,Account,Fiscal year,Period,Budget EUR,Actual EUR\n"
LEDGER = HEAD + "".join(
    f"Acme Cloud GmbH,652000,2026,{month},20000,{21000 if month < 11 else ''}\n"
    f"Beta Software AG,651000,2026,{month},10000,{8000 if month < 11 else ''}\n"
    for month in range(1, 13)
)


@pytest.mark.slow
def test_what_is_bound_and_what_is_free_of_a_budget() -> None:
    found = dict(said(contracts=CONTRACTS, ledger=LEDGER))
    ledger = [f"ledger:{one}" for one in range(2, 26)]
    # budget of the last quarter 3 × 30,000; it costs 3 × (21,000 + 8,000)
    free = "3,000 € of 90,000 € is free until 31 December 2026"
    assert found[free] == ["contracts:2", "contracts:3", "contracts:4", *ledger]
    # 300,000 against 12 × 20,000; the 90,000 of Beta are within its 120,000
    beyond = "60,000 € more a year is under contract than budgeted for 2026, with Acme Cloud GmbH"
    assert found[beyond] == ["contracts:2", *ledger[::2]]


@pytest.mark.slow
def test_a_contract_that_is_over_binds_nothing() -> None:
    budget = "Vendor,Account,Fiscal year,Period,Budget EUR\nAcme Cloud GmbH,651,2027,1,780000\n"
    found = dict(said(contracts=CONTRACTS, budget=budget))
    whole = "390,000 € a year is under contract, against 780,000 € budgeted for 2027: 50 %"
    assert found[whole] == ["budget:2", "contracts:2", "contracts:3"]
    assert not [text for text in found if "free" in text]


@pytest.mark.slow
def test_a_budget_of_a_year_that_is_over_leaves_nothing_free() -> None:
    found = said(contracts=CONTRACTS, ledger=LEDGER.replace(",2026,", ",2024,"))
    assert not [text for text, _ in found if "free" in text]


@pytest.mark.slow
def test_invoices_are_what_is_booked_where_the_budget_is_a_file_of_its_own() -> None:
    budget = "Vendor,Account,Fiscal year,Period,Budget EUR\n" + "".join(
        f"Acme Cloud GmbH,651,2026,{month},20000\n" for month in range(1, 13)
    )
    head = "Invoice number,Supplier,Invoice date,Net amount EUR\n"
    invoices = head + "".join(
        f"R{month},Acme Cloud GmbH,2026-{month:02}-05,15000.00\n" for month in range(1, 11)
    )
    found = dict(said(contracts=CONTRACTS, budget=budget, invoices=invoices))
    assert "15,000 € of 60,000 € is free until 31 December 2026" in found
