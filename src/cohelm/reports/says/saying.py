"""What says a sentence: the lists that files hold, and how urgent what they say is."""

from __future__ import annotations

from collections.abc import Mapping as Places
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

import polars as pl

from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping

Rows = tuple[tuple[str, int], ...]
SOON_DAYS, YEAR_DAYS = 90, 365


class Urgency(IntEnum):
    """In which order sentences are said."""

    LATE = 1
    """It went wrong already, or its day is over."""
    SOON = 2
    """Its day is within ninety days."""
    YEAR = 3
    """Its day is within a year."""
    GAP = 4
    """Money or work that nobody answers for, or that is there twice."""
    WHOLE = 5
    """What all of it costs, and who gets most."""
    UNKNOWN = 6
    """What the files do not say."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its amount where there is one in one currency, its day, and the items behind it.

    `together`: it rests on several files. `rows` are those behind it where no item stands for them.
    `shapes`: of the rows of the items, only those of files of these shapes are behind it.
    """

    text: str
    amount: Money | None
    day: date | None
    keys: Sequence[str]
    urgency: Urgency
    together: bool = False
    rows: Rows = ()
    shapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """What files hold, on the day that is asked about.

    `made` are items that no row of a file is about, which others name: they count in no list.
    `places` are the rows of each item, `tables` the files' own with what their columns were taken for.
    """

    enterprise: Enterprise
    on: date
    made: frozenset[str] = frozenset()
    places: Places[str, Rows] = field(default_factory=dict)
    tables: tuple[tuple[Table, Mapping], ...] = ()

    def of(self, kind: str) -> pl.DataFrame:
        """The items of a kind that a list is about, in the order of their ids, with `key`."""
        frame = self.enterprise.frame(kind)
        keyed = frame.with_columns(pl.format(kind + ":{}", "id").alias("key")).sort("id")
        return keyed.filter(~pl.col("key").is_in(sorted(self.made))) if self.made else keyed

    def name(self, key: str) -> str:
        """What an item is called."""
        return self.enterprise.name(key)

    def has(self, *kinds: str) -> bool:
        """Whether there is a list of each of the kinds."""
        return all(len(self.of(kind)) for kind in kinds)

    def rows(self, said: Said) -> Rows:
        """The rows behind a sentence, in order."""
        found = said.rows or tuple(row for key in said.keys for row in self.places.get(key, ()))
        if said.shapes:
            files = {table.where for table, of in self.tables if of.shape in said.shapes}
            found = tuple((file, row) for file, row in found if file in files)
        return tuple(sorted(set(found)))

    def when(self, day: date) -> Urgency:
        """How urgent a day is that is not over."""
        return Urgency.SOON if (day - self.on).days <= SOON_DAYS else Urgency.YEAR
