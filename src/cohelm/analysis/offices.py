"""To which office does an item fall, and who answers for it?"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cohelm.analysis.day import NO_LINKS, Day, Ints

NONE = -1
STATED_BY = ("office", "sponsor")
"""The relations by which an item names its offices itself."""
LED_BY = ("works_in", "fills")
"""The relations by which a person comes to the office of a team, then of a role."""
FOLLOWED = ("owner", *STATED_BY, *LED_BY, "measures")


class Offices:
    """Owners and offices of all items on a day, as arrays over node numbers; -1 stands for none.

    An item falls to the office that it names itself; else to its owner's: a role's own, a team's
    own, of a person that of the team, then of a role that the person fills. Where an item names
    several, the owner's office goes before the others, then the first by key. A key result that
    leads to none falls to the office of its goal.
    """

    def __init__(self, day: Day) -> None:
        self.nodes = day.enterprise.nodes
        self._links = {name: day.links(name) for name in FOLLOWED}
        self._offices = day.of_kind("office")

    def hold_on(self, day: Day) -> bool:
        """Whether they are those of another day or plan too: none of what they hang on differs."""
        return all(day.links(name) is links for name, links in self._links.items()) and (
            np.array_equal(self._offices, day.of_kind("office"))
        )

    def of(self, node: int) -> str:
        """The key of the office that an item falls to; empty where none does."""
        found = int(self._falls_to[node])
        return "" if found == NONE else self.nodes.key(found)

    def among(self, nodes: Ints) -> tuple[list[str], Ints]:
        """The keys of the offices that items fall to, empty for nobody's, and the place of each
        item's own among them."""
        found, places = np.unique(self._falls_to[nodes], return_inverse=True)
        keys = ["" if office == NONE else self.nodes.key(office) for office in found.tolist()]
        return keys, places.astype(np.int32)

    def owner(self, node: int) -> str:
        """The key of the role, team or person that answers for an item; empty where nobody does."""
        found = int(self._owner[node])
        return "" if found == NONE else self.nodes.key(found)

    def _first(self, source: Ints, target: Ints) -> Ints:
        """For each node, the first of its targets by key."""
        first = np.full(len(self.nodes), NONE, np.int32)
        first[source] = target
        several = np.bincount(source, minlength=len(first))[source] > 1
        source, target = source[several], target[several]
        used, which = np.unique(target, return_inverse=True)
        by_key = sorted(range(len(used)), key=self.nodes.keys(used).__getitem__)
        rank = np.empty(len(used), np.int64)
        rank[by_key] = np.arange(len(used))
        order = np.argsort(-rank[which], kind="stable")
        first[source[order]] = target[order]
        return first

    @cached_property
    def _owner(self) -> Ints:
        source, target, _ = self._links["owner"]
        return self._first(source, target)

    @cached_property
    def _stated(self) -> tuple[Ints, Ints]:
        links = [self._links[name] for name in STATED_BY]
        source = np.concatenate([one[0] for one in links])
        target = np.concatenate([one[1] for one in links])
        office = self._offices[target]
        return source[office], target[office]

    @cached_property
    def _own(self) -> Ints:
        """What each item names itself; an office is its own."""
        own = self._first(*self._stated)
        offices = np.flatnonzero(self._offices)
        own[offices] = offices
        return own

    @cached_property
    def _bearers(self) -> Ints:
        """The office of a role, a team or a person as the owner of something."""
        bearers = self._own.copy()
        for relation in LED_BY:
            source, target, _ = self._links[relation]
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
        result, goal, _ = self._links["measures"]
        through = found.copy()
        through[result] = found[goal]
        return np.where(found == NONE, through, found)


def offices_on(day: Day) -> Offices:
    """What falls to which office on a day, worked out once for all who ask.

    It is kept with the links of owners too, so that a plan in which nobody's owner, office, post or
    team differs from an earlier one's takes what was worked out for that.
    """
    return day.kept("offices", lambda: _offices(day))


def _offices(day: Day) -> Offices:
    kept = day.enterprise.links.get("owner", NO_LINKS).edges.__dict__
    found: Offices | None = kept.get("_offices")
    if found is None or not found.hold_on(day):
        found = kept["_offices"] = Offices(day)
    return found
