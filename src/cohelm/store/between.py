"""What stands between the offices: it leaves when the leads of all of them release it as it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted, UnknownName, UsageError
from cohelm.store.access import BETWEEN, Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import load
from cohelm.store.models import Release


def standing(plan: Enterprise) -> list[str]:
    """The keys of what stands there, as far as the plan's audience sees it."""
    kinds = (kind for kind, table in plan.tables.items() if BETWEEN in table.clearances)
    return [key for kind in kinds for key in plan.keys(kind) if stands(plan, key)]


def stands(plan: Enterprise, key: str) -> bool:
    """Whether an item stands between the offices."""
    return plan.plain(key).get("clearance") == BETWEEN


def releases(plan: Enterprise, key: str) -> dict[str, Release]:
    """By office, the releases that hold: those of the item as it is now."""
    found = Release.objects.filter(key=key, version=plan.version(key))
    return {one.office: one for one in found}


def release(key: str, *, by: Writer, office: str, offices: Collection[str]) -> Written | None:
    """Records that the lead of an office releases an item; when all `offices` have, it is open to all.

    None while another office's release is missing. Raises UnknownName, NotPermitted (whoever leads no
    office, an administrator among them), UsageError where fewer than two offices have a lead.
    """
    plan = load(audience=by.audience)
    if key not in plan or not stands(plan, key):
        raise UnknownName(f"nothing of the name '{key}' stands between the offices")
    if by.level is not Level.OFFICE_LEAD or office not in offices:
        raise NotPermitted("what stands between the offices is released by their leads alone")
    if len(offices) < 2:
        raise UsageError("no second office has a lead with access", mend="Invite its lead first.")
    version = plan.version(key)
    stated = {"version": version, "actor": by.actor, "time": datetime.now(UTC)}
    Release.objects.update_or_create(key=key, office=office, defaults=stated)
    if not set(offices) <= releases(plan, key).keys():
        return None
    if load(audience=by.audience).version(key) != version:
        raise UsageError("it was changed this moment", mend="Look at it, then release it anew.")
    change = ItemChange(key, {"clearance": BETWEEN}, {"clearance": None})
    writer = replace(by, released=frozenset({key}))
    written = apply(ChangeSet((change,)), by=writer, via="between", reason="released by both")
    Release.objects.filter(key=key).delete()
    return written


def withdraw(key: str, office: str) -> None:
    """Takes an office's release back."""
    Release.objects.filter(key=key, office=office).delete()
