"""A look at files as a whole: how much was understood, the rows behind it, what is noted once."""

import io
from datetime import date

import pytest
import xlsxwriter

from cohelm.core.errors import UnknownName
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.amounts_asked import currency_asked, unit_asked
from cohelm.reports.looked import MOST_ROWS, Looked, look_at

ON = date(2026, 11, 24)
HEAD = "Supplier;Invoice no;Invoice date;Amount\n"


def looked(text: str) -> Looked:
    def read(schema: Schema) -> ReadFiles:
        return read_files([("list.csv", text.encode())], schema)

    return look_at(read, on=date(2026, 11, 24))


def test_the_rows_behind_a_sentence_stand_as_in_their_file() -> None:
    found = looked(f"{HEAD}Alder;A-1;15.01.2026;1.000,50 EUR\nBirch;B-1;16.01.2026;2 EUR\n")
    largest = found.sentences[1]
    assert largest.text == "1,000 € spent went to Alder: 100 % of 1,002 €"
    (excerpt,) = found.excerpts(largest)
    assert excerpt.header == ("Supplier", "Invoice no", "Invoice date", "Amount")
    assert excerpt.rows == ((2, ("Alder", "A-1", "15.01.2026", "1.000,50 EUR")),)
    assert excerpt.more == 0


def test_beyond_so_many_rows_the_others_are_counted() -> None:
    rows = "".join(f"Alder;A-{n};2026-01-15;1 EUR\n" for n in range(MOST_ROWS + 3))
    found = looked(HEAD + rows)
    (excerpt,) = found.excerpts(found.sentences[0])
    assert (len(excerpt.rows), excerpt.more) == (MOST_ROWS, 3)


@pytest.mark.slow
def test_that_names_became_items_is_said_once() -> None:
    found = looked(
        "Supplier;Contract;End;Notice period;Annual cost\n"
        "Alder;One;2027-01-31;1 month;1 EUR\nBirch;Two;2027-01-31;1 month;1 EUR\n"
    )
    assert [one.text for one in found.assumed if "by name alone" in one.text] == [
        "2 vendors stand in the files by name alone"
    ]
    assert not any("was not known" in one.text for one in found.assumed)


@pytest.mark.slow
def test_files_are_named_once_and_in_words_whatever_their_sheets_and_shapes() -> None:
    book = io.BytesIO()
    made = xlsxwriter.Workbook(book)
    for sheet in ("Old", "New"):
        for at, row in enumerate(
            (("Application", "Criticality", "Annual cost EUR"), (sheet, "high", "9000"))
        ):
            (made.get_worksheet_by_name(sheet) or made.add_worksheet(sheet)).write_row(at, 0, row)
    made.close()
    found = look_at(lambda schema: read_files([("all.xlsx", book.getvalue())], schema), on=ON)
    assert found.files == ("all.xlsx",)
    assert found.read_as == "application list"
    assert found.shapes == ("applications", "applications")


@pytest.mark.slow
def test_a_doubt_about_the_unit_stands_at_sums_of_two_currencies_too() -> None:
    head = "Project;End date;Total cost\n"
    small = head + "".join(f"P{n};2027-01-31;{n}00 GBP\n" for n in range(1, 6))
    large = head + "".join(f"Q{n};2027-01-31;{n}00000 EUR\n" for n in range(1, 6))
    files = [("small.csv", small.encode()), ("large.csv", large.encode())]
    found = look_at(lambda schema: read_files(files, schema), on=ON)
    whole = next(one for one in found.sentences if one.text.startswith("10 initiatives cost"))
    assert whole.amount is None
    assert whole.text == (
        "10 initiatives cost 1,500,000 € and 1,500 £ (as the file has it; its unit is in doubt)"
    )


def test_a_currency_is_a_code_or_nothing() -> None:
    assert (currency_asked(" eur ", where="x"), currency_asked("", where="x")) == ("EUR", "")
    with pytest.raises(UnknownName):
        currency_asked("EURO", where="x")


@pytest.mark.slow
def test_amounts_too_small_for_what_they_are_raise_a_doubt_and_a_unit_settles_it() -> None:
    rows = "".join(f"P{n};2027-01-31;{n}00 GBP\n" for n in range(1, 6))
    text = f"Project;End date;Total cost\n{rows}".encode()

    def asked(factor: int) -> Looked:
        return look_at(
            lambda schema: read_files([("p.csv", text)], schema, factor=factor),
            on=date(2026, 11, 24),
        )

    (doubt,) = asked(1).doubts
    assert doubt.text.startswith("Half of the initiatives cost less than 300")
    assert (doubt.asks, doubt.answer) == ("unit", "million")
    assert all(one.text.endswith("its unit is in doubt)") for one in asked(1).sentences)
    assert asked(unit_asked("million", where="x")).doubts == ()
    assert any("1,500,000,000 £" in one.text for one in asked(10**6).sentences)


def test_a_unit_is_one_of_four_words_or_nothing() -> None:
    assert (unit_asked("", where="x"), unit_asked(" Thousand ", where="x")) == (1, 1000)
    with pytest.raises(UnknownName):
        unit_asked("crore", where="x")


@pytest.mark.slow
def test_of_two_tables_side_by_side_each_row_counts_for_its_own() -> None:
    left = [("Vendor", "Contract", "End", "Notice period", "Annual cost")]
    left += [(f"Alder {n}", f"C{n}", "2027-01-31", "1 month", f"{n} EUR") for n in range(1, 6)]
    right = [("Application", "Business criticality", "Users", "Annual cost")]
    right += [(f"App {n}", "high", str(n), f"{n} EUR") for n in range(1, 4)]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("All")
        for at, lines in ((0, left), (6, right)):
            for row, cells in enumerate(lines):
                sheet.write_row(row, at, cells)
    files = [("all.xlsx", buffer.getvalue())]
    found = look_at(lambda schema: read_files(files, schema), on=ON)
    assert (found.shapes, found.understood, found.of) == (("contracts", "applications"), 8, 8)


def test_a_file_that_is_no_table_says_what_is_in_it_and_how_much_of_it_was_taken() -> None:
    # three records in one place, for no row is known of any
    components = ", ".join(
        f'{{"type": "library", "name": "lib{n}", "version": "1"}}' for n in range(3)
    )
    head = '"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1'
    text = f'{{{head}, "components": [{components}]}}'
    found = look_at(lambda schema: read_files([("bom.json", text.encode())], schema), on=ON)
    assert (found.understood, found.of) == (3, 3)
    assert found.read_as == "3 technologies"
