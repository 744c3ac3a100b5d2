"""A list as a spreadsheet."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from cohelm.reports.spreadsheet import write_xlsx

COLUMNS = {"id": "text", "ends_on": "date", "annual": "money", "tags": "list", "note": "text",
           "known": "boolean", "users": "integer"}  # fmt: skip


def sheet_of(*rows: dict[str, object]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx("Contracts", COLUMNS, rows))).active


def test_days_are_days_amounts_are_numbers_and_texts_are_texts() -> None:
    sheet = sheet_of(
        {"id": "crm", "ends_on": "2026-12-31", "annual": "312000.50 EUR", "tags": ["a", "b"],
         "note": "plain", "known": True, "users": 40}
    )  # fmt: skip
    row = sheet[2]
    assert row[1].value.date() == date(2026, 12, 31)
    assert row[1].number_format == "yyyy-mm-dd"
    assert (row[2].value, row[2].number_format) == (312000.5, '#,##0.00 "EUR"')
    assert [one.value for one in row][3:] == ["a; b", "plain", "yes", 40]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+4", "http://example.org", "-2", "2026-12-31", "10 EUR", "007"]
)
def test_a_text_stays_a_text_whatever_it_looks_like(text: str) -> None:
    cell = sheet_of({"id": "crm", "note": text})["E2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_an_amount_of_more_digits_than_a_spreadsheet_has_stays_exact() -> None:
    amount = "12345678901234567890.12 EUR"
    assert sheet_of({"id": "crm", "annual": amount})["C2"].value == amount


def test_the_header_stays_and_filters() -> None:
    sheet = sheet_of({"id": "crm"})
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G2")


def test_an_empty_list_is_a_header() -> None:
    assert [cell.value for cell in sheet_of()[1]] == list(COLUMNS)
