"""Between which days does work end, if what is left of it takes as long as it took before?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from graphlib import TopologicalSorter
from zlib import crc32

import numpy as np
import numpy.typing as npt

from cohelm.analysis.portfolio.schedule import Slot, Work
from cohelm.analysis.portfolio.worth.futures import Ratios
from cohelm.analysis.portfolio.worth.history import days_before
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

HALF, MOST = 0.5, 0.85
"""In so large a share of cases work has ended by the first and by the second day of its range."""
OVER = Prose("its last day is past")
Range = tuple[date, date]
Days = npt.NDArray[np.int64]


def ends_of(
    plan: Enterprise,
    work: Mapping[str, Work],
    slots: Mapping[str, Slot],
    on: date,
    left_out: Mapping[str, tuple[str, ...]],
) -> tuple[Figure, Mapping[str, Range]]:
    """How many times as long work takes as planned, in the middle, and the range of ends of each.

    The days of work that are left, from its first day or from `on` where it has begun, up to its end,
    are taken as many times as half of the cases took at the most, and 85 of 100. What waits for other
    work slips as a whole with it, in each of as many futures as the history has parts; in each, every
    piece of work runs over by itself. None for work whose last day is past.
    """
    ratios, assumed = days_before(plan, on)
    half, most = ratios.at(HALF), ratios.at(MOST)
    found = dict(sorted(_ranges(work, slots, ratios, on)))
    over = sorted(slots.keys() - found.keys())
    unknown = dict(left_out)
    if over:
        unknown[OVER] = tuple(over)
    if not found:
        reason = Prose("no work is ahead of which the days are known")
        return Figure(None, "", reason, left_out=unknown, on=on), found
    figure = Figure(
        half,
        "times",
        formula=Prose(
            "days taken against days planned, the middle of {called}, {of} cases; 85 of 100 took"
            " {most:.2f} times as planned at the most",
            called=ratios.called,
            of=ratios.of,
            most=most,
        ),
        counted=tuple(found),
        left_out=unknown,
        assumed=assumed,
        on=on,
    )
    return figure, found


def _ranges(
    work: Mapping[str, Work], slots: Mapping[str, Slot], ratios: Ratios, on: date
) -> Iterator[tuple[str, Range]]:
    """The range of ends of each whose last day is not past, exact where it needs nothing."""
    needs = {key: [other for other in work[key].needs if other in slots] for key in slots}
    needed = {other for of in needs.values() for other in of}
    futures = ratios.table().astype(np.float64)
    both = np.array([ratios.at(HALF), ratios.at(MOST)])
    drawn: dict[str, Days] = {}
    for key in TopologicalSorter(needs).static_order():
        one, slot = work[key], slots[key]
        if slot.end < on:
            drawn[key] = np.full(len(futures), slot.end.toordinal())
            continue
        slip = np.zeros(len(futures), np.int64)
        for other in needs[key]:
            slip = np.maximum(slip, drawn[other] + 1 - one.needed(other).toordinal())
        if needs[key] or key in needed:
            drawn[key] = _ends(one, slip, _shuffled(futures, key), on)
        ends = _ends(one, slip[:2], both, on)
        if needs[key]:
            days = np.quantile(drawn[key], (HALF, MOST), method="inverted_cdf")
            ends = days.astype(np.int64)
        yield key, (date.fromordinal(int(ends[0])), date.fromordinal(int(ends[1])))


def _ends(one: Work, slip: Days, times: npt.NDArray[np.float64], on: date) -> Days:
    """The last day, as ordinals, of work that begins so much later and takes so many times as long."""
    first = np.maximum(one.start.toordinal() + slip, on.toordinal())
    days = one.end.toordinal() + slip - first + 1
    taken: Days = np.maximum(1, np.rint(days * times)).astype(np.int64)
    return first + taken - 1


def _shuffled(futures: npt.NDArray[np.float64], key: str) -> npt.NDArray[np.float64]:
    """The same parts of the history in an order of its own for each piece of work."""
    return np.random.default_rng(crc32(key.encode())).permutation(futures)
