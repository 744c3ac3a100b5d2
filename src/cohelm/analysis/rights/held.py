"""Which decision rights hold on a day, what each covers, and who stands in them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cohelm.analysis.day import Day
from cohelm.analysis.wording import money_of
from cohelm.core.condition import parse
from cohelm.core.condition.evaluate import Evaluator
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError
from cohelm.core.money import Money

PARTS = ("accountable", "responsible", "consulted", "informed")
"""What a role can be in a right, the one who answers for it first."""
Covered = frozenset[int]


@dataclass(frozen=True, slots=True)
class Right:
    """A right as it holds on the day.

    `covered` are the node numbers of the items that its conditions select, and of those that it names;
    `limit` None: up to any amount. Who stands in it is given by keys of roles, forums and teams.
    `unreadable` says of each condition that cannot be read why; it covers nothing by that one.
    """

    key: str
    name: str
    verb: str
    limit: Money | None
    covered: Covered
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


class Rights:
    """The rights that hold on a day: live, not drafts, with the links of that day."""

    def __init__(self, enterprise: Enterprise, on: date) -> None:
        self.enterprise, self.on = enterprise.at(on), on
        self.day = Day(self.enterprise, on)
        self.nodes = self.enterprise.nodes

    @cached_property
    def all(self) -> tuple[Right, ...]:
        """Every right, by key."""
        frame = self.day.live("right")
        if not len(frame):
            return ()
        stands = {part: self._ends(part) for part in PARTS}
        named = self._ends("acts_on")
        return tuple(
            self._right(row, stands, named) for row in frame.sort("id").iter_rows(named=True)
        )

    def of(self, verb: str) -> list[Right]:
        """The rights of a verb."""
        return self._by_verb.get(verb, [])

    @cached_property
    def _by_verb(self) -> dict[str, list[Right]]:
        found: dict[str, list[Right]] = {}
        for one in self.all:
            found.setdefault(one.verb, []).append(one)
        return found

    @property
    def verbs(self) -> list[str]:
        """The verbs of which there is a right, in the alphabet's order."""
        return sorted(verb for verb in self._by_verb if verb)

    def _ends(self, relation: str) -> dict[int, list[int]]:
        """The targets of a relation by its source, both as node numbers."""
        source, target, _ = self.day.links(relation)
        found: dict[int, list[int]] = {}
        for here, end in zip(source.tolist(), target.tolist(), strict=True):
            found.setdefault(here, []).append(end)
        return found

    def _right(
        self,
        row: Mapping[str, Any],
        stands: Mapping[str, Mapping[int, list[int]]],
        named: Mapping[int, list[int]],
    ) -> Right:
        node = row["node"]
        covered = set(named.get(node, ()))
        unreadable = []
        for condition in (row["covers"] or "").splitlines():
            try:
                covered |= self._selected(condition.strip()) if condition.strip() else set()
            except CohelmError as error:
                unreadable.append(f"'{condition.strip()}': {error}")
        parts = {
            part: tuple(sorted(map(self.nodes.key, ends.get(node, ()))))
            for part, ends in stands.items()
        }
        return Right(
            f"right:{row['id']}", row["name"], row["verb"] or "", money_of(row.get("limit")),
            frozenset(covered), **parts, unreadable=tuple(unreadable),
        )  # fmt: skip

    @cached_property
    def _known(self) -> dict[str, set[int]]:
        return {}

    def _selected(self, condition: str) -> set[int]:
        """What a condition selects; asked once however many rights state it."""
        if condition not in self._known:
            kind, expression = parse(condition)
            nodes = self.enterprise.table(kind).nodes
            if expression is not None:
                nodes = nodes[Evaluator(self.enterprise, self.on).truth(expression, kind).holds]
            self._known[condition] = set(nodes.tolist())
        return self._known[condition]
