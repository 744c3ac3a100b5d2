"""What else both offices have to talk about: plans that clash, work done twice, silence, signals."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cohelm.analysis.agenda.collisions import collisions
from cohelm.analysis.agenda.informed import NONE, TOLD, informed
from cohelm.analysis.agenda.topic import Topic, offices_named
from cohelm.analysis.day import Day
from cohelm.analysis.impact.scorecard import WORSE, scorecard
from cohelm.analysis.offices import Offices
from cohelm.analysis.portfolio.twice import Of, twice
from cohelm.analysis.wording import counted, money_of
from cohelm.core.prose import Prose, joined

SILENT_DAYS = 7
"""A notice that is not acknowledged, and a decision without a record, come up after so many days."""

PAID_FOR: tuple[Of, ...] = ("contract", "initiative")
"""What is looked at for being done twice."""


def crossing(day: Day, offices: Offices) -> Iterator[Topic]:
    """Topics out of other answers.

    Plans of both offices that collide on the day or later; contracts and initiatives of which each has
    one; decisions of which, seven days later, there is no record that somebody was told, or heard, or
    who was told has not acknowledged; metrics whose last reading is a signal for the worse.
    """
    yield from _collisions(day)
    yield from _twice(day)
    yield from _untold(day, offices)
    yield from _signals(day, offices)


def _collisions(day: Day) -> Iterator[Topic]:
    found = collisions(day.enterprise, on=day.on).collisions
    for row in found.filter(pl.col("offices").list.len() > 1).iter_rows(named=True):
        due = max(row["since"], day.on) if row["severity"] == "act" else None
        first, second = day.enterprise.name(row["first"]), day.enterprise.name(row["second"])
        yield Topic(
            Prose("Two plans collide: {first} and {second}", first=first, second=second),
            row["why"],
            row["first"],
            due,
            offices=tuple(row["offices"]),
        )


def _twice(day: Day) -> Iterator[Topic]:
    # not the applications: to compare the texts of all of them takes longer than an agenda may
    found = pl.concat([twice(day.enterprise, on=day.on, of=kind).pairs for kind in PAID_FOR])
    for row in found.filter(pl.col("offices").list.len() > 1).iter_rows(named=True):
        one, other = day.enterprise.name(row["one"]), day.enterprise.name(row["other"])
        yield Topic(
            Prose("Done twice? {one} and {other}", one=one, other=other),
            Prose("each office has one"),
            row["one"],
            amount=money_of(row["saves_least"]),
            offices=tuple(row["offices"]),
        )


def _untold(day: Day, offices: Offices) -> Iterator[Topic]:
    people = informed(day.enterprise, on=day.on).people.filter(pl.col("days") >= SILENT_DAYS)
    waiting = people.filter(pl.col("state").is_in([NONE, TOLD])).group_by("decision").agg(
        none=(pl.col("state") == NONE).sum(), told=(pl.col("state") == TOLD).sum()
    )  # fmt: skip
    for row in waiting.sort("decision").iter_rows(named=True):
        key = row["decision"]
        said = (
            [Prose("no record of {notices}", notices=counted(row["none"], "notice"))]
            if row["none"]
            else []
        )
        said += [Prose("{told} told and not acknowledged", told=row["told"])] if row["told"] else []
        yield Topic(
            Prose("Tell those who have to know: {name}", name=day.enterprise.name(key)),
            joined(said, ", "),
            key,
            offices=offices_named(offices, day.enterprise, key),
            about="telling",
        )


def _signals(day: Day, offices: Offices) -> Iterator[Topic]:
    metrics = scorecard(day.enterprise, on=day.on).metrics
    for row in metrics.filter(pl.col("status") == WORSE).iter_rows(named=True):
        key = row["metric"]
        yield Topic(
            Prose("It got worse: {name}", name=day.enterprise.name(key)),
            row["because"],
            key,
            offices=offices_named(offices, day.enterprise, key),
        )
