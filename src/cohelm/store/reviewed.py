"""Refuses, where the organisation says so, that something new goes live without its security review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cohelm.analysis.security.golive import CONTAINERS, HOLDS, Exposed, unreviewed_data
from cohelm.core.changes import Change, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted

RELATIONS = {*HOLDS, "stored_in", "introduces", "vendor"}.union(*CONTAINERS.values())
FIELDS = {"status", "lifecycle", "classification", "security_reviewed_on", "start"}


def refuse_unreviewed(
    changes: Iterable[Change], before: Enterprise, after: Enterprise, *, on: date
) -> None:
    """Raises NotPermitted with the way to the data, for what the changes would expose.

    What is exposed already is left alone, or nobody could mend anything else. Both plans are whole: a
    way that the writer may not see is named by what the writer touches alone.
    """
    if not after.organisation.get("review_enforced") or not any(map(_may_expose, changes)):
        return
    known = {one.key for one in unreviewed_data(before, on)}
    found = [one for one in unreviewed_data(after, on) if one.key not in known]
    if found:
        raise NotPermitted(
            "; ".join(_said(after, one) for one in found[:3]),
            mend="Have it reviewed, and state the day of the security review.",
        )


def _may_expose(change: Change) -> bool:
    if isinstance(change, LinkChange):
        return change.relation in RELATIONS and change.after is not None
    return isinstance(change, ItemChange) and bool(FIELDS & set(change.after or {}))


def _said(plan: Enterprise, one: Exposed) -> str:
    way = " -> ".join(key for key in one.path if not plan.plain(key).get("clearance"))
    return f"{one.key} cannot go live without its security review: it reaches confidential data ({way})"
