"""What a look at files gives: the sentences, how much was understood, what was left out, what next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from cohelm.analysis.money import SIGNS
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural, in_number
from cohelm.core.proposal import Proposal, propose
from cohelm.core.prose import Prose, joined
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles
from cohelm.formats.known.catalogue import BY_NAME
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.sheets import Cell, is_blank
from cohelm.formats.tables import NOT_UNDERSTOOD
from cohelm.kinds import built_in_schema
from cohelm.reports.doubts import Doubt, doubts
from cohelm.reports.look import Sentence, look, next_file
from cohelm.reports.notes import Noted, grouped
from cohelm.reports.says.cloud import SHAPE, Charge, charges
from cohelm.reports.says.saying import Lists
from cohelm.reports.unread import nothing_in, unread
from cohelm.reports.wording import rows_in_words

MOST_ROWS = 50
"""So many rows behind a sentence are shown; the others are counted."""
MOST_FILES = 10
MOST_KINDS = 3
FIRST = {"name": 0, "end": 1, "total_cost": 1, "total_value": 1, "annual_cost": 1, "amount": 1,
         "forecast_cost": 1, "spent": 1,
         "description": 3}  # fmt: skip
"""Which columns are shown first where there is no room for all."""
SAYS_MONEY = re.compile(rf"\d (?:{'|'.join(map(re.escape, SIGNS.values()))}|[A-Z]{{3}}\b)")
"""A sentence with an amount; of two currencies it has none of its own, but says both."""
AS_IT_STANDS = " (as the file has it; its unit is in doubt)"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows of one table of a file as they stand in it; `more` is how many others there are.

    `rows` are the number of the row in its file and one text a column of `header`. `words` says which
    rows all of them are; `understood` are the columns, from 0, of which it is known what they mean.
    """

    place: str
    words: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    more: int
    understood: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What files say.

    `understood` of `of` rows were taken in, as `share` says with what was not; `doubts` are what may
    make every sentence wrong; `unread` says of each table that says nothing what would mend it;
    `tables` are the files' own with what their columns were taken for; `holds` are the commonest kinds
    of items, each with how many, of files that are no tables.
    """

    files: tuple[str, ...]
    on: date
    shapes: tuple[str, ...]
    understood: int
    of: int
    share: Figure
    sentences: tuple[Sentence, ...]
    assumed: tuple[Noted, ...]
    left_out: tuple[Noted, ...]
    next_file: str
    doubts: tuple[Doubt, ...]
    unread: tuple[str, ...]
    tables: tuple[tuple[Table, Mapping], ...]
    holds: tuple[tuple[str, int], ...] = ()

    @property
    def read_as(self) -> str:
        """What the files were read as, in words; empty where nothing was understood."""
        schema = built_in_schema()
        titles = (
            Prose(BY_NAME[one].title)
            if one in BY_NAME
            else Prose("list of {plural}", plural=schema.kind(one).plural)
            for one in self.shapes
        )
        told = [Prose("{title:a}", title=title) for title in dict.fromkeys(titles)]
        told += [_held(schema, kind, number) for kind, number in self.holds]
        return joined(told, ", ")

    def answer(self) -> dict[str, Any]:
        """As `cohelm look --json` shows it."""
        return {
            "shape": list(self.shapes),
            "understood": {"rows": self.understood, "of": self.of},
            "sentences": [one.answer() for one in self.sentences],
            "assumed": [*(one.text for one in self.doubts), *(str(one) for one in self.assumed)],
            "left_out": [*self.unread, *(str(one) for one in self.left_out)],
            "next_file": self.next_file,
        }

    def excerpts(self, sentence: Sentence) -> Iterator[Excerpt]:
        """The rows that a sentence is computed from, table by table."""
        wanted = set(sentence.rows)
        for table, mapping in self.tables:
            found = [
                (place, row)
                for place, row in zip(table.places, table.rows, strict=True)
                if (table.where, place) in wanted
            ]
            if found:
                rows = tuple((at, tuple(map(_text, row))) for at, row in found[:MOST_ROWS])
                words = rows_in_words((at for at, _ in found), turned=table.turned)
                more = max(0, len(found) - MOST_ROWS)
                name, known = PurePath(table.where).name, _understood(table, mapping)
                yield Excerpt(name, words, table.header, rows, more, known)

    def places(self, sentence: Sentence) -> str:
        """The files and rows that a sentence is computed from, in words."""
        said = {one.place: one.words for one in self.excerpts(sentence)}
        whole = [file for file, row in sentence.rows if not row]
        names: list[str] = [joined(one, ", ") for one in said.items()]
        names += [PurePath(file).name for file in dict.fromkeys(whole)]
        more = (
            [Prose("{names} more files", names=len(names) - MOST_FILES)]
            if len(names) > MOST_FILES
            else []
        )
        return joined([*names[:MOST_FILES], *more], "; ")


def look_at(
    read: Callable[[Schema], ReadFiles], *, on: date, settled: frozenset[str] = frozenset()
) -> Looked:
    """Looks at files on a day. `read` reads them by a schema; nothing is kept.

    What is said rests on these files alone. `settled` are the doubts that somebody answered. Raises
    what `read` raises.
    """
    empty = Enterprise.empty(built_in_schema())
    found = read(empty.schema)
    proposal = propose(empty, found.contents)
    made = empty.with_changes(proposal.changes)
    taken = {place for rows in proposal.places.values() for place in rows}
    pairs = tuple(zip(found.tables, found.mappings, strict=False))
    taken |= {one.place for table, mapping in pairs for one in _charged(table, mapping)}
    taken -= {(table.where, 0) for table, _ in pairs}
    lists = Lists(made, on, frozenset(proposal.made), proposal.places, pairs, proposal.changes)
    doubted = doubts(made, proposal, found.contents.notes, pairs, on, settled)
    apart = _apart(proposal, pairs)
    understood = _understood_rows(taken, pairs)
    of = max(found.contents.records, understood)
    understood = min(of, understood + _together(proposal, apart))
    return Looked(
        _files(found, proposal),
        on,
        tuple(one.shape or one.kind for one in found.mappings if one.is_read),
        understood,
        of,
        _share(taken, understood, of, found.tables, on),
        tuple(_with_doubt(lists, one, doubted) for one in look(lists)),
        grouped(_assumed(found, proposal)),
        grouped(proposal.problems),
        next_file(lists),
        doubted,
        tuple(unread(pairs)) or (() if of else (nothing_in(),)),
        pairs,
        _held_kinds(apart, found.mappings),
    )


def _charged(table: Table, mapping: Mapping) -> list[Charge]:
    """The rows of a bill, which is added up before it is taken in."""
    return charges(table, mapping) if mapping.shape == SHAPE else []


def _understood(table: Table, mapping: Mapping) -> tuple[int, ...]:
    """The columns that mean something, names first, then days and amounts, then the others."""
    known = {use.header: use for use in mapping.columns if use.use != "ignored"}
    at = [place for place, header in enumerate(table.header) if header in known]
    return tuple(sorted(at, key=lambda place: FIRST.get(known[table.header[place]].name, 2)))


def _files(found: ReadFiles, proposal: Proposal) -> tuple[str, ...]:
    """The names of the files that say anything, as a title shows them; sheets are none."""
    of = {table.where: table.file for table in found.tables}
    stated = list(of.values())
    placed = dict.fromkeys(file for rows in proposal.places.values() for file, _ in rows)
    stated += [of.get(file, file) for file in placed]
    return tuple(dict.fromkeys(PurePath(one).name for one in stated))


def _understood_rows(taken: set[tuple[str, int]], tables: Sequence[tuple[Table, Mapping]]) -> int:
    """How many rows of the files were taken in.

    Of two tables side by side in a sheet each has its own; a row of sums stands for those it adds up.
    """
    read = [table for table, mapping in tables if mapping.is_read]
    inside = [(table, row, (table.where, row)) for table in read for row in table.places]
    rows = sum(table.stands_for.get(row, 1) for table, row, place in inside if place in taken)
    return rows + len(taken - {place for _, _, place in inside})


def _apart(proposal: Proposal, tables: Sequence[tuple[Table, Mapping]]) -> list[str]:
    """The items of files that are no tables, by key."""
    inside = {table.where for table, _ in tables}
    return [
        key
        for key, rows in proposal.places.items()
        if rows and rows[0][0] not in inside and key not in proposal.made
    ]


def _together(proposal: Proposal, keys: Sequence[str]) -> int:
    """How many items stand in one place with another, as all of a file that is no table may."""
    return len(keys) - len({proposal.places[key][0] for key in keys})


def _held_kinds(keys: Sequence[str], told: Sequence[Mapping]) -> tuple[tuple[str, int], ...]:
    """The commonest kinds of items, each with how many, but those that a mapping tells of."""
    known = {one.kind for one in told}
    kinds = Counter(key.partition(":")[0] for key in keys)
    return tuple(one for one in kinds.most_common(MOST_KINDS) if one[0] not in known)


def _held(schema: Schema, kind: str, number: int) -> Prose:
    """So many of a kind, in words."""
    spec = schema.kind(kind)
    return in_number(number, spec.label.lower(), spec.plural)


def _share(
    taken: set[tuple[str, int]], understood: int, of: int, tables: tuple[Table, ...], on: date
) -> Figure:
    """Which share of the rows was understood, and where those stand that were not."""
    left_out = {}
    for table in tables:
        rows = [row for row in table.places if (table.where, row) not in taken]
        if rows:
            words = rows_in_words(rows, turned=table.turned)
            left_out[f"{PurePath(table.where).name}, {words}"] = tuple(map(str, rows))
    value = understood / of if of else None
    formula = Prose("{understood:,} rows understood of {of:,}", understood=understood, of=of)
    return Figure(
        value, "", "" if of else Prose("no rows"), formula=formula, left_out=left_out, on=on
    )


def _with_doubt(lists: Lists, sentence: Sentence, doubted: tuple[Doubt, ...]) -> Sentence:
    """A sentence of amounts whose unit is in doubt says so."""
    rows = {
        row
        for one in doubted
        if one.kind
        for key in lists.of(one.kind)["key"]
        for row in lists.places.get(key, ())
        if row[0] == one.file
    }
    if not SAYS_MONEY.search(sentence.text) or rows.isdisjoint(sentence.rows):
        return sentence
    return replace(sentence, text=sentence.text + AS_IT_STANDS)


def _assumed(read: ReadFiles, proposal: Proposal) -> Iterator[Problem]:
    """What the files' readers noted; that names became items, which all do here, is said once."""
    yield from proposal.differing
    yield from (one for one in read.contents.notes if NOT_UNDERSTOOD not in one.message)
    kinds = Counter(key.partition(":")[0] for key in proposal.made)
    for kind, number in kinds.items():
        items = counted(number, kind.replace("_", " "))
        yield Problem(
            Plural(
                "{items} stands in the files by name alone",
                "{items} stand in the files by name alone",
                number=number,
                items=items,
            )
        )


def _text(cell: Cell) -> str:
    return "" if is_blank(cell) else str(cell)
