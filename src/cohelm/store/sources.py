"""Where each value of an item is from: the file and row, or the person, of the change that made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cohelm.core.changes import Change, ItemChange, LinkChange, Place, decode
from cohelm.core.enterprise import Enterprise
from cohelm.core.links import day_number
from cohelm.store.database import fetch_where_in
from cohelm.store.history import moment

Part = tuple[Any, ...]
"""What has a source of its own: a field, a link or an observation of an item, by what tells it apart."""


@dataclass(frozen=True, slots=True)
class Source:
    """What made a value what it is. `name` is the field, or the relation and the target, or the metric
    and its day; `file` and `row` are empty where no file said it, `row` is 0 where a whole file did."""

    name: str
    file: str
    row: int
    batch: int
    time: datetime
    actor: str
    via: str
    reason: str

    @property
    def place(self) -> str:
        """File and row in words; empty where no file said it."""
        return f"{self.file}, row {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class _Made:
    """The batch that made a value, the place it was read from, and whether there is a value since."""

    batch: int
    time: datetime
    actor: str
    via: str
    reason: str
    place: Place | None
    holds: bool


def sources_of(
    plan: Enterprise, key: str, *, scenario: str = "", known_at: datetime | None = None
) -> tuple[Source, ...]:
    """The sources of all that `plan` shows of an item: its fields, links and observations, by name.

    `scenario` and `known_at` are those of the plan. What an undo brought back has the source that it
    had before. Raises UnknownName.
    """
    plan.plain(key)
    made = _latest([key], scenario, known_at).get(key, {})
    seen = _observed(plan, [key])
    return tuple(
        _source(name, made[part])
        for name, part in _shown(plan, key, seen.get(key, ()))
        if part in made
    )


def field_sources(
    plan: Enterprise, key: str, *, scenario: str = "", known_at: datetime | None = None
) -> dict[str, Source]:
    """The source of each field of an item that `plan` shows a value of. Raises UnknownName.

    Cost: one read of the log of the item, whatever was observed of it.
    """
    made = _latest([key], scenario, known_at).get(key, {})
    kind = plan.schema.kind(key.partition(":")[0])
    return {
        name: _source(name, made["item", name])
        for name in plan.plain(key)
        if name in kind.fields and ("item", name) in made
    }


def _source(name: str, one: _Made) -> Source:
    file, row = one.place or ("", 0)
    return Source(name, file, row, one.batch, one.time, one.actor, one.via, one.reason)


@dataclass(frozen=True, slots=True)
class Behind:
    """A file, or (with `file` empty) a person's own entries, behind the values of several items.

    `items` are the keys, `rows` the rows of the file, in order; `first` and `last` are when its values
    were written.
    """

    file: str
    actor: str
    items: tuple[str, ...]
    rows: tuple[int, ...]
    batches: tuple[int, ...]
    first: datetime
    last: datetime


def behind(
    plan: Enterprise,
    keys: Iterable[str],
    *,
    scenario: str = "",
    known_at: datetime | None = None,
) -> tuple[Behind, ...]:
    """The files and people behind what `plan` shows of items, those behind the most items first.

    Cost: one read of the log of these items.
    """
    wanted = [key for key in keys if key in plan]
    latest, seen = _latest(wanted, scenario, known_at), _observed(plan, wanted)
    found: dict[tuple[str, str], list[tuple[str, _Made]]] = {}
    for key in wanted:
        made = latest.get(key, {})
        for _, part in _shown(plan, key, seen.get(key, ())):
            if one := made.get(part):
                group = (one.place[0], "") if one.place else ("", one.actor)
                found.setdefault(group, []).append((key, one))
    groups = (_behind(*group, pairs) for group, pairs in found.items())
    return tuple(sorted(groups, key=lambda one: (-len(one.items), one.file, one.actor)))


def _behind(file: str, actor: str, pairs: Sequence[tuple[str, _Made]]) -> Behind:
    made = [one for _, one in pairs]
    return Behind(
        file, actor, tuple(dict.fromkeys(key for key, _ in pairs)),
        tuple(sorted({one.place[1] for one in made if one.place and one.place[1]})),
        tuple(sorted({one.batch for one in made})),
        min(one.time for one in made), max(one.time for one in made),
    )  # fmt: skip


def _observed(plan: Enterprise, keys: Iterable[str]) -> dict[str, list[tuple[str, Part]]]:
    """What was observed of items, by item; one walk over all observations."""
    wanted, found = frozenset(keys), dict[str, list[tuple[str, Part]]]()
    for metric, table in plan.observed.items():
        for item, time, *rest in table.rows:
            if item in wanted:
                part = ("observation", metric, time, *rest)
                found.setdefault(item, []).append((f"{metric} {time}", part))
    return found


def _shown(
    plan: Enterprise, key: str, seen: Iterable[tuple[str, Part]]
) -> Iterator[tuple[str, Part]]:
    """What the plan shows of an item, by name and by what tells it apart in the log."""
    kind = plan.schema.kind(key.partition(":")[0])
    for name in plan.plain(key):
        if name in kind.fields:
            yield name, ("item", name)
    for end in plan.links_of(key):
        start = day_number(end.start, empty=0)
        yield f"{end.relation.name} {end.other}", ("link", end.relation.name, end.other, start)
    yield from seen


def _latest(
    keys: Sequence[str], scenario: str, known_at: datetime | None
) -> dict[str, dict[Part, _Made]]:
    """What last made each part of each item, in the current plan or a scenario on top of it."""
    rows = fetch_where_in(
        "SELECT c.subject, c.seq, c.payload, b.id, b.time, b.actor, b.via, b.reason, b.undoes, b.scenario"
        " FROM store_change c JOIN store_batch b ON b.id = c.batch_id"
        " WHERE c.payload IS NOT NULL AND b.scenario IN ('', %s) AND c.subject IN %s",
        keys, [scenario],
    )  # fmt: skip
    latest: dict[str, dict[Part, _Made | None]] = {}
    before: dict[tuple[str, Part, int], _Made | None] = {}
    # a scenario lies on top of the plan as it is, whatever was written last
    for subject, _, payload, batch, time, *said, undoes, _of in sorted(
        rows, key=lambda row: (bool(row[-1]), row[1])
    ):
        if known_at is not None and moment(time) > known_at:
            continue
        change, parts = decode(bytes(payload)), latest.setdefault(subject, {})
        for part, holds in _parts(change):
            before.setdefault((subject, part, batch), parts.get(part))
            if (subject, part, undoes) in before:
                parts[part] = before[subject, part, undoes]
            else:
                actor, via, reason = said
                one = _Made(batch, moment(time), actor, via, reason, change.place, holds)
                parts[part] = one
    return {
        subject: {part: one for part, one in parts.items() if one is not None and one.holds}
        for subject, parts in latest.items()
    }


def _parts(change: Change) -> Iterator[tuple[Part, bool]]:
    """What a change touches, and whether it has a value after it."""
    if isinstance(change, ItemChange):
        after = change.after or {}
        for name in {**(change.before or {}), **after}:
            yield ("item", name), after.get(name) is not None
    elif isinstance(change, LinkChange):
        yield (
            ("link", change.relation, change.target, change.start),
            change.after is not None,
        )
    else:
        yield (
            ("observation", change.metric, change.time, change.source, change.reference),
            change.after is not None,
        )
