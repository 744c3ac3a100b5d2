"""The organisation written as one workbook: a sheet a kind, formatted for people who edit it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.formats.sheets import Cell
from cohelm.formats.workbook.columns import Column
from cohelm.formats.workbook.layout import HIDDEN, READ_ONLY, Record, SheetPlan, filled_sheets
from cohelm.formats.workbook.meta import LONG, LONG_CELL, META, is_odd, long_rows, meta_rows

MOST_RECORDS = 1_048_575
LONGEST_CHOICES = 255
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
}  # fmt: skip
GREY = "#E7E9EC"


def write_workbook(enterprise: Enterprise, target: Path | BinaryIO) -> None:
    """Writes all that the enterprise holds. A file appears whole or not at all.

    A sheet a kind, one for each relation with attributes or dates, one a type of observation, and
    `_meta`. Raises InputError where a sheet would have more than 1,048,575 rows.
    """
    if not isinstance(target, Path):
        _write(enterprise, target)
        return
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            _write(enterprise, file)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook of ours: an XLSX file with a sheet `_meta`."""
    if not content.startswith(b"PK"):
        return False
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            archive.open("xl/workbook.xml") as part,
        ):
            return f'name="{META}"'.encode() in part.read(2**20)
    except (KeyError, zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError):
        return False


def _write(enterprise: Enterprise, file: BinaryIO) -> None:
    import xlsxwriter  # late: whoever only reads files waits a thirtieth of a second less
    from xlsxwriter.exceptions import XlsxWriterException

    book = xlsxwriter.Workbook(file, OPTIONS)
    writer = _Writer(book)
    try:
        for plan, records in filled_sheets(enterprise):
            writer.write(plan, records)
        writer.write_meta(enterprise)
        book.close()
    except XlsxWriterException as error:
        raise InputError(f"the workbook cannot be written: {error}") from error


class _Writer:
    """One workbook as it is written, sheet by sheet."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.titles: dict[str, SheetPlan] = {}
        self.long: list[str] = []
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.grey_heading = book.add_format({"bold": True, "bottom": 1, "bg_color": GREY})
        self.grey = book.add_format({"bg_color": GREY, "font_color": "#5A6270"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.words = book.add_format({"num_format": "@"})

    def write(self, plan: SheetPlan, records: Iterator[Record]) -> None:
        """Writes one sheet: the header with its help, then a row for each record."""
        sheet = self.book.add_worksheet(self._title(plan))
        self.titles[sheet.name] = plan
        columns = [(part.name, column) for part in plan.parts for column in part.columns]
        for at, (name, column) in enumerate(columns):
            self._head(sheet, at, name, column)
        row = 0
        for record in records:
            row += 1
            if row > MOST_RECORDS:
                raise InputError(
                    f"the sheet '{sheet.name}' would have more than {MOST_RECORDS:,} rows",
                    accepted="an organisation that fits, or a folder: cohelm export FOLDER",
                )
            cells = (cell for part in plan.parts for cell in part.write(record.get(part.name)))
            for at, cell in enumerate(cells):
                if cell is not None:
                    self._cell(sheet, row, at, cell, columns[at][0])
        sheet.freeze_panes(1, 1 if plan.role == "items" else 0)
        sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
        for at, (_, column) in enumerate(columns):
            self._offer_choices(sheet, at, column, row)

    def write_meta(self, enterprise: Enterprise) -> None:
        """Writes what the reader needs to know, and the texts that no cell can hold."""
        sheet = self.book.add_worksheet(META)
        for row, cells in enumerate(meta_rows(enterprise, self.titles)):
            for at, cell in enumerate(cells):
                self._cell(sheet, row, at, cell, "")
        sheet.set_column(0, 3, 28)
        if self.long:
            pieces = self.book.add_worksheet(LONG)
            for row, (number, piece) in enumerate(long_rows(self.long)):
                pieces.write_number(row, 0, number)
                pieces.write_string(row, 1, piece)

    def _title(self, plan: SheetPlan) -> str:
        title, number = plan.title, 1
        taken = {one.casefold() for one in self.titles}
        while title.casefold() in taken:
            number += 1
            title = f"{plan.title[:28]}~{number}"
        return title

    def _head(self, sheet: Any, at: int, name: str, column: Column) -> None:
        read_only = name in READ_ONLY
        style = self.words if column.form in ("text", "long_text", "time") else None
        hidden = {"hidden": True} if name in HIDDEN else {}
        sheet.set_column(at, at, column.width, self.grey if read_only else style, hidden)
        sheet.write_string(0, at, column.header, self.grey_heading if read_only else self.heading)
        if column.help:
            sheet.write_comment(0, at, column.help, {"x_scale": 1.6})

    def _cell(self, sheet: Any, row: int, at: int, cell: Cell, name: str) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(row, at, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(row, at, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(row, at, cell, self.day)
        elif isinstance(cell, str):
            text = self._held(cell)
            sheet.write_string(row, at, text, self.grey if name in READ_ONLY else None)

    def _held(self, text: str) -> str:
        """The text itself, or where it stands when no cell can hold it."""
        if not is_odd(text):
            return text
        self.long.append(text)
        return f"{LONG_CELL}{len(self.long)}"

    def _offer_choices(self, sheet: Any, at: int, column: Column, rows: int) -> None:
        if column.choices and len(",".join(column.choices)) <= LONGEST_CHOICES:
            offer = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, at, rows + 1000, at, offer)
