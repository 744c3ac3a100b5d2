"""What was said not to be the same: kept as items, so that it is not proposed again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from cohelm.analysis.day import Day
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName

Pair = frozenset[str]
LONGEST_NAME = 300


def distinguished(day: Day) -> frozenset[Pair]:
    """The pairs of keys that a distinction says to be different things, drafts left out."""
    plan = day.enterprise.at(day.on)
    found: set[Pair] = set()
    for id_ in day.live("distinction")["id"].to_list():
        keys = plan.targets(f"distinction:{id_}", "between")
        found |= {frozenset(pair) for pair in combinations(keys, 2)}
    return frozenset(found)


def distinction(
    plan: Enterprise, keys: Sequence[str], *, id_: str, reason: str, on: date, person: str = ""
) -> ChangeSet:
    """The changes that keep that some things differ, under a free id; `person` is who says it.

    It is as private as the most private of the things. Raises InputError for fewer than two things,
    things of two kinds or no reason, and UnknownName for one that is not there.
    """
    things = list(dict.fromkeys(keys))
    for key in things:
        if key not in plan:
            kind, _, name = key.partition(":")
            raise UnknownName.of(kind, name, plan.tables[kind].ids if kind in plan.tables else ())
    if len(things) < 2 or len({key.partition(":")[0] for key in things}) > 1:
        raise InputError(
            "only things of one kind can be told apart", accepted="two of a kind or more"
        )
    if not reason.strip():
        raise InputError(
            "the reason is missing", where="reason", accepted="in what they differ, in a sentence"
        )
    name = " and ".join(plan.name(key) for key in things)
    says = {"name": f"Not the same: {name}"[:LONGEST_NAME], "reason": reason.strip(),
            "said_on": on.isoformat(), **_clearance(plan, things)}  # fmt: skip
    key = f"distinction:{id_}"
    changes: list[ItemChange | LinkChange] = [ItemChange(key, None, says)]
    changes += [LinkChange(key, "between", thing, 0, None, {}) for thing in things]
    if person and person in plan:
        changes.append(LinkChange(key, "said_by", person, 0, None, {}))
    return ChangeSet.of(changes)


def _clearance(plan: Enterprise, things: Sequence[str]) -> dict[str, str]:
    """That of the things, where they have one; of two, the name would tell one's readers the other's."""
    stated = {str(plan.plain(key).get("clearance") or "open") for key in things} - {"open"}
    if len(stated) > 1:
        raise InputError(
            "things of two clearances cannot be told apart: readers of one would learn of the other",
            accepted="things that the same people see",
        )
    return {"clearance": stated.pop()} if stated else {}
