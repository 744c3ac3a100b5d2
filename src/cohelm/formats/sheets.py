"""A sheet of a file that others made: its rows as they stand, and how large it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from cohelm.core.errors import InputError, Problem

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Container = Literal["xlsx", "xls", "ods", "text"]

MOST_BYTES = 100 * 2**20
MOST_ROWS = 300_000
MOST_COLUMNS = 2_000
MOST_CELLS = 6_000_000

ACCEPTED = "a table as CSV, TSV or text, or a workbook as XLSX, XLS or ODS"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands: `rows[0]` is row 1, `rows[0][0]` is A1; rows may differ in length.

    An empty cell is None or "". `name` is empty for a text file, which has one sheet. `merged` holds
    merged areas as (first row, first column, last row, last column), counted from 0. `problems` are
    places that could not be read as they stand.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def locked(name: str) -> InputError:
    """The error for a workbook that needs a password."""
    return InputError(
        "the workbook is locked with a password",
        where=name,
        accepted=ACCEPTED,
        mend="Save a copy without the password.",
    )


def letter(column: int) -> str:
    """The letter of a column that is counted from 0, as spreadsheets show it.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_blank(cell: Cell) -> bool:
    """Whether nothing is seen in a cell: none, or only blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def too_large(name: str, sheet: str, rows: int, columns: int) -> InputError | None:
    """The error for a sheet past the limits, or None."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return None
    return InputError(
        f"the sheet has {rows:,} rows and {columns:,} columns",
        where=f"{name}:{sheet}" if sheet else name,
        accepted=f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells",
        mend="Split the file, or delete what lies far below or beside the table.",
    )
