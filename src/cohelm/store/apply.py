"""The one door for writes: permission, validation, what the writer saw, the write, the change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from cohelm.core.changes import Change, ChangeSet, LinkChange, encode
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict
from cohelm.core.removal import completed
from cohelm.store import chain
from cohelm.store.access import Writer, refuse_unpermitted
from cohelm.store.collide import refuse_collisions
from cohelm.store.database import fetch, insert, writing
from cohelm.store.load import as_seen, everything
from cohelm.store.rows import rows_of
from cohelm.store.valid import refuse_invalid

TRIES = 8


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the number of the batch (0 where nothing was), and of its last change."""

    batch: int
    last: int
    changes: int


def apply(
    changes: ChangeSet,
    *,
    by: Writer,
    via: str,
    reason: str = "",
    scenario: str = "",
    undoes: int | None = None,
    now: datetime | None = None,
) -> Written:
    """Writes a change set as one batch, whole or not at all.

    `before` of each change is what its writer saw: where it no longer is so, the batch is refused.
    With `scenario`, the changes are written to that branch and the current plan stays.
    Raises NotPermitted, Conflict (with both sides), InputError.
    """
    if not len(changes):
        return Written(0, 0, 0)
    asked = changes
    for _ in range(TRIES):
        plan = as_seen(everything(), scenario)
        seen = plan.seen_by(by.audience)
        changes = completed(asked, plan)
        after = plan.with_changes(changes)
        refuse_unpermitted(by, asked.changes, seen, after.seen_by(by.audience))
        refuse_collisions(asked, seen)
        if seen is not plan:
            refuse_collisions(changes, plan)
        refuse_invalid(changes, after)
        rows = None if scenario else rows_of(changes, plan, after)
        payloads = [encode(change) for change in changes]
        digests = [chain.digest(payload) for payload in payloads]
        with writing():
            if _moved(plan, changes):
                continue
            header = chain.Header(
                _next(), now or datetime.now(UTC), by.actor, via, reason, scenario
            )
            _log(header, changes, payloads, digests, undoes)
            if rows is not None:
                rows.write(header.batch)
        return Written(header.batch, header.batch + len(changes) - 1, len(changes))
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


def _next() -> int:
    return int(fetch("SELECT COALESCE(MAX(seq), 0) + 1 FROM store_change")[0][0])


def _log(
    header: chain.Header,
    changes: ChangeSet,
    payloads: list[bytes],
    digests: list[bytes],
    undoes: int | None,
) -> None:
    last = fetch("SELECT chain FROM store_change ORDER BY seq DESC LIMIT 1")
    links = chain.chained(bytes(last[0][0]) if last else chain.START, header, header.batch, digests)
    moment = header.time if connection.vendor == "postgresql" else header.time.replace(tzinfo=None)
    insert(
        "store_batch",
        ("id", "time", "actor", "via", "reason", "scenario", "undoes", "erases", "changes"),
        [(header.batch, moment, header.actor, header.via, header.reason, header.scenario,
          undoes, False, len(changes))],
    )  # fmt: skip
    insert(
        "store_change",
        ("seq", "batch_id", "subject", "payload", "digest", "chain"),
        [
            (seq, header.batch, change.subject, payload, digest, link)
            for seq, (change, payload, digest, link) in enumerate(
                zip(changes, payloads, digests, links, strict=True), start=header.batch
            )
        ],
    )
