"""Columns that a reader makes out of those of a table."""

from __future__ import annotations

from dataclasses import replace

from cohelm.formats.layout import Table
from cohelm.formats.sheets import Cell


def and_columns(table: Table, made: dict[str, tuple[int, list[Cell]]]) -> Table:
    """The table with more columns; each stands where the column stood from which it was made."""
    columns = [cells for _, cells in made.values()]
    rows = [(*row, *more) for row, more in zip(table.rows, zip(*columns, strict=True), strict=True)]
    return replace(
        table,
        header=(*table.header, *made),
        rows=rows,
        columns=(*table.columns, *(table.columns[at] for at, _ in made.values())),
    )
