"""The rows of a mapped table as documents, with what could not be taken and what was assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.core.fields import FieldSpec
from cohelm.core.schema import KindSpec, Schema
from cohelm.core.validation import accepted
from cohelm.formats.cells import Column, Manner, is_unknown, read_column, text_of
from cohelm.formats.keys import key_text
from cohelm.formats.layout import Table
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.repeats import Repeats
from cohelm.formats.sheets import Cell
from cohelm.formats.units import Unit, unit_around

# So many words that mean "unknown" are named one by one in the notes of a column.
MOST_WORDS = 6

NameOf = Callable[[Named], str]


@dataclass(slots=True)
class _Columns:
    """The columns of a table by what they are used for; every list has one entry a row."""

    fields: dict[str, list[Any]] = field(default_factory=dict)
    phases: dict[str, list[Any]] = field(default_factory=dict)
    relations: dict[str, list[list[Named]]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    money: dict[str, int] = field(default_factory=dict)


def read_records(
    table: Table, mapping: Mapping, schema: Schema, *, home: str = "", name_of: NameOf
) -> Contents:
    """Every row of the table as a document of the mapping's kind, or as links of one.

    `name_of` gives the name of what a reference means, for rows that have no name of their own.
    """
    contents = Contents(notes=list(table.notes), problems=list(table.problems))
    kind = schema.kind(mapping.kind)
    places = {header: at for at, header in enumerate(table.header)}
    columns = _Columns()
    manner = _manner(table, mapping, home)
    for use in mapping.columns:
        at = places.get(use.header)
        if at is not None:
            _take(table, at, use, kind, manner, columns, contents)
    _keep_key_only(mapping, columns)
    names = _names(table, mapping, columns, places, name_of)
    repeats = Repeats(table, mapping, columns.money, manner)
    for row, values in enumerate(_values(len(table.rows), columns)):
        if names[row]:
            values["name"] = names[row]
        if not values.get("name") and not values.get("external_ids") and not _key(columns, row):
            contents.problems.append(_nameless(table, row))
            continue
        id_ = _key(columns, row)
        place = table.places[row]
        repeats.add(row, Document(kind.name, id_, values, table.where, place))
    repeats.into(contents)
    return contents


def _manner(table: Table, mapping: Mapping, home: str) -> Manner:
    unit = unit_around(table.remarks)
    if mapping.currency or mapping.factor != 1:
        unit = Unit(mapping.currency or unit.currency, Decimal(mapping.factor))
    return Manner(mapping.day_first, unit, home)


def _take(
    table: Table,
    at: int,
    use: ColumnUse,
    kind: KindSpec,
    manner: Manner,
    columns: _Columns,
    contents: Contents,
) -> None:
    """Reads one column for one use, and reports what it cannot take."""
    cells = table.values(at)
    if use.use == "field":
        name, _, phase = use.name.partition(".")
        spec = kind.fields[name]
        if phase:
            spec = FieldSpec(phase, "date", "")
        read = read_column(cells, spec, use.header, manner)
        if not phase:
            _refuse_unbounded(read, kind, name)
        _report(table, at, read, contents)
        (columns.phases if phase else columns.fields)[phase or name] = read.values
        if spec.type == "money":
            columns.money[name] = at
    elif use.use == "relation":
        many = kind.relations[use.name].many
        named = _named(cells, use, many)
        before = columns.relations.get(use.name)
        if before is not None:
            named = [[*one, *two] for one, two in zip(before, named, strict=True)]
        columns.relations[use.name] = named
    elif use.use == "external_id":
        _join_ids(columns.ids, use.name, cells)
    elif use.use == "key":
        columns.keys = [(text_of(cell) or "").partition(":")[2] for cell in cells]
    else:
        contents.notes.append(_ignored(table, at, cells))


def _join_ids(ids: dict[str, list[str]], system: str, cells: Sequence[Cell]) -> None:
    """The ids of a system; where two columns make one key, the second stands behind the first."""
    if system not in ids:
        ids[system] = [key_text((cell,)) for cell in cells]
        return
    before = ids[system]
    ids[system] = [
        f"{first} {second}" if first and second else first
        for first, second in zip(before, map(key_text, zip(cells)), strict=True)
    ]


def _keep_key_only(mapping: Mapping, columns: _Columns) -> None:
    """Where rows repeat items, the number of a row is no id of the item: only of rows without a key."""
    key = next(
        (
            one.name
            for one in mapping.columns
            if one.use == "external_id" and mapping.key and one.header == mapping.key[0]
        ),
        "",
    )
    for system, ids in columns.ids.items():
        if key and system != key:
            keys = columns.ids[key]
            columns.ids[system] = [
                "" if known else id_ for known, id_ in zip(keys, ids, strict=True)
            ]


def _refuse_unbounded(read: Column, kind: KindSpec, name: str) -> None:
    """Takes back values that the kind itself would refuse, such as a name of 400 characters.

    Else the whole row would be refused for it later.
    """
    info = kind.model.model_fields[name]
    if not info.metadata or not any(isinstance(value, str) for value in read.values[:1000]):
        return
    adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    wrong: dict[Any, bool] = {}
    for row, value in enumerate(read.values):
        if value is None or isinstance(value, list):
            continue
        if value not in wrong:
            try:
                adapter.validate_python(value)
                wrong[value] = False
            except ValidationError:
                wrong[value] = True
        if wrong[value]:
            read.values[row] = None
            why = f"'{str(value)[:60]}' is not accepted: {accepted(kind.fields[name])}"
            read.problems.append((row, f"{why} ({len(str(value))} characters)"))


def _report(table: Table, at: int, read: Column, contents: Contents) -> None:
    for row, message in read.problems:
        contents.problems.append(table.problem(row, at, message, table.rows[row][at]))
    contents.notes += [table.note(note, at) for note in read.notes]
    for word, rows in list(read.unknown.items())[:MOST_WORDS]:
        many = f"{len(rows)} cells say" if len(rows) > 1 else "a cell says"
        contents.notes.append(table.problem(rows[0], at, f"{many} '{word}': left empty", word))
    rest = list(read.unknown)[MOST_WORDS:]
    if rest:
        contents.notes.append(
            table.note(f"{len(rest)} more words that say nothing: left empty", at)
        )


def _ignored(table: Table, at: int, cells: Sequence[Cell]) -> Problem:
    said: dict[str, int] = {}
    for cell, count in Counter(cells).items():
        text = text_of(cell)
        if text and not is_unknown(text):
            said[text] = said.get(text, 0) + count
    if not said:
        return table.note("the column is empty", at)
    message = f"the column was not understood: {sum(said.values())} values are left out"
    return table.note(message, at, next(iter(said)))


def _named(cells: Sequence[Cell], use: ColumnUse, many: bool) -> list[list[Named]]:
    """What each cell names; a cell may name several where the relation takes several."""
    distinct = list(dict.fromkeys(cells))
    texts = {cell: text_of(cell) or "" for cell in distinct}
    mark = _separator(list(texts.values())) if many else ""
    named: dict[Cell, list[Named]] = {}
    for cell, text in texts.items():
        parts = text.split(mark) if mark else [text]
        named[cell] = [
            Named(" ".join(part.split()), use.kinds, use.make, use.system)
            for part in parts
            if not is_unknown(part)
        ]
    return [named[cell] for cell in cells]


def _separator(texts: Sequence[str]) -> str:
    for mark in ("\n", ";", "|"):
        if any(mark in text for text in texts):
            return mark
    # A comma also stands in names; between codes it separates.
    parted = [text for text in texts if "," in text]
    codes = sum(all(" " not in part.strip() for part in text.split(",")) for text in parted)
    return "," if parted and codes >= 0.8 * len(parted) else ""


def _names(
    table: Table,
    mapping: Mapping,
    columns: _Columns,
    places: Map[str, int],
    name_of: NameOf,
) -> list[str]:
    """The names of rows that have none of their own: what they refer to, or their key."""
    if not mapping.names or mapping.links:
        return [""] * len(table.rows)
    parts: list[list[str]] = []
    for header in mapping.names:
        use = next(
            (one for one in mapping.columns if one.header == header and one.use == "relation"), None
        )
        if use is not None:
            linked = columns.relations[use.name]
            parts.append([name_of(named[0]) if named else "" for named in linked])
        elif header in places:
            parts.append([key_text((cell,)) for cell in table.values(places[header])])
    is_flow = any(one.use == "relation" and one.header in mapping.names for one in mapping.columns)
    return [_joined(said, is_flow) for said in zip(*parts, strict=True)]


def _joined(said: Sequence[str], is_flow: bool) -> str:
    words = [one for one in said if one]
    if not is_flow or len(words) < 2:
        return " ".join(words)[:300]
    first, second, *rest = words
    more = f" ({', '.join(rest)})" if rest else ""
    return f"{first} → {second}{more}"[:300]


def _key(columns: _Columns, row: int) -> str:
    return columns.keys[row] if columns.keys else ""


def _values(count: int, columns: _Columns) -> list[dict[str, Any]]:
    """One mapping of plain values a row; what is not said is not in it."""
    rows: list[dict[str, Any]] = [{} for _ in range(count)]
    for name, values in columns.fields.items():
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                row[name] = value
    for phase, days in columns.phases.items():
        for row, day in zip(rows, days, strict=True):
            if day is not None:
                stated = row.get("lifecycle", {})
                known = {"stated": stated} if isinstance(stated, str) else stated
                row["lifecycle"] = {**known, phase: day}
    for name, linked in columns.relations.items():
        for row, named in zip(rows, linked, strict=True):
            if named:
                row[name] = list(named)
    for system, ids in columns.ids.items():
        for row, id_ in zip(rows, ids, strict=True):
            if id_:
                row.setdefault("external_ids", {})[system] = id_
    return rows


def _nameless(table: Table, row: int) -> Problem:
    said = [text_of(cell) or "" for cell in table.rows[row]]
    what = "column" if table.turned else "row"
    return Problem(
        f"the {what} has no name and no id: it is left out. Accepted: a name or an id in each {what}",
        table.where,
        table.places[row],
        "",
        " | ".join(one for one in said if one)[:200],
    )
