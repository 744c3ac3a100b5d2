"""What does moving along the trade-off curve cost the goals, in money and in work?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from cohelm.analysis.portfolio.choice.feasible import Chosen
from cohelm.analysis.portfolio.choice.goals import GOALS, goals_moved
from cohelm.analysis.portfolio.choice.proposed import Proposed
from cohelm.analysis.portfolio.spending import costs_of
from cohelm.core.enterprise import Enterprise

MOVES: dict[str, Any] = {"number": pl.Int64, "offices": pl.List(pl.String), **GOALS}


def moved_along(plan: Enterprise, asked: Proposed, points: Sequence[Chosen]) -> pl.DataFrame:
    """A row for each goal whose money changes from a point of the curve to the next, whose `number`
    (from one) it has: the money before and now, who comes and goes under it, and the offices that want
    the goal; see `goals_moved`.
    """
    costs = [costs_of(asked.problem, chosen) for chosen in points]
    found = [pl.DataFrame(schema=MOVES)]
    for number, (before, now) in enumerate(pairwise(costs), 2):
        frame = goals_moved(plan, before, now, asked.budget.unit)
        moved = frame.filter(pl.col("before") != pl.col("now"))
        offices = [plan.targets(goal, "office") if goal in plan else [] for goal in moved["goal"]]
        found.append(moved.select(
            pl.lit(number, pl.Int64).alias("number"),
            pl.Series("offices", offices, pl.List(pl.String)), *GOALS,
        ))  # fmt: skip
    return pl.concat(found)
