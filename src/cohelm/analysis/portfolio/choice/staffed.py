"""Which people does each initiative take in each year, and how many does each team have?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from cohelm.analysis.day import Day
from cohelm.analysis.people.capacity import capacities
from cohelm.analysis.people.effort import BY_SIZE, effort_of, part_within, shares_of
from cohelm.analysis.portfolio.choice.grid import Grid
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

TENTHS, MONTHS = 10, 12
Taken = Mapping[str, Mapping[int, Fraction]]
"""Person-months by resource and period, counted from the first of the periods."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """`uses` by initiative's key; `capacity` by resource: what there is of it in each year.

    `wanted` is what is asked of each team of which nobody knows the people, by the initiative's key.
    """

    uses: Mapping[str, Taken] = field(default_factory=dict)
    capacity: Mapping[str, Fraction] = field(default_factory=dict)
    by_size: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()
    wanted: Mapping[str, Taken] = field(default_factory=dict)

    def beside(self, other: Staffed) -> Staffed:
        """Both together: each initiative takes what it takes in either, of unlike resources."""
        keys = dict.fromkeys([*self.uses, *other.uses])
        uses = {key: {**self.uses.get(key, {}), **other.uses.get(key, {})} for key in keys}
        return Staffed(
            uses, {**self.capacity, **other.capacity}, (*self.by_size, *other.by_size),
            (*self.assumed, *other.assumed), {**self.wanted, **other.wanted},
        )  # fmt: skip


def resource_of(team: str) -> str:
    """What a team's people are called among the resources."""
    return Prose("people of {team}", team=team.partition(":")[2])


def staffed(day: Day, rows: Sequence[Mapping[str, Any]], grid: Grid) -> Staffed:
    """Person-months, in tenths, by team and period.

    Effort, stated or by size, is spread evenly over an initiative's days and split among its teams by
    their shares; without days it falls into the first year. Teams of which nobody knows the people are
    not counted, nor is work of which nobody knows the effort or the team: all three are named. A team
    whose people suffice for all that is asked of them together is no limit, and left out.
    """
    there = capacities(day)
    uses: dict[str, dict[str, dict[int, Fraction]]] = {}
    wanted: dict[str, dict[str, dict[int, Fraction]]] = {}
    silent: dict[str, list[str]] = {"effort": [], "team": [], "people": [], "days": [], "size": []}
    for row in rows:
        key, effort = f"initiative:{row['id']}", effort_of(row)
        teams = list(shares_of(day.enterprise, key))
        if effort is None or not teams:
            silent["effort" if effort is None else "team"].append(key)
            continue
        silent["size"] += [key] if row["effort"] is None else []
        silent["days"] += [] if row["start"] and row["end"] else [key]
        for team, share in teams:
            taken = _taken(row, effort * share, grid)
            if team not in there.people:
                silent["people"].append(team)
                wanted.setdefault(team, {})[key] = taken
            elif taken:
                uses.setdefault(key, {})[resource_of(team)] = taken
    capacity = {resource_of(team): tenths(people * MONTHS) for team, people in there.people.items()}
    kept, tight = tight_only(uses, capacity, grid)
    assumed = (*_assumed(silent), *there.assumed())
    return Staffed(kept, tight, tuple(silent["size"]), assumed, wanted)


def tight_only(
    uses: Mapping[str, Taken], capacity: Mapping[str, Fraction], grid: Grid
) -> tuple[dict[str, Taken], dict[str, Fraction]]:
    """Uses and capacities of what would not suffice for all the work together."""
    tight = {name: of for name, of in capacity.items() if _most(uses.values(), name, grid) > of}
    kept: dict[str, Taken] = {
        key: {name: t for name, t in of.items() if name in tight} for key, of in uses.items()
    }
    return kept, tight


def _taken(row: Mapping[str, Any], effort: float, grid: Grid) -> dict[int, Fraction]:
    start, end = days_within(row, grid)
    parts = (part_within(start, end, one.start, one.end) for one in grid.periods.values())
    found = {n: tenths(effort * part) for n, part in enumerate(parts)}
    return {n: of for n, of in found.items() if of}


def days_within(row: Mapping[str, Any], grid: Grid) -> tuple[date, date]:
    """Its first and last day; where one is missing, those of the first year stand in."""
    years = grid.years
    if row["start"] and row["end"] and row["start"] <= row["end"]:
        return row["start"], row["end"]
    start = max(row["start"] or years[0].start, years[0].start)
    year = next((one for one in years if one.start <= start <= one.end), years[0])
    return min(start, year.end), row["end"] if row["end"] and row["end"] >= start else year.end


def tenths(months: float) -> Fraction:
    """Person-months to the tenth."""
    return Fraction(round(months * TENTHS), TENTHS)


def _most(uses: Iterable[Taken], resource: str, grid: Grid) -> Fraction:
    """What all initiatives together take of a resource in a year, each in its largest."""
    every = (of[resource] for of in uses if resource in of)
    return sum((_in_a_year(taken, grid.in_a_year) for taken in every), Fraction(0))


def _in_a_year(taken: Mapping[int, Fraction], periods: int) -> Fraction:
    """The most of so many periods that follow each other, wherever the work begins."""
    return max(
        sum((taken.get(n, Fraction(0)) for n in range(first, first + periods)), Fraction(0))
        for first in taken
    )


def _assumed(silent: Mapping[str, Sequence[str]]) -> Iterator[Assumption]:
    for name, sentence, keys in (
        (Prose("effort by size"), BY_SIZE, silent["size"]),
        (Prose("work without days"),
         Prose("Where no first or last day is stated, the work falls into the year."),
         silent["days"]),
        (Prose("nobody's time"), Prose("What states neither effort nor size takes nobody's time."),
         silent["effort"]),
        (Prose("no team"), Prose("What no team is named for takes nobody's time."), silent["team"]),
        (Prose("a team's people"), Prose("A team of which nobody knows the people is no limit."),
         silent["people"]),
    ):  # fmt: skip
        if keys:
            yield Assumption(name, sentence, tuple(dict.fromkeys(keys)))
