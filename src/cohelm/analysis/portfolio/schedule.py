"""When does each initiative end if what it needs comes late, and how much time is to spare?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work with its planned days, both inclusive, and by when it needs which others.

    What is delivered on the day by which it is needed is in time. A need without a day of its own has
    to be there when the work begins: delivered the day before, at the latest.
    """

    start: date
    end: date
    needs: Mapping[str, date | None] = field(default_factory=dict)

    def needed(self, other: str) -> date:
        """The first day on which it is late that what it needs is not there."""
        by = self.needs[other]
        return by + DAY if by else self.start


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a piece of work really lies: `slip` days later than planned, with `spare` days of float.

    `late` are those that it waits for longer than planned. `critical`: any day more moves the end of
    all that hangs together.
    """

    start: date
    end: date
    slip: int
    spare: int
    late: tuple[str, ...]
    critical: bool


def schedule(work: Mapping[str, Work]) -> tuple[dict[str, Slot], tuple[str, ...]]:
    """The slot of each piece of work, and those that need each other in a circle, which have none.

    A piece of work slips as a whole by as many days as the last of what it needs comes after the day on
    which it is needed; slips go on along the way. Spare is how many days it may still slip without
    moving the last end among those it is joined to by needs. Needs of what is not there, or lies in a
    circle, are passed over. Linear in work and needs.

    Source: critical path method, Kelley and Walker 1959, with finish-to-need instead of finish-to-start.
    """
    circular = _circular(work)
    known = {key: one for key, one in work.items() if key not in circular}
    needs = {key: [other for other in one.needs if other in known] for key, one in known.items()}
    order = list(TopologicalSorter(needs).static_order())
    ends: dict[str, date] = {}
    slips: dict[str, int] = {}
    for key in order:
        one = known[key]
        waits = [(ends[other] + DAY - one.needed(other)).days for other in needs[key]]
        slips[key] = max(0, *waits) if waits else 0
        ends[key] = one.end + timedelta(slips[key])
    spare = _spare(known, needs, order, ends, slips)
    joined = {key for key, of in needs.items() if of} | {one for of in needs.values() for one in of}
    slots = {
        key: Slot(
            one.start + timedelta(slips[key]), ends[key], slips[key], spare[key],
            tuple(o for o in needs[key] if ends[o] >= one.needed(o)),
            key in joined and not spare[key],
        )
        for key, one in known.items()
    }  # fmt: skip
    return slots, tuple(sorted(circular))


def _spare(
    work: Mapping[str, Work], needs: Mapping[str, Sequence[str]], order: Sequence[str],
    ends: Mapping[str, date], slips: Mapping[str, int],
) -> dict[str, int]:  # fmt: skip
    last = _last_of_joined(needs, ends)
    spare = {key: (last[key] - ends[key]).days for key in work}
    for key in reversed(order):
        for other in needs[key]:
            needed = work[key].needed(other) + timedelta(slips[key])
            spare[other] = min(spare[other], (needed - DAY - ends[other]).days + spare[key])
    return spare


def _last_of_joined(
    needs: Mapping[str, Sequence[str]], ends: Mapping[str, date]
) -> dict[str, date]:
    """By piece of work, the last end among all that hang together with it."""
    head = {key: key for key in needs}

    def top(key: str) -> str:
        while head[key] != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    for key, of in needs.items():
        for other in of:
            head[top(other)] = top(key)
    last: dict[str, date] = {}
    for key in needs:
        last[top(key)] = max(last.get(top(key), ends[key]), ends[key])
    return {key: last[top(key)] for key in needs}


def _circular(work: Mapping[str, Work]) -> set[str]:
    """All that lies in a circle of needs."""
    found: set[str] = set()
    while True:
        rest = {
            key: [other for other in one.needs if other in work and other not in found]
            for key, one in work.items()
            if key not in found
        }
        try:
            TopologicalSorter(rest).prepare()
        except CycleError as error:
            found |= set(error.args[1])
        else:
            return found
