"""A point of the trade-off curve as a scenario, which stands between the two offices."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from cohelm.analysis.day import Day
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import free_slug
from cohelm.store.access import Writer
from cohelm.store.apply import apply
from cohelm.store.models import Scenario
from cohelm.store.scenarios import make

BETWEEN = "between"
WAITING = ("proposal", None)
AT_WORK = ("approved", "in_progress")


def pick(
    plan: Enterprise,
    chosen: Collection[str],
    weighed: Collection[str],
    *,
    title: str,
    by: Writer,
    on: date,
    clearance: str = BETWEEN,
) -> Scenario:
    """Makes a scenario in which what is chosen is approved, and what was weighed and is not, waits.

    Ids without the kind. `plan` is the one of its day, as the writer sees it. What is chosen and not
    yet approved is approved; what is approved or under way and not chosen goes on hold; what was not
    weighed stays as it is. Seen by the two offices alone, unless it has another clearance. Raises
    NotPermitted.
    """
    taken = set(Scenario.objects.values_list("name", flat=True))
    made = make(free_slug(title, taken), by=by, title=title[:300], clearance=clearance)
    changes = ChangeSet(tuple(_changes(plan, chosen, weighed, on)))
    apply(changes, by=by, via="scenario", reason=title, scenario=made.name)
    return made


def _changes(
    plan: Enterprise, chosen: Collection[str], weighed: Collection[str], on: date
) -> Iterator[ItemChange]:
    for row in Day(plan, on).live("initiative").sort("id").iter_rows(named=True):
        now, then = row["status"], None
        if row["id"] in chosen and now in (*WAITING, "on_hold"):
            then = "approved"
        elif row["id"] in weighed and row["id"] not in chosen and now in AT_WORK:
            then = "on_hold"
        if then:
            yield ItemChange(f"initiative:{row['id']}", {"status": now}, {"status": then})
