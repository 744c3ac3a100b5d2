"""Branches: made, compared with the current plan item by item, adopted or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet
from cohelm.core.errors import Conflict, InputError, NotPermitted, UnknownName, UsageError
from cohelm.core.keys import SLUG
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything, head, scenario_changes, with_scenario
from cohelm.store.models import Scenario

LONGEST = 300
"""So many letters of a title are kept."""
OPEN, ADOPTED, DROPPED = "open", "adopted", "dropped"


@dataclass(frozen=True, slots=True)
class Difference:
    """An item of which something differs: (field or relation, in the current plan, in the scenario)."""

    key: str
    name: str
    fields: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scenario beside the current plan: items that are new, gone or changed, by key."""

    scenario: str
    new: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    changed: tuple[Difference, ...]


def make(name: str, *, by: Writer, title: str = "", clearance: str = "") -> Scenario:
    """Makes an empty scenario. Raises NotPermitted, UsageError where the name is taken or no slug."""
    if by.level < Level.CONTRIBUTOR:
        raise NotPermitted("making a scenario takes the access level contributor")
    if not SLUG.match(name):
        raise InputError(
            f"'{name}' cannot be a scenario's name", accepted="small letters, digits, '-', '.', '_'"
        )
    if Scenario.objects.filter(name=name).exists():
        raise UsageError(f"there is a scenario '{name}' already")
    return Scenario.objects.create(
        name=name, title=title or name, author=by.actor, began=head(), clearance=clearance
    )


def keep(name: str, changes: ChangeSet, *, sentence: str, by: Writer, via: str) -> Scenario:
    """Makes a scenario of changes that an answer proposes, with its sentence as title and reason.

    Raises as `make` and `apply` do, UsageError too where nothing changes; nothing is made then.
    """
    if not len(changes):
        raise UsageError("there is no step to keep as a scenario")
    with transaction.atomic():
        made = make(name, by=by, title=sentence[:LONGEST])
        apply(changes, by=by, via=via, reason=sentence, scenario=name)
    return made


def listed(audience: Audience) -> list[Scenario]:
    """The scenarios that an audience may see, by name; adopted and dropped ones too."""
    return [one for one in Scenario.objects.order_by("name") if audience.sees(one.clearance)]


def compare(name: str, audience: Audience) -> Comparison:
    """What differs between the current plan and a scenario, for an audience."""
    now = everything().seen_by(audience)
    then = with_scenario(everything(), name, audience).seen_by(audience)
    touched = dict.fromkeys(change.subject for change in scenario_changes(name))
    new: list[Difference] = []
    gone: list[Difference] = []
    changed: list[Difference] = []
    for key in touched:
        before = now.document(key) if key in now else None
        after = then.document(key) if key in then else None
        difference = _difference(key, before, after)
        if before == after:
            continue
        (new if before is None else gone if after is None else changed).append(difference)
    return Comparison(name, tuple(new), tuple(gone), tuple(changed))


def _difference(
    key: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> Difference:
    one, other = before or {}, after or {}
    fields = tuple(
        (field, one.get(field), other.get(field))
        for field in {**one, **other}
        if one.get(field) != other.get(field)
    )
    return Difference(key, str((after or before or {}).get("name", key)), fields)


def adopt(name: str, *, by: Writer, past_rights: str = "") -> Written:
    """Writes a scenario's changes to the current plan, as one batch.

    Raises Conflict, with both sides, where the plan changed the same field since the scenario began.
    """
    scenario = _open(name, by)
    written = apply(
        scenario_changes(name).net(),
        by=by,
        via="scenario",
        reason=f"adopts the scenario {scenario.title}",
        past_rights=past_rights,
    )
    Scenario.objects.filter(name=name).update(state=ADOPTED)
    return written


def drop(name: str, *, by: Writer) -> None:
    """Puts a scenario aside; its changes stay in the log."""
    _open(name, by)
    Scenario.objects.filter(name=name).update(state=DROPPED)


def _open(name: str, by: Writer) -> Scenario:
    found = Scenario.objects.filter(name=name).first()
    if found is None or not by.audience.sees(found.clearance):
        raise UnknownName.of("scenario", name, [one.name for one in listed(by.audience)])
    if found.state != OPEN:
        raise Conflict(f"the scenario '{name}' is {found.state} already")
    if by.level < Level.OFFICE_LEAD and by.actor != found.author:
        raise NotPermitted("a scenario is adopted or dropped by its author or an office lead")
    return found
