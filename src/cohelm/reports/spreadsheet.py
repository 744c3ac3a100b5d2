"""Rows of a list as a spreadsheet: days are days, amounts numbers, and texts never formulas."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from cohelm.core.money import Money
from cohelm.reports.listing import csv_cell

NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC)
"""What a file says of its making, as its parts do: the same rows are the same bytes."""
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_767
"""What a cell of a spreadsheet can hold, in characters."""


def write_xlsx(name: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """One sheet with a header that stays and filters; `rows` are plain values by column.

    `columns` gives the type of each: a `date` becomes a day, `money` a number with its currency as the
    cell's format, unless a spreadsheet could not hold all its digits; texts stay texts.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **SAFE}) as book:
        book.set_properties({"created": NO_CLOCK})
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        formats: dict[str, Any] = {}
        for at, label in enumerate(columns):
            sheet.write_string(0, at, label, bold)
        widths = [len(label) for label in columns]
        for line, row in enumerate(rows, start=1):
            for at, (label, type_) in enumerate(columns.items()):
                number, pattern = _typed(row.get(label), type_)
                if pattern not in formats:
                    formats[pattern] = book.add_format({"num_format": pattern or "General"})
                if number is None:
                    wide = _write_text(sheet, line, at, row.get(label))
                elif isinstance(number, date):
                    sheet.write_datetime(line, at, number, formats[pattern])
                    wide = len("2026-12-31")
                else:
                    sheet.write_number(line, at, number, formats[pattern])
                    wide = len(f"{number:,}") + len(" EUR")
                widths[at] = max(widths[at], wide)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(max(width + 2, 8), 60))
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return file.getvalue()


def _write_text(sheet: Any, line: int, at: int, value: Any) -> int:
    """Writes what is no number and answers how wide it is, in characters."""
    text = _text(value)[:LONGEST]
    if text:
        sheet.write_string(line, at, text)
    return len(text)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    # a text cell is never taken for a formula: it needs no apostrophe
    return value if isinstance(value, str) else str(csv_cell(value))


def _typed(value: Any, type_: str) -> tuple[date | float | None, str]:
    """A value as a number or day with its format; None where it is a text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value, ""
    if not isinstance(value, str):
        return None, ""
    if type_ == "date":
        return date.fromisoformat(value), "yyyy-mm-dd"
    if type_ == "money":
        money = Money.parse(value)
        number = float(money.amount)
        if Decimal(repr(number)) != money.amount:
            return None, ""  # a spreadsheet counts in floats: what they cannot hold stays exact
        cents = money.amount != money.amount.to_integral_value()
        return number, f'#,##0{".00" if cents else ""} "{money.currency}"'
    return None, ""
