"""What goes with what goes: an item's links and observations, the values of an own field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.links import day_number
from cohelm.core.ownvalues import emptied


def removal(key: str, plan: Enterprise) -> ChangeSet:
    """The changes that remove an item with its links and observations; none when it is not there."""
    if key not in plan:
        return ChangeSet()
    return completed(ChangeSet((ItemChange(key, plan.plain(key), None),)), plan)


def completed(changes: ChangeSet, plan: Enterprise) -> ChangeSet:
    """The changes, and before each removal of an item or of an own field those of what hangs on it.

    So the log says all that went, and taking it back brings all of it again.
    """
    if values := emptied(changes, plan):
        changes = ChangeSet.of(values).then(changes)
    gone = {one.key for one in changes if isinstance(one, ItemChange) and one.after is None}
    if not gone:
        return changes
    stated = {one.identity() for one in changes}
    result: list[Change] = []
    for change in changes:
        if isinstance(change, ItemChange) and change.after is None:
            for other in _hanging(change.key, plan):
                if other.identity() not in stated:
                    stated.add(other.identity())
                    result.append(other)
            # all that goes is logged, also what the writer does not see
            if change.key in plan:
                change = replace(change, before=plan.plain(change.key))
        result.append(change)
    return ChangeSet.of(result)


def _hanging(key: str, plan: Enterprise) -> Iterator[Change]:
    for reverse, ends in ((False, plan.links_of(key)), (True, plan.links_to(key))):
        for end in ends:
            source, target = (end.other, key) if reverse else (key, end.other)
            until = {"until": day_number(end.until, empty=0)} if end.until else {}
            says = {**end.says, **until}
            start = day_number(end.start, empty=0)
            yield LinkChange(source, end.relation.name, target, start, says, None)
    for metric, table in plan.observed.items():
        for seen in table.rows:
            if seen[0] == key:
                yield ObservationChange(metric, *seen, table.plain(seen), None)
