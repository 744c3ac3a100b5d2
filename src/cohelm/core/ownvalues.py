"""What items say in the organisation's own fields, when a field goes or becomes another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cohelm.core.changes import Change, ChangeSet, ItemChange
from cohelm.core.enterprise import ORGANISATION, Enterprise
from cohelm.core.prose import Prose
from cohelm.core.validation import canonical

Own = Mapping[str, Mapping[str, Any]]
"""The fields that an organisation added, by kind and name, as it declares them."""
Declared = dict[str, dict[str, dict[str, Any]]]
MOST_NAMED = 3


def own_fields(plan: Enterprise) -> Declared:
    """The own fields as they are declared: `{kind: {name: {type, help, choices …}}}`."""
    declared = plan.organisation.get("own_fields") or {}
    return {
        kind: {name: dict(about or {}) for name, about in fields.items()}
        for kind, fields in declared.items()
    }


def values_of(plan: Enterprise, kind: str, name: str) -> list[str]:
    """The keys of the items that say something in a field, in the order of the table."""
    return [f"{kind}:{id_}" for id_, plain in plan.table(kind).rows() if name in plain]


def emptied(changes: ChangeSet, plan: Enterprise) -> list[ItemChange]:
    """What empties the values of the own fields that the changes take away, so that the log has them.

    Values that the changes themselves empty are left out. Cost: linear in the items of the kinds that
    lose a field; nothing where none does.
    """
    gone = [
        (kind, name)
        for before, after in _declared(changes)
        for kind, fields in before.items()
        for name in sorted(fields.keys() - (after.get(kind) or {}).keys())
    ]
    told = {one.key: one for one in changes if isinstance(one, ItemChange)} if gone else {}
    return [
        ItemChange(key, {name: plain[name]}, {name: None})
        for kind, name in gone
        for id_, plain in plan.table(kind).rows()
        if name in plain and not _empties(told.get(key := f"{kind}:{id_}"), name)
    ]


def _empties(change: ItemChange | None, name: str) -> bool:
    return change is not None and (change.after is None or name in change.after)


def misfits(changes: Collection[Change] | ChangeSet, after: Enterprise) -> Iterator[str]:
    """Why the own fields cannot be declared so: what items say that is no value of them any more.

    `after` is the plan with the changes on it. A value has to stand as the field would write it.
    """
    for before, declared in _declared(changes):
        for kind, fields in declared.items():
            known = before.get(kind) or {}
            for name in (one for one, about in fields.items() if known.get(one) != about):
                wrong = [
                    Prose("{kind}:{id} says '{plain}'", kind=kind, id=id_, plain=plain[name])
                    for id_, plain in after.table(kind).rows()
                    if name in plain and not _fits(after, kind, plain, name)
                ]
                if wrong:
                    more = (
                        Prose(" and {wrong} more", wrong=len(wrong) - MOST_NAMED)
                        if len(wrong) > MOST_NAMED
                        else ""
                    )
                    shown = ", ".join(wrong[:MOST_NAMED])
                    yield (
                        Prose(
                            "{kind}.{name} cannot become this: {shown}{more}, which it does not accept."
                            " Change those values first",
                            kind=kind,
                            name=name,
                            shown=shown,
                            more=more,
                        )
                    )


def _fits(plan: Enterprise, kind: str, plain: Mapping[str, Any], name: str) -> bool:
    found, wrong = canonical(plan.schema.kind(kind), plain)
    if found is not None:
        return bool(found.get(name) == plain[name])
    return all(of != name for of, *_ in wrong)


def _declared(changes: Collection[Change] | ChangeSet) -> Iterator[tuple[Own, Own]]:
    """The own fields before and after each change that touches them."""
    for one in changes:
        if isinstance(one, ItemChange) and one.key == ORGANISATION:
            sides = [(side or {}).get("own_fields") or {} for side in (one.before, one.after)]
            if sides[0] != sides[1]:
                yield sides[0], sides[1]
