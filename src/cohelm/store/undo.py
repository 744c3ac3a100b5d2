"""Taking a batch back: written as a batch of its own, never over a later edit in silence."""

from __future__ import annotations

from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange, decode
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict, InputError, UnknownName, UsageError
from cohelm.core.validation import canonical_link
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.collide import Both, collisions
from cohelm.store.database import fetch
from cohelm.store.history import UNDONE_BY, Entry
from cohelm.store.load import as_seen, everything


def undo(batch: int, *, by: Writer, via: str, keep_later: bool = False) -> Written:
    """Takes a batch back. Where something was edited since, raises Conflict with both sides.

    With `keep_later` what was edited since stays as it is, and the rest is taken back.
    Raises UnknownName for a batch that is not there, UsageError for one that was undone or erased.
    """
    scenario, changes = _taken_back(batch)
    later = _later(changes, scenario)
    if later and not keep_later:
        shown = "; ".join(f"{subject} {field}".strip() for subject, field, *_ in later[:5])
        more = f" and {len(later) - 5} more" if len(later) > 5 else ""
        raise Conflict(
            f"batch {batch} was edited since: {shown}{more}",
            mend="Undo the rest and keep the later edits (--keep-later), or undo those first.",
        )
    kept = _untouched(changes, {subject for subject, *_ in later})
    return apply(
        kept, by=by, via=via, reason=f"undo of batch {batch}", scenario=scenario, undoes=batch
    )


def put_back(plan: Enterprise, entry: Entry, name: str) -> Change:
    """The change that makes a field, or a link (`relation target`), what it was before a change.

    `entry` is that change as its reader sees it. Raises UnknownName where it holds no such value.
    """
    was = {field: before for field, before, _ in entry.differences if before is not None}
    if name not in was or entry.what not in ("item", "link"):
        raise UnknownName.of("earlier value", name, was, where="name")
    if entry.what == "item":
        now = plan.plain(entry.subject).get(name)
        return ItemChange(entry.subject, {name: now}, {name: was[name]})
    relation, _, target = name.partition(" ")
    spec = plan.schema.relation(entry.subject.partition(":")[0], relation)
    found, wrong = canonical_link(spec, {**was[name], "to": target})
    if found is None:
        raise InputError("; ".join(why for _, _, why in wrong), where="name")
    to, start, says = found
    return LinkChange(entry.subject, relation, to, start, None, says)


def later_edits(batch: int) -> list[Both]:
    """What was edited since a batch: (subject, field, what the batch made it, what it is now)."""
    scenario, changes = _taken_back(batch)
    return _later(changes, scenario)


def _later(changes: ChangeSet, scenario: str) -> list[Both]:
    return collisions(changes, as_seen(everything(), scenario))


def _untouched(changes: ChangeSet, edited: set[str]) -> ChangeSet:
    """The changes but for those of which something was edited since."""
    return ChangeSet.of(
        change
        for change in changes
        if " ".join(str(part) for part in change.identity() if part != "") not in edited
    )


def _taken_back(batch: int) -> tuple[str, ChangeSet]:
    found = fetch(
        f"SELECT scenario, erases, changes, ({UNDONE_BY}) FROM store_batch b WHERE b.id = %s",
        [batch],
    )
    if not found:
        known = [
            str(row[0]) for row in fetch("SELECT id FROM store_batch ORDER BY id DESC LIMIT 5")
        ]
        raise UnknownName.of("batch", str(batch), known)
    scenario, erases, size, undone = found[0]
    if undone:
        raise UsageError(f"batch {batch} was undone already, by batch {undone}")
    rows = fetch(
        "SELECT payload FROM store_change WHERE seq BETWEEN %s AND %s ORDER BY seq",
        [batch, batch + size - 1],
    )
    if erases or any(row[0] is None for row in rows):
        raise UsageError(f"batch {batch} cannot be undone: a part of it was erased")
    changes = ChangeSet.of(decode(bytes(row[0])) for row in rows)
    return str(scenario), changes.inverse()
