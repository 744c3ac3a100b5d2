"""Any file with tables in it, as documents: told by its content, mapped by guess or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cohelm.core.documents import Contents, Named
from cohelm.core.errors import InputError
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.container import read_sheets
from cohelm.formats.countries import with_country
from cohelm.formats.guess import guess_mappings
from cohelm.formats.known.bulk import read_many
from cohelm.formats.known.catalogue import BY_NAME, KNOWN
from cohelm.formats.known.saying import words_of
from cohelm.formats.layout import Table, find_tables
from cohelm.formats.mapping import Mapping
from cohelm.formats.onecolumn import parted
from cohelm.formats.records import read_records
from cohelm.formats.sheets import ACCEPTED
from cohelm.formats.vocabulary import vocabulary_of

NOT_UNDERSTOOD = "the table was not understood"
"""Begins the note on a table of which nothing was taken in."""


def read_table_file(
    name: str,
    content: bytes,
    schema: Schema,
    *,
    mappings: Iterable[Mapping] = (),
    as_kind: str | None = None,
    currency: str = "",
    factor: int = 1,
) -> tuple[Contents, tuple[Mapping, ...], tuple[Table, ...]]:
    """What the tables of a file say, how each table was understood, and the tables as they stand.

    `mappings` are those kept from earlier imports or corrected by a person; `as_kind` says what the
    rows are; `currency` is the organisation's own, for amounts that name none, `factor` the unit of
    those that name no unit. Good rows come in; what cannot be taken is in `problems`, what was left
    out or assumed in `notes`. Raises InputError for a file that holds no table, UnknownName for a
    kind or field that the schema does not have.
    """
    if as_kind is not None:
        schema.kind(as_kind)
    many = None
    if not (as_kind or tuple(mappings)):
        many = read_many(name, content, schema, currency, factor)
    if many is not None:
        return many
    contents = Contents()
    tables = _tables(name, content, schema, contents)
    guessed = guess_mappings(tables, schema, kept=mappings, as_kind=as_kind)
    pairs = zip(tables, guessed, strict=True)
    guessed = tuple(with_country(table, one, currency) for table, one in pairs)
    if factor != 1:
        guessed = tuple(one if one.factor != 1 else replace(one, factor=factor) for one in guessed)
    read_tables(tables, guessed, schema, currency, contents)
    return contents, guessed, tuple(tables)


def _tables(name: str, content: bytes, schema: Schema, contents: Contents) -> list[Table]:
    words = vocabulary_of(schema).heading | words_of(KNOWN)
    tables: list[Table] = []
    for sheet in (parted(name, one) for one in read_sheets(name, content)):
        contents.notes += sheet.notes
        contents.problems += sheet.problems
        found = find_tables(name, sheet, words)
        tables += found
        contents.records += sum(len(table.rows) for table in found)
        if not found and sheet.name and sheet.rows:
            note = Table(name, sheet.name, (), (), (), ()).note("no table was found in the sheet")
            contents.notes.append(note)
    if not tables:
        raise InputError(
            "no table was found",
            where=name,
            accepted=f"{ACCEPTED}; with a row of headers above the records",
        )
    return tables


def read_tables(
    tables: Sequence[Table],
    mappings: Sequence[Mapping],
    schema: Schema,
    currency: str,
    contents: Contents,
) -> None:
    """Puts what the tables say into `contents`: items before links, which find what they join."""
    names: dict[tuple[str, str, str], str] = {}

    def name_of(named: Named) -> str:
        keys = ((kind, named.system, named.text) for kind in named.kinds)
        return next((names[key] for key in keys if key in names), named.text)

    pairs = sorted(zip(tables, mappings, strict=True), key=lambda pair: _rank(pair[1]))
    for table, mapping in pairs:
        if not table.rows:
            contents.notes.append(table.note("there are headers and no row below them"))
            continue
        if not mapping.is_read:
            why = "; ".join(mapping.reasons)
            rows = in_number(len(table.rows), "row is", "rows are")
            contents.notes.append(table.note(f"{NOT_UNDERSTOOD}: {rows} left out ({why})"))
            continue
        known = BY_NAME.get(mapping.shape)
        if known is not None and known.read is not None:
            contents.extend(known.read(table, mapping, schema, currency))
            continue
        if known is not None and known.prepare is not None:
            table, mapping = known.prepare(table, mapping)
        read = read_records(table, mapping, schema, home=currency, name_of=name_of)
        contents.extend(read)
        if known is not None and known.also is not None:
            contents.extend(known.also(table, mapping, schema, currency))
        for document in read.documents:
            for system, value in (document.values.get("external_ids") or {}).items():
                names[document.kind, system, value] = str(document.values.get("name") or value)


def _rank(mapping: Mapping) -> int:
    """Items first, then items that are named by what they join, then links."""
    if mapping.links:
        return 2
    refers = any(one.use == "relation" and one.header in mapping.names for one in mapping.columns)
    return 1 if refers else 0
