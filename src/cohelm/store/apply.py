"""The one door for writes: permission, validation, what the writer saw, the write, the change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cohelm.core.changes import Change, ChangeSet, LinkChange
from cohelm.core.collecting import uncollected
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict
from cohelm.core.removal import completed
from cohelm.store import chain
from cohelm.store.access import Writer, refuse_unpermitted
from cohelm.store.batch import Batch, log_end
from cohelm.store.collide import refuse_collisions
from cohelm.store.database import fetch, writing
from cohelm.store.enforce import held_rights
from cohelm.store.load import as_seen, everything
from cohelm.store.reviewed import refuse_unreviewed
from cohelm.store.ringed import with_names, with_rationales
from cohelm.store.rows import rows_of
from cohelm.store.triaged import refuse_unnamed_answers
from cohelm.store.valid import refuse_invalid
from cohelm.store.wanted import with_targets

TRIES = 8
START = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the number of the batch (0 where nothing was), and of its last change.

    `warned` says whose right it was, where the writer had none and rights are not enforced.
    """

    batch: int
    last: int
    changes: int
    warned: str = ""


@uncollected()
def apply(
    changes: ChangeSet,
    *,
    by: Writer,
    via: str,
    reason: str = "",
    scenario: str = "",
    undoes: int | None = None,
    past_rights: str = "",
    now: datetime | None = None,
) -> Written:
    """Writes a change set as one batch, whole or not at all.

    `before` of each change is what its writer saw: where it no longer is so, the batch is refused.
    With `scenario`, the changes are written to that branch and the current plan stays.
    `past_rights` is the reason for deciding what others have the right to; it is recorded.
    Raises NotPermitted (RightNeeded), Conflict (with both sides), InputError.
    """
    if not len(changes):
        return Written(0, 0, 0)
    today, warned = (now or datetime.now(UTC)).date(), ""
    stated = changes
    for _ in range(TRIES):
        plan = as_seen(everything(), scenario)
        seen = plan.seen_by(by.audience)
        asked = stated
        if not scenario:
            asked = with_targets(stated, plan, on=today)
            asked, warned = held_rights(asked, plan, by=by, on=today, past=past_rights)
        changes = completed(with_rationales(with_names(asked, plan), plan), plan)
        after = plan.with_changes(changes)
        refuse_unpermitted(by, asked.changes, seen, after.seen_by(by.audience))
        refuse_collisions(asked, seen)
        if seen is not plan:
            refuse_collisions(changes, plan)
        refuse_invalid(changes, after)
        if not scenario:
            refuse_unreviewed(changes, plan, after, on=today)
            refuse_unnamed_answers(asked, seen, by=by, via=via, on=today)
        rows = None if scenario else rows_of(changes, plan, after)
        header = chain.Header(0, START, by.actor, via, reason, scenario, undoes)
        with writing():
            if _moved(plan, changes):
                continue
            batch = Batch.after(log_end(), header, changes, now or datetime.now(UTC))
            batch.write()
            if rows is not None:
                rows.write(batch.header.batch)
        return Written(
            batch.header.batch, batch.header.batch + len(changes) - 1, len(changes), warned
        )
    raise Conflict("others are writing to the same items all the time", mend="Try again.")


def _moved(plan: Enterprise, changes: ChangeSet) -> bool:
    """Whether anything that the changes touch was changed since the plan was read."""
    since = fetch("SELECT subject FROM store_change WHERE seq > %s", [plan.revision])
    return bool({row[0] for row in since} & set(_touched(changes))) if since else False


def _touched(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        yield change.subject
        if isinstance(change, LinkChange):
            yield change.target
