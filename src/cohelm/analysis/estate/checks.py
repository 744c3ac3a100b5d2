"""Checks on what is run: applications that serve nothing known, and links to what is retired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import Subject, subjects
from cohelm.analysis.wording import counted, listed
from cohelm.core.changes import ChangeSet, LinkChange
from cohelm.core.concern import Check, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.links import LAST_DAY, day_number
from cohelm.core.said import Said

OF_THE_PAST = frozenset({"replaces", "succeeds", "supersedes", "forbids", "about", "discussed"})
"""Relations that rightly lead to what is retired: what came after it, or what was said of it."""


def without_capability(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """EST001: applications that support no business capability."""
    day = Day(enterprise, on)
    supporting = day.linked("supports", other="capability")
    for one in subjects(day, "application", day.without("application", supporting)):
        yield one.concern(
            WITHOUT_CAPABILITY,
            Said("supports no business capability"),
            Said(
                "What the {called} is for is not on record, so nobody can say what it is worth.",
                called=one.called,
            ),
            criticality=one.row["criticality"],
        )


def links_to_retired(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
    """LNK001: items with a link on the day to something whose lifecycle has come to its end.

    One concern an item, with all such targets behind it. The remedy ends these links on the day
    before, so that they do not hold on the day.
    """
    day = Day(enterprise, on)
    found = _to_retired(day)
    sources = np.array(sorted(found), np.int32)
    for kind in enterprise.tables:
        of_kind = sources[day.of_kind(kind)[sources]]
        if len(of_kind):
            for one in subjects(day, kind, day.where(kind, pl.col("node").is_in(of_kind))):
                yield _to_retired_concern(day, one, found[one.row["node"]])


def _to_retired(day: Day) -> dict[int, list[tuple[str, int]]]:
    """By source: relation and row of each link that holds and leads to something retired."""
    found: dict[int, list[tuple[str, int]]] = {}
    for name in day.enterprise.links.keys() - OF_THE_PAST:
        source, target, rows = day.links(name)
        ended = day.retired[target]
        for node, row in zip(source[ended].tolist(), rows[ended].tolist(), strict=True):
            found.setdefault(node, []).append((name, row))
    return found


def _to_retired_concern(day: Day, one: Subject, links: list[tuple[str, int]]) -> Concern:
    changes = sorted(
        (_ended(day, name, row) for name, row in links),
        key=lambda change: (change.target, change.relation, change.start),
    )
    targets = tuple(dict.fromkeys(change.target for change in changes))
    names = listed([f"'{day.enterprise.name(key)}'" for key in targets])
    concern = one.concern(
        LINK_TO_RETIRED,
        Said(
            "is linked to {targets}, at end of life",
            targets=listed([f"{one.target} ({one.relation})" for one in changes]),
        ),
        Said(
            "The {called} still counts on {things} already retired: {names}.",
            called=one.called,
            things=counted(len(targets), "thing"),
            names=names,
        ),
        others=targets,
        links=[f"{change.relation} {change.target}" for change in changes],
    )
    return replace(concern, remedy=ChangeSet.of(changes))


def _ended(day: Day, relation: str, row: int) -> LinkChange:
    """The change after which a link does not hold on the day: ended, or taken away if it is new."""
    edges = day.enterprise.links[relation].edges
    source, target = day.enterprise.nodes.keys([int(edges.source[row]), int(edges.target[row])])
    start, until = int(edges.start[row]), int(edges.until[row])
    before = edges.says(row) | ({} if until == LAST_DAY else {"until": until})
    eve = day_number(day.on - timedelta(days=1), empty=0)
    after = None if start > eve else {**before, "until": eve}
    return LinkChange(source, relation, target, start, before, after)


WITHOUT_CAPABILITY = Check(
    "EST001", "Application with no business capability", "info",
    "Without a capability an application cannot be weighed against what the business needs.",
    without_capability,
)  # fmt: skip
LINK_TO_RETIRED = Check(
    "LNK001", "Link to something retired", "watch",
    "What rests on a retired thing fails with it, or the record is behind what is really so.",
    links_to_retired,
)  # fmt: skip
