"""The rows of a log of events: what each role says in each row, and what is left out of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cohelm.core.documents import Contents, Named
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.known.figures import Figures
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, table_name
from cohelm.formats.moments import Moment, read_moments

RUNS = ("application", "service", "server", "platform", "data_set", "interface", "network_segment",
        "product")  # fmt: skip
HOST = re.compile(r"(?i)^(?=[^\s]*\d)(?:[a-z0-9]+[-_.])*[a-z0-9]+$")
HOSTLY = re.compile(r"(?i)(?:srv|server|host|vm|node|\bsql\d|\bweb\d|\besx)")


@dataclass
class Log:
    """A table of events. Lists have one entry a row of the table."""

    figures: Figures

    @classmethod
    def of(cls, table: Table, mapping: Mapping, home: str) -> Log:
        """Reads the roles; notes and problems of the table come along."""
        return cls(Figures.of(table, mapping, home))

    @property
    def table(self) -> Table:
        """The table."""
        return self.figures.table

    @property
    def contents(self) -> Contents:
        """What was read so far."""
        return self.figures.contents

    @property
    def source(self) -> str:
        """What the log is called from one edition to the next."""
        return self.table.called or table_name(self.table.file, self.table.sheet)

    def texts(self, role: str) -> list[str]:
        """What the column of a role says; empty where nothing does."""
        return self.figures.texts(role)

    def moments(self, role: str) -> list[Moment | None]:
        """The moments of a role; what cannot be read is reported."""
        if not self.figures.has(role):
            return [None] * len(self.table.rows)
        at = self.figures.places[role][0]
        cells = self.table.values(at)
        read = read_moments(cells)
        for row in read.unread:
            why = f"'{str(cells[row])[:60]}' is no day or time. Accepted: 2026-03-01, 01.03.2026 09:30"
            self.contents.problems.append(self.table.problem(row, at, why, cells[row]))
        self.contents.notes += [self.table.note(note, at) for note in read.notes]
        return read.values

    def amounts(self, role: str) -> list[str | None]:
        """The amounts of a role (`312000 EUR`)."""
        if not self.figures.has(role):
            return [None] * len(self.table.rows)
        return self.figures.amounts(self.figures.places[role][0])

    def left_out(self, rows: Sequence[int], why: str) -> None:
        """Says which rows are left out and why."""
        if rows:
            shown = ", ".join(str(self.table.places[row]) for row in rows[:8])
            more = ", …" if len(rows) > 8 else ""
            many = in_number(len(rows), "row", "rows")
            self.contents.notes.append(
                self.table.note(f"{many} left out: {why} (row {shown}{more})")
            )

    def tell(self, why: str) -> None:
        """Adds a note on the whole table."""
        self.contents.notes.append(self.table.note(why))


def item_of(name: str, service: str = "", classed: str = "") -> Named:
    """The item that a configuration item or a service names; made where nobody knows it.

    What it is made as is told by its class, else by its look: a word with digits is a server.
    """
    if not name:
        return Named(service, ("service", "application", "platform", "product"), make=True)
    words = classed.casefold().replace("_", " ")
    kind = "application"
    if (
        "server" in words
        or "computer" in words
        or (not words and HOST.match(name) and HOSTLY.search(name))
    ):
        kind = "server"
    elif "service" in words:
        kind = "service"
    elif "network" in words or "database" in words or "storage" in words:
        kind = "platform"
    return Named(name, (kind, *(one for one in RUNS if one != kind)), make=True)


def known_kinds(schema: Schema, named: Named) -> Named:
    """The reference with the kinds that the schema has."""
    kinds = tuple(one for one in named.kinds if one in schema.kinds)
    return Named(named.text, kinds, named.make, named.system)


def plainly(text: str) -> str:
    """A word of a choice without its number and case: `2 - High` is `high`.

    >>> plainly("2 - High"), plainly("P1")
    ('high', 'p1')
    """
    return re.sub(r"^\s*\d+\s*[-–:.)]\s*", "", text).strip().casefold()


def counted(words: Iterable[str]) -> str:
    """How often each word stands there, commonest first: `cancelled (3), new (1)`."""
    counts = Counter(words)
    return ", ".join(f"{word or 'blank'} ({count})" for word, count in counts.most_common(6))
