"""What is planned to be done to which items, from which day to which: the acts that can collide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.offices import Offices, offices_on

Deed = Literal["change", "release", "retire", "freeze", "audit"]
NEVER = date.max


@dataclass(frozen=True, slots=True)
class Act:
    """One act: by which plan item, from which day to which (inclusive), on which items.

    A retirement begins on the day on which the item is no longer there and never ends. `offices` are
    the keys of those that want it.
    """

    deed: Deed
    key: str
    start: date
    end: date
    items: tuple[str, ...]
    offices: tuple[str, ...]


def acts(day: Day) -> Iterator[Act]:
    """All acts of a day's plan that are not over: work, releases to come, ends of life, freezes.

    What states no day is no act: nobody can say when it is done.
    """
    offices = offices_on(day)
    yield from _initiatives(day, offices)
    yield from _releases(day, offices)
    yield from _retirements(day, offices)
    yield from _freezes(day, offices)


def _ends(day: Day, key: str, relation: str) -> tuple[str, ...]:
    return tuple(day.enterprise.targets(key, relation))


def _of(day: Day, offices: Offices, key: str) -> tuple[str, ...]:
    """The offices that sponsor it, else the one that it falls to."""
    sponsors = _ends(day, key, "sponsor") or _ends(day, key, "office")
    node = day.enterprise.nodes.number(key)
    falls = offices.of(node) if node is not None else ""
    return tuple(sorted(sponsors)) or ((falls,) if falls else ())


def _rows(day: Day, kind: str, holds: pl.Expr) -> Iterator[dict[str, Any]]:
    frame = day.where(kind, holds)
    yield from frame.sort("id").iter_rows(named=True) if len(frame) else ()


def _initiatives(day: Day, offices: Offices) -> Iterator[Act]:
    ahead = pl.col("start").is_not_null() & (pl.col("end") >= day.on)
    for row in _rows(day, "initiative", ahead):
        key = f"initiative:{row['id']}"
        if items := _ends(day, key, "affects"):
            yield Act("change", key, row["start"], row["end"], items, _of(day, offices, key))


def _releases(day: Day, offices: Offices) -> Iterator[Act]:
    ahead = pl.col("released_on").is_null() & (pl.col("planned_on") >= day.on)
    for row in _rows(day, "release", ahead):
        key = f"release:{row['id']}"
        items = (*_ends(day, key, "changes"), *_ends(day, key, "product"))
        if items:
            planned = row["planned_on"]
            yield Act("release", key, planned, planned, items, _of(day, offices, key))


def _retirements(day: Day, offices: Offices) -> Iterator[Act]:
    for kind in ("application", "service", "platform", "product"):
        for row in _rows(day, kind, pl.col("lifecycle").is_not_null()):
            gone = (row["lifecycle"] or {}).get("end_of_life")
            if gone is not None and gone >= day.on:
                key = f"{kind}:{row['id']}"
                yield Act("retire", key, gone, NEVER, (key,), _of(day, offices, key))


def _freezes(day: Day, offices: Offices) -> Iterator[Act]:
    ahead = pl.col("start").is_not_null() & (pl.col("end") >= day.on)
    for row in _rows(day, "freeze", ahead):
        key = f"freeze:{row['id']}"
        if items := _ends(day, key, "holds_for"):
            deed: Deed = "audit" if row["type"] == "audit" else "freeze"
            yield Act(deed, key, row["start"], row["end"], items, _of(day, offices, key))
