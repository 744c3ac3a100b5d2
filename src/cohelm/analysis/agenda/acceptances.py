"""Which concerns are accepted on a day, by whom was it said why, and until when?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.core.concern import Concern
from cohelm.core.enterprise import Enterprise


@dataclass(frozen=True, slots=True)
class Accepted:
    """A concern with the acceptance (its key) that covers it, up to and including `until`."""

    concern: Concern
    acceptance: str
    until: date
    reason: str


def split_accepted(
    enterprise: Enterprise, concerns: Iterable[Concern], *, on: date
) -> tuple[list[Concern], list[Accepted]]:
    """The concerns that stand, and those that an acceptance covers on the day; order is kept.

    An acceptance covers the concerns of its code about its item, where that is the first of theirs.
    Of several, the one that holds longest counts. Drafts and retired acceptances cover nothing.
    """
    covers = _covers(Day(enterprise, on))
    standing, accepted = [], []
    for concern in concerns:
        found = covers.get(concern.identity)
        if found is None:
            standing.append(concern)
        else:
            accepted.append(Accepted(concern, *found))
    return standing, accepted


def _covers(day: Day) -> dict[tuple[str, str], tuple[str, date, str]]:
    """By code and item: the acceptance, its last day and its reason."""
    held = day.where("acceptance", pl.col("until") >= day.on)
    if not len(held):
        return {}
    source, target, _ = day.links("item")
    keys = day.enterprise.nodes.keys(target.tolist())
    items = dict(zip(source.tolist(), keys, strict=True))
    covers = {}
    for row in held.sort("until", "id").iter_rows(named=True):
        if row["node"] in items:
            code_and_item = row["code"], items[row["node"]]
            covers[code_and_item] = (f"acceptance:{row['id']}", row["until"], row["reason"] or "")
    return covers
