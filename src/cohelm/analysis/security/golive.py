"""What touches confidential data, or is about to, without a security review, and on which way?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.core.enterprise import Enterprise

SECRET = ("confidential", "restricted")
NEW = timedelta(days=365)
"""What came into use, or under contract, within so many days is new."""
IN_USE = ("pilot", "live")
HOLDS = ("handles", "learns_from")
CONTAINERS: Mapping[str, tuple[str, ...]] = {
    "ai_use": (), "technology": ("uses",), "vendor": ("provided_by",),
}  # fmt: skip
"""By kind that takes a review, the relations by which what holds the data leads to it."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """One thing that touches confidential data unreviewed. `path` leads from it to the data, as keys."""

    key: str
    path: tuple[str, ...]
    since: date | None


def unreviewed_data(enterprise: Enterprise, on: date) -> Iterator[Exposed]:
    """Uses of AI on trial or live, new technologies and new vendors, without a review by the day.

    A use of AI touches what it learns from; a technology or a vendor what is handled, or kept, or
    learnt from by what is made with it or provided by it. New is a technology that a live initiative
    introduces, or whose own lifecycle became active within the last 365 days; a vendor whose first
    contract began within them. A review on the day itself counts. By kind, then key.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    for kind in CONTAINERS:
        for row in _unreviewed(day, kind):
            key = f"{kind}:{row['id']}"
            if is_new(plan, day, key, row) and (path := path_to_secret(plan, key)):
                yield Exposed(key, path, _since(plan, key, row))


def _unreviewed(day: Day, kind: str) -> list[dict[str, Any]]:
    frame = day.live(kind)
    if not len(frame) or "security_reviewed_on" not in frame.columns:
        return []
    due = pl.col("security_reviewed_on").is_null() | (pl.col("security_reviewed_on") > day.on)
    return frame.filter(due).sort("id").to_dicts()


def is_new(plan: Enterprise, day: Day, key: str, row: Mapping[str, Any]) -> bool:
    """Whether something takes a review on the day: in use, and new."""
    kind = key.partition(":")[0]
    if kind == "ai_use":
        return row["status"] in IN_USE
    if kind == "technology" and any(
        one.startswith("initiative:") and plan.plain(one).get("status") not in ("done", "stopped")
        for one in plan.sources(key, "introduces")
    ):
        return True
    since = _since(plan, key, row)
    return since is not None and day.on - NEW <= since <= day.on


def _since(plan: Enterprise, key: str, row: Mapping[str, Any]) -> date | None:
    if key.startswith("vendor:"):
        begins = [plan.plain(one).get("start") for one in plan.sources(key, "vendor")
                  if one.startswith("contract:")]  # fmt: skip
        known = sorted(str(one) for one in begins if one)
        return date.fromisoformat(known[0]) if known else None
    active = (row.get("lifecycle") or {}).get("active")
    return date.fromisoformat(active) if isinstance(active, str) else active


def path_to_secret(plan: Enterprise, key: str) -> tuple[str, ...]:
    """The shortest way from something to confidential data, as keys; empty where there is none.

    Of several, the first by key.
    """
    if found := _secret(plan, key):
        return key, found
    for relation in CONTAINERS.get(key.partition(":")[0], ()):
        for between in sorted(plan.sources(key, relation)):
            if found := _secret(plan, between):
                return key, between, found
    return ()


def _secret(plan: Enterprise, key: str) -> str:
    """The first confidential data set that something holds or learns from; empty where none."""
    held = [end for relation in HOLDS for end in plan.targets(key, relation)]
    held += plan.sources(key, "stored_in")
    for one in sorted(held):
        if one.startswith("data_set:") and plan.plain(one).get("classification") in SECRET:
            return one
    return ""
