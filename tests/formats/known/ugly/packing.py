"""Lines of cells as the bytes of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import openpyxl

from tests.formats.known.ugly.manner import Cell


def as_csv(lines: Sequence[Sequence[Cell]], delimiter: str, encoding: str) -> bytes:
    """A text file; characters that the encoding does not have become `?`."""
    text = io.StringIO()
    width = max(map(len, lines))
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for line in lines:
        cells = ["" if cell is None else cell for cell in line]
        writer.writerow([*cells, *[""] * (width - len(cells))])
    return text.getvalue().encode(encoding, errors="replace")


def as_xlsx(
    title: str,
    lines: Sequence[Sequence[Cell]],
    merged: Sequence[tuple[int, int, int, int]],
    cover: Sequence[Sequence[Cell]] = (),
) -> bytes:
    """A workbook with the table on a sheet of that title, behind a cover where there is one."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, rows in (("Deckblatt", cover), (title, lines)):
        if not rows:
            continue
        sheet = book.create_sheet(name)
        for row, line in enumerate(rows, 1):
            for column, cell in enumerate(line, 1):
                if cell is not None:
                    sheet.cell(row, column, cell)
    for top, left, bottom, right in merged:
        book[title].merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
