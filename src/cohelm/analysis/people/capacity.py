"""How many full-time people does each team have for planned work?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from cohelm.analysis.day import Day
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Capacities:
    """By team, its full-time people for planned work; a team of which nobody knows them is not in it.

    `planned` is the part of a team's hours that planned work gets: of those in `by_office` what running
    leaves of the office's money, of those in `whole` all of it, since nothing says otherwise.
    """

    people: Mapping[str, float]
    planned: Mapping[str, float]
    by_office: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    def assumed(self) -> Iterator[Assumption]:
        """What was taken for the part of their hours that is left for planned work."""
        if self.by_office:
            said = Prose(
                "Of a team without a focus factor, running takes the share that its office intends."
            )
            yield Assumption(Prose("what running leaves"), said, self.by_office)
        if self.whole:
            said = Prose(
                "Of a team of which nothing says what running takes, all hours are for work."
            )
            yield Assumption(Prose("running takes nothing"), said, self.whole)


def capacities(day: Day) -> Capacities:
    """A team's people in full-time shares, times the share of their hours that planned work gets.

    The people are the stated headcount; else those who work in it and have not left, by the share of
    their job and of it that the team has (whole where none is stated). The share for planned work is
    the stated focus factor; else what is left of 1 after the share that its office means for running;
    else 1. A team without either people is not in it: nobody knows, which is not nought.
    """
    return day.kept("capacities", lambda: _capacities(day))


def _capacities(day: Day) -> Capacities:
    there: dict[str, float] = {}
    for team, _, part in _at_work(day):
        there[team] = there.get(team, 0.0) + part
    plan = day.enterprise
    shares = dict(day.frame("office").select("id", "run_share").iter_rows())
    found: dict[str, float] = {}
    planned: dict[str, float] = {}
    by_office: list[str] = []
    whole: list[str] = []
    for row in day.frame("team").sort("id").iter_rows(named=True):
        key = f"team:{row['id']}"
        full = row["headcount"] if row["headcount"] is not None else there.get(key)
        if full is None:
            continue
        left = row["focus_factor"]
        if left is None:
            runs = [shares.get(one.partition(":")[2]) for one in plan.targets(key, "office")]
            left = 1 - runs[0] if runs and runs[0] is not None else 1.0
            (by_office if runs and runs[0] is not None else whole).append(key)
        found[key], planned[key] = full * left, left
    return Capacities(found, planned, tuple(by_office), tuple(whole))


def people_for_work(day: Day) -> Mapping[str, float]:
    """By person, the full-time share of them that planned work gets in their teams.

    Who has left or works in no team is not in it; see `capacities` for the share.
    """
    return day.kept("people for work", lambda: _people_for_work(day))


def _people_for_work(day: Day) -> dict[str, float]:
    planned = capacities(day).planned
    found: dict[str, float] = {}
    for team, person, full in _at_work(day):
        found[person] = found.get(person, 0.0) + full * planned.get(team, 0.0)
    return found


def _at_work(day: Day) -> Iterator[tuple[str, str, float]]:
    """A team, somebody who works in it and has not left, and how much of a full-time week."""
    people, plan = day.frame("person"), day.enterprise
    if not len(people):
        return
    here = people.filter(pl.col("left_on").is_null() | (pl.col("left_on") >= day.on))
    for id_, fte in here.select("id", "fte").iter_rows():
        for end in plan.links_of(f"person:{id_}", "works_in"):
            share = end.says.get("share")
            part = (1.0 if fte is None else fte) * (1.0 if share is None else float(share))
            yield end.other, f"person:{id_}", part
