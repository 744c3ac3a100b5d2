"""Who has to be heard on a decision and told of it, computed from the items that it is about?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohelm.analysis.money import Rates
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import outcome
from cohelm.analysis.wording import worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.prose import Prose

OWNERS = ("role", "team", "person")
TEAMS = frozenset({"maintained_by", "done_by", "built_by"})
"""The relations by which an item names the teams that work on it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who decides, is consulted and is informed, each with why, by key; empty where nothing says so.

    `unsaid` says why the rights name nobody, empty where they do.
    """

    decides: tuple[str, ...]
    by: tuple[str, ...]
    consulted: dict[str, str]
    informed: dict[str, str]
    unsaid: str


class Knowing:
    """The rights, owners and teams of a plan, asked for one decision after the other."""

    def __init__(self, enterprise: Enterprise, on: date) -> None:
        self.rights, self.rates, self.on = Rights(enterprise, on), Rates.of(enterprise), on
        self.plan = self.rights.enterprise
        self._by_key = {one.key: one for one in self.rights.all}

    def of(self, decision: str) -> Known:
        """Who is to know of a decision.

        The rights are those that it says it rests on, else those of its verb that decide on its items
        for its amount. To be informed are whom they name, the owners of the items, and the teams that
        maintain, make or do them; whoever decides, or is consulted, knows already.
        """
        plain = self.plan.plain(decision)
        about = self.plan.targets(decision, "about")
        rights, unsaid = self._rights(decision, plain.get("verb"), plain.get("amount"), about)
        decides = tuple(dict.fromkeys(key for one in rights for key in one.accountable))
        consulted: dict[str, str] = {
            key: Prose("consulted by {name}", name=one.name)
            for one in rights
            for key in one.consulted
        }
        informed: dict[str, str] = {
            key: Prose("informed by {name}", name=one.name)
            for one in rights
            for key in one.informed
        }
        for key, why in self._near(about):
            informed.setdefault(key, why)
        return Known(decides, tuple(one.key for one in rights), consulted, informed, unsaid)

    def _rights(
        self, decision: str, verb: str | None, amount: str | None, about: list[str]
    ) -> tuple[list[Right], str]:
        stated = [self._by_key[key] for key in self.plan.targets(decision, "under")
                  if key in self._by_key]  # fmt: skip
        if stated:
            return stated, ""
        if not verb:
            return [], Prose("it says neither a right nor what it decides to do")
        money = Money.parse(amount) if amount else None
        found: dict[str, Right] = {}
        for item in about:
            node = self.plan.nodes.number(item)
            covering = self.rights.covering(verb, node) if node is not None else ()
            winning = outcome(covering, money, rates=self.rates, on=self.on).winning
            found |= {one.key: one for one in winning}
        none = Prose("no right to {verb} is about what it decides on", verb=worded(verb))
        return list(found.values()), "" if found else none

    def _near(self, about: list[str]) -> Iterator[tuple[str, str]]:
        """The owners of items and the teams that work on them, with why."""
        for item in about:
            if item.partition(":")[0] in OWNERS:
                yield item, Prose("it is about them")
            elif item.startswith("office:"):
                for role in self.plan.targets(item, "led_by"):
                    yield role, Prose("leads {item}", item=self.plan.name(item))
            for owner in self.plan.targets(item, "owner"):
                yield owner, Prose("owns {item}", item=self.plan.name(item))
            kind = self.plan.schema.kinds[item.partition(":")[0]]
            for relation in sorted(kind.relations.keys() & TEAMS):
                for team in self.plan.targets(item, relation):
                    if team.startswith("team:"):
                        yield team, Prose("works on {item}", item=self.plan.name(item))
