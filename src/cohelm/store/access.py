"""What a person may do: an access level, the audience that goes with it, and who writes what."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import IntEnum

from cohelm.core.audience import ADMINISTRATOR, Audience
from cohelm.core.changes import Change, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted


class Level(IntEnum):
    """The access levels, each with all that the one before may do."""

    READER = 1
    CONTRIBUTOR = 2
    OFFICE_LEAD = 3
    ADMINISTRATOR = 4


GOVERNED = frozenset({"office", "role", "right", "forum", "delegation", "check", "acceptance"})
"""Kinds that say who decides what: an office lead writes them."""
BETWEEN = "between"
"""The clearance of what is seen by the office leads and whom they name, until they release it."""
SETTINGS = frozenset({"organisation"})
"""Kinds that an administrator writes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a name for the log, a level, and what may be seen. Nothing unseen is written.

    `person` is the key of the person that the writer is, empty where it is not on record: decision
    rights are a person's, not a level's.
    """

    actor: str
    level: Level
    audience: Audience
    person: str = ""
    released: frozenset[str] = frozenset()
    """The items that those they stand between have all released."""

    def needed(self, change: Change) -> Level:
        """The level that a change takes; what is observed of the organisation is no setting of it."""
        if isinstance(change, ObservationChange):
            return Level.CONTRIBUTOR
        kind = change.subject.partition(":")[0]
        if kind in SETTINGS:
            return Level.ADMINISTRATOR
        return Level.OFFICE_LEAD if kind in GOVERNED else Level.CONTRIBUTOR

    def refuse(self, change: Change, before: Enterprise, after: Enterprise) -> str | None:
        """Why the change may not be made, or None: what the writer sees before it, and after it."""
        if self.level < self.needed(change):
            needed = self.needed(change).name.replace("_", " ").lower()
            return f"writing {change.subject} takes the access level {needed}"
        return self._hidden(change, before, after)

    def _hidden(self, change: Change, before: Enterprise, after: Enterprise) -> str | None:
        kind = change.subject.partition(":")[0]
        spec = after.schema.kind(kind)
        if isinstance(change, ItemChange):
            stated = (change.before or {}).keys() | (change.after or {}).keys()
            if not stated <= spec.fields.keys():
                # a field may be declared, or taken away, by the same batch
                strange = stated - spec.fields.keys() - before.schema.kind(kind).fields.keys()
                if strange:
                    return f"there is no field '{min(strange)}' of {spec.name}"
            if self._takes_out(change):
                return f"{change.key} stands between the offices and leaves when both release it"
            clearance = (change.after or {}).get("clearance")
            if clearance and not self.audience.sees(clearance):
                return f"the clearance '{clearance}' is not yours to give"
        if isinstance(change, LinkChange):
            if change.relation not in spec.relations:
                return f"there is no relation '{change.relation}' of {spec.name}"
            if change.after is not None and change.target not in after:
                return f"there is no item '{change.target}'"
        if isinstance(change, ObservationChange):
            observed = after.schema.observation(change.metric).fields.values()
            unseen = next((s.name for s in observed if not self.audience.sees(s.clearance)), None)
            if unseen and unseen in {**(change.before or {}), **(change.after or {})}:
                return f"there is no field '{unseen}' of {change.metric}"
        return None

    def _takes_out(self, change: ItemChange) -> bool:
        """Whether the change would show to others what stands between the offices."""
        before, after = change.before or {}, change.after
        stays = after is None or "clearance" not in after or after["clearance"] == BETWEEN
        return before.get("clearance") == BETWEEN and not stays and change.key not in self.released


def local_administrator(user: str) -> Writer:
    """The command line on a local database."""
    return Writer(f"cli:{user}", Level.ADMINISTRATOR, ADMINISTRATOR)


def refuse_unpermitted(
    by: Writer, changes: tuple[Change, ...], before: Enterprise, after: Enterprise
) -> None:
    """Raises NotPermitted with the first changes that the writer may not make.

    `before` and `after` are the plan as the writer sees it, without and with the changes.
    """
    links = (one for one in changes if isinstance(one, LinkChange) and one.after is not None)
    missing = after.missing(one.target for one in links)
    granted: set[tuple[object, ...]] = set()
    reasons: dict[str, None] = {}
    for change in changes:
        asked = _asked(change, missing)
        if asked in granted:
            continue
        if why := by.refuse(change, before, after):
            reasons[why] = None
        else:
            granted.add(asked)
    if reasons:
        shown = list(reasons)[:5]
        more = f" (and {len(reasons) - 5} more)" if len(reasons) > 5 else ""
        raise NotPermitted("; ".join(shown) + more)


def _asked(change: Change, missing: Container[str]) -> tuple[object, ...]:
    """All that the answer to a change hangs on, so that of a thousand alike one is asked about."""
    if isinstance(change, ObservationChange):
        return change.metric, *(change.before or ()), None, *(change.after or ())
    kind = change.subject.partition(":")[0]
    if isinstance(change, LinkChange):
        return kind, change.relation, change.after is not None and change.target in missing
    before, after = change.before or {}, change.after or {}
    clearances = before.get("clearance"), after.get("clearance")
    between = change.key if BETWEEN in clearances else ""
    return kind, between, *clearances, *before, None, *after
