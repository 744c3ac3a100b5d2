"""Who changed what, when, why and through what: of an item, or of the organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cohelm.core.audience import Audience
from cohelm.core.changes import Change, ItemChange, LinkChange, ObservationChange, decode
from cohelm.core.enterprise import Enterprise
from cohelm.core.links import LAST_DAY, day_text
from cohelm.core.schema import Schema
from cohelm.store.database import fetch
from cohelm.store.load import everything
from cohelm.store.models import Scenario
from cohelm.store.past import Past, past_clearances

Difference = tuple[str, Any, Any]
"""Field or relation, what it was, what it became."""

PAGE = 50
UNDONE_BY = (
    "SELECT MAX(u.id) FROM store_batch u WHERE u.undoes = b.id"
    " AND NOT EXISTS (SELECT 1 FROM store_batch v WHERE v.undoes = u.id)"
)
"""The batch that took batch b back and was not itself taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as a reader sees it. `what` is item, link, observation, or erased."""

    seq: int
    batch: int
    time: datetime
    actor: str
    via: str
    reason: str
    scenario: str
    subject: str
    what: str
    differences: tuple[Difference, ...]
    undoes: int | None


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """One batch: what was written in one go. `undone_by` is the batch that took it back, if any."""

    id: int
    time: datetime
    actor: str
    via: str
    reason: str
    scenario: str
    changes: int
    undoes: int | None
    undone_by: int | None


def history(
    audience: Audience,
    *,
    key: str | None = None,
    before: int | None = None,
    since: int = 0,
    limit: int = PAGE,
    actor: str = "",
) -> list[Entry]:
    """The changes that an audience may see, newest first; of one item where a key is given.

    `before` is a sequence number: only older changes, for the next page; `since` the oldest one. What
    was written in a scenario that the audience may not see is not there, whatever it is about. Of an
    item that is gone, only those who see everything may see what it was, and `actor` that they
    removed it, so that they can take it back.
    """
    plan, hidden = everything(), unseen_scenarios(audience)
    seen = plan.seen_by(audience)
    found: list[Entry] = []
    last = before if before is not None else plan.revision + 1
    while len(found) < limit:
        rows = _rows(key, last, since, limit)
        if not rows:
            break
        last = rows[-1][0]
        past = past_clearances({row[8] for row in rows}, plan)
        for row in rows:
            if row[6] in hidden:
                continue
            entry = _entry(row)
            if row[8] in seen or (
                row[8] not in plan and (audience.everything or _removed_by(actor, entry))
            ):
                shown = _as_it_was_cleared(entry, past, audience)
                if shown is not None and not _leads_to_unseen(shown, seen, plan):
                    found.append(_narrowed(shown, seen.schema, plan.schema))
    return found[:limit]


def unseen_scenarios(audience: Audience) -> frozenset[str]:
    """The names of the scenarios that an audience may not see."""
    every = Scenario.objects.exclude(clearance="").values_list("name", "clearance")
    return frozenset(name for name, clearance in every if not audience.sees(clearance))


def batches(
    *, before: int | None = None, limit: int = PAGE, scenario: str | None = ""
) -> list[BatchEntry]:
    """The batches, newest first: of the current plan, of a scenario, or (None) of all."""
    where = "b.id < %s" + ("" if scenario is None else " AND b.scenario = %s")
    values: list[Any] = [before if before is not None else 2**62]
    values += [] if scenario is None else [scenario]
    rows = fetch(
        "SELECT b.id, b.time, b.actor, b.via, b.reason, b.scenario, b.changes, b.undoes,"
        f" ({UNDONE_BY})"
        f" FROM store_batch b WHERE {where} ORDER BY b.id DESC LIMIT %s",
        [*values, limit],
    )
    return [BatchEntry(row[0], moment(row[1]), *row[2:]) for row in rows]


def moment(value: Any) -> datetime:
    """A time as either database gives it, in UTC."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    aware: datetime = found if found.tzinfo else found.replace(tzinfo=UTC)
    return aware


def _rows(key: str | None, before: int, since: int, limit: int) -> list[tuple[Any, ...]]:
    where = " AND c.subject = %s" if key else ""
    return fetch(
        "SELECT c.seq, c.batch_id, b.time, b.actor, b.via, b.reason, b.scenario, b.undoes,"
        " c.subject, c.payload FROM store_change c JOIN store_batch b ON b.id = c.batch_id"
        f" WHERE c.seq < %s AND c.seq >= %s{where} ORDER BY c.seq DESC LIMIT %s",
        [before, since, *([key] if key else []), limit],
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, batch, time, actor, via, reason, scenario, undoes, subject, payload = row
    what, differences = ("erased", ()) if payload is None else _read(decode(bytes(payload)))
    return Entry(
        seq, batch, moment(time), actor, via, reason, scenario, subject, what, differences, undoes
    )


def _read(change: Change) -> tuple[str, tuple[Difference, ...]]:
    before, after = change.before or {}, change.after or {}
    if isinstance(change, LinkChange):
        name = f"{change.relation} {change.target}"
        return "link", ((name, _said(change, change.before), _said(change, change.after)),)
    fields = tuple((name, before.get(name), after.get(name)) for name in {**before, **after})
    if isinstance(change, ObservationChange):
        about = f"{change.metric} {change.time}"
        return "observation", tuple((f"{about} {name}", was, is_) for name, was, is_ in fields)
    assert isinstance(change, ItemChange)
    return "item", fields


def _removed_by(actor: str, entry: Entry) -> bool:
    """Whether it is the removal of an item by the actor. What hung on it unseen is none of it."""
    is_removal = entry.what == "item" and all(is_ is None for _, _, is_ in entry.differences)
    return is_removal and bool(actor) and entry.actor == actor


def _as_it_was_cleared(entry: Entry, past: Past, audience: Audience) -> Entry | None:
    """The entry where its item was cleared for the audience at the time; without what it was before
    where only that was not: what two kept between them, or drafted, stays so after its release."""
    was, became = past.around(entry)
    if not audience.sees(became):
        return None
    if audience.sees(was):
        return entry
    return replace(entry, differences=tuple((name, None, now) for name, _, now in entry.differences
                                            if name != "clearance"))  # fmt: skip


def _leads_to_unseen(entry: Entry, seen: Enterprise, plan: Enterprise) -> bool:
    """Whether it is a link to an item that is there and that the audience does not see."""
    target = entry.differences[0][0].partition(" ")[2] if entry.what == "link" else ""
    return bool(target) and target in plan and target not in seen


def _said(change: LinkChange, side: Any) -> dict[str, Any] | None:
    """One side of a link in readable days; None where there is no link."""
    if side is None:
        return None
    rest = {name: value for name, value in side.items() if name != "until"}
    days = {"from": day_text(change.start), "until": day_text(side.get("until", LAST_DAY))}
    return {name: day for name, day in days.items() if day} | rest


def _narrowed(entry: Entry, seen: Schema, whole: Schema) -> Entry:
    """The entry without the fields and relations that the audience may not see."""
    kind = entry.subject.partition(":")[0]
    if kind not in whole.kinds or entry.what not in ("item", "link"):
        return entry
    known, visible = whole.kinds[kind], seen.kinds[kind]
    hidden = (known.fields.keys() | known.relations.keys()) - (
        visible.fields.keys() | visible.relations.keys()
    )
    kept = tuple(one for one in entry.differences if one[0].partition(" ")[0] not in hidden)
    return replace(entry, differences=kept)
