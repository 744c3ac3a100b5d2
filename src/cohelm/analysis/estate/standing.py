"""What stands on what, and what stops when something stops?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from cohelm.analysis.day import Day, Ints
from cohelm.core.enterprise import Enterprise
from cohelm.core.graph import LinkTable

NEEDS = ("runs_on", "depends_on", "on_network")
"""Relations whose links say whether the need is hard, and what stands in for what."""
WITHIN = ("located_in",)
"""What is in a place stops with it."""
PERHAPS = ("relies_on", "built_on", "provided_by")
"""Needs of which nothing says how hard they are."""


SOFT, HARD, UNKNOWN = 0, 1, -1
"""How hard a need is: an outage of the one is none of the other, is one of the other, nobody knows."""
ALONE = -1
"""The group of a need for which nothing stands in."""


@dataclass(frozen=True, slots=True)
class Group:
    """Needs of one item that stand in for each other: `k` of the members must live.

    `k` None: how many are needed is not known, so one at the least and all at the most.
    """

    source: int
    members: tuple[int, ...]
    k: int | None

    def lost_at(self, *, most: bool) -> int:
        """How many members have to fail for the group to fail; at least one."""
        needed = self.k or (len(self.members) if most else 1)
        return max(1, len(self.members) - needed + 1)


@dataclass(frozen=True)
class Standing:
    """The needs of all items on a day, a row each: by it an outage travels from target to source.

    `hard` is HARD or UNKNOWN, `group` the place in `groups` or ALONE. Soft needs, by which no outage
    travels, stand apart: `soft` has their sources and their targets.
    """

    source: Ints
    target: Ints
    hard: npt.NDArray[np.int8]
    group: Ints
    groups: tuple[Group, ...]
    size: int
    soft: tuple[Ints, Ints]

    @classmethod
    def of(cls, enterprise: Enterprise, on: date) -> Standing:
        """The needs that hold on a day, between items that are not retired. Linear in links."""
        day = Day(enterprise, on)
        parts = [_Part.of(day, name) for name in NEEDS]
        parts += [_Part.bare(day, name, HARD) for name in WITHIN]
        parts += [_inner(day)]
        parts += [_Part.bare(day, name, UNKNOWN) for name in PERHAPS]
        members: dict[tuple[int, str], list[tuple[int, int | None]]] = {}
        for part in parts:
            for at, name, k in part.grouped:
                source = int(part.source[at])
                members.setdefault((source, name), []).append((int(part.target[at]), k))
        groups = []
        for (source, _), ends in sorted(members.items()):
            stated = [k for _, k in ends if k is not None]
            groups.append(Group(source, tuple(end for end, _ in ends), max(stated, default=None)))
        numbers = {name: at for at, name in enumerate(sorted(members))}
        for part in parts:
            for at, name, _ in part.grouped:
                part.group[at] = numbers[int(part.source[at]), name]
        hard = np.concatenate([part.hard for part in parts])
        kept = hard != SOFT
        sources, targets, group = (
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("source", "target", "group")
        )
        return cls(
            sources[kept], targets[kept], hard[kept], group[kept], tuple(groups),
            len(enterprise.nodes), (sources[~kept], targets[~kept]),
        )  # fmt: skip

    @cached_property
    def _by_target(self) -> tuple[Ints, npt.NDArray[np.int64]]:
        order = np.argsort(self.target, kind="stable").astype(np.int32)
        return order, np.searchsorted(self.target[order], np.arange(self.size + 1))

    def rows_on(self, target: int) -> Ints:
        """The rows of the needs for an item."""
        order, starts = self._by_target
        return order[starts[target] : starts[target + 1]]

    @property
    def needed(self) -> list[int]:
        """The items that anything stands on, in the order of their numbers."""
        found: list[int] = np.unique(self.target).tolist()
        return found

    def failing(self, out: Collection[int], *, most: bool) -> dict[int, int]:
        """What stops with some items, with what each of them stops by; these items not included.

        `most`: where it is not known how hard a need is or how many of a group are needed, the worst
        is taken, else the best. A group fails when fewer live than are needed. The least set that is
        closed under these rules: items in a circle of needs stop together once one of them does, and
        not by themselves. Linear in links.
        """
        stopped = set(out)
        by: dict[int, int] = {}
        lost: dict[int, int] = {}
        waiting = sorted(stopped)
        while waiting:
            target = waiting.pop()
            rows = self.rows_on(target)
            needs = zip(
                self.source[rows].tolist(), self.hard[rows].tolist(), self.group[rows].tolist(),
                strict=True,
            )  # fmt: skip
            for source, hard, group in needs:
                if group != ALONE:
                    lost[group] = lost.get(group, 0) + 1
                    stops = lost[group] >= self.groups[group].lost_at(most=most)
                else:
                    stops = most or hard == HARD
                if stops and source not in stopped:
                    stopped.add(source)
                    by[source] = target
                    waiting.append(source)
        return by


@dataclass(slots=True)
class _Part:
    """The needs of one relation; `grouped` has row, name of the group and k of those in one."""

    source: Ints
    target: Ints
    hard: npt.NDArray[np.int8]
    group: Ints
    grouped: list[tuple[int, str, int | None]]

    @classmethod
    def of(cls, day: Day, relation: str) -> _Part:
        """The needs of a relation whose links say how hard they are; see `Dependency`."""
        part = cls.bare(day, relation, UNKNOWN)
        edges = day.enterprise.links.get(relation, LinkTable()).edges
        told: dict[str, dict[str, Any]] = {}
        for at, row in enumerate(_standing_rows(day, relation)[2].tolist()):
            text = edges.attributes.get(row)
            if text is None:
                continue
            # few links say anything that no other says: each text is read once
            says = told.get(text) or told.setdefault(text, orjson.loads(text))
            if says.get("group"):
                part.hard[at] = HARD
                part.grouped.append((at, str(says["group"]), says.get("k")))
            elif says.get("hard") is not None:
                part.hard[at] = HARD if says["hard"] else SOFT
        return part

    @classmethod
    def bare(cls, day: Day, relation: str, hard: int) -> _Part:
        """The links of a relation as needs that are all equally hard."""
        source, target, _ = _standing_rows(day, relation)
        return cls.made(source, target, hard)

    @classmethod
    def made(cls, source: Ints, target: Ints, hard: int) -> _Part:
        """Needs that are equally hard, none of them in a group."""
        count = len(source)
        return cls(
            source, target, np.full(count, hard, np.int8), np.full(count, ALONE, np.int32), []
        )


def _standing_rows(day: Day, relation: str) -> tuple[Ints, Ints, Ints]:
    source, target, rows = day.links(relation)
    there = ~day.retired[source]
    return source[there], target[there], rows[there]


def _inner(day: Day) -> _Part:
    """Places within places."""
    place = day.of_kind("location")
    source, target, _ = day.links("parent")
    both = place[source] & place[target]
    return _Part.made(source[both], target[both], HARD)
