"""Checks on whether goals, measures and work hold together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import subjects
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said


def goals_without_work(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """STR001: goals to which no initiative contributes, whatever that initiative's status."""
    day = Day(enterprise, on)
    served = day.linked("contributes_to", reverse=True, other="initiative")
    for one in subjects(day, "goal", day.without("goal", served)):
        yield one.concern(
            GOAL_WITHOUT_WORK,
            Said("has no initiative that contributes to it"),
            Said(
                "The {called} is wanted, but no work is under way or planned for it.",
                called=one.called,
            ),
            due=one.row["due"],
        )


def work_without_goal(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """STR002: initiatives, neither done nor stopped, that contribute to no goal."""
    day = Day(enterprise, on)
    serving = day.linked("contributes_to", other="goal")
    for one in subjects(day, "initiative", day.without("initiative", serving)):
        yield one.concern(
            WORK_WITHOUT_GOAL,
            Said("contributes to no goal"),
            Said(
                "The {called} takes money and people, and no goal is named that it serves.",
                called=one.called,
            ),
            status=one.row["status"],
        )


def goals_without_measure(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """STR003: goals of which no key result is a measure."""
    day = Day(enterprise, on)
    measured = day.linked("measures", reverse=True, other="key_result")
    for one in subjects(day, "goal", day.without("goal", measured)):
        yield one.concern(
            GOAL_WITHOUT_MEASURE,
            Said("has no key result"),
            Said(
                "Nobody will be able to tell whether the {called} is reached: nothing measures it.",
                called=one.called,
            ),
            due=one.row["due"],
        )


def overdue_results(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """STR004: key results whose due date has passed and whose current value is short of the target.

    On the due date itself there is still time. A target below the baseline is reached from above;
    one with a band is reached inside it, ends included; without a baseline the metric says which way
    is good, else higher is. No current value has reached nothing; no target cannot be missed.
    """
    day = Day(enterprise, on)
    late = day.where("key_result", (pl.col("due") < on) & pl.col("target").is_not_null())
    if not len(late):
        return
    late = late.with_columns(pl.Series("falling", _falling(day, late)))
    for one in subjects(day, "key_result", late.filter(~_reached().fill_null(False))):
        row = one.row
        now = Said("no value") if row["current"] is None else f"{row['current']:g}"
        unit = f" {row['unit']}" if row["unit"] else ""
        yield one.concern(
            OVERDUE_RESULT,
            Said(
                "was due on {due} and stands at {now}, target {target:g}",
                due=row["due"],
                now=now,
                target=row["target"],
            ),
            Said(
                "The {called} should stand at {target:g}{unit} by now; on record is {now}.",
                called=one.called,
                target=row["target"],
                unit=unit,
                now=now if row["current"] is None else now + unit,
            ),
            due=row["due"],
            days=(on - row["due"]).days,
            baseline=row["baseline"],
            target=row["target"],
            current=row["current"],
            falling=row["falling"],
        )


def _reached() -> pl.Expr:
    current, target = pl.col("current"), pl.col("target")
    moved = pl.when(pl.col("falling")).then(current <= target).otherwise(current >= target)
    held = (current - target).abs() <= pl.col("band")
    return pl.when(pl.col("band").is_not_null()).then(held).otherwise(moved)


def _falling(day: Day, results: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which key results are to fall: by their baseline, else by their metric."""
    lower = np.zeros(len(day.enterprise.nodes), bool)
    metrics = day.frame("metric")
    if len(metrics):
        lower[metrics.filter(pl.col("better") == "lower")["node"]] = True
    source, target, _ = day.links("metric")
    by_metric = np.zeros(len(lower), bool)
    by_metric[source[lower[target]]] = True
    moves = (pl.col("baseline") != pl.col("target")).fill_null(False)
    falls = pl.when(moves).then(pl.col("target") < pl.col("baseline")).otherwise(pl.col("said"))
    said = pl.Series("said", by_metric[results["node"]])
    return results.with_columns(said).select(falls.alias("falling"))["falling"].to_numpy()


GOAL_WITHOUT_WORK = Check(
    "STR001", "Goal with no work", "watch",
    "A goal that no work serves is a wish: nobody will have reached it on its day.",
    goals_without_work,
)  # fmt: skip
WORK_WITHOUT_GOAL = Check(
    "STR002", "Work with no goal", "watch",
    "Money and people that serve no goal are missing where one is served.", work_without_goal,
)  # fmt: skip
GOAL_WITHOUT_MEASURE = Check(
    "STR003", "Goal with no measure", "watch",
    "Without a measure a goal is reached when somebody says so.", goals_without_measure,
)  # fmt: skip
OVERDUE_RESULT = Check(
    "STR004", "Key result overdue", "act",
    "Past its day a missed target is either a decision that nobody takes or a promise broken.",
    overdue_results,
)  # fmt: skip
