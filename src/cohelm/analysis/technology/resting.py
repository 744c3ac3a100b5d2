"""Which technology does each item rest on, itself or through what it runs on?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.analysis.day import Day, Ints, Mask
from cohelm.analysis.technology.releases import Releases

UNDER = "runs_on"
Pairs = npt.NDArray[np.int64]
"""Pairs of nodes as one number each: the first times how many nodes there are, and the second."""

USES = ("used_in", "contained_in")
"""What a technology calls the things that use it, or that it is built into."""


def relations_of_use(day: Day) -> list[str]:
    """The relations by which things of any kind use a technology."""
    return sorted({
        spec.name
        for kind in day.enterprise.schema.kinds.values()
        for spec in kind.relations.values()
        if spec.inverse in USES
    })  # fmt: skip


def resting(day: Day) -> pl.DataFrame:
    """Each item with each technology that it rests on, unsorted: item, technology, through, as nodes.

    Where it is known which release is in use, it rests on that one; see `releases`. `through` is
    the item that uses the technology, the item itself where it does so; of several ways the shortest, of
    equal ones the first by node. Retired items rest on nothing and carry nothing. Cost: sorting the
    pairs that are found, times the depth of what runs on what.
    """
    upward = Upward.of(day)
    newest, through = _used(day)
    number = max(len(day.enterprise.nodes), 1)
    found = [(newest, through)]
    while len(newest):
        rows, upper = upward.over(newest // number)
        newest, through = _nearest(upper * number + newest[rows] % number, through[rows])
        for earlier, _ in found:
            fresh = ~_among(newest, earlier)
            newest, through = newest[fresh], through[fresh]
        found.append((newest, through))
    pairs = np.concatenate([one for one, _ in found])
    return pl.DataFrame({
        "item": (pairs // number).astype(np.int32), "technology": (pairs % number).astype(np.int32),
        "through": np.concatenate([by for _, by in found]).astype(np.int32),
    })  # fmt: skip


@dataclass(frozen=True)
class Upward:
    """What stands on what, read upwards: those on item n are `uppers[starts[n] : starts[n + 1]]`."""

    starts: Pairs
    uppers: Ints

    @classmethod
    def of(cls, day: Day) -> Upward:
        """Of the items that are not retired."""
        retired = day.retired
        here, under, _ = day.links(UNDER)
        runs = ~retired[here] & ~retired[under]
        many = np.bincount(under[runs], minlength=len(retired))
        order = np.argsort(under[runs], kind="stable")
        return cls(np.concatenate([[0], np.cumsum(many)]), here[runs][order])

    def over(self, items: Pairs) -> tuple[Pairs, Pairs]:
        """The items that stand on each of some, with the row of each in what was asked."""
        first = self.starts[items]
        many = self.starts[items + 1] - first
        rows = np.repeat(np.arange(len(items)), many)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
        return rows, self.uppers[first[rows] + within].astype(np.int64)


def _used(day: Day) -> tuple[Pairs, Pairs]:
    """What items use themselves, as sorted numbers of pairs, each with the item it is used by."""
    known, retired = Releases(day), day.retired
    parts = [known.meant(name) for name in relations_of_use(day)]
    empty = np.empty(0, np.int64)
    source = np.concatenate([empty, *(one[0] for one in parts)])
    target = np.concatenate([empty, *(one[1] for one in parts)])
    there = ~retired[source]
    return _nearest(source[there] * len(day.enterprise.nodes) + target[there], source[there])


def _nearest(pairs: Pairs, through: Pairs) -> tuple[Pairs, Pairs]:
    """Each pair once, sorted, with the first node through which it was found."""
    if not len(pairs):
        return pairs, through
    order = np.argsort(pairs)
    ordered = pairs[order]
    firsts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return ordered[firsts], np.minimum.reduceat(through[order], firsts)


def _among(pairs: Pairs, known: Pairs) -> Mask:
    """Which pairs are among known ones; both sorted."""
    at = np.searchsorted(known, pairs)
    there = at < len(known)
    there[there] = known[at[there]] == pairs[there]
    return there
