"""A target that is moved stays on record: what was wanted before, and from when on another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cohelm.core.changes import Change, ChangeSet, ItemChange, ObservationChange
from cohelm.core.enterprise import Enterprise

TARGET = "target"


def with_targets(changes: ChangeSet, plan: Enterprise, *, on: date) -> ChangeSet:
    """The changes, and after each that moves a metric's target the target as of the day.

    What states targets itself, as an import or the undoing of a batch does, is left as it is.
    """
    stated = {
        one.item for one in changes if isinstance(one, ObservationChange) and one.metric == TARGET
    }
    moved = [one for one in changes if _moves(one) and one.subject not in stated]
    if not moved:
        return changes
    return ChangeSet.of([*changes, *(said for one in moved for said in _said(one, plan, on))])


def _moves(change: Change) -> bool:
    """Whether a metric that is there already gets another target; a new one has had no other."""
    if not isinstance(change, ItemChange) or not change.key.startswith("metric:"):
        return False
    before, after = change.before, change.after
    if before is None or after is None or after.get(TARGET) is None:
        return False
    return bool(after[TARGET] != before.get(TARGET))


def _said(change: Change, plan: Enterprise, on: date) -> Iterator[ObservationChange]:
    assert isinstance(change, ItemChange)
    assert change.before is not None
    assert change.after is not None
    table = plan.observed.get(TARGET)
    known = [key for key in (table.rows if table else {}) if key[0] == change.key]
    was = change.before.get(TARGET)
    if was is not None and not known:
        first = {"value": was, "note": "as it stood before it was first moved on record"}
        yield ObservationChange(TARGET, change.key, EARLIEST, "", "", None, first)
    key = (change.key, on.isoformat(), "", "")
    before = table.plain(key) if table else None
    after = {"value": change.after[TARGET]}
    if before != after:
        yield ObservationChange(TARGET, *key, before, after)


EARLIEST = "1900-01-01"
"""The day of a target that has held for no one knows how long."""
