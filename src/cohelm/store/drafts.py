"""One's own drafts: private to their author until they are submitted."""

from __future__ import annotations

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply


def drafts(plan: Enterprise, actor: str) -> list[str]:
    """The keys of somebody's drafts."""
    mine = f"draft:{actor}"
    kinds = (kind for kind, table in plan.tables.items() if mine in table.clearances)
    return [key for kind in kinds for key in plan.keys(kind)
            if plan.plain(key).get("clearance") == mine]  # fmt: skip


def submit(plan: Enterprise, key: str, *, by: Writer, via: str, scenario: str = "") -> Written:
    """Shows one's own draft to all with access. Raises UnknownName where it is none of one's own."""
    mine = f"draft:{by.actor}"
    if key not in plan or plan.plain(key).get("clearance") != mine:
        kind, _, id_ = key.partition(":")
        raise UnknownName(f"there is no {kind.replace('_', ' ')} '{id_}' among your drafts")
    change = ItemChange(key, {"clearance": mine}, {"clearance": None})
    return apply(ChangeSet((change,)), by=by, via=via, scenario=scenario, reason="submits a draft")
