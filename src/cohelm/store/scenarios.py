"""Branches: made, compared with the current plan item by item, adopted or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet
from cohelm.core.comparing import Comparison
from cohelm.core.errors import Conflict, InputError, NotPermitted, UnknownName, UsageError
from cohelm.core.keys import LONGEST as LONGEST_NAME
from cohelm.core.keys import SLUG, free_slug
from cohelm.core.prose import Prose
from cohelm.core.validation import refuse_illegible
from cohelm.store.access import Level, Writer
from cohelm.store.adopting import picked
from cohelm.store.apply import Written, apply
from cohelm.store.compare import Side, compare
from cohelm.store.load import head, scenario_changes
from cohelm.store.models import Scenario

LONGEST = 300
"""So many letters of a title are kept."""
OPEN, ADOPTED, DROPPED = "open", "adopted", "dropped"


def make(name: str, *, by: Writer, title: str = "", clearance: str = "") -> Scenario:
    """Makes an empty scenario. Raises NotPermitted, InputError (no slug), Conflict (a name taken)."""
    if by.level < Level.CONTRIBUTOR:
        raise NotPermitted("making a scenario takes the access level contributor")
    if not SLUG.match(name) or len(name) > LONGEST_NAME:
        raise InputError(
            f"'{name[:LONGEST_NAME]}' cannot be a scenario's name", where="name",
            accepted=f"at most {LONGEST_NAME} small letters, digits, '-', '.', '_'",
        )  # fmt: skip
    refuse_illegible(title, "title")
    stated = {"title": title or name, "author": by.actor, "began": head(), "clearance": clearance}
    made, is_new = Scenario.objects.get_or_create(name=name, defaults=stated)
    if not is_new:
        mend = Prose("Choose another name, such as '{name}'.", name=free_name(name))
        raise Conflict(f"there is a scenario '{name}' already", where="name", mend=mend)
    return made


def keep(
    name: str, changes: ChangeSet, *, sentence: str, by: Writer, via: str, title: str = ""
) -> Scenario:
    """Makes a scenario of changes that an answer proposes, with its sentence as reason.

    Its title is the one that its maker gave, else the sentence too.

    Raises as `make` and `apply` do, UsageError too where nothing changes; nothing is made then.
    """
    if not len(changes):
        raise UsageError("there is no step to keep as a scenario")
    with transaction.atomic():
        made = make(name, by=by, title=(title or sentence)[:LONGEST])
        apply(changes, by=by, via=via, reason=sentence, scenario=name)
    return made


def free_name(said: str) -> str:
    """A name for a scenario made of what it says, one that no other has."""
    return free_slug(said, set(Scenario.objects.values_list("name", flat=True)))


def listed(audience: Audience) -> list[Scenario]:
    """The scenarios that an audience may see, by name; adopted and dropped ones too."""
    return [one for one in Scenario.objects.order_by("name") if audience.sees(one.clearance)]


def compare_with_plan(name: str, audience: Audience) -> Comparison:
    """What differs between today's current plan and a scenario. Raises UnknownName."""
    today = datetime.now(UTC).date()
    return compare(Side(today), Side(today, scenario=name), audience)


def adopt(
    name: str, *, by: Writer, past_rights: str = "", picks: Mapping[str, str] | None = None
) -> Written:
    """Writes a scenario's changes to the current plan, as one batch.

    Where the plan changed the same field since the scenario began, `picks` say whose is taken; raises
    Conflict, with both sides, where one is not picked. See `adopting.conflicts`.
    """
    scenario = opened(name, by)
    changes = picked(name, picks, by.audience) if picks else scenario_changes(name).net()
    written = apply(
        changes,
        by=by,
        via="scenario",
        reason=f"adopts the scenario {scenario.title}",
        past_rights=past_rights,
    )
    Scenario.objects.filter(name=name).update(state=ADOPTED)
    return written


def drop(name: str, *, by: Writer) -> None:
    """Puts a scenario aside; its changes stay in the log."""
    opened(name, by)
    Scenario.objects.filter(name=name).update(state=DROPPED)


def opened(name: str, by: Writer) -> Scenario:
    """A scenario that the writer may adopt or drop. Raises UnknownName, Conflict, NotPermitted."""
    found = Scenario.objects.filter(name=name).first()
    if found is None or not by.audience.sees(found.clearance):
        raise UnknownName.of("scenario", name, [one.name for one in listed(by.audience)])
    if found.state != OPEN:
        raise Conflict(f"the scenario '{name}' is {found.state} already")
    if by.level < Level.OFFICE_LEAD and by.actor != found.author:
        raise NotPermitted("a scenario is adopted or dropped by its author or an office lead")
    return found
