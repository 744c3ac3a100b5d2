"""The organisation's settings and its own fields: declared, changed, taken away, and who did it when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import ORGANISATION, Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.ownvalues import Declared, own_fields, values_of
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.history import Entry, history
from cohelm.store.load import everything

UNNAMED = "The organisation"
"""What an organisation is called until somebody names it."""
FAR_BACK = 1000
"""How many changes of the settings are looked through for the last of each."""


def set_settings(values: Mapping[str, Any], *, by: Writer, via: str, reason: str = "") -> Written:
    """Writes settings by name in their plain form; None takes one away. What is so already is left.

    Raises UnknownName for one that there is not, NotPermitted, Conflict, InputError.
    """
    plan = everything().seen_by(by.audience)
    for name in values:
        plan.schema.field("organisation", name)
    return apply(_changes(plan, values), by=by, via=via, reason=reason)


def declare(
    kind: str,
    name: str,
    about: Mapping[str, Any],
    *,
    by: Writer,
    via: str,
    is_new: bool,
    reason: str = "",
) -> Written:
    """Declares a field of one's own, or changes what is declared of one that is there.

    Raises UsageError for a new one that is there already, UnknownName for one to change that is not,
    InputError for what cannot be a field and for values that items have and it would not accept.
    """
    plan = everything().seen_by(by.audience)
    own = own_fields(plan)
    if is_new and name in own.get(kind, {}):
        raise UsageError(
            f"{kind} has an own field '{name}' already",
            mend="Change that one, or choose another name.",
        )
    if not is_new:
        _refuse_undeclared(own, kind, name)
    own.setdefault(kind, {})[name] = {
        word: said for word, said in about.items() if said not in ("", [], None)
    }
    plan.schema.with_own_fields(own)  # says at once what cannot be a field
    return apply(_changes(plan, {"own_fields": own}), by=by, via=via, reason=reason)


def retire(kind: str, name: str, *, by: Writer, via: str, reason: str = "") -> Written:
    """Takes an own field away with all that items say in it, as one batch that can be undone.

    Raises UnknownName, NotPermitted, Conflict.
    """
    plan = everything().seen_by(by.audience)
    own = own_fields(plan)
    _refuse_undeclared(own, kind, name)
    del own[kind][name]
    left = {of: fields for of, fields in own.items() if fields}
    written = apply(_changes(plan, {"own_fields": left or None}), by=by, via=via, reason=reason)
    # what goes unseen is not counted
    return replace(written, changes=1 + len(values_of(plan, kind, name)))


def last_changes(audience: Audience) -> dict[str, Entry]:
    """By setting, the last change of it; of an own field under `kind.name`."""
    found: dict[str, Entry] = {}
    for entry in history(audience, key=ORGANISATION, limit=FAR_BACK):
        if entry.scenario:
            continue
        for name, was, became in entry.differences:
            found.setdefault(name, entry)
            if name == "own_fields":
                for touched in _touched(was or {}, became or {}):
                    found.setdefault(touched, entry)
    return found


def _touched(was: Mapping[str, Any], became: Mapping[str, Any]) -> set[str]:
    """The own fields, as `kind.name`, that differ between two declarations."""
    both = [
        {f"{kind}.{name}": about for kind, of in side.items() for name, about in of.items()}
        for side in (was, became)
    ]
    return {
        name for name in both[0].keys() | both[1].keys() if both[0].get(name) != both[1].get(name)
    }


def _refuse_undeclared(own: Declared, kind: str, name: str) -> None:
    if name not in own.get(kind, {}):
        known = [f"{of}.{one}" for of, fields in own.items() for one in fields]
        raise UnknownName.of("own field", f"{kind}.{name}", known)


def _changes(plan: Enterprise, values: Mapping[str, Any]) -> ChangeSet:
    now = plan.organisation
    after = {name: value for name, value in values.items() if now.get(name) != value}
    if not after:
        return ChangeSet()
    if ORGANISATION not in plan:
        stated = {"name": UNNAMED} | {
            name: value for name, value in after.items() if value is not None
        }
        return ChangeSet((ItemChange(ORGANISATION, None, stated),))
    return ChangeSet((ItemChange(ORGANISATION, {name: now.get(name) for name in after}, after),))
