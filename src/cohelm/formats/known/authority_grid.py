"""Delegations of authority as grids: decisions by holders, or bands of amounts by holders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.cells import text_of
from cohelm.formats.choices import YES
from cohelm.formats.known.activities import TITLES, titled
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.granted import Granted, holds_grants, read_grants, take_rights
from cohelm.formats.known.grants import says_grant
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.sheets import Cell
from cohelm.formats.taken import manner_of
from cohelm.formats.units import unit_in, unit_of
from cohelm.formats.words import BRACKETS

ROLES = (
    Role("label", "text", ("decision", "role", "amount"), tells=0.6),
    Role("grants", "text", TITLES, tells=1.0),
)
ABOUT = re.compile(
    r"(?i)\b(?:authorit|delegation|limit|signat|approval|unterschrift|vollmacht|wertgrenze)"
)
MARKED = 0.8


def sees_grid(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns of grants and the one that names the rows; nothing where it is no such table.

    Plain amounts under or beside titles may be a budget as well: some words must say that they are
    limits, in a cell, above the table or in a header.
    """
    worded = [one for one in table.columns if any(map(says_grant, one.cells))]
    marks = [one for one in table.columns if _marked(one)]
    for band in worded:
        if _bands(band.cells) and len(marks) >= 2 and titled([one.header for one in marks]) >= 0.5:
            return {band.at: ("label", 1.0)} | {one.at: ("grants", 1.0) for one in marks}
    grants = [
        one for one in table.columns if one.filled and holds_grants(one) and not _counts_up(one)
    ]
    names = [one for one in table.columns if one not in grants and _names_rows(one)]
    if not names:
        return {}
    label = max(names, key=lambda one: (not one.is_code_like or titled(one.sample), one.distinct))
    grants += [one for one in table.columns if not one.filled and titled([one.header])]
    headers, rows = titled([one.header for one in grants]), titled(label.sample)
    heads = [one.header for one in grants]
    said = [table.table.title, *table.table.remarks, *heads, *label.sample]
    if not grants or max(headers, rows) < 0.5:
        return {}
    if not (any(one in worded for one in grants) or any(ABOUT.search(one) for one in said)):
        return {}
    if len(grants) < 2 and not (rows >= 0.6 and any(one in worded for one in grants)):
        return {}
    return {label.at: ("label", 1.0)} | {one.at: ("grants", 1.0) for one in grants}


def _bands(cells: Sequence[Cell]) -> bool:
    """Whether the rows are bands of amounts."""
    return sum(map(says_grant, cells)) >= MARKED * max(len(cells), 1)


def _names_rows(column: Profile) -> bool:
    lettered = sum(any(char.isalpha() for char in text) for text in column.sample)
    apart = column.distinct >= MARKED * column.filled > 0
    return apart and lettered >= MARKED * len(column.sample)


def _counts_up(column: Profile) -> bool:
    """Whether a column only numbers the rows, from 0 or 1 on."""
    said = [text for text in column.sample if text.isdecimal()]
    first = int(said[0]) if said else -1
    steps = [str(one) for one in range(first, first + len(column.sample))]
    return len(said) > 2 and first in (0, 1) and column.sample == steps


def _marked(column: Profile) -> bool:
    marks = [text.casefold() for text in column.sample]
    return bool(marks) and all(one in YES or one in ("a", "•", "●") for one in marks)


def read_grid(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each cell of a grid of decisions by holders as a right with its limit, whichever way it lies."""
    del schema
    figures = Figures.of(table, mapping, home)
    names = figures.texts("label")
    columns = figures.places.get("grants", [])
    manner = manner_of(table, mapping, home)
    found: list[Granted] = []
    if names and _bands(names):
        found += _banded(figures, names, columns)
    else:
        heads = [table.header[at] for at in columns]
        across = titled(names) > titled(heads)
        _tell_units(figures, heads if across else [one for one in names if one])
        for at in columns:
            grants = read_grants(figures, _with_units(table.values(at), names), at, manner)
            for row, grant in enumerate(grants):
                if grant is not None and names[row]:
                    head, name = (
                        BRACKETS.sub("", one).strip() for one in (table.header[at], names[row])
                    )
                    decision, holder = (head, name) if across else (name, head)
                    found.append(Granted(decision, holder, grant, table.places[row]))
    take_rights(figures, found)
    return figures.contents


def _with_units(cells: Sequence[Cell], names: Sequence[str]) -> list[Cell]:
    """Bare amounts with the unit that stands in brackets behind the name of their row, if any."""
    found: list[Cell] = []
    for cell, name in zip(cells, names, strict=True):
        units = [one for one in re.findall(r"[(\[]([^()\[\]]*)[)\]]", name) if unit_in(one)]
        bare = bool(units) and re.search(r"\d\s*$", text_of(cell) or "")
        found.append(f"{text_of(cell)} {units[0]}" if bare else cell)
    return found


def _tell_units(figures: Figures, decisions: Sequence[str]) -> None:
    """Says where some decisions state a unit and others none: their amounts are taken as they stand."""
    bare = [one for one in decisions if not unit_of(one)]
    if 0 < len(bare) < len(decisions):
        shown = ", ".join(bare[:6])
        why = f"other limits state a unit beside their name, and these none: taken as they stand: {shown}"
        figures.contents.notes.append(figures.table.note(why))


def _banded(figures: Figures, names: Sequence[str], columns: Sequence[int]) -> Iterator[Granted]:
    """The rights of a grid of amounts by holders, with a mark where somebody may."""
    table = figures.table
    label = figures.places["label"][0]
    grants = read_grants(
        figures, table.values(label), label, manner_of(table, figures.mapping, figures.home)
    )
    about = table.title or table.header[label]
    for row, grant in enumerate(grants):
        if grant is None or not names[row]:
            continue
        marked = [table.header[at] for at in columns if text_of(table.rows[row][at])]
        if marked:
            yield Granted(about, " and ".join(marked), grant, table.places[row])


AUTHORITY_GRID = Known(
    "authority_grid", "Grid of authority limits", ROLES, read_grid, sees=sees_grid
)
