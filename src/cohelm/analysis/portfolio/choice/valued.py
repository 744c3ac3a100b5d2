"""What is each initiative worth to each office, as the office says or by its size?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from cohelm.analysis.portfolio.choice.criteria import (
    ACCEPTED,
    own_criteria,
    scored,
)
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

Worth = Literal["assumed", "stated", "scored"]
"""Whether what an office that values nothing sponsors is worth something to it, or nothing; or worth
is what the organisation's `criteria` make it."""
BY_SIZE: Mapping[str, Fraction] = {"S": Fraction(3), "M": Fraction(9), "L": Fraction(24)}
"""Points of a size, as many as person-months: an order by worth for its size then is one by cost."""
ALL = "organisation"
"""Stands for the office where none is on record: all work is worth something to the organisation."""


@dataclass(frozen=True, slots=True)
class Valued:
    """By initiative's key, what it is worth to each office by the office's id, and what was assumed."""

    of: Mapping[str, Mapping[str, Fraction]]
    offices: tuple[str, ...]
    by_size: tuple[str, ...]
    assumed: tuple[Assumption, ...]


def valued(plan: Enterprise, rows: Sequence[Mapping[str, Any]], worth: Worth, on: date) -> Valued:
    """The values in `ranked_by`; of an office without any, points for what it sponsors.

    Such points are those of the size (S 3, M 9, L 24; M where none is stated). Work that nobody
    sponsors is then worth as much to each such office; without offices, to the organisation. `scored`:
    see `criteria.scored`; raises UsageError where the organisation has no criteria.
    """
    offices = _offices(plan)
    if worth == "scored":
        return _scored(plan, rows, offices, on)
    keys = [f"initiative:{row['id']}" for row in rows]
    found = {key: _stated(plan, key) for key in keys}
    alike = []
    said = {name for of in found.values() for name in of}
    silent = [name for name in offices or [ALL] if name not in said]
    if worth == "stated" or not silent or (said and not offices):
        return Valued(found, tuple(offices), (), ())
    by_size = []
    for key, row in zip(keys, rows, strict=True):
        wanted = [end.partition(":")[2] for end in plan.targets(key, "sponsor")]
        for name in silent:
            if name in wanted or (not wanted and not said):
                found[key][name] = BY_SIZE.get(row["size"] or "M", BY_SIZE["M"])
                by_size.append(key)
        if len(silent) > 1 and not wanted and not said:
            alike.append(key)
    keys_assumed = tuple(dict.fromkeys(by_size))
    assumed = (*_assumed(keys_assumed), *([_alike(alike)] if alike else []))
    return Valued(found, tuple(offices or silent), keys_assumed, assumed)


def _scored(
    plan: Enterprise, rows: Sequence[Mapping[str, Any]], offices: Sequence[str], on: date
) -> Valued:
    criteria = own_criteria(plan, offices)
    if not criteria:
        raise UsageError(
            "the organisation has no criteria", where="worth", accepted=ACCEPTED,
            mend="State them as its `criteria`, with offices and number fields that are there.",
        )  # fmt: skip
    found = scored(plan, rows, criteria, on)
    return Valued({f"initiative:{id_}": of for id_, of in found.of.items()}, tuple(offices), (), ())


def _assumed(keys: tuple[str, ...]) -> tuple[Assumption, ...]:
    if not keys:
        return ()
    sentence = (
        "Where an office values nothing, what it sponsors is worth to it as many points as its size has"
        " person-months: S 3, M 9 (taken where none is stated), L 24."
    )
    return (Assumption(Prose("worth by size"), sentence, keys),)


def _alike(keys: Sequence[str]) -> Assumption:
    sentence = Prose("Where no office sponsors it, it is worth the same to each of them.")
    return Assumption(Prose("no sponsor: all offices alike"), sentence, tuple(keys))


def _stated(plan: Enterprise, key: str) -> dict[str, Fraction]:
    ends = plan.links_of(key, "ranked_by")
    stated = {end.other.partition(":")[2]: end.says.get("value") for end in ends}
    return {name: Fraction(str(of)) for name, of in stated.items() if of is not None}


def _offices(plan: Enterprise) -> list[str]:
    """The ids of the offices, leftmost first."""
    frame = plan.frame("office")
    if not len(frame):
        return []
    return list(frame.sort("place", "id", nulls_last=True)["id"])
