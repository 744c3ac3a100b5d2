"""What a look at files gives: the sentences, how much was understood, what was left out, what next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem, UnknownName
from cohelm.core.proposal import Proposal, propose
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles
from cohelm.formats.layout import Table
from cohelm.formats.sheets import Cell, is_blank
from cohelm.formats.units import CODES
from cohelm.kinds import built_in_schema
from cohelm.reports.look import Sentence, look, next_file

MOST_ROWS = 50
"""So many rows behind a sentence are shown; the others are counted."""

UNITS = {"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
"""In what amounts can stand."""
SMALL = {"initiative": ("total_cost", 10_000), "contract": ("annual_cost", 100)}
"""By kind, its amount, and below what half of them raise a doubt about their unit."""
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows of one table of a file as they stand in it; `more` is how many others there are.

    `rows` are the number of the row in its file and one text a column of `header`.
    """

    place: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What files say.

    `understood` of `of` rows were taken in; `doubts` are what may make every amount wrong; `tables`
    are the files' own.
    """

    shapes: tuple[str, ...]
    understood: int
    of: int
    sentences: tuple[Sentence, ...]
    assumed: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    next_file: str
    doubts: tuple[str, ...]
    tables: tuple[Table, ...]

    def answer(self) -> dict[str, Any]:
        """As `cohelm look --json` shows it."""
        return {
            "shape": list(self.shapes),
            "understood": {"rows": self.understood, "of": self.of},
            "sentences": [one.answer() for one in self.sentences],
            "assumed": [*self.doubts, *(str(one) for one in self.assumed)],
            "left_out": [str(one) for one in self.left_out],
            "next_file": self.next_file,
        }

    def excerpts(self, sentence: Sentence) -> Iterator[Excerpt]:
        """The rows that a sentence is computed from, table by table."""
        wanted = set(sentence.rows)
        for table in self.tables:
            found = [
                (place, row)
                for place, row in zip(table.places, table.rows, strict=True)
                if (table.where, place) in wanted
            ]
            if found:
                rows = tuple((at, tuple(map(_text, row))) for at, row in found[:MOST_ROWS])
                yield Excerpt(table.where, table.header, rows, max(0, len(found) - MOST_ROWS))


def look_at(read: Callable[[Schema], ReadFiles], *, on: date) -> Looked:
    """Looks at files on a day. `read` reads them by a schema; nothing is kept.

    What is said rests on these files alone. Raises what `read` raises.
    """
    empty = Enterprise.empty(built_in_schema())
    found = read(empty.schema)
    proposal = propose(empty, found.contents)
    made = empty.with_changes(proposal.changes)
    taken = {place for rows in proposal.places.values() for place in rows}
    return Looked(
        tuple(one.shape or one.kind for one in found.mappings if one.is_read),
        len(taken),
        max(found.contents.records, len(taken)),
        look(made, proposal.places, on=on),
        tuple(_assumed(found, proposal)),
        tuple(proposal.problems),
        next_file(made),
        tuple(doubts(made)),
        found.tables,
    )


def _assumed(read: ReadFiles, proposal: Proposal) -> Iterator[Problem]:
    """What the files' readers noted; that names became items, which all do here, is said once."""
    yield from read.contents.notes
    stated = set(read.contents.notes)
    made = sum(one not in stated for one in proposal.notes)
    if made:
        yield Problem(f"{counted(made, 'name')} in the files became items of their own")


def doubts(enterprise: Enterprise) -> Iterator[str]:
    """Whether amounts are so small for what they are about that their unit may not be one."""
    for kind, (column, small) in SMALL.items():
        frame = enterprise.frame(kind)
        amounts = frame[column].struct.field("amount").drop_nulls() if len(frame) else ()
        if len(amounts) < FEWEST:
            continue
        middle = sorted(amounts)[len(amounts) // 2]
        if 0 < middle < small:
            yield (
                f"Half of the {enterprise.schema.kind(kind).plural} cost less than {middle:,.0f}:"
                " their amounts may stand in thousands or millions, and no header says so. Say which."
            )


def unit_asked(text: str, *, where: str) -> int:
    """What amounts are to be multiplied by, 1 where it is blank. Raises UnknownName."""
    word = text.strip().lower()
    if word and word not in UNITS:
        raise UnknownName.of("unit", text, UNITS, where=where)
    return UNITS.get(word, 1)


def currency_asked(text: str, *, where: str) -> str:
    """The code of a currency that somebody states, empty where it is blank. Raises UnknownName."""
    code = text.strip().upper()
    if code and code not in CODES:
        raise UnknownName.of("currency", text, CODES, where=where)
    return code


def _text(cell: Cell) -> str:
    return "" if is_blank(cell) else str(cell)
