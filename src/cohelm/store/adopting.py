"""Adopting a scenario where the current plan has moved on: each conflict shown, and picked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cohelm.core.audience import Audience
from cohelm.core.changes import Change, ChangeSet, ItemChange, Plain
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.store.collide import collisions, current
from cohelm.store.load import load, scenario_changes

CURRENT, SCENARIO = "current", "scenario"


@dataclass(frozen=True, slots=True)
class Met:
    """A value that the scenario and the current plan both changed since the scenario began.

    `field` is empty where a whole item or link is meant. `base` is what it was, `now` what it is in the
    current plan, `then` what the scenario makes it; None: no value, or not there.
    """

    subject: str
    field: str
    base: Any
    now: Any
    then: Any

    @property
    def name(self) -> str:
        """What a pick calls it: `application:crm users`; of a link its relation and ends."""
        return f"{self.subject} {self.field}".strip()

    @property
    def may_be_taken(self) -> bool:
        """Whether the scenario's side can be taken: some fields of an item that is gone cannot."""
        return bool(self.field) or self.base is None or self.now is not None

    @property
    def key(self) -> str:
        """The item that it is about."""
        return self.subject.split(" ")[0]


def conflicts(name: str, audience: Audience) -> list[Met]:
    """What both changed, for an audience, in the order of the scenario's changes."""
    return [one for _, met in _met(name, load(audience=audience)) for one in met]


def _met(name: str, plan: Enterprise) -> Iterator[tuple[Change, list[Met]]]:
    """Each change of a scenario with what of it the plan changed too: fields of an item, or all of it."""
    for change in scenario_changes(name).net():
        found = collisions(ChangeSet((change,)), plan)
        subject = " ".join(str(part) for part in change.identity() if part != "")
        if _by_field(change) and all(field for _, field, *_ in found):
            after = change.after or {}
            yield change, [Met(subject, field, base, now, after.get(field))
                           for _, field, base, now in found]  # fmt: skip
        elif found:
            yield change, [Met(subject, "", change.before, current(change, plan), change.after)]
        else:
            yield change, []


def _by_field(change: Change) -> bool:
    is_item = isinstance(change, ItemChange)
    return is_item and change.before is not None and change.after is not None


def picked(name: str, picks: Mapping[str, str], audience: Audience) -> ChangeSet:
    """The changes of a scenario upon what is there now: of what both changed, whose is taken.

    `picks` hold `current` or `scenario` by the name of a conflict; one that is not picked stays as it
    is, and is refused at the door. Raises InputError for a pick that is neither.
    """
    wrong = next((one for one in picks.values() if one not in (CURRENT, SCENARIO)), None)
    if wrong is not None:
        raise InputError(f"'{wrong}' is no pick", where="pick", accepted="current or scenario")
    plan = load(audience=audience)
    return ChangeSet.of(
        settled
        for change, met in _met(name, plan)
        for settled in _settled(change, [one for one in met if one.name in picks], picks)
    )


def _settled(change: Change, met: list[Met], picks: Mapping[str, str]) -> Iterator[Change]:
    """The change with each pick in it; nothing where nothing of it is left."""
    if not met:
        yield change
    elif met[0].field:
        before, after = dict(change.before or {}), dict(change.after or {})
        for one in met:
            before[one.field] = one.now
            if picks[one.name] == CURRENT:
                del before[one.field], after[one.field]
        if after:
            yield replace(change, before=before, after=after)
    elif picks[met[0].name] == SCENARIO and met[0].may_be_taken:
        yield _upon(change, met[0].now)


def _upon(change: Change, now: Plain | None) -> Change:
    """A change of a whole item or link upon what is there now."""
    if now is None or not isinstance(change, ItemChange) or change.after is None:
        return replace(change, before=now)
    return replace(change, before={name: now.get(name) for name in change.after})
