"""A list as a spreadsheet."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from cohelm.reports.spreadsheet import columns_of, write_xlsx

HEADER = ["id", "ends_on", "annual", "tags", "note", "known"]


def sheet_of(*rows: list[object]):  # type: ignore[no-untyped-def]
    return openpyxl.load_workbook(io.BytesIO(write_xlsx("Contracts", HEADER, rows))).active


def test_days_are_days_amounts_are_numbers_and_texts_are_texts() -> None:
    sheet = sheet_of(["crm", "2026-12-31", "312000.50 EUR", ["a", "b"], "plain", True])
    row = sheet[2]
    assert row[1].value.date() == date(2026, 12, 31)
    assert row[1].number_format == "yyyy-mm-dd"
    assert (row[2].value, row[2].number_format) == (312000.5, '#,##0.00 "EUR"')
    assert [one.value for one in row][3:] == ["a; b", "plain", "yes"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+4", "http://example.org", "-2"])
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    cell = sheet_of(["crm", None, None, None, text, None])["E2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", ["2026-13-01", "ten EUR", "2026-1-1-1", " EUR"])
def test_what_only_looks_like_a_day_or_money_stays_a_text(text: str) -> None:
    assert sheet_of(["crm", None, None, None, text, None])["E2"].value == text


def test_the_header_stays_and_filters() -> None:
    sheet = sheet_of(["crm", None, None, None, None, None])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F2")


def test_an_empty_list_is_a_header() -> None:
    assert [cell.value for cell in sheet_of()[1]] == HEADER


def test_mappings_become_rows_in_the_order_of_the_columns() -> None:
    assert columns_of([{"b": 2, "a": 1}, {"a": 3}], ["a", "b"]) == [[1, 2], [3, None]]
