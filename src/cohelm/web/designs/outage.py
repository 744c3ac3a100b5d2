"""What the page of an outage shows: what is out, and what else can be taken out beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cohelm.analysis.estate.outage import Outage
from cohelm.analysis.estate.standing import Standing
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import label_of
from cohelm.web.results import cell_of, second_word

GROUPS = {
    "location": "Places", "network": "Networks", "vendor": "Vendors", "platform": "Platforms",
    "server": "Servers", "service": "Services", "application": "Applications",
}  # fmt: skip
MOST = 400
"""So many things of a kind are offered; any other can be typed."""


@dataclass(frozen=True, slots=True)
class Out:
    """Something that is out, and the others that stay out when it is taken back."""

    key: str
    name: str
    others: str


def of_outage(plan: Enterprise, result: Outage) -> dict[str, Any]:
    """What is out, and by kind what something stands on and is not out yet, by name."""
    standing = Standing.of(plan, result.on)
    needed = {plan.nodes.key(node) for node in standing.needed} - set(result.asked)
    offered = []
    for kind, words in GROUPS.items():
        keys = sorted(
            (key for key in needed if key.startswith(f"{kind}:")),
            key=lambda key: (plan.name(key), key),
        )
        if keys:
            offered.append((words, list(_named(plan, keys[:MOST]))))
    return {
        "out": [
            Out(key, plan.name(key), ",".join(one for one in result.asked if one != key))
            for key in result.asked
        ],
        "asked_keys": ",".join(result.asked),
        "offered": offered,
        "reached": [
            (label_of(name), cell_of(plan, of))
            for name in ("goals", "departments")
            if (of := getattr(result, name))
        ],
    }


def _named(plan: Enterprise, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Items of one kind with what they are called in a list to choose from: those of one name by a
    second word."""
    by_name: dict[str, list[str]] = {}
    for key in keys:
        by_name.setdefault(plan.name(key), []).append(key)
    for name, same in by_name.items():
        for key in same:
            yield key, f"{name}, {second_word(plan, key, same)}" if len(same) > 1 else name
