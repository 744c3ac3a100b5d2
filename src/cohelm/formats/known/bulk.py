"""Cloud bills of many rows, told by their head and then read by columns, never row by row."""

from __future__ import annotations

import polars as pl

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.delimited import decode, delimiter_of, read_delimited
from cohelm.formats.guess import guess_mappings
from cohelm.formats.known.catalogue import KNOWN
from cohelm.formats.known.focus import COSTS, FOCUS, TAKEN, Bill, added_up
from cohelm.formats.known.saying import words_of
from cohelm.formats.layout import Table, find_tables
from cohelm.formats.mapping import Mapping, table_name
from cohelm.formats.taken import manner_of
from cohelm.formats.units import unit_of
from cohelm.formats.vocabulary import vocabulary_of

# From so many bytes on a file is worth looking at its head first, and this much is its head.
MANY, HEAD = 8 * 2**20, 2**18
MOST = 4 * 2**30


def read_many(
    name: str, content: bytes, schema: Schema, currency: str = ""
) -> tuple[Contents, tuple[Mapping, ...], tuple[Table, ...]] | None:
    """What a large cloud bill says, as the ordinary reading would; None where it is none.

    None too for a text that is not UTF-8 or has more on it than one table: the ordinary reading then
    takes it, up to its own limits. The table that is given back has the head's rows only.
    """
    if not MANY <= len(content) <= MOST or content.startswith((b"PK", b"\xff\xfe", b"\xfe\xff")):
        return None
    head = content[: content.rfind(b"\n", 0, HEAD) + 1]
    if b"\0" in head or not _is_utf8(head):
        return None
    words = vocabulary_of(schema).heading | words_of(KNOWN)
    tables = find_tables(name, read_delimited(name, head), words)
    if len(tables) != 1 or tables[0].turned:
        return None
    (mapping,) = guess_mappings(tables, schema)
    if mapping.shape != FOCUS.name:
        return None
    table = tables[0]
    bill = _bill(content, head, table, mapping, currency)
    if bill is None:
        return None
    contents = added_up(bill)
    contents.records = len(bill.frame)
    contents.notes = [*table.notes, *contents.notes]
    return contents, (mapping,), tables


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _bill(
    content: bytes, head: bytes, table: Table, mapping: Mapping, currency: str
) -> Bill | None:
    """The columns that play a role, all of them texts; None where the whole is not as its head."""
    at_row = table.places[0] - 2  # the header stands just above the first record
    roles = {one.header: one.name for one in mapping.columns if one.use == "role"}
    cost = next((one for one in COSTS if one in roles.values()), "")
    roles = {header: role for header, role in roles.items() if role in (*TAKEN, cost)}
    places = sorted((table.columns[table.header.index(header)] - 1, header) for header in roles)
    text, _ = decode(table.file, head)
    try:
        frame = pl.read_csv(
            content, separator=delimiter_of(text), skip_rows=at_row, infer_schema=False,
            columns=[at for at, _ in places],
        )  # fmt: skip
    except (pl.exceptions.PolarsError, OSError):
        return None
    if frame.width != len(places):
        return None
    frame.columns = [roles[header] for _, header in places]
    headers = {role: header for header, role in roles.items()}
    unit = manner_of(table, mapping, currency).unit
    own = unit_of(headers.get(cost, ""))
    factor = own.factor if own.factor != 1 else unit.factor
    source = table.called or table_name(table.file, table.sheet)
    code = own.currency or unit.currency or currency
    return Bill(frame, headers, table.where, source, code, factor)
