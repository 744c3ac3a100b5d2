"""Between which days does work end, if what is left of it takes as long as it took before?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from cohelm.analysis.portfolio.schedule import Slot
from cohelm.analysis.portfolio.worth.history import days_before
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

HALF, MOST = 0.5, 0.85
"""In so large a share of cases work has ended by the first and by the second day of its range."""
OVER = Prose("its last day is past")
Range = tuple[date, date]


def ends_of(
    plan: Enterprise,
    slots: Mapping[str, Slot],
    on: date,
    left_out: Mapping[str, tuple[str, ...]],
) -> tuple[Figure, Mapping[str, Range]]:
    """How many times as long work takes as planned, in the middle, and the range of ends of each.

    The days of work that are left, from its first day or from `on` where it has begun, up to the end as
    it now lies, are taken as many times as half of the cases took at the most, and 85 of 100. Each runs
    by itself: nothing that waits for it is moved. None for work whose last day is past.
    """
    ratios, assumed = days_before(plan, on)
    half, most = ratios.at(HALF), ratios.at(MOST)
    found: dict[str, Range] = {}
    over = []
    for key, slot in sorted(slots.items()):
        if slot.end < on:
            over.append(key)
            continue
        first = max(slot.start, on)
        days = (slot.end - first).days + 1
        ends = (first + timedelta(days=max(1, round(days * of)) - 1) for of in (half, most))
        found[key] = (next(ends), next(ends))
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
