"""Checks on investments: proposals that wait too long, and money that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.twice import across_groups, twice
from cohelm.analysis.subjects import cost, subjects
from cohelm.analysis.wording import day_in_words, listed
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

PAID_FOR = ("contract", "application", "initiative")


def late_proposals(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """PFL001: initiatives whose first day of work has passed and that are still proposals.

    On the first day itself there is still time to decide.
    """
    day = Day(enterprise, on)
    late = (pl.col("status") == "proposal") & (pl.col("start") < on)
    for one in subjects(day, "initiative", day.where("initiative", late)):
        start = one.row["start"]
        yield one.concern(
            LATE_PROPOSAL,
            Said("was to start on {start} and is still a proposal", start=start),
            Said(
                "Work on the {called} was to begin on {start}, and nobody has said yes or no.",
                called=one.called,
                start=day_in_words(start),
            ),
            start=start,
            days=(on - start).days,
        )


def cost_with_nobody(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """PFL002: contracts, applications and initiatives that cost something and have no owner.

    Any of the fields that state a cost will do; nought is no cost.
    """
    day = Day(enterprise, on)
    owned = day.linked("owner")
    for kind in PAID_FOR:
        for one in subjects(day, kind, day.without(kind, owned)):
            found = cost(one.row)
            if found is None:
                continue
            field, money = found
            yield one.concern(
                COST_WITH_NOBODY,
                Said("has {field} {money} and no owner", field=field, money=money),
                Said("The {called} costs money, and nobody answers for it.", called=one.called),
                field=field,
                cost=money,
            )


def done_twice(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """DUP002: things of two offices or departments that look like one, a concern a group.

    See `twice`. What was said not to be the same raises nothing.
    """
    day = Day(enterprise, on)
    for keys, pairs in across_groups(twice(enterprise, on=on, offices=True)):
        kind, _, first = keys[0].partition(":")
        words = sorted({word for of in pairs["words"] for word in of})
        for one in subjects(day, kind, day.where(kind, pl.col("id") == first)):
            names = [f"'{enterprise.name(key)}'" for key in keys[1:]]
            yield one.concern(
                DONE_TWICE,
                Said("serves the same purpose as {keys}, it seems", keys=listed(keys[1:])),
                Said(
                    "The {called} and {names} look like one thing that two have.",
                    called=one.called,
                    names=listed(names),
                ),
                others=keys[1:],
                likeness=pairs["likeness"].max(),
                words=words,
                shared=sorted({key for of in pairs["shared"] for key in of}),
            )


LATE_PROPOSAL = Check(
    "PFL001", "Past its start and still a proposal", "act",
    "A start that has passed moves every later date, and people wait for an answer.",
    late_proposals,
)  # fmt: skip
COST_WITH_NOBODY = Check(
    "PFL002", "Cost with nobody", "act",
    "Money that nobody answers for is the first to be paid on and the last to be saved.",
    cost_with_nobody,
)  # fmt: skip
DONE_TWICE = Check(
    "DUP002", "Done twice, it seems", "watch",
    "What two offices buy or build for one purpose is paid twice and agrees with itself nowhere.",
    done_twice,
)  # fmt: skip
