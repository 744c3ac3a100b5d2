"""Decision rights held at the door: warned of, refused, or passed over with a reason that stays."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.rights.acts import Outside, outside
from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted
from cohelm.core.keys import free_slug
from cohelm.store.access import Writer


class RightNeeded(NotPermitted):
    """The writer has no right to decide this. `held` says whose right each act is."""

    def __init__(self, held: tuple[Outside, ...]) -> None:
        self.held = held
        super().__init__(
            "; ".join(one.sentence for one in held),
            mend="Send it to who has the right, or go past it with a reason, which is recorded.",
        )


def held_rights(
    changes: ChangeSet, plan: Enterprise, *, by: Writer, on: date, past: str
) -> tuple[ChangeSet, str]:
    """The changes as they may be written, and a warning; empty where there is nothing to say.

    `past` is the reason for going past the rights: then a decision is written with the changes, that
    says who did it, why, and whose right it was. An access level is no right: administrators are held
    as everybody is. Raises RightNeeded.
    """
    found = tuple(outside(changes, plan, person=by.person, on=on))
    refused = tuple(one for one in found if one.strictness == "enforce")
    if refused and not past:
        raise RightNeeded(refused)
    if not found:
        return changes, ""
    if refused:
        changes = changes.then(_record(refused, plan, by, on, past))
    return changes, "; ".join(one.sentence for one in found)


def _record(
    held: tuple[Outside, ...], plan: Enterprise, by: Writer, on: date, past: str
) -> ChangeSet:
    """What was done past the rights, as a decision that those who have the right find on record."""
    taken = set(plan.table("decision").ids)
    made: list[Change] = []
    for one in held:
        name = f"Past the rights: {one.act.verb.replace('_', ' ')} {one.answer.called}"[:300]
        id_ = free_slug(name, taken)
        taken.add(id_)
        key = f"decision:{id_}"
        plain = {
            "name": name, "status": "accepted", "context": past, "decided_on": on.isoformat(),
            "outcome": f"Done by {by.actor}, though {one.sentence}.",
        }  # fmt: skip
        clearance = plan.plain(one.act.item).get("clearance") if one.act.item in plan else None
        made.append(ItemChange(key, None, plain | ({"clearance": clearance} if clearance else {})))
        ends = [("about", one.act.item), *(("under", right) for right in one.answer.by)]
        ends += [("decided_by", by.person)] if by.person in plan else []
        made += [LinkChange(key, relation, end, 0, None, {}) for relation, end in ends]
    return ChangeSet.of(made)
