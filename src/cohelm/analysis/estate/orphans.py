"""Which applications, servers, platforms and networks serve nothing on record?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.core.columns import MONEY
from cohelm.core.prose import Prose

COLUMNS: dict[str, Any] = {"item": pl.String, "why": pl.String, "annual_cost": MONEY}
CARRIERS = ("server", "platform", "network")
NEEDS = ("runs_on", "depends_on", "on_network", "relies_on", "built_on", "touches")


@dataclass
class Orphans:
    """What serves nothing, kind by kind.

    Of a kind of which nothing at all is said to serve anything nobody can say: its items are `unsaid`.
    `serving` are the applications that a capability has, `users` how many people use each.
    """

    day: Day
    applications: Mapping[str, Mapping[str, Any]]
    serving: Collection[str]
    users: Mapping[str, int | None]

    @cached_property
    def frame(self) -> pl.DataFrame:
        """A row for each, by key, with the reason and what it costs."""
        rows = [
            (key, why, cost)
            for idle, why, serves in self._by_kind
            for key, cost in idle.items()
            if serves
        ]
        return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("item")

    @cached_property
    def unsaid(self) -> tuple[str, ...]:
        """Items of which nobody can say, since nothing of their kind is said to serve anything."""
        return tuple(sorted(key for idle, _, serves in self._by_kind if not serves for key in idle))

    @property
    def are_known(self) -> bool:
        """Whether of any kind something is said to serve something."""
        return any(serves for _, _, serves in self._by_kind)

    @cached_property
    def _by_kind(self) -> list[tuple[dict[str, Any], str, bool]]:
        """What is idle with its cost, why, and whether anything of the kind serves something."""
        no_use = Prose("no capability, no user and nothing that needs it")
        idle = {
            key: row["annual_cost"]
            for key, row in self.applications.items()
            if key not in self.serving and not self._is_used(key) and not self._is_needed(key)
        }
        found: list[tuple[dict[str, Any], str, bool]]
        found = [(idle, no_use, len(idle) < len(self.applications))]
        for kind in CARRIERS:
            all_ = dict(self._carriers(kind))
            idle = {key: cost for key, cost in all_.items() if not self._is_needed(key)}
            found.append((idle, Prose("nothing stands on it"), len(idle) < len(all_)))
        return found

    def _carriers(self, kind: str) -> Iterator[tuple[str, Any]]:
        for row in self.day.live(kind).iter_rows(named=True):
            yield f"{kind}:{row['id']}", row["annual_cost"]

    def _is_used(self, key: str) -> bool:
        """Whether somebody uses it, whether or not it is said how many do."""
        return bool(self.users[key]) or bool(self.day.enterprise.targets(key, "used_by"))

    def _is_needed(self, key: str) -> bool:
        """Whether anything live leads to it by a need."""
        node = self.day.enterprise.nodes.number(key)
        return node is not None and bool(self._needed[node])

    @cached_property
    def _needed(self) -> Any:
        first, *others = (self.day.linked(one, reverse=True) for one in NEEDS)
        for one in others:
            first = first | one
        return first
