"""The estate of a day: the plan as it is then, what needs what, and the item that somebody names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cohelm.analysis.day import Day
from cohelm.analysis.estate.rollup import Needs
from cohelm.analysis.estate.standing import Standing
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName


@dataclass
class LiveEstate:
    """A plan at a day, with what is read off it once and only when it is asked for."""

    plan: Enterprise
    on: date

    @cached_property
    def day(self) -> Day:
        """The kinds of the day as frames."""
        return Day(self.plan, self.on)

    @cached_property
    def standing(self) -> Standing:
        """Who needs whom, and the groups that stand in for each other."""
        return Standing.of(self.plan, self.on)

    @cached_property
    def needs(self) -> Needs:
        """The same by who has them."""
        return Needs(self.standing)


def node_of(plan: Enterprise, key: str) -> int:
    """The node of an item that is there. Raises UnknownName with the nearest."""
    node = plan.nodes.number(key)
    if node is None or key not in plan:
        kind = key.partition(":")[0]
        near = list(plan.keys(kind)) if kind in plan.tables else list(plan.tables)
        raise UnknownName.of("item", key, near)
    return node
