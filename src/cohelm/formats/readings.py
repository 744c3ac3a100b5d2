"""Readings of one metric out of a table: which column is the day, which the value, which the item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cohelm.core.documents import Contents, Observed
from cohelm.core.errors import InputError
from cohelm.core.fields import FieldSpec
from cohelm.formats.cells import read_column, text_of
from cohelm.formats.container import read_sheets
from cohelm.formats.layout import Table, find_tables
from cohelm.formats.sheets import is_blank
from cohelm.formats.words import tokens

WORDS: Mapping[str, frozenset[str]] = {
    "time": frozenset({"time", "date", "day", "month", "period", "week", "datum", "tag", "monat"}),
    "value": frozenset({"value", "reading", "amount", "measurement", "result", "wert"}),
    "item": frozenset({"item", "about", "for", "key"}),
    "source": frozenset({"source", "quelle"}),
    "note": frozenset({"note", "comment", "remark"}),
}
"""What the columns are called, by what they say."""
KEY = ("item", "time", "source")
"""What tells one reading of a metric from another."""
SPECS: Mapping[str, FieldSpec] = {
    "time": FieldSpec("time", "date", "The day."), "value": FieldSpec("value", "number", "The value."),
}  # fmt: skip


def read_readings(name: str, content: bytes, metric: str, *, item: str) -> Contents:
    """The readings that a CSV file or a workbook states, in columns such as `time` and `value`.

    `item` is what a reading is about where the table has no column for it; a reading of a month is of
    its first day. Good rows come in, the others are problems. Raises InputError where no table has a
    column for the day and one for the value, which may be called as the metric is.
    """
    contents, seen = Contents(), list[str]()
    words = frozenset().union(*WORDS.values())
    for sheet in read_sheets(name, content):
        contents.problems += sheet.problems
        contents.notes += sheet.notes
        for table in find_tables(name, sheet, words):
            columns = _columns(table.header, metric)
            seen += table.header
            if {"time", "value"} <= columns.keys():
                _read(table, columns, metric, item, contents)
    if not contents.records:
        raise InputError(
            "no table was found with a day and a value"
            + (f"; its columns are {', '.join(seen)}" if seen else ""),
            where=name, accepted="a header such as: item,time,value,source",
        )  # fmt: skip
    return contents


def _columns(header: Sequence[str], metric: str) -> dict[str, int]:
    found: dict[str, int] = {}
    called = set(tokens(metric))
    for at, one in enumerate(header):
        words_of = set(tokens(one))
        said = next((name for name, words in WORDS.items() if words & words_of), None)
        if said is None and called <= words_of:
            said = "value"
        if said is not None:
            found.setdefault(said, at)
    return found


def _read(
    table: Table, columns: Mapping[str, int], metric: str, item: str, contents: Contents
) -> None:
    contents.notes += table.notes
    contents.problems += table.problems
    contents.records += len(table.rows)
    read: dict[str, list[Any]] = {}
    bad: set[int] = set()
    for name, at in columns.items():
        cells = table.values(at)
        if name not in SPECS:
            read[name] = [text_of(cell) for cell in cells]
            continue
        found = read_column(cells, SPECS[name], table.header[at])
        read[name] = found.values
        for row, why in found.problems:
            contents.problems.append(table.problem(row, at, why, cells[row]))
        bad |= {row for row, _ in found.problems}
        for row, cell in enumerate(cells):
            if is_blank(cell) and row not in bad:
                contents.problems.append(table.problem(row, at, f"the {name} is missing"))
                bad.add(row)
    known: dict[tuple[str, ...], int] = {}
    for row in range(len(table.rows)):
        values = {name: cells[row] for name, cells in read.items() if cells[row] not in (None, "")}
        if row in bad:
            continue
        lacks = next((name for name in SPECS if name not in values), None)
        if lacks is not None:
            at = columns[lacks]
            said = f"left out: no {lacks} is known"
            contents.notes.append(table.problem(row, at, said, table.rows[row][at]))
            continue
        stated = {"item": item, **values}
        first = known.setdefault(tuple(str(stated.get(name, "")) for name in KEY), row)
        if first != row:
            said = f"it is a second reading of what row {table.places[first]} has"
            at = columns["time"]
            contents.problems.append(table.problem(row, at, said, table.rows[row][at]))
            continue
        contents.observed.append(Observed(metric, stated, table.where, table.places[row]))
