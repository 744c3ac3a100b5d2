"""A reading of the radar keeps its ring when the organisation changes its rings."""

from __future__ import annotations

from collections.abc import Iterator

from cohelm.core.changes import ChangeSet, ItemChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.kinds.rings import READING, Rings

ORGANISATION, RINGS = "organisation:organisation", "radar_rings"


def with_names(changes: ChangeSet, plan: Enterprise) -> ChangeSet:
    """The changes, and where they change the rings, the ring of each reading that has a number alone.

    A number counts by the rings as they stand, so that it would say another ring afterwards. Readings
    that the changes state themselves are left as they are. Linear in readings, where rings change.
    """
    if READING not in plan.observed or not any(
        isinstance(one, ItemChange)
        and one.key == ORGANISATION
        and (one.before or {}).get(RINGS) != (one.after or {}).get(RINGS)
        for one in changes
    ):
        return changes
    return changes.then(ChangeSet.of(_named(changes, plan)))


def _named(changes: ChangeSet, plan: Enterprise) -> Iterator[ObservationChange]:
    of, table = Rings.of(plan), plan.observed[READING]
    stated = {tuple(one.identity()) for one in changes if isinstance(one, ObservationChange)}
    for key in table.rows:
        before = table.plain(key) or {}
        ring = of.read(before.get("value"), None)
        if ring and not before.get("label") and (READING, *key) not in stated:
            yield ObservationChange(READING, *key, before, {**before, "label": ring})
