"""What says a sentence: the lists that files hold, and how urgent what they say is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Places
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum
from functools import cached_property

import polars as pl

from cohelm.analysis.wording import counted
from cohelm.core.changes import ChangeSet, ObservationChange, Place
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.prose import Prose
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping

Rows = tuple[tuple[str, int], ...]
OBSERVED = ("item", "time", "source", "reference")
Observed = tuple[str, datetime, str, str]
"""These of an observation, its time as a moment in UTC."""
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
    MORE = 7
    """What else they say of the whole, where fewer than five sentences were said."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its amount where there is one in one currency, its day, and the items behind it.

    `together`: it rests on several files. `rows` are those behind it where no item stands for them.
    """

    text: str
    amount: Money | None
    day: date | None
    keys: Sequence[str]
    urgency: Urgency
    together: bool = False
    rows: Rows = ()


@dataclass(frozen=True, eq=False)
class Lists:
    """What files hold, on the day that is asked about.

    `made` are items that no row of a file is about, which others name: they count in no list.
    `places` are the rows of each item, `tables` the files' own with what their columns were taken for,
    `changes` what the files amount to.
    """

    enterprise: Enterprise
    on: date
    made: frozenset[str] = frozenset()
    places: Places[str, Rows] = field(default_factory=dict)
    tables: tuple[tuple[Table, Mapping], ...] = ()
    changes: ChangeSet = field(default_factory=ChangeSet)

    def of(self, kind: str) -> pl.DataFrame:
        """The items of a kind that a list is about, in the order of their ids, with `key`."""
        if kind not in self._frames:
            self._frames[kind] = self._listed(kind)
        return self._frames[kind]

    def _listed(self, kind: str) -> pl.DataFrame:
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
        return tuple(sorted(set(found)))

    def behind(self, metric: str, lines: pl.DataFrame) -> Rows:
        """The rows that observations stand in, of a frame with item, time, source and reference."""
        return tuple(row for rows in self.places_of(metric, lines) for row in rows)

    def places_of(self, metric: str, lines: pl.DataFrame) -> list[Rows]:
        """The row of each observation of such a frame, in its order; none where it stands in none."""
        at = self._observed.get(metric, {})
        keys = (
            (item, _instant(time), source, reference)
            for item, time, source, reference in lines.select(*OBSERVED).iter_rows()
        )
        return [(at[key],) if key in at else () for key in keys]

    @cached_property
    def _frames(self) -> dict[str, pl.DataFrame]:
        return {}

    @cached_property
    def vendors(self) -> dict[str, str]:
        """The vendor of each contract that names one."""
        named = self.enterprise.all_targets("contract", "vendor")
        return {key: named[key][0] for key in self.of("contract")["key"] if key in named}

    @cached_property
    def by_month(self) -> bool:
        """Whether rows of a file were added up by month: no amount or day is then known alone."""
        return any(table.stands_for for table, _ in self.tables)

    @cached_property
    def added_up(self) -> frozenset[str]:
        """The sources whose observations stand in no row of their own, such as cloud bills."""
        return frozenset(
            one.source
            for one in self.changes
            if isinstance(one, ObservationChange) and one.place is not None and not one.place[1]
        )

    @cached_property
    def _observed(self) -> dict[str, dict[Observed, Place]]:
        """By metric, where each observation stands."""
        found: dict[str, dict[Observed, Place]] = {}
        for one in self.changes:
            if isinstance(one, ObservationChange) and one.place is not None:
                time = _instant(datetime.fromisoformat(one.time))
                key = (one.item, time, one.source, one.reference)
                found.setdefault(one.metric, {})[key] = one.place
        return found

    def when(self, day: date) -> Urgency:
        """How urgent a day is that is not over."""
        return Urgency.SOON if (day - self.on).days <= SOON_DAYS else Urgency.YEAR


def _instant(time: date) -> datetime:
    """A day or moment as a moment in UTC, a day at its beginning."""
    if not isinstance(time, datetime):
        return datetime(time.year, time.month, time.day, tzinfo=UTC)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def ahead(counts: Iterable[float | Decimal], most: float | Decimal) -> str:
    """`more than any other`; where others have as many, how many these are.

    >>> ahead([3, 2], 3), ahead([3, 3, 1], 3)
    ('more than any other', 'as many as 1 other')
    """
    equal = sum(one == most for one in counts) - 1
    return (
        Prose("as many as {others}", others=counted(equal, "other"))
        if equal
        else Prose("more than any other")
    )
