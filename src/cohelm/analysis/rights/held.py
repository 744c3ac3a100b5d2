"""Which decision rights hold on a day, what each covers, and who stands in them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.offices import Offices, offices_on
from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.onitems import OnItems, on_items
from cohelm.analysis.rights.people import Acting, acting, persons
from cohelm.analysis.rights.right import PARTS, Right
from cohelm.analysis.wording import money_of
from cohelm.core.condition import parse
from cohelm.core.condition.evaluate import Evaluator
from cohelm.core.condition.parse import Expression
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError
from cohelm.kinds import built_in_schema


@dataclass(frozen=True)
class Rights:
    """The rights that hold on a day: live, not drafts, with the links of that day.

    Ask for it by `rights_on`: what several questions need is computed once, and kept.
    """

    enterprise: Enterprise
    on: date

    @cached_property
    def day(self) -> Day:
        """The organisation as the checks look at it."""
        return Day(self.enterprise, self.on)

    @cached_property
    def offices(self) -> Offices:
        """To which office each item falls."""
        return offices_on(self.day)

    @cached_property
    def rates(self) -> Rates:
        """The exchange rates on record."""
        return Rates.of(self.enterprise)

    @cached_property
    def all(self) -> tuple[Right, ...]:
        """Every right, by key."""
        return self.day.kept("rights", self._all)

    def _all(self) -> tuple[Right, ...]:
        frame = self.day.live("right")
        if not len(frame):
            return ()
        stands = {part: self._ends(part) for part in PARTS}
        named = self._ends("acts_on")
        return tuple(
            self._right(row, stands, named) for row in frame.sort("id").iter_rows(named=True)
        )

    @cached_property
    def by_key(self) -> Mapping[str, Right]:
        """The rights by their keys."""
        return {one.key: one for one in self.all}

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

    @cached_property
    def decided(self) -> Mapping[str, OnItems]:
        """By verb, who decides on each item that a right of it covers; see `onitems.on_items`."""
        size = len(self.enterprise.nodes)
        return {
            verb: on_items(self.of(verb), size=size, rates=self.rates, on=self.on)
            for verb in self.verbs
        }

    def covering(self, verb: str, node: int) -> tuple[Right, ...]:
        """The rights of a verb that cover an item."""
        return self.decided[verb].covering(node) if verb in self.decided else ()

    @cached_property
    def lent(self) -> frozenset[str]:
        """The rights that any delegation on record names."""
        source, target, _ = self.day.links("right")
        delegations = self.day.of_kind("delegation")
        return frozenset(self.enterprise.nodes.keys(target[delegations[source]]))

    def persons(self, key: str) -> tuple[str, ...]:
        """The people behind a role, a forum or a team; see `people.persons`."""
        known: dict[str, tuple[str, ...]] = self.__dict__.setdefault("_people", {})
        if key not in known:
            known[key] = persons(self.enterprise, key)
        return known[key]

    def acting(self, right: str, by: str) -> tuple[Acting, ...]:
        """Who else uses a right of `by` on the day, whatever the amount; see `people.acting`."""
        if right not in self.lent:
            return ()
        return acting(self.enterprise, right, by, None, on=self.on, rates=self.rates)

    def parsed(self, condition: str) -> tuple[str, Expression | None]:
        """A condition as a tree, read once. Raises ConditionError."""
        known: dict[str, tuple[str, Expression | None]] = self.__dict__.setdefault("_read", {})
        if condition not in known:
            known[condition] = parse(condition)
        return known[condition]

    @cached_property
    def kinds(self) -> Mapping[str, Covered]:
        """All items of each kind that has any, live or not."""
        size = len(self.enterprise.nodes)
        return {
            kind: Covered.where(np.isin(np.arange(size), table.nodes))
            for kind, table in self.enterprise.tables.items()
            if len(table)
        }

    def live(self, kind: str) -> pl.DataFrame:
        """The live items of a kind; asked of a Day once."""
        known: dict[str, pl.DataFrame] = self.__dict__.setdefault("_live", {})
        if kind not in known:
            known[kind] = self.day.live(kind)
        return known[kind]

    def living(self, kind: str) -> Covered:
        """The live items of a kind, as a set."""
        known: dict[str, Covered] = self.__dict__.setdefault("_living", {})
        if kind not in known:
            mask = np.zeros(len(self.enterprise.nodes), bool)
            mask[self.live(kind)["node"].to_numpy()] = True
            known[kind] = Covered.where(mask)
        return known[kind]

    @cached_property
    def concerned(self) -> Covered:
        """Of all that rights cover, what can raise a concern: neither retired, ended nor drafts."""
        every = Covered.any_of(one.covered for one in self.all)
        kinds = [kind for kind, items in self.kinds.items() if items & every]
        return every & Covered.any_of(self.living(kind) for kind in kinds)

    def keys(self, covered: Covered) -> tuple[str, ...]:
        """The keys of a set of items, in the alphabet's order."""
        keys, rank = self._ordered
        nodes = covered.nodes
        return tuple(keys[nodes[np.argsort(rank[nodes])]].tolist())

    @cached_property
    def _ordered(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The keys of all nodes, and the place of each in the alphabet's order."""
        names = self.enterprise.nodes.keys(np.arange(len(self.enterprise.nodes)))
        rank = np.empty(len(names), np.int64)
        rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        return np.array(names, object), rank

    def node(self, key: str) -> int | None:
        """The number of an item."""
        return self.enterprise.nodes.number(key)

    def office(self, key: str) -> str:
        """The key of the office that a role, forum, team or item falls to; empty where none does."""
        node = self.node(key)
        return self.offices.of(node) if node is not None else ""

    @cached_property
    def leads(self) -> tuple[tuple[str, ...], ...]:
        """By office, in their order on the screen, the roles that lead it."""
        frame = self.live("office")
        if not len(frame):
            return ()
        ids = frame.sort("place", "id", nulls_last=True)["id"].to_list()
        return tuple(tuple(self.enterprise.targets(f"office:{one}", "led_by")) for one in ids)

    def office_of(self, key: str) -> str:
        """The office that a right falls to: its own or its owner's, else of who is accountable."""
        of = self.by_key[key].accountable if key in self.by_key else ()
        return next(filter(None, map(self.office, (key, *of))), "")

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
        node, key = row["node"], self.enterprise.nodes.key
        covered = Covered.of(named.get(node, ()))
        unreadable, veiled = [], False
        for condition in (row["covers"] or "").splitlines():
            try:
                covered |= self.selected(condition.strip()) if condition.strip() else Covered()
            except CohelmError as error:
                if self._is_veiled(condition.strip()):
                    veiled = True
                else:
                    unreadable.append(f"'{condition.strip()}': {error.message}")
        parts = {part: tuple(sorted(map(key, ends.get(node, ())))) for part, ends in stands.items()}
        return Right(
            f"right:{row['id']}", row["name"], row["verb"] or "", money_of(row.get("limit")),
            covered, **parts, unreadable=tuple(unreadable), covers=row["covers"] or "",
            veiled=veiled,
        )  # fmt: skip

    def _is_veiled(self, condition: str) -> bool:
        """Whether a condition can be read by those who see everything."""
        if self.enterprise.audience.everything:
            return False
        own = self.enterprise.organisation.get("own_fields") or {}
        whole = Enterprise.empty(built_in_schema().with_own_fields(own))
        try:
            kind, expression = self.parsed(condition)
            whole.schema.kind(kind)
            if expression is not None:
                Evaluator(whole, self.on).truth(expression, kind)
        except CohelmError:
            return False
        return True

    @cached_property
    def unjudged(self) -> frozenset[str]:
        """The verbs of which the asker may not see what or how much some right is about."""
        if self.all and "limit" not in self.enterprise.schema.kind("right").fields:
            return frozenset(one.verb for one in self.all)
        return frozenset(one.verb for one in self.all if one.veiled)

    @cached_property
    def _known(self) -> dict[str, Covered]:
        return {}

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self.enterprise, self.on)

    def selected(self, condition: str) -> Covered:
        """What a condition selects; asked once however many rights state it. Raises CohelmError."""
        if condition not in self._known:
            kind, expression = self.parsed(condition)
            nodes = self.enterprise.table(kind).nodes
            if expression is not None:
                nodes = nodes[self._evaluator.truth(expression, kind).holds]
            mask = np.zeros(len(self.enterprise.nodes), bool)
            mask[nodes] = True
            self._known[condition] = Covered.where(mask)
        return self._known[condition]


def rights_on(enterprise: Enterprise, on: date) -> Rights:
    """The rights of a day, computed once for an enterprise and shared by all who ask of them."""
    known: dict[date, Rights] = enterprise.__dict__.setdefault("_rights", {})
    if on not in known:
        known[on] = Rights(enterprise.at(on), on)
    return known[on]
