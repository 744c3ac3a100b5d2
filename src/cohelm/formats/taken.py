"""The columns of a mapped table, each read for what it is used for, with what could not be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cohelm.core.documents import Contents, Named
from cohelm.core.errors import Problem
from cohelm.core.fields import FieldSpec
from cohelm.core.kindspec import KindSpec
from cohelm.core.plural import in_number
from cohelm.core.validation import accepted
from cohelm.formats.amounts import Manner, own_currency
from cohelm.formats.cells import Column, is_unknown, read_column, text_of
from cohelm.formats.layout import Table
from cohelm.formats.mapping import BETTER, ColumnUse, Mapping, link_attributes
from cohelm.formats.numbers import MINUS
from cohelm.formats.sheets import Cell
from cohelm.formats.units import CODES, Unit, unit_around

# So many words that mean "unknown" are named one by one in the notes of a column.
MOST_WORDS = 6
# So much of a sentence is shown that stands in place of a value.
LONGEST_WORDS = 80
# Amounts whose header fits less well than this are taken with a note.
CLEAR = 0.7
# What a column scores at most that no header tells.
BY_CELLS = 0.5


@dataclass(slots=True)
class Taken:
    """The columns of a table by what they are used for; every list has one entry a row.

    `money` says in which column each field of amounts stands, `manner` how amounts and dates are
    written where cells do not tell.
    """

    table: Table
    kind: KindSpec
    manner: Manner
    contents: Contents
    currencies: list[str] = field(default_factory=list)
    fields: dict[str, list[Any]] = field(default_factory=dict)
    phases: dict[str, list[Any]] = field(default_factory=dict)
    relations: dict[str, list[list[Named]]] = field(default_factory=dict)
    attributes: dict[str, list[Any]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    money: dict[str, int] = field(default_factory=dict)


def take_columns(
    table: Table, mapping: Mapping, kind: KindSpec, home: str, contents: Contents
) -> Taken:
    """Reads every column of the table for its use; problems and notes go into `contents`."""
    places = {header: at for at, header in enumerate(table.header)}
    taken = Taken(table, kind, manner_of(table, mapping, home), contents)
    for use in mapping.columns:
        if use.use == "currency" and use.header in places:
            cells = table.values(places[use.header])
            taken.currencies = [(text_of(cell) or "").upper() for cell in cells]
    for use in mapping.columns:
        if use.header in places:
            if use.use != "ignored" and 0 < use.score <= BY_CELLS and table.rows:
                contents.notes.append(table.note(by_its_cells(use.name), places[use.header]))
            _take(taken, places[use.header], use, mapping.links)
    _keep_key_only(mapping, taken.ids)
    return taken


def manner_of(table: Table, mapping: Mapping, home: str) -> Manner:
    """How the table is written where its cells do not tell: as its mapping or a line near it says."""
    unit = unit_around(table.remarks)
    if mapping.currency or mapping.factor != 1:
        unit = Unit(mapping.currency or unit.currency, Decimal(mapping.factor))
    return Manner(mapping.day_first, unit, home)


def unclear(name: str) -> str:
    """The note on amounts of which the header does not say well what they are."""
    return f"taken for {name.replace('_', ' ')}, which the header does not say clearly"


def by_its_cells(name: str) -> str:
    """The note on a column that is told by its cells, or by half a word of its header."""
    return f"taken for {name.replace('_', ' ')} by what its cells are: the header does not tell it"


def _take(taken: Taken, at: int, use: ColumnUse, links: str) -> None:
    cells = taken.table.values(at)
    if use.use == "field":
        _take_field(taken, at, use, cells)
    elif use.use == "relation":
        named = _named(cells, use, many=taken.kind.relations[use.name].many)
        before = taken.relations.get(use.name)
        if before is not None:
            named = [[*one, *two] for one, two in zip(before, named, strict=True)]
        taken.relations[use.name] = named
    elif use.use == "attribute":
        spec = link_attributes(taken.kind.relations[links])[use.name]
        read = read_column(cells, spec, use.header, taken.manner)
        _report(taken, at, read)
        taken.attributes[use.name] = read.values
    elif use.use == "external_id":
        _join_ids(taken.ids, use.name, cells)
    elif use.use == "key":
        taken.keys = [(text_of(cell) or "").rpartition(":")[2] for cell in cells]
    elif use.use == "ignored":
        taken.contents.notes.append(_ignored(taken.table, at, cells, use.reason))


def _take_field(taken: Taken, at: int, use: ColumnUse, cells: Sequence[Cell]) -> None:
    name, _, phase = use.name.partition(".")
    spec = FieldSpec(phase, "date", "") if phase else taken.kind.fields[name]
    if spec.type == "money":
        taken.money[name] = at
        if 0 < use.score < CLEAR and cells:
            taken.contents.notes.append(taken.table.note(unclear(name), at))
        if taken.currencies:
            cells = with_currency(cells, taken.currencies)
    read = read_column(cells, spec, use.header, taken.manner)
    if not phase:
        _refuse_unbounded(read, taken.kind, name)
    _report(taken, at, read)
    (taken.phases if phase else taken.fields)[phase or name] = read.values


def with_currency(cells: Sequence[Cell], currencies: Sequence[str]) -> list[Cell]:
    """Amounts with the currency of their rows; one that names its own keeps it."""
    joined: list[Cell] = []
    for cell, currency in zip(cells, currencies, strict=True):
        text = f"{cell:.15g}" if isinstance(cell, float) else text_of(cell) or ""
        bare = bool(text) and currency in CODES and not any(char.isalpha() for char in text)
        if text.startswith("(") and text.endswith(")"):
            text = (
                f"-{text[1:-1].strip()}"  # brackets are a minus, and stand around the currency too
            )
        elif text[-1:] in MINUS and text[-2:-1].isdigit():
            text = f"-{text[:-1]}"  # as ledgers write it; `12.-` means no cents
        joined.append(f"{text} {currency}" if bare and not own_currency([text]) else cell)
    return joined


def _join_ids(ids: dict[str, list[str]], system: str, cells: Sequence[Cell]) -> None:
    """The ids of a system; where two columns make one key, the second stands behind the first."""
    texts = [text_of(cell) or "" for cell in cells]
    texts = ["" if is_unknown(text) else text for text in texts]
    if system in ids:
        pairs = zip(ids[system], texts, strict=True)
        texts = [f"{first} {second}" if first and second else first for first, second in pairs]
    ids[system] = texts


def _keep_key_only(mapping: Mapping, ids: dict[str, list[str]]) -> None:
    """Where rows repeat items, the number of a row is no id of the item: only of rows without a key."""
    key = next(
        (
            one.name
            for one in mapping.columns
            if one.use == "external_id" and mapping.key and one.header == mapping.key[0]
        ),
        "",
    )
    if key not in ids:
        return
    for system in [one for one in ids if one != key]:
        pairs = zip(ids[key], ids[system], strict=True)
        ids[system] = ["" if known else id_ for known, id_ in pairs]


def _refuse_unbounded(read: Column, kind: KindSpec, name: str) -> None:
    """Takes back values that the kind itself would refuse, such as a name of 400 characters.

    Else the whole row would be refused for it later.
    """
    info = kind.model.model_fields[name]
    if not info.metadata or not any(isinstance(value, str) for value in read.values):
        return
    adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    wrong: dict[Any, bool] = {}
    for row, value in enumerate(read.values):
        if not isinstance(value, str):
            continue
        if value not in wrong:
            wrong[value] = not _is_valid(adapter, value)
        if wrong[value]:
            read.values[row] = None
            why = f"'{value[:60]}' is not accepted: {accepted(kind.fields[name])}"
            read.problems.append((row, f"{why} ({len(value)} characters)"))


def _is_valid(adapter: TypeAdapter[Any], value: str) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _report(taken: Taken, at: int, read: Column) -> None:
    table, contents = taken.table, taken.contents
    for row, message in read.problems:
        contents.problems.append(table.problem(row, at, message, table.rows[row][at]))
    contents.notes += [table.note(note, at) for note in read.notes]
    for word, rows in list(read.unknown.items())[:MOST_WORDS]:
        many = f"{len(rows)} cells say" if len(rows) > 1 else "a cell says"
        contents.notes.append(table.problem(rows[0], at, f"{many} '{word}': left empty", word))
    contents.notes += told_not(table, at, read.withheld)
    rest = list(read.unknown)[MOST_WORDS:]
    if rest:
        contents.notes.append(
            table.note(f"{len(rest)} more words that say nothing: left empty", at)
        )


def told_not(table: Table, at: int, rows: Sequence[int]) -> list[Problem]:
    """The note on cells whose words say that a value is not told, with the words of the first."""
    if not rows:
        return []
    words = " ".join(str(table.rows[rows[0]][at]).split())
    shown = words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS].rstrip()}…"
    said = (
        f"a cell says why the value is not told ('{shown}')"
        if len(rows) == 1
        else f"{len(rows)} cells say why the value is not told ('{shown}' first)"
    )
    return [table.problem(rows[0], at, f"{said}: left empty", words)]


def _ignored(table: Table, at: int, cells: Sequence[Cell], reason: str) -> Problem:
    said: dict[str, int] = {}
    for cell, count in Counter(cells).items():
        text = text_of(cell)
        if text and not is_unknown(text):
            said[text] = said.get(text, 0) + count
    if not said:
        return table.note("the column is empty", at)
    why = reason if reason.startswith(BETTER) else "the column was not understood"
    count = sum(said.values())
    left = in_number(count, "value is left out", "values are left out")
    return table.note(f"{why}: {left}", at, next(iter(said)))


def _named(cells: Sequence[Cell], use: ColumnUse, *, many: bool) -> list[list[Named]]:
    """What each cell names; a cell may name several where the relation takes several."""
    texts = {cell: text_of(cell) or "" for cell in dict.fromkeys(cells)}
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
