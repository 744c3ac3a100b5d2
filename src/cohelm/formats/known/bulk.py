"""Bills, ledgers and invoices of many rows, told by their head and then read by columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.delimited import decode, delimiter_of, read_delimited
from cohelm.formats.guess import guess_mappings
from cohelm.formats.known.catalogue import BY_NAME, KNOWN
from cohelm.formats.known.condensed import APART, KEPT, SUMMED, condensed
from cohelm.formats.known.focus import COSTS, FOCUS, TAKEN, Bill, added_up
from cohelm.formats.known.saying import words_of
from cohelm.formats.layout import Table, find_tables
from cohelm.formats.mapping import Mapping, table_name
from cohelm.formats.sheets import MOST_ROWS
from cohelm.formats.taken import manner_of
from cohelm.formats.units import unit_of
from cohelm.formats.vocabulary import vocabulary_of

# From so many bytes on a file is worth looking at its head first; so many bytes and lines are it.
MANY, HEAD, LINES = 8 * 2**20, 2**18, 1_000
MOST = 4 * 2**30


def read_many(
    name: str, content: bytes, schema: Schema, currency: str = "", factor: int = 1
) -> tuple[Contents, tuple[Mapping, ...], tuple[Table, ...]] | None:
    """What a large bill, or a ledger past the rows that are read one by one, says; None where it is none.

    None too for a text that is not UTF-8 or has more on it than one table: the ordinary reading then
    takes it, up to its own limits. Of a bill, the table that is given back has the head's rows only;
    of a ledger or invoices, the rows that were added up, see `condensed`. Raises InputError for a ledger
    of which too much is left then.
    """
    if not MANY <= len(content) <= MOST or content.startswith((b"PK", b"\xff\xfe", b"\xfe\xff")):
        return None
    whole = content[: content.rfind(b"\n", 0, HEAD) + 1]
    head = b"".join(whole.splitlines(keepends=True)[:LINES])
    if b"\0" in head or not _is_utf8(head):
        return None
    words = vocabulary_of(schema).heading | words_of(KNOWN)
    tables = find_tables(name, read_delimited(name, head), words)
    if len(tables) != 1 or tables[0].turned:
        return None
    (mapping,) = guess_mappings(tables, schema)
    if factor != 1 and mapping.factor == 1:
        mapping = replace(mapping, factor=factor)
    table = tables[0]
    if mapping.shape == FOCUS.name:
        bill = _bill(content, head, table, mapping, currency)
        if bill is None:
            return None
        contents = added_up(bill)
        contents.records = len(bill.frame)
        contents.notes = [*table.notes, *contents.notes]
        return contents, (mapping,), tables
    if mapping.shape not in KEPT or content.count(b"\n") <= MOST_ROWS:
        return None
    roles = (*KEPT[mapping.shape], *SUMMED[mapping.shape], *APART, "day")
    headers = [one.header for one in mapping.columns if one.use == "role" and one.name in roles]
    frame = _columns(content, head, table, headers)
    summed = None if frame is None else condensed(frame, table, mapping)
    read = BY_NAME[mapping.shape].read
    if frame is None or summed is None or read is None:
        return None
    contents = read(summed, mapping, schema, currency)
    contents.records = len(frame)
    return contents, (mapping,), (summed,)


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
    roles = {one.header: one.name for one in mapping.columns if one.use == "role"}
    cost = next((one for one in COSTS if one in roles.values()), "")
    roles = {header: role for header, role in roles.items() if role in (*TAKEN, cost)}
    frame = _columns(content, head, table, roles)
    if frame is None:
        return None
    frame.columns = [roles[header] for header in frame.columns]
    headers = {role: header for header, role in roles.items()}
    unit = manner_of(table, mapping, currency).unit
    own = unit_of(headers.get(cost, ""))
    factor = own.factor if own.factor != 1 else unit.factor
    source = table.called or table_name(table.file, table.sheet)
    code = own.currency or unit.currency or currency
    return Bill(frame, headers, table.where, source, code, factor)


def _columns(
    content: bytes, head: bytes, table: Table, headers: Iterable[str]
) -> pl.DataFrame | None:
    """Columns under their headers, all of them texts; None where the whole is not as its head."""
    at_row = table.places[0] - 2  # the header stands just above the first record
    places = sorted((table.columns[table.header.index(one)] - 1, one) for one in headers)
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
    frame.columns = [header for _, header in places]
    return frame
