"""Two plans side by side: items that are new, gone or changed, field by field, reading by reading."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from cohelm.core.columns import phases
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import PHASES
from cohelm.core.links import day_number
from cohelm.core.observations import ObservationKey, ObservationTable

Turned = tuple[str, Any, Any]
"""What a thing is called that differs, what it was, and what it became."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item of which something differs: (field or relation, what it was, what it became).

    An observation about it goes by its metric, its time and its source: `uptime 2026-01-31 monitoring`.
    """

    key: str
    name: str
    fields: tuple[Turned, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One plan beside another: items that are new, gone or changed, in the order they were named."""

    new: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    changed: tuple[Difference, ...]

    def __len__(self) -> int:
        return len(self.new) + len(self.gone) + len(self.changed)


def compared(before: Enterprise, after: Enterprise, keys: Iterable[str]) -> Comparison:
    """What differs of the items named. Where the plans stand on two days, the phase of a life that
    turned between them is a field, `phase`. Observations have no day from which they hold: they differ
    between what was known when, and between scenarios.

    Cost: linear in the keys and in what observations differ; links of an item are found in logarithmic
    time.
    """
    keys = dict.fromkeys(keys)
    new: list[Difference] = []
    gone: list[Difference] = []
    changed: list[Difference] = []
    turned = _phases_turned(before, after) if before.on != after.on else {}
    observed = _observed_otherwise(before, after, keys)
    for key in keys:
        one = before.document(key) if key in before else None
        other = after.document(key) if key in after else None
        fields = (*_fields(one or {}, other or {}), *turned.get(key, ()))
        if one is other is None:
            continue
        fields += tuple(observed.get(key, ()))
        if not fields:
            continue
        found = Difference(key, str((other or one or {}).get("name", key)), fields)
        (new if one is None else gone if other is None else changed).append(found)
    return Comparison(tuple(new), tuple(gone), tuple(changed))


def turning(plan: Enterprise, one: date, other: date) -> Iterator[str]:
    """The keys of the items that declare a link which begins or ends between two days of a plan with
    the links of all days, or a phase of whose life begins between them. Cost: linear in both."""
    first, last = min(one, other), max(one, other)
    low, high = day_number(first, empty=0), day_number(last, empty=0)
    for table in plan.links.values():
        edges = table.edges
        begins = (edges.start > low) & (edges.start <= high)
        ends = (edges.until >= low) & (edges.until < high)
        yield from plan.nodes.keys(np.unique(edges.source[begins | ends]).tolist())
    for kind in plan.tables:
        frame = plan.frame(kind)
        if "lifecycle" not in frame.columns:
            continue
        days = frame.select("id", pl.col("lifecycle").struct.unnest())
        within = pl.any_horizontal(
            (pl.col(phase) > first) & (pl.col(phase) <= last) for phase in PHASES
        )
        yield from (f"{kind}:{id_}" for id_ in days.filter(within)["id"])


def _fields(one: dict[str, Any], other: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    return tuple(
        (field, one.get(field), other.get(field))
        for field in {**one, **other}
        if one.get(field) != other.get(field)
    )


def _observed_otherwise(
    before: Enterprise, after: Enterprise, keys: Container[str]
) -> dict[str, list[Turned]]:
    """By item, the observations that the two plans tell otherwise, by metric and time."""
    found: dict[str, list[Turned]] = {}
    for metric in sorted({*before.observed, *after.observed}):
        sides = before.observed.get(metric), after.observed.get(metric)
        for place in sorted(_told_apart(*sides)):
            if place[0] in keys:
                was, became = (table.plain(place) if table else None for table in sides)
                if was != became:
                    name = " ".join([metric, *filter(None, place[1:])])
                    found.setdefault(place[0], []).append((name, was, became))
    return found


def _told_apart(
    one: ObservationTable | None, other: ObservationTable | None
) -> set[ObservationKey]:
    """The observations that may differ: all of two tables, unless both rest on the same rows."""
    if one is not None and other is not None and one.keys is other.keys:
        return {*one.changed, *other.changed}
    return {*(one.rows if one else ()), *(other.rows if other else ())}


def _phases_turned(
    before: Enterprise, after: Enterprise
) -> dict[str, tuple[tuple[str, str | None, str | None]]]:
    """By item, its phase on either day, where they differ."""
    one, other = _phases(before), _phases(after)
    return {
        key: (("phase", one[key], other[key]),)
        for key in one.keys() & other.keys()
        if one[key] != other[key]
    }


def _phases(plan: Enterprise) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for kind in plan.tables:
        frame = plan.frame(kind)
        if plan.on is not None and "lifecycle" in frame.columns:
            at = phases(frame["lifecycle"], plan.on)
            keys = (f"{kind}:{id_}" for id_ in frame["id"])
            found |= dict(zip(keys, at.to_list(), strict=True))
    return found
