"""How much does the outage of every single item take with it, all of them at once?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cohelm.analysis.estate.circuit import Circuit, Step, circuit_of, spread
from cohelm.analysis.estate.standing import Standing

Bits = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
WORDS = 32
"""Words of 64 sources that go through the circuit at once: 26 MB for 100,000 items."""
FEW = 24
"""Rows that are counted bit by bit."""
LARGE = 50_000
"""Items from which on compiled loops pay for being loaded, where there are any."""


@dataclass(frozen=True, slots=True)
class Blast:
    """What stops with each item alone.

    `counts` has by node number how many others stop with it. `taken` are pairs of node numbers, the
    item that is out and one of those that were watched and stops with it, as two columns.
    """

    counts: Ints
    taken: tuple[Ints, Ints]


def blast(standing: Standing, *, most: bool, watched: Sequence[int] = ()) -> Blast:
    """What `Standing.failing` finds for each item alone, for all of them at once.

    Each item is a bit: blocks of some thousand go through the circuit of needs as words, or-ed over
    hard needs level by level, counted against the threshold of a group, and to a fixed point within
    circles. Only items that something stands on are put in. Cost: links times sources / 64, plus
    items times sources / 64 for counting; memory does not grow with the number of sources. With the
    extra `fast`, large organisations go through `compiled.blast`, which answers the same.
    """
    seen = np.asarray(watched, np.int64)
    if standing.size >= LARGE:
        try:
            from cohelm.analysis.estate import compiled
        except (ImportError, RuntimeError):  # no numba, or no folder for what it compiled
            pass
        else:
            return compiled.blast(standing, most=most, watched=seen)
    return by_level(standing, most=most, watched=seen)


def by_level(standing: Standing, *, most: bool, watched: Ints) -> Blast:
    """The outages of all, a step of the circuit at a time."""
    circuit = circuit_of(standing, most=most)
    counts = circuit.weights[circuit.gate_of] - 1
    lit = np.unique(circuit.gate_of[watched])
    pairs: list[tuple[Ints, Ints]] = []
    sources = circuit.feeding
    for at in range(0, len(sources), WORDS * 64):
        block = sources[at : at + WORDS * 64]
        rows = _through(circuit, block)
        found = np.zeros(len(circuit.weights), np.int64)
        found[block] = _weighed(rows, circuit.weights)[: len(block)]
        held = found[circuit.gate_of] > 0
        counts[held] = found[circuit.gate_of[held]] - 1
        pairs += _pairs(rows, block, lit)
    return Blast(counts, spread(circuit.gate_of, pairs, watched))


def _through(circuit: Circuit, block: Ints) -> Bits:
    """The rows of all gates after a block of sources went in: a bit for each source that stops it."""
    rows = np.zeros((len(circuit.weights), WORDS), np.uint64)
    at = np.arange(len(block), dtype=np.uint64)
    rows[block, at // np.uint64(64)] |= np.uint64(1) << at % np.uint64(64)
    first = int(block[0])
    for step in circuit.steps:
        if step.stop <= first:
            continue
        _advance(rows, step)
        while step.circular and _advance(rows, step):
            pass
    return rows


def _advance(rows: Bits, step: Step) -> bool:
    """Lets one step see what stands before it; whether it changed. Only a circular step may."""
    before = rows[step.start : step.stop].copy() if step.circular else None
    for first, targets in step.needs:
        part = rows[first : first + len(targets)]
        np.bitwise_or(part, rows.take(targets, axis=0), out=part)
    for first, members, lost_at in step.groups:
        part = rows[first : first + len(members)]
        np.bitwise_or(part, _threshold(rows, members, lost_at), out=part)
    return before is not None and not np.array_equal(before, rows[step.start : step.stop])


def _threshold(rows: Bits, members: Ints, lost_at: int) -> Bits:
    """The sources for which so many members or more are lit; `members` has a row for each group."""
    reached: list[Bits] = [
        np.zeros((len(members), rows.shape[1]), np.uint64) for _ in range(lost_at)
    ]
    for column in members.T:
        lit = rows.take(column, axis=0)
        for many in range(lost_at - 1, 0, -1):
            reached[many] |= reached[many - 1] & lit
        reached[0] |= lit
    return reached[-1]


def _weighed(rows: Bits, weights: Ints) -> Ints:
    """For each source the weights of the gates that it lights, added up, one binary place a time."""
    total = np.zeros(WORDS * 64, np.int64)
    for place in range(int(weights.max(initial=0)).bit_length()):
        chosen = (weights >> place) & 1 == 1
        total += _columns(rows if chosen.all() else rows[chosen]) << place
    return total


def _columns(rows: Bits) -> Ints:
    """How often each bit is set over all rows: full adders on words, then the few rows left by hand.

    Source: carry-save addition, H. S. Warren, Hacker's Delight, section 5-1.
    """
    total = np.zeros(rows.shape[1] * 64, np.int64)
    place = 0
    carried: list[Bits] = []
    while len(rows) or carried:
        while len(rows) > FEW:
            third = len(rows) // 3
            one, two, three = rows[:third], rows[third : 2 * third], rows[2 * third : 3 * third]
            odd = one ^ two
            carried.append((one & two) | (three & odd))
            rows = np.concatenate([odd ^ three, rows[3 * third :]])
        bits = np.unpackbits(rows.astype("<u8").view(np.uint8), axis=1, bitorder="little")
        total += bits.sum(axis=0, dtype=np.int64) << place
        rows = np.concatenate(carried) if carried else rows[:0]
        carried, place = [], place + 1
    return total


def _pairs(rows: Bits, block: Ints, lit: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Source and watched gate, for each bit that is set in the watched rows."""
    for gate in lit.tolist():
        words = np.flatnonzero(rows[gate])
        if len(words):
            bits = np.unpackbits(
                rows[gate, words].astype("<u8").view(np.uint8).reshape(-1, 8),
                axis=1, bitorder="little",
            )  # fmt: skip
            at, place = np.nonzero(bits)
            found = block[words[at] * 64 + place]
            yield found, np.full(len(found), gate, np.int64)
