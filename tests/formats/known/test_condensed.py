"""Ledgers and invoices past the rows that are read one by one, beside their ordinary reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.money import Money
from cohelm.formats.known import bulk, condensed
from cohelm.formats.tables import read_table_file
from tests.formats.known.reading import SCHEMA, plainly, read, said

INVOICES = """Kreditor;Belegnr.;Belegdatum;Nettobetrag;Währung;Kostenstelle;Warengruppe;Buchungstext
Acme GmbH;RE-1;13.01.2026;1.234,50;EUR;4711;Software;Seats
Acme GmbH;RE-2;31.01.2026;0,75;EUR;4711;Software;More seats
Acme GmbH;RE-3;01.02.2026;10,00;EUR;4711;Software;Seats
Beta Ltd;RE-4;14.01.2026;(200,00);GBP;4711;Cloud;Hours
Beta Ltd;RE-5;15.01.2026;50,50-;GBP;4711;Cloud;Hours
Beta Ltd;RE-6;15.01.2026;-0,50;EUR;4711;Cloud;Hours
;RE-7;15.01.2026;7,00;EUR;4711;Cloud;Hours
;RE-8;16.01.2026;8,00;EUR;4711;Cloud;Hours
Beta Ltd;RE-9;15.01.2026;TBD;EUR;4711;Cloud;Hours
"""
SUBTOTALS = """Vendor;Order number;Invoice date;Amount (EUR);Cost centre
Acme;4500001;2026-01-05;100.10;CC1
Acme;4500002;2026-01-06;100.20;CC1
Total;;;200.30;
Acme;4500003;2026-01-07;1.00;CC1
Total Energies;4500004;2026-01-08;2.00;CC1
Total;;;4.00;
"""
LEDGER = """Cost center,GL account,Posting date,Budget,Actual,Document number
CC1,610100,2025-01-01,"1,000.00","1,200.30",1
CC1,610100,2025-01-31,,0.70,2
CC1,610100,2025-02-01,500.00,,3
CC2,610100,2025-02-28,20.25,19.00,4
"""
JOURNAL = """Posting date;Document number;Account;Cost center;Debit;Credit
2025-01-01;1;610100;CC1;100.00;
2025-01-02;2;610100;CC1;;25.50
2025-01-31;3;610200;CC2;3.00;
"""


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Contents]:
    """Reads a text as if it had more rows than are read one by one."""

    def read_as_many(text: str) -> Contents:
        with monkeypatch.context() as patched:
            patched.setattr(bulk, "MANY", 1)
            patched.setattr(bulk, "MOST_ROWS", 1)
            return read(text)[0]

    return read_as_many


def by_month(contents: Contents) -> dict[tuple[object, ...], Decimal]:
    """What is read, exactly, by metric, item, cost centre, account, month and currency."""
    sums: Counter[tuple[object, ...]] = Counter()
    for one in contents.observed:
        money = Money.parse(str(one.values["amount"]))
        told = (one.values.get("cost_centre"), one.values.get("account"))
        month = str(one.values["time"])[:7]
        sums[one.metric, plainly(one.values["item"]), *told, month, money.currency] += money.amount  # type: ignore[assignment]
    return dict(sums)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("text", [INVOICES, SUBTOTALS, LEDGER, JOURNAL])
def test_sums_are_those_of_the_ordinary_reading(text: str, many: Callable[[str], Contents]) -> None:
    ordinary, summed = read(text)[0], many(text)
    assert by_month(summed) == by_month(ordinary) != {}
    assert "rows are added up to" in said(summed)
    told = [one.partition(" (row ")[0] for one in said(ordinary).split("\n")]
    told = [one for one in told if "left out:" in one or "a total of" in one]
    assert [one for one in told if one not in said(summed)] == []


@pytest.mark.slow
def test_rows_that_say_the_same_of_a_month_are_one_amount(
    many: Callable[[str], Contents],
) -> None:
    found = many(INVOICES)
    assert [
        (plainly(one.values["item"]), one.values["time"], one.values["amount"], one.row)
        for one in found.observed
    ] == [
        ("Acme GmbH", "2026-01-01", "1235.25 EUR", 2),
        ("Acme GmbH", "2026-02-01", "10 EUR", 4),
        ("Beta Ltd", "2026-01-01", "-250.50 GBP", 5),
        ("Beta Ltd", "2026-01-01", "-0.50 EUR", 7),
    ]
    assert found.records == 9
    assert "2 rows with 15 EUR left out: no vendor is named" in said(found)
    assert "these columns are not kept: Belegnr., Buchungstext" in said(found)


def test_amounts_are_read_in_the_unit_that_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MANY", 1)
    monkeypatch.setattr(bulk, "MOST_ROWS", 1)
    found, _, _ = read_table_file("x.csv", INVOICES.encode(), SCHEMA, factor=1000)
    assert found.observed[0].values["amount"] == "1235250 EUR"


def test_a_total_that_differs_from_its_rows_is_told(many: Callable[[str], Contents]) -> None:
    found = many(SUBTOTALS)
    assert "a total of 200.3" not in said(found)
    assert "the file says a total of 4 EUR, its rows add up to 3 EUR" in said(found)


@pytest.mark.parametrize(
    "amounts", [("1.234", "5.678"), ("1.234,50", "1,234.50")], ids=["either", "both"]
)
def test_amounts_that_are_not_sure_are_not_added_up(
    amounts: tuple[str, str], many: Callable[[str], Contents]
) -> None:
    rows = "".join(f"Acme;R-{at};2026-01-05;{one}\n" for at, one in enumerate(amounts * 2))
    assert "added up to" not in said(many("Vendor;Invoice no.;Invoice date;Amount\n" + rows))


def test_what_is_left_is_bounded(
    many: Callable[[str], Contents], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(condensed, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="9 rows say 6 different things in a month"):
        many(INVOICES)
