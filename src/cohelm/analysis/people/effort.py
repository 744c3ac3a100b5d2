"""How much work is an initiative, and whose?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

SIZES: Mapping[str, float] = {"S": 3.0, "M": 9.0, "L": 24.0}
"""Person-months that are taken for a size where no effort is stated."""
BY_SIZE = Prose("Where no effort is stated: S is 3, M 9, L 24 person-months.")


def effort_of(row: Mapping[str, Any]) -> float | None:
    """Its person-months: those stated, else those of its size; None where neither is known."""
    if row["effort"] is not None:
        return float(row["effort"])
    return SIZES.get(row["size"] or "")


def shares_of(plan: Enterprise, key: str) -> Iterator[tuple[str, float]]:
    """The teams that do it and their parts of the whole; equal where none is stated."""
    ends = plan.links_of(key, "done_by")
    stated = [float(end.says.get("share") or 0) for end in ends]
    whole = sum(stated)
    for end, share in zip(ends, stated, strict=True):
        yield end.other, share / whole if whole else 1 / len(ends)


def part_within(start: date, end: date, first: date, last: date) -> float:
    """The part of the days from `start` to `end` that lies from `first` to `last`, all inclusive."""
    days = (min(end, last) - max(start, first)).days + 1
    return max(0, days) / ((end - start).days + 1)
