"""Which technology does each item rest on, itself or through what it runs on?"""

from __future__ import annotations

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.releases import Releases

UNDER = "runs_on"


USES = ("used_in", "contained_in")
"""What a technology calls the things that use it, or that it is built into."""


def relations_of_use(day: Day) -> list[str]:
    """The relations by which things of any kind use a technology."""
    return sorted({
        spec.name
        for kind in day.enterprise.schema.kinds.values()
        for spec in kind.relations.values()
        if spec.inverse in USES
    })  # fmt: skip


def resting(day: Day) -> pl.DataFrame:
    """Each item with each technology that it rests on, unsorted: item, technology, through, as nodes.

    Where it is known which release is in use, it rests on that one; see `releases`. `through` is
    the item that uses the technology, the item itself where it does so; of several ways the shortest, of
    equal ones the first by node. Retired items rest on nothing and carry nothing. Cost:
    linear in the pairs that are found, times the depth of what runs on what.
    """
    retired = day.retired
    known = Releases(day)
    parts = [known.meant(name) for name in relations_of_use(day)]
    source = np.concatenate([one[0] for one in parts]) if parts else np.empty(0, np.int32)
    target = np.concatenate([one[1] for one in parts]) if parts else np.empty(0, np.int32)
    there = ~retired[source]
    found = pl.DataFrame({"item": source[there], "technology": target[there]}).unique()
    found = found.with_columns(through=pl.col("item"))
    here, under, _ = day.links(UNDER)
    runs = ~retired[here] & ~retired[under]
    stack = pl.DataFrame({"upper": here[runs], "item": under[runs]})
    newest = found
    while len(newest):
        above = (
            stack.join(newest, on="item")
            .group_by(pl.col("upper").alias("item"), "technology")
            .agg(pl.col("through").min())
        )
        newest = above.join(found, on=["item", "technology"], how="anti")
        found = pl.concat([found, newest])
    return found
