"""Which of the changes about to be written decide something, and may who writes them?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cohelm.analysis.rights.who_decides import WhoDecides, who_decides
from cohelm.analysis.wording import listed
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.said import Said

Strictness = Literal["off", "warn", "enforce"]
STRICTNESS: tuple[Strictness, ...] = ("off", "warn", "enforce")
SETTINGS: Mapping[str, str] = {
    "approve": "rights_when_approving", "fund": "rights_when_funding",
    "retire": "rights_when_retiring", "accept_risk": "rights_when_accepting",
}  # fmt: skip
"""By verb, the organisation's setting of how strictly rights are held."""
DECIDING = "rights_when_deciding"
"""The same for decisions on record, whatever they decide to do."""
UNDECIDED = (None, "proposal", "on_hold")
TAKEN = ("accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is decided by a change: a verb, the item, what it is about in money.

    `decision` is the key of the decision that is taken, empty where the item itself is changed.
    """

    verb: str
    item: str
    amount: Money | None = None
    decision: str = ""

    @property
    def setting(self) -> str:
        """The organisation's setting of how strictly rights to it are held."""
        return DECIDING if self.decision else SETTINGS[self.verb]


@dataclass(frozen=True, slots=True)
class Outside:
    """An act for which whoever does it has no right: who has it, and how strictly that is held."""

    act: Act
    answer: WhoDecides
    strictness: Strictness

    @property
    def holders(self) -> str:
        """Who has the right, in words."""
        return listed([self.answer.names[key] for key in self.answer.accountable]) or "nobody"

    @property
    def plain(self) -> dict[str, Any]:
        """What a program is told: what was tried, who has the right and by which one."""
        return {
            "verb": self.act.verb, "item": self.act.item, "accountable": self.answer.accountable,
            "by": self.answer.by, "gap": self.answer.gap or None,
        }  # fmt: skip

    @property
    def sentence(self) -> str:
        """Whose right it is."""
        what = f"{self.act.verb.replace('_', ' ')} {self.answer.called}"
        by = Said(" by {by}", by=listed(list(self.answer.by))) if self.answer.by else ""
        why = f" ({self.answer.gap})" if self.answer.gap else ""
        return Said(
            "to {what} is the right of {holders}{by}{why}",
            what=what,
            holders=self.holders,
            by=by,
            why=why,
        )


def acts(changes: ChangeSet, plan: Enterprise) -> Iterator[Act]:
    """What changes decide: initiatives approved or begun, things funded or retired, concerns accepted,
    and decisions taken, for each item that they are about.

    `plan` is the plan before them; amounts are those after. A decision that states neither a verb nor a
    right decides nothing that a right could be to.
    """
    after = plan.with_changes(changes)
    for one in changes:
        if isinstance(one, ItemChange) and one.after is not None:
            yield from _of_item(one, after)
            yield from _of_decision(one, after)
        elif isinstance(one, LinkChange) and one.after is not None and one.before is None:
            if one.relation == "funds":
                yield Act("fund", one.target, _amount(after, one.source))
            elif one.source.startswith("acceptance:") and one.relation == "item":
                yield Act("accept_risk", one.target)


def outside(changes: ChangeSet, plan: Enterprise, *, person: str, on: date) -> Iterator[Outside]:
    """The acts among changes for which a person has no right, where rights are held at all.

    A verb is held as the organisation's setting says, or enforced where a right that decides says so
    itself. Where no right of the verb is about an item, there is nothing to hold. Whoever is one of
    several that are named may act.
    """
    settings = plan.organisation
    stated: dict[str, Strictness] = {
        name: settings.get(name) or "off" for name in (*SETTINGS.values(), DECIDING)
    }
    own = {plain.get("verb") for _, plain in plan.table("right").rows() if plain.get("enforced")}
    if not own and set(stated.values()) == {"off"}:
        return
    for act in acts(changes, plan):
        if stated[act.setting] == "off" and act.verb not in own:
            continue
        answer = who_decides(
            plan.with_changes(changes), on=on, verb=act.verb, item=act.item, amount=act.amount
        )
        if not len(answer.rights) or person in _may(answer):
            continue
        enforced = any(plan.plain(key).get("enforced") for key in answer.by if key in plan)
        strictness: Strictness = "enforce" if enforced else stated[act.setting]
        if strictness != "off":
            yield Outside(act, answer, strictness)


def _may(answer: WhoDecides) -> set[str]:
    """The persons who have the right, or use it for those who have."""
    return {person for of in answer.people.values() for person in of} | set(answer.acting_people)


def _of_item(one: ItemChange, after: Enterprise) -> Iterator[Act]:
    kind, was, now = one.key.partition(":")[0], one.before or {}, one.after or {}
    begun = now.get("status") in ("approved", "in_progress")
    if kind == "initiative" and begun and was.get("status") in UNDECIDED:
        yield Act("approve", one.key, _amount(after, one.key))
    ends = (now.get("lifecycle") or {}).get("end_of_life")
    ended = (was.get("lifecycle") or {}).get("end_of_life")
    if ends and ends != ended and one.before is not None and kind not in ("right", "delegation"):
        yield Act("retire", one.key, _amount(after, one.key))


def _of_decision(one: ItemChange, after: Enterprise) -> Iterator[Act]:
    was, now = one.before or {}, one.after or {}
    is_taken = now.get("status") in TAKEN and was.get("status") in (None, "proposed")
    if not one.key.startswith("decision:") or not is_taken:
        return
    stated = after.plain(one.key).get("verb")
    under = [after.plain(right).get("verb") for right in after.targets(one.key, "under")]
    for verb in dict.fromkeys(filter(None, [stated] if stated else under)):
        for item in after.targets(one.key, "about"):
            yield Act(verb, item, _amount(after, one.key), one.key)


def _amount(plan: Enterprise, key: str) -> Money | None:
    plain = plan.plain(key)
    stated = (plain.get(name) for name in ("total_cost", "amount", "annual_cost"))
    return next((Money.parse(one) for one in stated if one), None)
