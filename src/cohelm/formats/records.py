"""The rows of a mapped table as documents, with what could not be taken and what was assumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.core.schema import Schema
from cohelm.formats.cells import text_of
from cohelm.formats.keys import is_bare, key_text
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.repeats import Repeats
from cohelm.formats.taken import Taken, take_columns

LONGEST_NAME = 300

NameOf = Callable[[Named], str]


def read_records(
    table: Table, mapping: Mapping, schema: Schema, *, home: str = "", name_of: NameOf
) -> Contents:
    """Every row of the table as a document of the mapping's kind, or as links of one.

    `home` is the currency of amounts that name none. `name_of` gives the name of what a reference
    means, for rows that have no name of their own.
    """
    contents = Contents(notes=list(table.notes), problems=list(table.problems))
    taken = take_columns(table, mapping, schema.kind(mapping.kind), home, contents)
    names = _names(table, mapping, taken, name_of)
    repeats = Repeats(table, mapping, taken.money, taken.manner)
    ids = (one for one in mapping.columns if one.use == "external_id" and is_bare(one.header))
    bare = next((one.name for one in ids), "")
    for row, values in enumerate(_values(len(table.rows), taken, mapping.links)):
        if names[row]:
            values["name"] = names[row]
        id_ = taken.keys[row] if taken.keys else ""
        if values.get("name") or values.get("external_ids") or id_:
            place = table.places[row]
            repeats.add(row, Document(mapping.kind, id_, values, table.where, place, bare=bare))
        else:
            contents.problems.append(_nameless(table, mapping, row))
    repeats.into(contents)
    return contents


def _values(count: int, taken: Taken, links: str) -> list[dict[str, Any]]:
    """One mapping of plain values a row; what is not said is not in it."""
    rows: list[dict[str, Any]] = [{} for _ in range(count)]
    for name, values in taken.fields.items():
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                row[name] = value
    for phase, days in taken.phases.items():
        for row, day in zip(rows, days, strict=True):
            if day is not None:
                stated = row.get("lifecycle", {})
                known = {"stated": stated} if isinstance(stated, str) else stated
                row["lifecycle"] = {**known, phase: day}
    for name, linked in taken.relations.items():
        for row, named in zip(rows, linked, strict=True):
            if named:
                row[name] = list(named)
    for name, said in taken.attributes.items():
        for row, value in zip(rows, said, strict=True):
            if value is not None:
                row[links] = [
                    {**(one if isinstance(one, dict) else {"to": one}), name: value}
                    for one in row.get(links, ())
                ]
    for system, ids in taken.ids.items():
        for row, id_ in zip(rows, ids, strict=True):
            if id_:
                row.setdefault("external_ids", {})[system] = id_
    return rows


def _names(table: Table, mapping: Mapping, taken: Taken, name_of: NameOf) -> list[str]:
    """The names of rows that have none of their own: what they refer to, or their key."""
    if not mapping.names or mapping.links:
        return [""] * len(table.rows)
    parts: list[list[str]] = []
    joins = False
    for header in mapping.names:
        uses = [one for one in mapping.columns if one.header == header and one.use == "relation"]
        if uses:
            joins = True
            linked = taken.relations[uses[0].name]
            parts.append([name_of(named[0]) if named else "" for named in linked])
        elif header in table.header:
            cells = table.values(table.header.index(header))
            parts.append([key_text((cell,)) for cell in cells])
    return [_joined(said, joins=joins) for said in zip(*parts, strict=True)]


def _joined(said: Sequence[str], *, joins: bool) -> str:
    """A name from its parts: `CRM → Billing (Invoices)` for what joins items, else a key's parts."""
    words = [one for one in said if one]
    if not joins or len(words) < 2:
        return " ".join(words)[:LONGEST_NAME]
    first, second, *rest = words
    more = f" ({', '.join(rest)})" if rest else ""
    return f"{first} → {second}{more}"[:LONGEST_NAME]


def _nameless(table: Table, mapping: Mapping, row: int) -> Problem:
    """What a row lacks: a value in the columns that name items, or such a column at all."""
    said = [text_of(cell) or "" for cell in table.rows[row]]
    what, other = ("column", "row") if table.turned else ("row", "column")
    naming = " and ".join(
        f"'{one.header}'" for one in mapping.columns
        if one.use in ("key", "external_id") or (one.use, one.name) == ("field", "name")
        or one.header in mapping.names
    )  # fmt: skip
    lacks = (
        f"nothing stands in {naming}" if naming else f"no {other} is headed as one, such as name"
    )
    return Problem(
        f"the {what} has no name and no id, {lacks}: it is left out."
        f" Accepted: a name or an id in each {what}",
        table.where,
        table.places[row],
        "",
        " | ".join(one for one in said if one)[:200],
    )
