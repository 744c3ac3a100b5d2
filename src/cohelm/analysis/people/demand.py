"""How much of each skill does work take by spans of time, and how much of it is there?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cohelm.analysis.day import Day
from cohelm.analysis.people.capacity import people_for_work
from cohelm.analysis.people.effort import part_within, shares_of
from cohelm.core.enterprise import Enterprise

FULL_WEEK = 40.0
"""Hours of a full-time week where the teams that do the work state none."""
WEEKS, MONTHS = 52, 12
IN_MONTHS = (
    "A month of somebody's work is that of a full-time week of the teams that do it, else of 40 hours;"
    " whoever has several skills counts for each of them."
)
NOBODY = "A skill that nobody is known to have at the level asked for is no limit."


class Rung(NamedTuple):
    """A skill at a level and above; level 0 where none is asked for."""

    skill: str
    level: int


class Span(NamedTuple):
    """A piece of work by its key, and its first and last day."""

    key: str
    start: date
    end: date


Parts = Mapping[int, float]
"""Person-months by the number of a span of time."""


def skills_asked(
    plan: Enterprise, work: Iterable[Span], spans: Sequence[tuple[date, date]]
) -> dict[str, dict[Rung, Parts]]:
    """By piece of work, the person-months of each skill that it takes in each of the spans.

    Hours are spread evenly over the days of the work. Work at a level can be done by whoever has a
    higher one, so that each level holds what is asked for above it too. What states no hours is passed
    over.
    """
    stated = {one.key: list(_stated(plan, one, spans)) for one in work}
    rungs = {rung for of in stated.values() for rung, _ in of}
    found: dict[str, dict[Rung, Parts]] = {}
    for key, of in stated.items():
        for rung in sorted(rungs):
            parts = _at_least(of, rung)
            if parts:
                found.setdefault(key, {})[rung] = parts
    return found


def skills_there(day: Day, rungs: Collection[Rung]) -> dict[Rung, float]:
    """The full-time people for planned work who have a skill at a level; nothing of who has nobody.

    Whoever has several skills counts for each of them in full.
    """
    plan, found = day.enterprise, dict[Rung, float]()
    for person, share in people_for_work(day).items():
        for end in plan.links_of(person, "has_skill"):
            held = int(end.says.get("level") or 0)
            for rung in rungs:
                if rung.skill == end.other and rung.level <= held:
                    found[rung] = found.get(rung, 0.0) + share
    return found


def _stated(
    plan: Enterprise, work: Span, spans: Sequence[tuple[date, date]]
) -> Iterator[tuple[Rung, Parts]]:
    weeks = (plan.plain(team).get("hours_per_week") for team, _ in shares_of(plan, work.key))
    month = next((float(one) for one in weeks if one), FULL_WEEK) * WEEKS / MONTHS
    for link in plan.links_of(work.key, "demands_skill"):
        hours = link.says.get("hours")
        if hours:
            parts = (part_within(work.start, work.end, *one) for one in spans)
            taken = {n: float(hours) / month * part for n, part in enumerate(parts) if part > 0}
            yield Rung(link.other, int(link.says.get("level") or 0)), taken


def _at_least(of: Sequence[tuple[Rung, Parts]], rung: Rung) -> dict[int, float]:
    """What is asked of a skill at a level and above it, by span."""
    found: dict[int, float] = {}
    for one, parts in of:
        if one.skill == rung.skill and one.level >= rung.level:
            for span, amount in parts.items():
                found[span] = found.get(span, 0.0) + amount
    return found
