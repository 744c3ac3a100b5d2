"""Which technology does each item rest on, itself or through what it runs on?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import orjson
import polars as pl

from cohelm.analysis.day import NO_LINKS, Day, Ints, Mask
from cohelm.analysis.technology.releases import Releases
from cohelm.kinds.scales import ASIDE

UNDER = "runs_on"
Pairs = npt.NDArray[np.int64]
"""Pairs of nodes as one number each: the first times how many nodes there are, and the second."""

SAID = '"scope"'
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
    """Each item with each technology that it rests on, unsorted: item, technology, through, as nodes,
    and scope.

    Where it is known which release is in use, it rests on that one; see `releases`. `through` is
    the item that uses the technology, the item itself where it does so; of several ways the shortest, of
    equal ones the first by node. `scope` is null where it is needed in running; of what is reached only
    by links of a scope aside of that (`scales.ASIDE`), from the item itself, it is the nearest to it.
    Retired items rest on nothing and carry nothing. Cost: sorting the pairs that are found, times the
    depth of what runs on what.
    """
    upward = Upward.of(day)
    (newest, through), (aside, scopes) = _used(day)
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
    frame = _frame(pairs, np.concatenate([by for _, by in found]), number)
    frame = frame.with_columns(scope=pl.lit(None, pl.String))
    only = np.ones(len(aside), bool)
    for running, _ in found:
        only &= ~_among(aside, running)
    if not only.any():
        return frame
    beside = _frame(aside[only], aside[only] // number, number)
    names = pl.Series("scope", [ASIDE[one - 1] for one in scopes[only].tolist()], dtype=pl.String)
    return pl.concat([frame, beside.with_columns(names)])


def _frame(pairs: Pairs, through: Pairs, number: int) -> pl.DataFrame:
    return pl.DataFrame({
        "item": (pairs // number).astype(np.int32), "technology": (pairs % number).astype(np.int32),
        "through": through.astype(np.int32),
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


def _used(day: Day) -> tuple[tuple[Pairs, Pairs], tuple[Pairs, Pairs]]:
    """What items use themselves, as sorted numbers of pairs: what is needed in running, each with the
    item it is used by, and what is aside of that, each with the place of its scope in `ASIDE`, from one.
    """
    known, retired = Releases(day), day.retired
    names = relations_of_use(day)
    parts = [(*known.meant(name), _scopes(day, name)) for name in names]
    empty = np.empty(0, np.int64)
    source, target, scope = (
        np.concatenate([empty, *(one[at] for one in parts)]) for at in range(3)
    )
    there = ~retired[source]
    pairs = source * len(day.enterprise.nodes) + target
    runs, aside = there & (scope == 0), there & (scope > 0)
    return _nearest(pairs[runs], source[runs]), _nearest(pairs[aside], scope[aside])


def _scopes(day: Day, relation: str) -> Pairs:
    """Of each link of a relation on the day, the place of its scope in `ASIDE`, from one on; else 0."""
    edges = day.enterprise.links.get(relation, NO_LINKS).edges
    places = {scope: at for at, scope in enumerate(ASIDE, 1)}
    # few links say something that no other says
    known: dict[str, int] = {}
    found = np.zeros(len(edges), np.int64)
    for row, text in edges.attributes.items():
        if text not in known:
            known[text] = places.get(orjson.loads(text).get("scope"), 0) if SAID in text else 0
        if place := known[text]:
            found[row] = place
    return found[day.links(relation)[2]]


def _nearest(pairs: Pairs, through: Pairs) -> tuple[Pairs, Pairs]:
    """Each pair once, sorted, with the first node through which it was found, or the first scope."""
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
