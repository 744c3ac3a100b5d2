"""Checks on who is in charge: things without an owner, and one thing written down twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import subjects
from cohelm.analysis.wording import counted, listed
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

ANSWERED_FOR = (
    "application", "service", "data_set", "contract", "initiative", "product", "risk", "goal",
)  # fmt: skip
"""The kinds of which each item needs somebody who answers for it."""
BETWEEN_WORDS = r"[\s\p{Z}\p{P}--#]+"
"""Spaces and punctuation; not `#`, nor signs such as `+`: C, C# and C++ are three things."""


def unowned(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """OWN001: items of the kinds that need an owner and have none on the day."""
    day = Day(enterprise, on)
    owned = day.linked("owner")
    for kind in ANSWERED_FOR:
        for one in subjects(day, kind, day.without(kind, owned)):
            yield one.concern(
                UNOWNED,
                Said("has no owner"),
                Said("Nobody answers for the {called}.", called=one.called),
                owner=None,
            )


def same_names(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """DUP001: items of one kind whose names agree but for case, spaces and punctuation.

    One concern a group, about its first item by id; the others stand behind it.
    """
    day = Day(enterprise, on)
    for kind in _kinds_to_look_at(enterprise):
        items = day.live(kind)
        names = squeezed(items["name"])
        doubled = items.with_columns(names.alias("squeezed")).filter(names.is_duplicated())
        ids = {
            name: group["id"].sort().to_list() for (name,), group in doubled.group_by("squeezed")
        }
        firsts = doubled.filter(pl.col("id") == pl.col("id").min().over("squeezed"))
        for one in subjects(day, kind, firsts):
            same = ids[one.row["squeezed"]]
            others = tuple(f"{kind}:{id_}" for id_ in same[1:])
            yield one.concern(
                SAME_NAMES,
                Said("has the same name as {others}", others=listed(others)),
                Said(
                    "The {called} is on record {times}: if it is one thing, "
                    "it is counted more than once.",
                    called=one.called,
                    times=counted(len(same), "time"),
                ),
                others=others,
                names=sorted(enterprise.name(f"{kind}:{id_}") for id_ in same),
            )


def _kinds_to_look_at(enterprise: Enterprise) -> list[str]:
    """The kinds in which a name comes twice; asked of all at once, for most have none."""
    names = [
        enterprise.frame(kind).select(pl.lit(kind).alias("kind"), "name")
        for kind, table in enterprise.tables.items()
        if len(table)
    ]
    if not names:
        return []
    every = pl.concat(names).with_columns(pl.col("name").map_batches(squeezed, pl.String))
    return every.filter(every.is_duplicated())["kind"].unique(maintain_order=True).to_list()


def squeezed(names: pl.Series) -> pl.Series:
    """Names with their case folded and each run of spaces and punctuation made one space."""
    folded = pl.Series("name", [name.casefold() for name in names], dtype=pl.String)
    bare = folded.str.replace_all(BETWEEN_WORDS, " ").str.strip_chars()
    # a name of nothing but punctuation stands for itself
    return pl.select(pl.when(bare == "").then(folded).otherwise(bare)).to_series()


UNOWNED = Check(
    "OWN001", "No owner", "act",
    "What nobody answers for is not renewed, not secured and not stopped in time.", unowned,
)  # fmt: skip
SAME_NAMES = Check(
    "DUP001", "Duplicate name", "watch",
    "One thing on record twice is counted twice, and each record holds half of what is known.",
    same_names,
)  # fmt: skip
