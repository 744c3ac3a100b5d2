"""A reading of the radar keeps its ring when the rings change, and its reason when a reason does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def with_rationales(changes: ChangeSet, plan: Enterprise) -> ChangeSet:
    """The changes, and where the reason of a technology changes, that of its reading in the last edition.

    Such a reading is kept with the reason that stood beside it until now, where it says none itself and
    the changes do not state it. Readings of earlier editions stay without: nobody knows what was said
    then. Linear in readings, where reasons change.
    """
    reasons = {
        one.key: said for one in changes
        if isinstance(one, ItemChange) and one.key.startswith("technology:") and one.after is not None
        and (said := (one.before or {}).get("rationale")) and said != one.after.get("rationale")
    }  # fmt: skip
    if READING not in plan.observed or not reasons:
        return changes
    return changes.then(ChangeSet.of(_explained(changes, plan, reasons)))


def _explained(
    changes: ChangeSet, plan: Enterprise, reasons: Mapping[str, str]
) -> Iterator[ObservationChange]:
    table = plan.observed[READING]
    last = max((key[1][:10] for key in table.rows), default="")
    stated = {one.identity() for one in changes if isinstance(one, ObservationChange)}
    for key in table.rows:
        if key[0] not in reasons or key[1][:10] != last or (READING, *key) in stated:
            continue
        before = table.plain(key) or {}
        if not before.get("rationale"):
            yield ObservationChange(READING, *key, before, {**before, "rationale": reasons[key[0]]})


def _named(changes: ChangeSet, plan: Enterprise) -> Iterator[ObservationChange]:
    of, table = Rings.of(plan), plan.observed[READING]
    stated = {one.identity() for one in changes if isinstance(one, ObservationChange)}
    for key in table.rows:
        before = table.plain(key) or {}
        ring = of.read(before.get("value"), None)
        if ring and not before.get("label") and (READING, *key) not in stated:
            yield ObservationChange(READING, *key, before, {**before, "label": ring})
