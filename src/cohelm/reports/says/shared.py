"""What two files say of the same things where no list knows them: columns that share their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import PurePath
from typing import NamedTuple

from cohelm.analysis.money import Amounts
from cohelm.analysis.wording import listed, money_of
from cohelm.core.prose import Prose
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.words import tokens
from cohelm.reports.says.amounts import said_of
from cohelm.reports.says.saying import Lists, Said, Urgency

FEWEST, OVERLAP, SPREAD = 5, 0.5, 0.1
"""So many values at least are shared, so much of the shorter column, each so rarely repeated."""
WORTH = {
    "contract": ("total_value", "annual_cost"),
    "initiative": ("total_cost", "cost_per_year"),
    "application": ("annual_cost",),
}
UNREAD = ("ignored", "external_id")
"""Uses of columns that join an item to none of another kind."""
IDENTIFIES = frozenset(("id", "identifier", "number", "code", "key", "reference"))
"""Words that head a column of identifiers."""


class Shared(NamedTuple):
    """Two columns that share values: of each value, its rows in the one and in the other file."""

    header: str
    first: dict[str, list[int]]
    second: dict[str, list[int]]

    @property
    def values(self) -> set[str]:
        """What stands in both."""
        return self.first.keys() & self.second.keys()


def of_shared(lists: Lists) -> Iterator[Said]:
    """What two files have in common, with the money that each states for it.

    Said of lists of two kinds, by the pair of columns of one header that shares most values. What
    stands in one file alone is told with its number.
    """
    for (one, of_one), (other, of_other) in combinations(lists.tables, 2):
        if one.file == other.file or of_one.kind == of_other.kind:
            continue
        unread = _unread(of_one) & _unread(of_other)
        found = [shared for shared in _columns(one, other, unread) if _telling(shared)]
        if found:
            yield _said(lists, one, other, max(found, key=lambda shared: len(shared.values)))


def _unread(mapping: Mapping) -> set[str]:
    """The words of the headers that lead to no other list."""
    return {_words(use.header) for use in mapping.columns if use.use in UNREAD}


def _words(header: str) -> str:
    return " ".join(tokens(header))


def _columns(one: Table, other: Table, unread: set[str]) -> Iterator[Shared]:
    heads = {_words(header): at for at, header in enumerate(other.header)}
    for at, header in enumerate(one.header):
        words = _words(header)
        if words in unread and words in heads and IDENTIFIES & set(tokens(header)):
            yield Shared(header, _rows_of(one, at), _rows_of(other, heads[words]))


def _rows_of(table: Table, column: int) -> dict[str, list[int]]:
    """The rows of each value of a column."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, cell in zip(table.places, table.values(column), strict=True):
        text = text_of(cell) or ""
        if text and not is_unknown(text):
            found[text.casefold()].append(place)
    return found


def _telling(shared: Shared) -> bool:
    """Whether the values tell things apart, and enough of them are the same."""
    fewer = min(len(shared.first), len(shared.second))
    rows = sum(map(len, shared.first.values())), sum(map(len, shared.second.values()))
    spread = min(len(shared.first) / max(1, rows[0]), len(shared.second) / max(1, rows[1]))
    return len(shared.values) >= max(FEWEST, OVERLAP * fewer) and spread >= SPREAD


def _said(lists: Lists, one: Table, other: Table, shared: Shared) -> Said:
    common = shared.values
    rows: list[tuple[str, int]] = []
    parts = []
    for table, column in ((one, shared.first), (other, shared.second)):
        places = {place for value in common for place in column[value]}
        rows += [(table.where, place) for place in sorted(places)]
        amounts = _worth(lists, table.where, places)
        left = len(column) - len(common)
        cost = Prose("{amounts} in ", amounts=said_of(amounts)) if amounts else Prose("in ")
        more = Prose(" ({left} more stand there alone)", left=left) if left else ""
        parts.append(cost + PurePath(table.where).name + more)
    text = Prose(
        "{common} of the same {header} stand in both: {parts}",
        common=len(common),
        header=shared.header,
        parts=listed(parts),
    )
    return Said(text, None, None, (), Urgency.GAP, together=True, rows=tuple(rows))


def _worth(lists: Lists, file: str, places: set[int]) -> Amounts:
    """What the items cost that stand in some rows of a file, each once."""
    stated = []
    for kind, columns in WORTH.items():
        frame = lists.of(kind)
        column = next((one for one in columns if frame[one].drop_nulls().len()), columns[0])
        for key, money in frame.select("key", column).iter_rows():
            if any(where == file and row in places for where, row in lists.places.get(key, ())):
                stated.append((key, money_of(money)))
    return Amounts.total(stated)
