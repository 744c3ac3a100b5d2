"""What stands on what, and what stops when something stops?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.analysis.day import Day
from cohelm.core.enterprise import Enterprise

NEEDS = ("runs_on", "depends_on", "on_network")
"""Relations whose links say whether the need is hard, and what stands in for what."""
WITHIN = ("located_in",)
"""What is in a place stops with it."""
PERHAPS = ("relies_on", "built_on", "provided_by")
"""Needs of which nothing says how hard they are."""


@dataclass(frozen=True, slots=True)
class Need:
    """A link by which an outage travels, from what is needed to who needs it.

    `hard`: True, an outage of the one is an outage of the other; False, it is not; None, not known.
    """

    source: int
    target: int
    hard: bool | None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Needs of one item that stand in for each other: `k` of the members must live.

    `k` None: how many are needed is not known, so one at the least and all at the most.
    """

    source: int
    members: tuple[int, ...]
    k: int | None


@dataclass(slots=True)
class Standing:
    """The needs of all items on a day, by what is needed."""

    by_target: Mapping[int, list[Need]]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, enterprise: Enterprise, on: date) -> Standing:
        """The needs that hold on a day, between items that are not retired."""
        day = Day(enterprise, on)
        needs: list[Need] = []
        grouped: dict[tuple[int, str], list[tuple[int, int | None]]] = {}
        for source, target, says in _links(day, NEEDS):
            hard, name = says.get("hard"), says.get("group")
            if name:
                grouped.setdefault((source, str(name)), []).append((target, says.get("k")))
            elif hard is not False:
                needs.append(Need(source, target, hard))
        needs += [Need(source, target, True) for source, target, _ in _links(day, WITHIN)]
        needs += [Need(source, target, True) for source, target in _inner(day)]
        needs += [Need(source, target, None) for source, target, _ in _links(day, PERHAPS)]
        groups: list[Group] = []
        for (source, _), members in sorted(grouped.items()):
            stated = [k for _, k in members if k is not None]
            at = len(groups)
            groups.append(
                Group(source, tuple(end for end, _ in members), max(stated, default=None))
            )
            needs += [Need(source, end, True, at) for end, _ in members]
        by_target: dict[int, list[Need]] = {}
        for one in needs:
            by_target.setdefault(one.target, []).append(one)
        return cls(by_target, tuple(groups))

    def failing(self, out: Collection[int], *, most: bool) -> dict[int, int]:
        """What stops with some items, with what each of them stops by; these items not included.

        `most`: where it is not known how hard a need is or how many of a group are needed, the worst
        is taken, else the best. A group fails when fewer live than are needed. The least set that is
        closed under these rules: items in a circle of needs stop together once one of them does, and
        not by themselves. Linear in links.
        """
        stopped = set(out)
        by: dict[int, int] = {}
        lost = [0] * len(self.groups)
        waiting = sorted(stopped)
        while waiting:
            target = waiting.pop()
            for need in self.by_target.get(target, ()):
                if need.group is not None:
                    lost[need.group] += 1
                if need.source not in stopped and self._stops(need, lost, most):
                    stopped.add(need.source)
                    by[need.source] = target
                    waiting.append(need.source)
        return by

    def _stops(self, need: Need, lost: list[int], most: bool) -> bool:
        if need.group is None:
            return bool(need.hard) or (most and need.hard is None)
        group = self.groups[need.group]
        needed = group.k or (len(group.members) if most else 1)
        return len(group.members) - lost[need.group] < needed


def _links(day: Day, relations: tuple[str, ...]) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    retired = day.retired
    for name in relations:
        source, target, rows = day.links(name)
        table = day.enterprise.links.get(name)
        for here, end, row in zip(source.tolist(), target.tolist(), rows.tolist(), strict=True):
            if table is not None and not retired[here]:
                yield here, end, table.edges.says(row)


def _inner(day: Day) -> Iterator[tuple[int, int]]:
    """Places within places."""
    place = day.of_kind("location")
    source, target, _ = day.links("parent")
    for here, end in zip(source.tolist(), target.tolist(), strict=True):
        if place[here] and place[end]:
            yield here, end
