"""To which office does an item fall, and who answers for it?"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cohelm.analysis.day import Day, Ints

NONE = -1
STATED_BY = ("office", "sponsor")
"""The relations by which an item names its offices itself."""


class Offices:
    """Owners and offices of all items on a day, as arrays over node numbers; -1 stands for none.

    An item falls to the office that it names itself; else to its owner's: a role's own, a team's
    own, of a person that of the team, then of a role that the person fills. Where an item names
    several, the owner's office goes before the others, then the first by key. A key result that
    leads to none falls to the office of its goal.
    """

    def __init__(self, day: Day) -> None:
        self.day = day
        self.nodes = day.enterprise.nodes

    def of(self, node: int) -> str:
        """The key of the office that an item falls to; empty where none does."""
        found = int(self._falls_to[node])
        return "" if found == NONE else self.nodes.key(found)

    def owner(self, node: int) -> str:
        """The key of the role, team or person that answers for an item; empty where nobody does."""
        found = int(self._owner[node])
        return "" if found == NONE else self.nodes.key(found)

    def _first(self, source: Ints, target: Ints) -> Ints:
        """For each node, the first of its targets by key."""
        first = np.full(len(self.nodes), NONE, np.int32)
        used = np.unique(target).tolist()
        rank = {node: at for at, node in enumerate(sorted(used, key=self.nodes.key))}
        ranks = np.array([rank[node] for node in target.tolist()], np.int64)
        order = np.argsort(-ranks, kind="stable")
        first[source[order]] = target[order]
        return first

    @cached_property
    def _owner(self) -> Ints:
        source, target, _ = self.day.links("owner")
        return self._first(source, target)

    @cached_property
    def _stated(self) -> tuple[Ints, Ints]:
        links = [self.day.links(name) for name in STATED_BY]
        source = np.concatenate([one[0] for one in links])
        target = np.concatenate([one[1] for one in links])
        office = self.day.of_kind("office")[target]
        return source[office], target[office]

    @cached_property
    def _own(self) -> Ints:
        """What each item names itself; an office is its own."""
        own = self._first(*self._stated)
        offices = np.flatnonzero(self.day.of_kind("office"))
        own[offices] = offices
        return own

    @cached_property
    def _bearers(self) -> Ints:
        """The office of a role, a team or a person as the owner of something."""
        bearers = self._own.copy()
        for relation in ("works_in", "fills"):
            source, target, _ = self.day.links(relation)
            led = self._own[target] != NONE
            found = self._first(source[led], self._own[target[led]])
            bearers = np.where(bearers == NONE, found, bearers)
        return bearers

    @cached_property
    def _falls_to(self) -> Ints:
        # the last entry answers for those without an owner, whose number -1 leads there
        by_owner = np.append(self._bearers, np.int32(NONE))[self._owner]
        source, target = self._stated
        named = np.zeros(len(self.nodes), bool)
        named[source[by_owner[source] == target]] = True
        found = np.where(named, by_owner, self._bearers)
        found = np.where(found == NONE, by_owner, found)
        result, goal, _ = self.day.links("measures")
        through = found.copy()
        through[result] = found[goal]
        return np.where(found == NONE, through, found)


def offices_on(day: Day) -> Offices:
    """What falls to which office on a day, worked out once for all who ask."""
    return day.kept("offices", lambda: Offices(day))
