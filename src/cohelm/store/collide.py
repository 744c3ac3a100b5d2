"""Whether changes still fit the plan: what their writer saw against what is there, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cohelm.core.changes import Change, ChangeSet, Identity, ItemChange, LinkChange, Plain
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict
from cohelm.core.links import day_number

Both = tuple[str, str, Any, Any]
"""Subject, field, what the writer saw, what is there now."""


def refuse_collisions(changes: ChangeSet, plan: Enterprise) -> None:
    """Raises Conflict, with both sides, where a change was made upon what is no longer so."""
    found = collisions(changes, plan)
    if not found:
        return
    shown = "; ".join(_sentence(one) for one in found[:5])
    more = f" (and {len(found) - 5} more)" if len(found) > 5 else ""
    raise Conflict(
        f"changed by somebody else meanwhile: {shown}{more}",
        mend="Look at both, then write again upon what is there now.",
    )


def collisions(changes: ChangeSet, plan: Enterprise) -> list[Both]:
    """Every touched value that is not what the writer saw, in the order of the changes."""
    found: list[Both] = []
    state: dict[Identity, Plain | None] = {}
    nobodys = plan.nodes.unknown(change.subject for change in changes)
    for change in changes:
        place = change.identity()
        if change.before is None and change.subject in nobodys and place not in state:
            state[place] = change.after  # of what nobody had, nothing was there
            continue
        there = state[place] if place in state else current(change, plan)
        found += _differences(change, there)
        after = change.after
        if isinstance(change, ItemChange) and after is not None and change.before is not None:
            after = {**(there or {}), **after}
        state[place] = after
    return found


def _differences(change: Change, current: Plain | None) -> list[Both]:
    seen = change.before
    name = " ".join(str(part) for part in change.identity() if part != "")
    if seen is None or current is None:
        if (seen is None) == (current is None):
            return []
        words = ("nothing", "an item") if seen is None else ("an item", "nothing")
        return [(name, "", *words)]
    if isinstance(change, ItemChange) and change.after is not None:
        fields: Mapping[str, Any] = seen
    else:
        fields = {**seen, **current}
    return [
        (name, field, seen.get(field), current.get(field))
        for field in fields
        if seen.get(field) != current.get(field)
    ]


def current(change: Change, plan: Enterprise) -> Plain | None:
    """What a plan says now of what a change is about; None where it is not there."""
    if isinstance(change, ItemChange):
        kind, _, id_ = change.key.partition(":")
        return plan.table(kind).plain(id_)
    if isinstance(change, LinkChange):
        for end in plan.links_of(change.source, change.relation):
            if end.other == change.target and day_number(end.start, empty=0) == change.start:
                until = {"until": day_number(end.until, empty=0)} if end.until else {}
                return {**end.says, **until}
        return None
    table = plan.observed.get(change.metric)
    key = (change.item, change.time, change.source, change.reference)
    return table.plain(key) if table else None


def _sentence(one: Both) -> str:
    subject, field, seen, there = one
    if not field:
        return f"{subject}: {seen} was seen, {there} is there"
    return f"{subject} {field}: {_word(seen)} was seen, {_word(there)} is there"


def _word(value: Any) -> str:
    return "no value" if value is None else f"'{value}'"
