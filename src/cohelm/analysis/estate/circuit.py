"""In which order can an outage be followed through all needs, so that each is looked at once?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from cohelm.analysis.estate.standing import ALONE, HARD, Group, Standing

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Step:
    """Gates `start` to `stop` (exclusive), all of whose needs stand before them, or among them.

    `needs` are (first gate, targets): each of so many gates from the first on is lit by the target in
    its place. `groups` are (first gate, members, how many have to be lit), a row of members a gate.
    `circular`: gates of the step need each other, so that it is gone through until nothing changes.
    """

    start: int
    stop: int
    needs: tuple[tuple[int, Ints], ...]
    groups: tuple[tuple[int, Ints, int], ...]
    circular: bool


@dataclass(frozen=True, slots=True)
class Circuit:
    """The needs as gates, numbered so that each step is a run of them.

    Items that need each other by hard needs alone are one gate: they stop together. A group is a gate
    of its own. `weights` has how many items a gate stands for, nought for a group; `gate_of` the gate
    of each node; `feeding` the gates of items on which anything stands, in their order.
    """

    gate_of: Ints
    weights: Ints
    feeding: Ints
    steps: tuple[Step, ...]


def circuit_of(standing: Standing, *, most: bool) -> Circuit:
    """The circuit of a standing; `most` as in `Standing.failing`. About linear in needs."""
    groups = slow(standing, most=most)
    source, target = at_once(standing, most=most)
    together, of = strong(source, target, standing.size)
    gates = [_Gate(of[np.asarray(one.members)], lost_at) for one, lost_at in groups]
    owners = of[np.array([one.source for one, _ in groups], np.int64)]
    size = together + len(gates)
    wires = _distinct(
        np.concatenate([of[source], owners]),
        np.concatenate([of[target], np.arange(together, size)]),
        size,
    )
    order, step_of = _order(wires, gates, together)
    number = np.empty(size, np.int64)
    number[order] = np.arange(size)
    gate_of = number[of]
    weights = np.bincount(gate_of, minlength=size)
    feeding = np.unique(gate_of[standing.target.astype(np.int64)])
    steps = tuple(_steps(number[wires[0]], number[wires[1]], step_of, number, gates, order))
    return Circuit(gate_of, weights, feeding, steps)


@dataclass(frozen=True, slots=True)
class _Gate:
    """A group of which more than one member has to be lit."""

    members: Ints
    lost_at: int


def at_once(standing: Standing, *, most: bool) -> tuple[Ints, Ints]:
    """The needs that fail with their target, those of groups that fail at the first loss with them."""
    quick = np.array([one.lost_at(most=most) == 1 for one in standing.groups] + [False])
    bare = standing.group == ALONE
    taken = np.where(bare, most | (standing.hard == HARD), quick[standing.group])
    return standing.source[taken].astype(np.int64), standing.target[taken].astype(np.int64)


def spread(gate_of: Ints, pairs: Iterable[tuple[Ints, Ints]], watched: Ints) -> tuple[Ints, Ints]:
    """Pairs of gates as pairs of nodes: every item of the first with every watched of the second.

    No item is paired with itself.
    """
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for first, second in pairs:
        firsts.append(first)
        seconds.append(second)
    out, lit = np.concatenate(firsts), np.concatenate(seconds)
    out_at, of_out = _each(gate_of, out, np.arange(len(gate_of)))
    lit_at, of_lit = _each(gate_of, lit[out_at], np.unique(watched))
    sources = of_out[lit_at]
    other = sources != of_lit
    return sources[other], of_lit[other]


def _each(gate_of: Ints, gates: Ints, nodes: Ints) -> tuple[Ints, Ints]:
    """For each gate every one of the nodes that it stands for: place in `gates`, and node."""
    order = nodes[np.argsort(gate_of[nodes], kind="stable")]
    of = gate_of[order]
    first, last = np.searchsorted(of, gates), np.searchsorted(of, gates, side="right")
    many = last - first
    at = np.repeat(np.arange(len(gates)), many)
    within = np.arange(len(at)) - np.repeat(np.cumsum(many) - many, many)
    return at, order[first[at] + within]


def slow(standing: Standing, *, most: bool) -> list[tuple[Group, int]]:
    """The groups that outlive the first loss, with how many members have to fail."""
    found = ((one, one.lost_at(most=most)) for one in standing.groups)
    return [(one, lost_at) for one, lost_at in found if lost_at > 1]


def strong(source: Ints, target: Ints, size: int) -> tuple[int, Ints]:
    """How many strongly connected parts there are, and the part of each of so many ends.

    Ends of one part reach each other both ways. Linear.
    """
    # late: scipy costs half a second, and few commands ask for all items at once
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    matrix = coo_array((np.ones(len(source)), (source, target)), shape=(size, size)).tocsr()
    found, of = connected_components(matrix, connection="strong")
    return int(found), of.astype(np.int64)


def _distinct(source: Ints, target: Ints, size: int) -> tuple[Ints, Ints]:
    """Pairs without repetition and without those of one end with itself, by source."""
    pairs = np.unique(source * size + target)
    source, target = pairs // max(size, 1), pairs % max(size, 1)
    apart = source != target
    return source[apart], target[apart]


def _order(wires: tuple[Ints, Ints], gates: Sequence[_Gate], together: int) -> tuple[Ints, Ints]:
    """The ends in the order of their numbers, and the step of each number.

    Within a step what has most needs comes first, then groups of one size and threshold together.
    """
    size = together + len(gates)
    many, lost_at = np.zeros(size, np.int64), np.zeros(size, np.int64)
    many[together:] = [len(one.members) for one in gates]
    lost_at[together:] = [one.lost_at for one in gates]
    members = [one.members for one in gates]
    here = np.concatenate([wires[0], np.repeat(np.arange(size), many)])
    there = np.concatenate([wires[1], *members])
    knots, knot = strong(here, there, size)
    level = _levels(knot[here], knot[there], knots)[knot]
    step = level * 2 + (np.bincount(knot, minlength=knots) > 1)[knot]
    needs = np.bincount(wires[0], minlength=size)
    order = np.lexsort((-needs, lost_at, many, step))
    return order, step[order]


def _levels(source: Ints, target: Ints, size: int) -> Ints:
    """The longest way down from each, of ends without circles: nought for what needs nothing."""
    source, target = _distinct(source, target, size)
    order = np.argsort(target, kind="stable")
    source = source[order]
    starts = np.searchsorted(target[order], np.arange(size + 1))
    open_ = np.bincount(source, minlength=size)
    level = np.zeros(size, np.int64)
    ready, depth = np.flatnonzero(open_ == 0), 0
    while len(ready):
        level[ready] = depth
        many = starts[ready + 1] - starts[ready]
        before = np.cumsum(many) - many
        above = source[np.repeat(starts[ready] - before, many) + np.arange(many.sum())]
        touched, fewer = np.unique(above, return_counts=True)
        open_[touched] -= fewer
        ready, depth = touched[open_[touched] == 0], depth + 1
    return level


def _steps(
    source: Ints, target: Ints, step_of: Ints, number: Ints, gates: Sequence[_Gate], order: Ints
) -> Iterator[Step]:
    """The steps in their order; those in which nothing can be lit are left out."""
    by_source = np.argsort(source, kind="stable")
    source, target = source[by_source], target[by_source]
    rank = np.arange(len(source)) - np.searchsorted(source, source)
    by_step = np.lexsort((source, rank, step_of[source]))
    source, target, rank = source[by_step], target[by_step], rank[by_step]
    steps, starts = np.unique(step_of, return_index=True)
    stops = [*starts.tolist(), len(step_of)][1:]
    wired = np.searchsorted(step_of[source], [*steps, steps[-1] + 1 if len(steps) else 0])
    items = len(order) - len(gates)
    for n, (start, stop) in enumerate(zip(starts.tolist(), stops, strict=True)):
        part = slice(wired[n], wired[n + 1])
        needs = tuple(_runs(source[part], target[part], rank[part]))
        here: list[int] = order[start:stop].tolist()
        grouped = [
            (start + at, gates[gate - items]) for at, gate in enumerate(here) if gate >= items
        ]
        groups = tuple(_alike(grouped, number))
        if needs or groups:
            yield Step(start, stop, needs, groups, bool(steps[n] % 2))


def _runs(source: Ints, target: Ints, rank: Ints) -> Iterator[tuple[int, Ints]]:
    """The needs of one place each, whose sources follow each other from the step's first on."""
    bounds = [0, *(np.flatnonzero(np.diff(rank)) + 1).tolist(), len(source)]
    for first, last in pairwise(bounds):
        if last > first:
            yield int(source[first]), target[first:last]


def _alike(grouped: Sequence[tuple[int, _Gate]], number: Ints) -> Iterator[tuple[int, Ints, int]]:
    """Groups of one size and threshold, whose gates follow each other."""
    for (_, lost_at), run in groupby(grouped, lambda one: (len(one[1].members), one[1].lost_at)):
        alike = list(run)
        yield alike[0][0], number[np.stack([gate.members for _, gate in alike])], lost_at
