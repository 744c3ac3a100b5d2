"""The outages of all single items at once by compiled loops: the answers of `blast`, sooner.

Needs numba, the extra `fast`; `blast` asks here for large organisations alone. Rows of bits go
through the gates for some thousand sources at a time, in lines as long as one of the cache, and only
lines in which anything is lit are touched: what an item takes with it is a small part of everything.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from cohelm.analysis.estate.blast import Blast
from cohelm.analysis.estate.circuit import at_once, slow, spread
from cohelm.analysis.estate.standing import Standing

Bits = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
LINE, LINES = 8, 8
"""Words of 64 sources in a line, and lines of a row: 51 MB for 100,000 items on each processor."""
PLACES = 40
"""Binary places of a count; 2 ** 40 rows fit into no memory."""


class Gates(NamedTuple):
    """All gates in the order of needs; `starts` and `ends` have what each one needs.

    A gate is lit by `lost_at` of its ends. `stops` has where the run of gates ends (exclusive) that
    need each other, one further for a gate alone; `weights` how many items it stands for.
    """

    starts: Ints
    ends: Ints
    lost_at: Ints
    stops: Ints
    weights: Ints


@njit(cache=True, nogil=True)
def by_source(source: Ints, target: Ints, lost_at: Ints) -> tuple[Ints, Ints]:
    """Where the targets of each source begin, and the targets.

    Of what is lit by its first target each stands there once, and none is its own.
    """
    size = len(lost_at)
    starts = np.zeros(size + 1, np.int64)
    for one in source:
        starts[one + 1] += 1
    starts = np.cumsum(starts)
    free, ends = starts.copy(), np.empty(len(source), np.int64)
    for n in range(len(source)):
        ends[free[source[n]]] = target[n]
        free[source[n]] += 1
    seen, kept = np.full(size, -1), 0
    for one in range(size):
        first, stop = starts[one], starts[one + 1]
        starts[one] = kept
        for n in range(first, stop):
            end = ends[n]
            if lost_at[one] > 1 or (end != one and seen[end] != one):
                seen[end] = one
                ends[kept] = end
                kept += 1
    starts[size] = kept
    return starts, ends[:kept]


@njit(cache=True, nogil=True)
def strong(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The strongly connected part of each, parts of what is needed first, and when it was left.

    Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972, without recursion.
    """
    size = len(starts) - 1
    part, left = np.full(size, -1), np.zeros(size, np.int64)
    entered, low = np.zeros(size, np.int64), np.zeros(size, np.int64)
    following = starts[:-1].copy()
    way, waiting = np.empty(size, np.int64), np.empty(size, np.int64)
    seen = gone = parts = held = 0
    for root in range(size):
        depth = 0
        if not entered[root]:
            way[0], depth = root, 1
        while depth:
            node = way[depth - 1]
            if not entered[node]:
                seen += 1
                entered[node] = low[node] = seen
                waiting[held] = node
                held += 1
            if following[node] < starts[node + 1]:
                end = ends[following[node]]
                following[node] += 1
                if not entered[end]:
                    way[depth] = end
                    depth += 1
                elif part[end] < 0:
                    low[node] = min(low[node], entered[end])
                continue
            depth -= 1
            left[node] = gone
            gone += 1
            if depth:
                above = way[depth - 1]
                low[above] = min(low[above], low[node])
            if low[node] == entered[node]:
                while part[node] < 0:
                    held -= 1
                    part[waiting[held]] = parts
                parts += 1
    return part, left


@njit(cache=True, nogil=True)
def _join(
    rows: Bits, filled: Flags, one: int, line: int, others: Bits, other: int, from_line: int
) -> bool:
    """Lights in a line of one gate what another line has lit; whether that changed it.

    By numbers and not by views, each of which would be counted.
    """
    if not filled[one, line]:
        for word in range(LINE):
            rows[one, line, word] = others[other, from_line, word]
        filled[one, line] = True
        return True
    grown = np.uint64(0)
    for word in range(LINE):
        grown |= others[other, from_line, word] & ~rows[one, line, word]
        rows[one, line, word] |= others[other, from_line, word]
    return bool(grown != 0)


@njit(cache=True, nogil=True)
def _light(rows: Bits, filled: Flags, one: int, gates: Gates, reached: Bits) -> bool:
    """Lights a gate by what it needs; whether that changed its row."""
    changed, lost_at = False, gates.lost_at[one]
    if lost_at == 1:
        for n in range(gates.starts[one], gates.starts[one + 1]):
            end = gates.ends[n]
            for line in range(LINES):
                if filled[end, line]:
                    changed |= _join(rows, filled, one, line, rows, end, line)
        return changed
    for line in range(LINES):
        reached[0, :lost_at] = 0
        for n in range(gates.starts[one], gates.starts[one + 1]):
            end = gates.ends[n]
            if filled[end, line]:
                for many in range(lost_at - 1, 0, -1):
                    for word in range(LINE):
                        reached[0, many, word] |= reached[0, many - 1, word] & rows[end, line, word]
                for word in range(LINE):
                    reached[0, 0, word] |= rows[end, line, word]
        if reached[0, lost_at - 1].any():
            changed |= _join(rows, filled, one, line, reached, 0, lost_at - 1)
    return changed


@njit(cache=True, nogil=True)
def through(rows: Bits, filled: Flags, gates: Gates, block: Ints) -> None:
    """Puts a block of sources in, in their order, and follows them through all gates after them.

    What `filled` does not have of `rows` is empty, whatever stands there.
    """
    size, at = len(gates.lost_at), block[0]
    while at and gates.stops[at - 1] == gates.stops[at]:
        at -= 1
    reached = np.empty((1, gates.lost_at.max(), LINE), np.uint64)
    filled[:] = False
    alone, fed = np.zeros((1, 1, LINE), np.uint64), 0
    while at < size:
        stop = gates.stops[at]
        while fed < len(block) and block[fed] < stop:
            word = fed // 64
            alone[0, 0, word % LINE] = np.uint64(1) << np.uint64(fed % 64)
            _join(rows, filled, block[fed], word // LINE, alone, 0, 0)
            alone[:] = 0
            fed += 1
        changed, circular = True, bool(stop - at > 1)
        while changed:
            changed = False
            for one in range(at, stop):
                changed |= _light(rows, filled, one, gates, reached) and circular
        at = stop


@njit(cache=True, nogil=True)
def _add(odd: Bits, held: Bits, count: int, row: Bits) -> None:
    """Adds a row of bits to `count` rows that were added before; what is in `row` is used up.

    Of each binary place a row `odd` and, where `count` has that place, one more that is `held`; a
    third row of a place leaves one in it and one of the next. Source: H. S. Warren, Hacker's Delight,
    section 5-1.
    """
    at = 0
    while count >> at & 1:
        for word in range(LINE):
            differ = odd[at, word] ^ held[at, word]
            carried = (odd[at, word] & held[at, word]) | (differ & row[word])
            odd[at, word] = differ ^ row[word]
            row[word] = carried
        at += 1
    held[at] = row


@njit(cache=True, nogil=True)
def weighed(rows: Bits, filled: Flags, weights: Ints) -> Ints:
    """For each source the weights of the gates that it lights, added up, one binary place a time."""
    total = np.zeros((LINES, LINE, 64), np.int64)
    row, place = np.empty(LINE, np.uint64), 0
    while weights.max() >> place:
        for line in range(LINES):
            odd, count = np.zeros((PLACES, LINE), np.uint64), 0
            held = odd.copy()
            for one in range(len(weights)):
                if filled[one, line] and weights[one] >> place & 1:
                    row[:] = rows[one, line]
                    _add(odd, held, count, row)
                    count += 1
            for at in range(PLACES):
                if not count >> at & 1:
                    held[at] = 0
                for word in range(LINE):
                    for bit in range(64):
                        both = odd[at, word] >> np.uint64(bit) & np.uint64(1)
                        both += held[at, word] >> np.uint64(bit) & np.uint64(1)
                        total[line, word, bit] += np.int64(both) << (at + place)
        place += 1
    return total.ravel()


@njit(cache=True, nogil=True)
def lit(rows: Bits, filled: Flags, block: Ints, watched: Ints) -> tuple[Ints, Ints]:
    """The sources and the watched gates of each bit that is set."""
    many = 0
    for gate in watched:
        for line in range(LINES):
            for word in range(LINE if filled[gate, line] else 0):
                left = rows[gate, line, word]
                while left:
                    left &= left - np.uint64(1)
                    many += 1
    sources, gates, at = np.empty(many, np.int64), np.empty(many, np.int64), 0
    for gate in watched:
        for place in range(len(block)):
            line, word = place // 64 // LINE, place // 64 % LINE
            if filled[gate, line] and rows[gate, line, word] >> np.uint64(place % 64) & np.uint64(
                1
            ):
                sources[at], gates[at] = block[place], gate
                at += 1
    return sources, gates


def gates_of(standing: Standing, *, most: bool) -> tuple[Ints, Gates]:
    """The gate of each node, and the gates; `most` as in `Standing.failing`. Linear in needs."""
    source, target = at_once(standing, most=most)
    part, _ = strong(*by_source(source, target, np.ones(standing.size, np.int64)))
    together, groups = int(part.max(initial=-1)) + 1, slow(standing, most=most)
    owners = np.array([one.source for one, _ in groups], np.int64)
    members = np.array([end for one, _ in groups for end in one.members], np.int64)
    group = np.arange(together, together + len(groups))
    many = np.array([len(one.members) for one, _ in groups], np.int64)
    here = np.concatenate([part[source], part[owners], np.repeat(group, many)])
    there = np.concatenate([part[target], group, part[members]])
    lost_at = np.ones(together + len(groups), np.int64)
    lost_at[together:] = [lost for _, lost in groups]
    run, left = strong(*by_source(here, there, lost_at))
    order = np.lexsort((left, run))
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    starts, ends = by_source(number[here], number[there], lost_at[order])
    stops = np.searchsorted(run[order], run[order], side="right")
    gate_of = number[part]
    weights = np.bincount(gate_of, minlength=len(order))
    return gate_of, Gates(starts, ends, lost_at[order], stops, weights)


def blast(standing: Standing, *, most: bool, watched: Ints) -> Blast:
    """As `blast.blast`; each processor takes every so many blocks of sources."""
    gate_of, gates = gates_of(standing, most=most)
    size, step, workers = len(gates.weights), LINES * LINE * 64, os.cpu_count() or 1
    sources = np.unique(gate_of[standing.target.astype(np.int64)])
    counts, seen = gates.weights - 1, np.unique(gate_of[watched])

    def work(first: int) -> list[tuple[Ints, Ints]]:
        rows, filled = np.empty((size, LINES, LINE), np.uint64), np.empty((size, LINES), np.bool_)
        pairs: list[tuple[Ints, Ints]] = []
        for at in range(first * step, len(sources), workers * step):
            block = sources[at : at + step]
            through(rows, filled, gates, block)
            counts[block] = weighed(rows, filled, gates.weights)[: len(block)] - 1
            pairs.append(lit(rows, filled, block, seen))
        return pairs

    with ThreadPoolExecutor(workers) as pool:
        pairs = [pair for found in pool.map(work, range(workers)) for pair in found]
    return Blast(counts[gate_of], spread(gate_of, pairs, watched))
