"""The links of one relation as arrays, and what can be reached along several of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import orjson

from cohelm.core.links import LAST_DAY, MOST_DAYS

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


def _none() -> Ints:
    return np.empty(0, np.int32)


@dataclass(frozen=True)
class Edges:
    """Links as columns: node numbers of both ends, first and last day, and attributes by row.

    `attributes` holds the JSON text of the few rows that have any.
    """

    source: Ints = field(default_factory=_none)
    target: Ints = field(default_factory=_none)
    start: Ints = field(default_factory=_none)
    until: Ints = field(default_factory=_none)
    attributes: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.source)

    def find(self, keys: Collection[tuple[int, int, int]]) -> list[int]:
        """The rows of the links with these (source, target, first day), those that there are."""
        if not len(self):
            return []
        sources = np.fromiter((key[0] for key in keys), np.int32, len(keys))
        near = np.flatnonzero(np.isin(self.source, sources))
        ends = zip(
            near.tolist(), self.source[near].tolist(), self.target[near].tolist(),
            self.start[near].tolist(), strict=True,
        )  # fmt: skip
        wanted = set(keys)
        return [row for row, *key in ends if tuple(key) in wanted]

    def where(self, live: Mask) -> Edges:
        """The rows where the mask holds."""
        rows = np.flatnonzero(live)
        new = {int(old): at for at, old in enumerate(rows)} if self.attributes else {}
        kept = {new[row]: text for row, text in self.attributes.items() if row in new}
        return Edges(self.source[rows], self.target[rows], self.start[rows], self.until[rows], kept)

    def on(self, day: int, there: Mask) -> tuple[Ints, Ints, Ints]:
        """Source, target and row of the links that hold on a day (a day number) and of which both
        ends are there (a mask over all nodes).

        Kept for the last days asked: plans share the links in which they agree, and one change
        makes a new plan without changing who is there.
        """
        days: dict[int, tuple[Mask, tuple[Ints, Ints, Ints]]]
        days = self.__dict__.setdefault("_days", {})
        known = days.get(day)
        if known is not None and np.array_equal(known[0], there):
            return known[1]
        holds = (self.start <= day) & (self.until >= day)
        rows = np.flatnonzero(holds & there[self.source] & there[self.target]).astype(np.int32)
        found = self.source[rows], self.target[rows], rows
        for ends in found:
            ends.flags.writeable = False
        if day not in days and len(days) >= MOST_DAYS:
            days.clear()
        days[day] = there, found
        return found

    def without(self, attributes: Collection[str]) -> Edges:
        """The same links, which say nothing of these attributes."""
        left = {
            row: {name: value for name, value in self.says(row).items() if name not in attributes}
            for row in self.attributes
        }
        kept = {row: orjson.dumps(says).decode() for row, says in left.items() if says}
        return replace(self, attributes=kept)

    def then(self, other: Edges) -> Edges:
        """These links and the others after them."""
        shifted = {row + len(self): text for row, text in other.attributes.items()}
        return Edges(
            np.concatenate([self.source, other.source]),
            np.concatenate([self.target, other.target]),
            np.concatenate([self.start, other.start]),
            np.concatenate([self.until, other.until]),
            {**self.attributes, **shifted},
        )

    def says(self, row: int) -> dict[str, Any]:
        """The attributes of one link, in plain forms."""
        text = self.attributes.get(row)
        return orjson.loads(text) if text else {}


@dataclass(frozen=True)
class LinkTable:
    """The links of one relation: shared base, small delta, and a mask over the base."""

    base: Edges = field(default_factory=Edges)
    delta: Edges = field(default_factory=Edges)
    live: Mask | None = None

    @cached_property
    def edges(self) -> Edges:
        """The links that hold, as one block."""
        base = self.base if self.live is None else self.base.where(self.live)
        return base.then(self.delta) if len(self.delta) else base

    @cached_property
    def _forward(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.edges.source, kind="stable").astype(np.int32)
        return self.edges.source[order], order

    @cached_property
    def _backward(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.edges.target, kind="stable").astype(np.int32)
        return self.edges.target[order], order

    def rows_of(self, node: int, *, reverse: bool = False) -> Ints:
        """The rows of `edges` that leave a node, or that enter it."""
        sorted_ends, order = self._backward if reverse else self._forward
        # of the type of what is searched: another one would copy all of it first
        first, last = np.searchsorted(sorted_ends, np.array([node, node + 1], np.int32))
        return order[first:last]

    def where(self, holds: Mask) -> LinkTable:
        """The table with only those of its `edges` for which the mask holds."""
        return self if holds.all() else LinkTable(self.edges.where(holds))

    def without(self, attributes: Collection[str]) -> LinkTable:
        """The table with links that say nothing of these attributes."""
        return LinkTable(self.edges.without(attributes))

    def at(self, day: int) -> LinkTable:
        """The links that hold on a day (a day number); first and last day are inclusive."""
        return self.where((self.edges.start <= day) & (self.edges.until >= day))

    def with_links(
        self, changed: Mapping[tuple[int, int, int], Mapping[str, Any] | None]
    ) -> LinkTable:
        """The table after links changed: (source, target, first day) → what it says, or None."""
        live = np.ones(len(self.base), bool) if self.live is None else self.live.copy()
        live[self.base.find(changed.keys())] = False
        kept = np.ones(len(self.delta), bool)
        kept[self.delta.find(changed.keys())] = False
        delta = self.delta.where(kept)
        new = [(key, says) for key, says in changed.items() if says is not None]
        return LinkTable(self.base, delta.then(edges_of(new)), live)


def edges_of(links: Sequence[tuple[tuple[int, int, int], Mapping[str, Any]]]) -> Edges:
    """Edges from ((source, target, first day), what the link says) pairs."""
    if not links:
        return Edges()
    ends = np.array([key for key, _ in links], np.int32)
    until, attributes = [], {}
    for row, (_, says) in enumerate(links):
        until.append(says.get("until") or LAST_DAY)
        if not says:
            continue
        rest = {name: value for name, value in says.items() if name != "until"}
        if rest:
            attributes[row] = orjson.dumps(rest).decode()
    return Edges(ends[:, 0], ends[:, 1], ends[:, 2], np.array(until, np.int32), attributes)


def adjacency(tables: Iterable[LinkTable], size: int, *, reverse: bool = False) -> csr_array:
    """The links of several relations as one sparse matrix; row i holds what i points to."""
    # late: it costs half a second, and few commands ask what is reached
    from scipy.sparse import csr_array

    edges = [table.edges for table in tables]
    source = np.concatenate([_none(), *(one.source for one in edges)])
    target = np.concatenate([_none(), *(one.target for one in edges)])
    rows, columns = (target, source) if reverse else (source, target)
    # csgraph works on doubles; any other type would be copied at each question
    ones = np.ones(len(rows), np.float64)
    return csr_array((ones, (rows, columns)), shape=(size, size))


def reached(matrix: csr_array, node: int) -> Ints:
    """The nodes that can be reached from one node, itself left out, in breadth-first order."""
    from scipy.sparse.csgraph import breadth_first_order

    order = breadth_first_order(matrix, node, directed=True, return_predecessors=False)
    return order[1:].astype(np.int32)


def between(table: LinkTable, visible: Mask) -> LinkTable:
    """The links of which both ends are visible (a mask over all nodes)."""
    return table.where(visible[table.edges.source] & visible[table.edges.target])
