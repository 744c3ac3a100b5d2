"""Tables that stand in one column, as a text opened in a spreadsheet does: each row parted again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cohelm.core.errors import Problem
from cohelm.formats.headers import Row
from cohelm.formats.sheets import Cell, Sheet, is_blank

MARKS = (";", "\t", "|", ",")
# So many rows, each of so many parts at least, and so large a share of one width make a table.
FEWEST_ROWS, FEWEST_PARTS, SHARE = 3, 3, 0.8


def parted(file: str, sheet: Sheet) -> Sheet:
    """The sheet with its one column parted at the mark that gives most rows the same width.

    A sheet of several columns, or whose texts no mark parts alike, stays as it is.
    """
    lines: list[str] = []
    for row in sheet.rows:
        text = _alone(row)
        if text is None:
            return sheet
        lines.append(text)
    if sum(map(bool, lines)) < FEWEST_ROWS:
        return sheet
    for mark in MARKS:
        rows: list[Sequence[Cell]] = [*csv.reader(lines, delimiter=mark, strict=False)]
        widths = Counter(len(row) for row in rows if row)
        width, often = widths.most_common(1)[0]
        if len(rows) == len(lines) and width >= FEWEST_PARTS and often >= SHARE * widths.total():
            where = f"{file}:{sheet.name}" if sheet.name else file
            said = "a tab" if mark == "\t" else f"'{mark}'"
            note = Problem(f"all stands in one column: it was parted at {said}", where)
            return replace(sheet, rows=rows, notes=(*sheet.notes, note))
    return sheet


def _alone(row: Row) -> str | None:
    """The text of a row that has one cell or none; None where it has more, or one that is no text."""
    filled = [cell for cell in row if not is_blank(cell)]
    if len(filled) > 1 or (filled and not isinstance(filled[0], str)):
        return None
    return str(filled[0]).replace("\n", " ") if filled else ""
