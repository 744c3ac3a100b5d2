"""What would change if two records of a vendor became one?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.removal import removal

OWN = ("id", "name", "external_ids", "aliases", "clearance", "source")
"""What the kept one does not take over where it states nothing."""


def merged(plan: Enterprise, kept: str, gone: str) -> ChangeSet:
    """The changes that make two items of one kind one: `kept` stays, `gone` is removed.

    Links to and from the one that goes lead to and from the one that stays, once each; its
    observations are the kept one's; external ids are joined, one that clashes under its system's name
    and a number; fields that the kept one does not state are taken over; the name that goes is kept
    among the aliases, where the kind has them. `plan` holds the links of all days.
    Raises InputError, UnknownName.
    """
    for key in (kept, gone):
        if key not in plan:
            kind, _, id_ = key.partition(":")
            raise UnknownName.of(kind, id_, plan.tables[kind].ids if kind in plan.tables else ())
    if kept == gone or kept.partition(":")[0] != gone.partition(":")[0]:
        raise InputError(f"{kept} and {gone} cannot be one", accepted="two items of one kind")
    moved = [one for change in removal(gone, plan) for one in _moved(change, kept, gone, plan)]
    fields = _fields(plan, kept, gone)
    first = [ItemChange(kept, {name: plan.plain(kept).get(name) for name in fields}, fields)]
    return ChangeSet.of([*(first if fields else ()), *moved]).then(removal(gone, plan))


def _moved(change: Change, kept: str, gone: str, plan: Enterprise) -> Iterator[Change]:
    """The change that makes at the kept one what the removal takes from the other; none where it is."""
    match change:
        case LinkChange():
            ends = {gone: kept}
            source, target = (ends.get(end, end) for end in (change.source, change.target))
            new = replace(change, source=source, target=target, before=None, after=change.before)
            if source != target and not _is_there(plan, new, gone):
                yield new
        case ObservationChange():
            reference = change.reference
            table = plan.observed[change.metric]
            if table.plain((kept, change.time, change.source, reference)) is not None:
                reference = f"{reference} {gone}".strip()
            yield replace(change, item=kept, reference=reference, before=None, after=change.before)
        case ItemChange():
            return


def _is_there(plan: Enterprise, link: LinkChange, gone: str) -> bool:
    """Whether there is such a link, or another where the source can have only one."""
    spec = plan.schema.relation(link.source.partition(":")[0], link.relation)
    ends = {end.other for end in plan.links_of(link.source, link.relation)} - {gone}
    return link.target in ends or (bool(ends) and not spec.many)


def _fields(plan: Enterprise, kept: str, gone: str) -> dict[str, Any]:
    """The fields of the kept one that change."""
    own, other = plan.plain(kept), plan.plain(gone)
    found = {name: value for name, value in other.items() if name not in own and name not in OWN}
    ids = _joined(own.get("external_ids") or {}, other.get("external_ids") or {})
    if ids != (own.get("external_ids") or {}):
        found["external_ids"] = ids
    if "aliases" in plan.schema.kind(kept.partition(":")[0]).fields:
        names = [*own.get("aliases", ()), other["name"], *other.get("aliases", ())]
        known = [name for name in dict.fromkeys(names) if name != own["name"]]
        if known != list(own.get("aliases", ())):
            found["aliases"] = known
    return found


def _joined(own: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """External ids of both; of one system with two ids, the second stands under a number."""
    found = dict(own)
    for system, value in other.items():
        name, number = system, 2
        while found.get(name, value) != value:
            name, number = f"{system}-{number}", number + 1
        found[name] = value
    return found
