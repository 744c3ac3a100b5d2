"""Cloud bills: exact sums by vendor, service and month, small and large alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cohelm.core.documents import Contents
from cohelm.formats.known import bulk
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
HEAD = (
    "BilledCost,EffectiveCost,ChargePeriodStart,ProviderName,ServiceProviderName,ServiceName,"
    "BillingCurrency,ChargeCategory\n"
)
BILL = (
    HEAD
    + """0.00000080000,9,2025-01-31 23:00:00,AWS,NULL,Queue,USD,Usage
1.10,9,2025-01-01 00:00:00,AWS,NULL,Queue,USD,Usage
-0.10,9,2025-02-01 00:00:00,AWS,NULL,Queue,USD,Credit
2.00,9,2025-02-03 00:00:00,NULL,Kestrel,Store,EUR,Usage
5.00,9,2025-02-03 00:00:00,NULL,NULL,Store,EUR,Usage
"""
)


def read(text: str) -> Contents:
    contents, (mapping,), _ = read_table_file("bill.csv", text.encode(), SCHEMA)
    assert mapping.shape == "focus"
    return contents


def said(contents: Contents) -> list[tuple[str, str, str, str]]:
    return [
        (one.values["item"].text, one.values["reference"], one.values["time"], one.values["amount"])
        for one in contents.observed
    ]


def notes(contents: Contents) -> str:
    return "\n".join(map(str, contents.notes))


@pytest.mark.slow
def test_the_billed_cost_is_added_up_exactly_by_vendor_service_and_month() -> None:
    contents = read(BILL)
    assert said(contents) == [
        ("AWS", "Queue", "2025-01-01", "1.1000008 USD"),
        ("AWS", "Queue", "2025-02-01", "-0.10 USD"),
        ("Kestrel", "Store", "2025-02-01", "2 EUR"),
    ]
    assert [one.values["name"] for one in contents.documents] == ["AWS", "Kestrel"]
    assert "4 rows are added up to 3 amounts" in notes(contents)
    assert "1 rows with 5 left out: they say no vendor" in notes(contents)


@pytest.mark.slow
def test_the_service_provider_goes_before_the_provider() -> None:
    contents = read(BILL.replace("AWS,NULL,Queue", "AWS,Reseller,Queue"))
    assert {one[0] for one in said(contents)} == {"Reseller", "Kestrel"}


def test_without_a_billed_cost_the_effective_one_is_taken_and_it_is_said() -> None:
    contents = read(BILL.replace("BilledCost,", "Note,"))
    assert said(contents)[0] == ("AWS", "Queue", "2025-01-01", "18 USD")
    assert "the bill has no billed cost" in notes(contents)


@pytest.mark.slow
def test_a_large_bill_is_read_by_columns_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        f'{n}.25,9,2025-0{1 + n % 3}-10 00:00:00,AWS,NULL,"Queue, {n % 2}",USD,Usage\n'
        for n in range(400)
    )
    small = read(HEAD + rows)
    monkeypatch.setattr(bulk, "MANY", 1_000)
    large = read(HEAD + rows)
    assert said(small) == said(large)
    total = sum(Decimal(one[3].split()[0]) for one in said(large))
    assert total == Decimal(400 * 399 // 2) + Decimal("0.25") * 400
    assert large.records == 400


def test_decimal_commas_and_other_days_are_read_by_the_slower_way() -> None:
    text = BILL.replace("1.10,9", '"1.234,50",9').replace("-0.10,9", '"-0,10",9')
    text = text.replace("0.00000080000,9", '"0,25",9').replace("2.00,9", '"2,00",9')
    assert said(read(text.replace("5.00,9", '"5,00",9')))[0][3] == "1234.75 USD"


def test_amounts_of_a_column_that_is_not_understood_are_named_where_nothing_was_billed() -> None:
    head = HEAD.replace("BilledCost", "Kwzq")
    contents = read(head + "1.10,9,2025-01-01,AWS,NULL,Queue,USD,Usage\n" * 3)
    assert "Kwzq: the column was left out: it may be what was billed" in notes(contents)
    assert "the bill has no billed cost: 27 USD" in notes(contents)


@pytest.mark.slow
def test_a_unit_price_is_no_cost() -> None:
    contents = read(
        "ContractedUnitPrice,EffectiveCost,ChargePeriodStart,HostProviderName,ServiceProviderName,"
        "ServiceName,BillingCurrency\n700,9,2025-01-01,Somewhere,AWS,Queue,USD\n"
    )
    assert said(contents) == [("AWS", "Queue", "2025-01-01", "9 USD")]
