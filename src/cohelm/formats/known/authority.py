"""Delegations of authority: who may commit the firm to what, up to which amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.schema import Schema
from cohelm.formats.cells import text_of
from cohelm.formats.choices import YES
from cohelm.formats.known.activities import (
    TITLES,
    domain_in,
    is_title,
    kinds_of,
    titled,
    verb_in,
)
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.grants import Grant, grants_in, says_grant
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.shown import seen
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.numbers import read_number
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.sheets import Cell
from cohelm.formats.taken import manner_of
from cohelm.formats.units import unit_in, unit_of
from cohelm.formats.words import BRACKETS

LIST_ROLES = (
    Role("decision", "text", ("decision", "type of decision", "transaction", "transaction type",
         "matter", "matter to decide", "subject", "commitment", "type of commitment", "commitment type",
         "kind of transaction", "decision on", "spend on", "authority type", "kind of decision",
         "geschaftsvorfall", "entscheidung", "operation"), tells=0.8),
    Role("holder", "name", ("approver", "approving authority", "authorised role", "authority holder",
         "delegate", "authorised by", "approved by", "position", "role", "job title", "signatory",
         "authorised signatory", "decided by", "genehmiger", "zeichnungsberechtigt", "funktion",
         "fonction", "delegataire"), needed=True, tells=0.8),
    Role("limit", "text", ("limit", "approval limit", "financial limit", "authority limit",
         "delegation limit", "up to", "maximum amount", "threshold", "spending limit", "amount limit",
         "signature limit", "upper limit", "ceiling", "wertgrenze", "betragsgrenze", "limite",
         "plafond", "bis", "seuil"), needed=True, tells=1.6),
    Role("above", "text", ("from", "above", "lower limit", "minimum amount", "over", "ab"), tells=0.4),
    Role("second", "text", ("second approver", "co signatory", "second signature", "joint with",
         "jointly with", "dual signature", "countersigned by", "zweitunterschrift"), tells=1.2),
    Role("currency", "currency", ("currency", "currency code", "wahrung", "devise"), tells=0.3),
)  # fmt: skip
GRID_ROLES = (
    Role("label", "text", ("decision", "role", "amount"), tells=0.6),
    Role("grants", "text", TITLES, tells=1.0),
)
ABOUT = re.compile(r"(?i)\b(?:authorit|delegation|limit|signat|approval|unterschrift|vollmacht|wertgrenze)")
EITHER = re.compile(r"(?i)\s+(?:or|oder|ou)\s+|\s*/\s*")
BOTH = re.compile(r"(?i)\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\bjointly with\b)\s*")
TWO_OF = re.compile(r"(?i)^\s*(?:any\s+)?(?:two|2|both|zwei|deux)(?:\s+(?:of|from|von|de))?\s*:?\s*(?P<who>.*)$")
MARKED = 0.8


@dataclass(frozen=True, slots=True)
class Granted:
    """One right of a table: what it is about, who holds it, how far, and where it stands."""

    decision: str
    holder: str
    grant: Grant
    row: int


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
    grants = [one for one in table.columns if one.filled and _grants(one) and not counts_up(one)]
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


def counts_up(column: Profile) -> bool:
    """Whether a column only numbers the rows, from 0 or 1 on."""
    said = [text for text in column.sample if text.isdecimal()]
    first = int(said[0]) if said else -1
    steps = [str(one) for one in range(first, first + len(column.sample))]
    return len(said) > 2 and first in (0, 1) and column.sample == steps


def _grants(column: Profile) -> bool:
    worded = sum(map(says_grant, column.cells))
    fit = sum(says_grant(cell) or _is_amount(cell) for cell in column.cells)
    # where words say that they are limits, a legend below may take as many rows
    return bool(column.cells) and fit >= (0.5 if worded > 1 else MARKED) * len(column.cells)


def _is_amount(cell: Cell) -> bool:
    number = read_number(cell)
    return number is not None and not number.unit.percent and number.value >= 0


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
            grants = _read(figures, _with_units(table.values(at), names), at, manner)
            for row, grant in enumerate(grants):
                if grant is not None and names[row]:
                    head, name = (BRACKETS.sub("", one).strip() for one in (table.header[at], names[row]))
                    decision, holder = (head, name) if across else (name, head)
                    found.append(Granted(decision, holder, grant, table.places[row]))
    _take(figures, found)
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
    grants = _read(figures, table.values(label), label, manner_of(table, figures.mapping, figures.home))
    about = table.title or table.header[label]
    for row, grant in enumerate(grants):
        if grant is None or not names[row]:
            continue
        marked = [table.header[at] for at in columns if text_of(table.rows[row][at])]
        if marked:
            yield Granted(about, " and ".join(marked), grant, table.places[row])


def read_list(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each row as a right with its limit: a decision, who takes it, up to which amount."""
    del schema
    figures = Figures.of(table, mapping, home)
    at = figures.places["limit"][0]
    cells = table.values(at)
    if figures.has("currency"):
        codes = figures.texts("currency")
        cells = [
            f"{text_of(cell)} {code.upper()}" if code and _is_amount(cell) else cell
            for cell, code in zip(cells, codes, strict=True)
        ]
    grants = _read(figures, cells, at, manner_of(table, mapping, home))
    decisions, holders, seconds = (figures.texts(one) for one in ("decision", "holder", "second"))
    about = table.title or "Commit expenditure"
    found, nameless = [], []
    for row, grant in enumerate(grants):
        if not holders[row]:
            nameless.append(table.places[row])
            continue
        if grant is None:
            grant = Grant()
        holder = " and ".join(filter(None, [holders[row], seconds[row]]))
        found.append(Granted(decisions[row] or about, holder, grant, table.places[row]))
    if nameless:
        shown = ", ".join(map(str, nameless[:8]))
        figures.contents.notes.append(table.note(f"{len(nameless)} rows left out: nobody is named (row {shown})"))
    _take(figures, found)
    return figures.contents


def _read(figures: Figures, cells: Sequence[Cell], at: int, manner: Any) -> list[Grant | None]:
    """The grants of a column; what cannot be read is among the problems."""
    table = figures.table
    grants, notes, refused = grants_in(cells, table.header[at], manner)
    figures.contents.notes += [table.note(one, at) for one in notes]
    for row, (cell, grant) in enumerate(zip(cells, grants, strict=True)):
        if grant is None and (text_of(cell) or "").strip("-–— ") and _says(cell):
            why = refused or "Accepted: up to 250,000; > 1 Mio; unlimited; an amount"
            figures.contents.problems.append(table.problem(row, at, f"'{cell}' is no limit. {why}", cell))
    return grants


def _says(cell: Cell) -> bool:
    from cohelm.formats.cells import is_unknown

    return not is_unknown(text_of(cell) or "")


def _take(figures: Figures, found: Sequence[Granted]) -> None:
    """The rights as documents; a right that stands twice is told apart by a number."""
    contents, table = figures.contents, figures.table
    times: dict[str, int] = {}
    above, joint, either, unsaid = [], [], [], []
    for one in found:
        if one.grant.none:
            continue
        holders, how = holders_in(one.holder, one.grant.jointly)
        if not holders:
            continue
        name = f"{one.decision}: {' and '.join(holders)}"[:280]
        times[name.casefold()] = times.get(name.casefold(), 0) + 1
        if times[name.casefold()] > 1:
            name = f"{name} ({times[name.casefold()]})"
        verb = verb_in(one.decision)
        for said, of in ((one.grant.above, above), (how == "both", joint), (how == "either", either),
                         (not verb, unsaid)):  # fmt: skip
            if said:
                of.append(name)
        values: dict[str, Any] = {
            "name": name, "statement": one.decision, "verb": verb or "approve",
            "accountable": [Named(holder, kinds_of(holder), make=True) for holder in holders],
        }  # fmt: skip
        if domain := domain_in(one.decision):
            values["domain"] = domain
        if one.grant.limit:
            values["limit"] = one.grant.limit
        contents.documents.append(Document("right", "", values, table.where, one.row))
    _tell(figures, above, joint, either, unsaid)


def _tell(
    figures: Figures, above: list[str], joint: list[str], either: list[str], unsaid: list[str]
) -> None:
    """What a right cannot say as the table does."""
    said = (
        (above, "begin at an amount: only upper ends are kept, so each holds from nought, and where "
                "lower limits hold, these go before it"),
        (joint, "need two who sign together: both are kept as accountable, and no forum is named"),
        (either, "name several of whom one will do: all are kept as accountable"),
        (unsaid, "do not say what is done: they are read as approving"),
    )  # fmt: skip
    for names, what in said:
        if names:
            shown = "; ".join(name[:60] for name in names[:6]) + ("; …" if len(names) > 6 else "")
            figures.contents.notes.append(figures.table.note(f"{len(names)} rights {what}: {shown}"))
    if figures.contents.documents:
        why = "what the rights cover is not in such a table: it is left open until a condition says it"
        figures.contents.notes.append(figures.table.note(why))


def holders_in(text: str, jointly: str = "") -> tuple[list[str], str]:
    """Who is named, and how several stand together: `both`, `either` or empty for one alone.

    >>> holders_in("two of: CFO, CIO"), holders_in("CIO or CFO"), holders_in("Head of IT")
    ((['CFO', 'CIO'], 'both'), (['CIO', 'CFO'], 'either'), (['Head of IT'], ''))
    """
    two = TWO_OF.match(text)
    said = two["who"] if two else text
    parts = [one for one in BOTH.split(said) if one]
    if not two and len(parts) > 1 and not all(is_title(one) for one in parts):
        parts = [said]
    how = "both" if len(parts) > 1 or two else ""
    if not how and len(EITHER.split(said)) > 1 and all(map(is_title, EITHER.split(said))):
        parts, how = EITHER.split(said), "either"
    if jointly:
        parts, how = [*parts, jointly], "both"
    names = list(dict.fromkeys(" ".join(one.split()).strip(" :()") for one in parts))
    return [one for one in names if one], how if len(names) > 1 else ""


def sees_list(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns of a list by their headers; limits and holders by their cells where no header says so.

    Of a list with limits in figures, the header has to say that they are limits.
    """
    return seen(table, AUTHORITY, {"limit": _limits, "holder": _holders}, {"above": _no_grants})


def _limits(column: Profile) -> bool:
    worded = sum(map(says_grant, column.cells))
    return worded > 1 and worded >= 0.4 * len(column.cells) and _grants(column)


def _no_grants(column: Profile) -> bool:
    return not _grants(column)


def _holders(column: Profile) -> bool:
    return column.distinct > 1 and titled(column.sample) >= MARKED


AUTHORITY = Known("authority", "Delegation of authority", LIST_ROLES, read_list, sees=sees_list)
AUTHORITY_GRID = Known(
    "authority_grid", "Grid of authority limits", GRID_ROLES, read_grid, sees=sees_grid
)
