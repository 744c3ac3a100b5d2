"""Invoices and orders as observations of vendors, with totals compared."""

from __future__ import annotations

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import propose
from cohelm.formats.mapping import Mapping
from cohelm.formats.mappings import read_mappings, write_mappings
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
TEXT = """Kreditor;Belegnr.;Belegdatum;Nettobetrag;Währung;Kostenstelle;Warengruppe
Acme GmbH;RE-1001;13.01.2026;1.234,50;EUR;4711;Software
Beta Ltd;RE-1002;14.01.2026;(200,00);GBP;4711;Cloud

Acme  gmbh;RE-1003;2026-02-03;99,10;EUR;4712;Software
Acme GmbH;RE-1003;03.02.2026;0,90;EUR;4712;Software
Summe;;;1.334,50;EUR;;
"""


def read(text: str, currency: str = "") -> tuple[Contents, Mapping]:
    contents, (mapping,), _ = read_table_file("x.csv", text.encode(), SCHEMA, currency=currency)
    return contents, mapping


def notes(contents: Contents) -> str:
    return "\n".join(str(note) for note in contents.notes)


def test_each_row_is_an_actual_of_its_vendor() -> None:
    contents, mapping = read(TEXT)
    assert (mapping.kind, mapping.shape) == ("", "spend")
    said = [(one.values["item"].text, one.values["amount"]) for one in contents.observed]
    assert said == [
        ("Acme GmbH", "1234.50 EUR"),
        ("Beta Ltd", "-200 GBP"),
        ("Acme gmbh", "99.10 EUR"),
        ("Acme GmbH", "0.90 EUR"),
    ]
    first = contents.observed[0]
    assert first.metric == "actual"
    assert first.values["reference"] == "RE-1001"
    assert first.values["cost_centre"] == "4711"
    assert (first.file, first.row) == ("x.csv", 2)
    assert contents.problems == []


def test_a_vendor_in_two_spellings_of_case_and_blanks_comes_in_once() -> None:
    contents, _ = read(TEXT)
    assert [one.values["name"] for one in contents.documents] == ["Acme GmbH", "Beta Ltd"]


def test_two_rows_of_one_invoice_are_told_apart() -> None:
    contents, _ = read(TEXT)
    references = [one.values["reference"] for one in contents.observed]
    assert references == ["RE-1001", "RE-1002", "RE-1003 #2", "RE-1003"]


def test_a_total_that_is_right_is_silent_and_a_wrong_one_is_said() -> None:
    assert "total" not in notes(read(TEXT)[0])
    wrong = notes(read(TEXT.replace("1.334,50", "1.400,00"))[0])
    assert "x.csv:7:Nettobetrag: the file says a total of 1,400 EUR" in wrong
    assert "its rows add up to 1,334.5 EUR" in wrong


def test_a_total_over_several_currencies_is_none_and_said_to_be() -> None:
    text = TEXT.replace("Summe;;;1.334,50;EUR;;", "Summe;;;1.134,50;;;")
    assert "a sum over several currencies is none" in notes(read(text)[0])


def test_an_amount_that_cannot_be_read_makes_the_sum_incomplete() -> None:
    contents, _ = read(TEXT.replace("99,10", "99,10?!"))
    assert "the sum is incomplete: 1 amounts could not be read" in notes(contents)
    assert contents.problems[0].row == 5


def test_rows_without_vendor_or_day_are_left_out_with_their_money() -> None:
    text = TEXT.replace("Beta Ltd;", ";").replace("13.01.2026", "?")
    said = notes(read(text)[0])
    assert "1 row with -200 GBP left out: no vendor is named (row 3)" in said
    assert "1 row with 1,234.5 EUR left out: no day" in said


def test_amounts_without_a_currency_are_in_the_organisation_s_and_it_is_said() -> None:
    text = "Supplier,Invoice number,Invoice date,Amount\nAcme Ltd,A-1,2026-01-13,100.25\n"
    contents, _ = read(text, currency="CHF")
    assert contents.observed[0].values["amount"] == "100.25 CHF"
    assert "the amounts are read as CHF" in notes(contents)


def test_the_same_file_again_changes_nothing() -> None:
    contents, _ = read(TEXT)
    first = propose(Enterprise.empty(SCHEMA), contents)
    assert first.problems == ()
    assert len(first.changes) == 6
    then = Enterprise.empty(SCHEMA).with_changes(first.changes)
    again = propose(then, read(TEXT)[0])
    assert (again.new, again.changed, again.same) == ((), (), 6)


def test_rows_in_another_order_are_the_same_observations() -> None:
    head, first, second, blank, third, fourth, total = TEXT.splitlines()
    turned = "\n".join([head, fourth, third, second, blank, first, total]) + "\n"
    key = ("time", "reference", "amount")
    one = {tuple(of.values[name] for name in key) for of in read(TEXT)[0].observed}
    assert one == {tuple(of.values[name] for name in key) for of in read(turned)[0].observed}


def test_the_mapping_is_kept_as_yaml_and_used_again() -> None:
    _, mapping = read(TEXT)
    (kept,) = read_mappings(write_mappings([mapping]), SCHEMA)
    assert kept == mapping
    again, (used,), _ = read_table_file("x.csv", TEXT.encode(), SCHEMA, mappings=[kept])
    assert used.shape == "spend"
    assert len(again.observed) == 4


def test_rows_without_an_amount_are_said_and_not_dropped_in_silence() -> None:
    contents, _ = read(TEXT.replace("1.234,50;EUR", ";EUR", 1))
    assert len(contents.observed) == 3
    assert "1 row with no amount left out: no amount is stated (row 2)" in notes(contents)


LOCAL = """Vendor;Invoice no.;Document Date;Amount in local currency;Document currency;Purchasing doc.
Acme GmbH;RE-1001;13.01.2026;1.234,50;{0};4500000017
Beta Ltd;RE-1002;14.01.2026;200,00;{1};4500000021
"""


def test_amounts_in_the_local_currency_are_taken_where_there_are_no_others() -> None:
    contents, mapping = read(LOCAL.format("GBP", "GBP"), "EUR")
    assert [one.values["amount"] for one in contents.observed] == ["1234.50 GBP", "200 GBP"]
    assert mapping.column("Purchasing doc.").name == "order"


def test_the_local_currency_is_not_that_of_documents_in_several_and_it_is_said() -> None:
    contents, _ = read(LOCAL.format("GBP", "USD"), "EUR")
    assert [one.values["amount"] for one in contents.observed] == ["1234.50 EUR", "200 EUR"]
    assert "it is in the local currency, which the file does not say clearly: EUR" in notes(
        contents
    )


def test_a_party_in_codes_is_its_number_beside_one_in_names() -> None:
    text = LOCAL.format(70012, 70044).replace("Document currency", "Kreditor")
    _, mapping = read(text, "EUR")
    assert mapping.column("Kreditor").name == "vendor_number"
