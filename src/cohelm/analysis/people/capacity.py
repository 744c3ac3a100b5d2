"""How many full-time people does each team have for planned work?"""

from __future__ import annotations

import polars as pl

from cohelm.analysis.day import Day

QUARTER_MONTHS = 3


def capacities(day: Day) -> dict[str, float]:
    """By team, its people in full-time shares, times the share of their hours that planned work gets.

    Counted are those who have not left, by the share of their job and of it that the team has (whole
    where none is stated); without a stated focus factor, all their hours. A team in which nobody works
    is not in it: nobody knows, which is not nought.
    """
    plan = day.enterprise
    people = day.frame("person")
    if not len(people):
        return {}
    here = people.filter(pl.col("left_on").is_null() | (pl.col("left_on") >= day.on))
    shares: dict[str, float] = {}
    for id_, fte in here.select("id", "fte").iter_rows():
        for end in plan.links_of(f"person:{id_}", "works_in"):
            share = end.says.get("share")
            part = (1.0 if fte is None else fte) * (1.0 if share is None else float(share))
            shares[end.other] = shares.get(end.other, 0.0) + part
    focus = dict(day.frame("team").select("id", "focus_factor").iter_rows())
    return {
        team: full * (1.0 if (of := focus.get(team.partition(":")[2])) is None else of)
        for team, full in shares.items()
    }
