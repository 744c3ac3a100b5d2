"""Which skills does each initiative take in each year, and how much of each is there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cohelm.analysis.day import Day
from cohelm.analysis.people.demand import (
    IN_MONTHS,
    NOBODY,
    Rung,
    Span,
    skills_asked,
    skills_there,
)
from cohelm.analysis.portfolio.choice.grid import Grid
from cohelm.analysis.portfolio.choice.staffed import (
    MONTHS,
    Staffed,
    days_within,
    tenths,
    tight_only,
)
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose


def skilled(day: Day, rows: Sequence[Mapping[str, Any]], grid: Grid) -> Staffed:
    """Person-months, in tenths, of each skill that work demands at a level and above.

    See `people.demand` for what is asked and there, `staffed.staffed` for the days of an initiative. A
    limit on each skill alone promises no more than is possible. A skill that nobody is known to have
    at the level is no limit, since work that needs it has to look outside: it is named. One that
    suffices for all work together is left out.
    """
    plan = day.enterprise
    work = [Span(f"initiative:{row['id']}", *days_within(row, grid)) for row in rows]
    periods = [(one.start, one.end) for one in grid.periods.values()]
    asked = skills_asked(plan, work, periods)
    rungs = {rung for of in asked.values() for rung in of}
    there = skills_there(day, rungs)
    uses = {
        key: {
            called(plan, rung): {n: tenths(months) for n, months in parts.items()}
            for rung, parts in of.items()
            if rung in there
        }
        for key, of in asked.items()
    }
    capacity = {called(plan, rung): tenths(of * MONTHS) for rung, of in there.items()}
    kept, tight = tight_only(uses, capacity, grid)
    nobody = sorted({rung.skill for rung in rungs - there.keys()})
    asking = [key for key, of in kept.items() if of]
    return Staffed(kept, tight, assumed=tuple(_assumed(nobody, asking)))


def called(plan: Enterprise, rung: Rung) -> str:
    """What those who have a skill are called among the resources."""
    level = Prose(" at level {level} and up", level=rung.level) if rung.level else ""
    return Prose("people with {skill}{level}", skill=plan.name(rung.skill), level=level)


def _assumed(nobody: Sequence[str], asking: Sequence[str]) -> Iterator[Assumption]:
    if asking:
        yield Assumption("skills in person-months", IN_MONTHS, tuple(asking))
    if nobody:
        yield Assumption("a skill of nobody", NOBODY, tuple(nobody))
