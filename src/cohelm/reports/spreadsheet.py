"""Rows of a list as a spreadsheet: days are days, amounts numbers, and texts never formulas."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from cohelm.core.errors import InputError
from cohelm.core.money import Money
from cohelm.reports.listing import csv_cell

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_767
"""What a cell of a spreadsheet can hold, in characters."""


def write_xlsx(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """One sheet with a header that stays and filters; `rows` hold plain values, one a column.

    ISO days become days, money a number with its currency as the cell's format.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **SAFE}) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        formats: dict[str, Any] = {}
        for at, label in enumerate(header):
            sheet.write_string(0, at, label, bold)
        widths = [len(label) for label in header]
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                widths[at] = max(widths[at], _write(book, sheet, line, at, value, formats))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(max(width + 2, 8), 60))
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(header) - 1)
    return file.getvalue()


def _write(book: Any, sheet: Any, line: int, at: int, value: Any, formats: dict[str, Any]) -> int:
    """Writes one cell and answers how wide it is, in characters."""
    number, pattern = _typed(value)
    if number is None:
        text = _text(value)[:LONGEST]
        if text:
            sheet.write_string(line, at, text)
        return len(text)
    if pattern not in formats:
        formats[pattern] = book.add_format({"num_format": pattern}) if pattern else None
    if isinstance(number, date):
        sheet.write_datetime(line, at, number, formats[pattern])
        return 10
    sheet.write_number(line, at, number, formats[pattern])
    return len(f"{number:,}") + 4


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    # a text cell is never taken for a formula: it needs no apostrophe
    return value if isinstance(value, str) else str(csv_cell(value))


def _typed(value: Any) -> tuple[date | float | None, str]:
    """A value as a number or day with its format; None where it is a text."""
    if isinstance(value, bool) or value is None:
        return None, ""
    if isinstance(value, int | float | Decimal):
        return float(value), ""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value), "yyyy-mm-dd"
        except ValueError:
            return None, ""
    if isinstance(value, str) and value[-4:-3] == " ":
        try:
            money = Money.parse(value)
        except InputError:
            return None, ""
        cents = money.amount != money.amount.to_integral_value()
        return float(money.amount), f'#,##0{".00" if cents else ""} "{money.currency}"'
    return None, ""


def columns_of(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    """Mappings as rows of one value a column."""
    return [[row.get(name) for name in names] for row in rows]
