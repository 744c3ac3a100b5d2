"""A condition with a path through a relation, over 100,000 items: beside a loop over objects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.bar import Measured, best, timed
from benchmarks.estate import LEVELS
from cohelm.core.condition import select
from cohelm.core.enterprise import Enterprise
from cohelm.store.load import everything

ON = date(2026, 6, 1)
TEXT = "application where criticality >= 'high' and runs_on.lifecycle.end_of_life < '2029-01-01'"


def rival(plan: Enterprise) -> set[str]:
    """A loop over the applications and what they run on."""
    found = set()
    for id_ in plan.table("application").ids:
        plain = plan.plain(f"application:{id_}")
        if LEVELS.index(plain["criticality"]) < 2:
            continue
        ends = plan.links_of(f"application:{id_}", "runs_on")
        if any(plan.plain(end.other)["lifecycle"]["end_of_life"] < "2029-01-01" for end in ends):
            found.add(id_)
    return found


def measure() -> Iterator[Measured]:
    """Warm columns, as in a process that serves pages; the links are narrowed to the day."""
    plan = everything().at(ON)
    select(plan, TEXT, on=ON)
    took, selection = best(lambda: select(plan, TEXT, on=ON))
    theirs, known = timed(lambda: rival(plan))
    assert set(selection.ids) == known
    yield Measured("a condition with a path through a relation", took, 0.050, theirs, "a loop")
