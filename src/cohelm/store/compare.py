"""One plan beside another: a scenario or the current one, on a day, as it was known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cohelm.core.audience import Audience
from cohelm.core.comparing import Comparison, compared, turning
from cohelm.core.enterprise import Enterprise
from cohelm.store.batch import IN_BATCH
from cohelm.store.database import fetch
from cohelm.store.load import load, scenario_changes


@dataclass(frozen=True, slots=True)
class Side:
    """One of two plans: on a day, as known at a moment (None: now), in a scenario (empty: none)."""

    on: date
    known_at: datetime | None = None
    scenario: str = ""

    def whole(self, audience: Audience) -> Enterprise:
        """The plan with the links of all days. Raises UnknownName."""
        return load(audience=audience, known_at=self.known_at, scenario=self.scenario)


def compare(before: Side, after: Side, audience: Audience) -> Comparison:
    """What differs between two plans, for an audience. Raises UnknownName for a scenario unseen.

    On one and the same day the links of all days are compared, on two days those that hold on each.
    Cost: linear in what was written between them; between two days in links and items.
    """
    one, other = before.whole(audience), after.whole(audience)
    keys = dict.fromkeys(_written_between(before, after))
    if before.on == after.on:
        return compared(one, other, keys)
    for plan in (one, other):
        keys |= dict.fromkeys(turning(plan, before.on, after.on))
    return compared(one.at(before.on), other.at(after.on), keys)


def _written_between(before: Side, after: Side) -> Iterator[str]:
    """The keys of what was changed in one of the plans and not in the other."""
    if before.scenario != after.scenario:
        for name in filter(None, (before.scenario, after.scenario)):
            yield from (change.subject for change in scenario_changes(name))
    if before.known_at == after.known_at:
        return
    moments = sorted(one for one in (before.known_at, after.known_at) if one is not None)
    until = "" if None in (before.known_at, after.known_at) else " AND b.time <= %s"
    rows = fetch(
        "SELECT c.subject, MIN(c.seq) FROM store_batch b"
        f" JOIN store_change c ON {IN_BATCH}"
        f" WHERE b.scenario = '' AND b.time > %s{until} GROUP BY c.subject ORDER BY 2",
        moments,
    )
    yield from (str(row[0]) for row in rows)
