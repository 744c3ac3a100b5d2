"""The store as an Enterprise: read whole once, then kept fresh from the log of changes."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

import numpy as np
import orjson
from django.db import connection

from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.changes import Change, ChangeSet, decode
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.graph import Edges, LinkTable
from cohelm.core.nodes import Nodes
from cohelm.core.observations import ObservationTable
from cohelm.core.schema import Schema
from cohelm.core.table import Block, Table
from cohelm.kinds import built_in_schema
from cohelm.store.database import fetch, stream
from cohelm.store.models import Scenario

MOST_TO_FOLLOW = 20_000
"""Beyond so many new changes the tables are read again: following would be dearer."""

_latest: dict[str, Enterprise] = {}
_lock = threading.Lock()


def load(
    *,
    audience: Audience,
    known_at: datetime | None = None,
    scenario: str = "",
) -> Enterprise:
    """The organisation for an audience: now, as known at a moment (UTC), or in a scenario.

    Raises UnknownName for a scenario that is not there or that the audience may not see.
    """
    now = everything()
    if known_at is not None:
        now = as_known_at(now, known_at)
    if scenario:
        now = with_scenario(now, scenario, audience)
    return now.seen_by(audience)


def everything() -> Enterprise:
    """All there is, at the newest revision; only for writing, own checks and backup."""
    with _lock:
        known = _latest.get(_name())
        fresh = read_tables() if known is None else followed(known)
        _latest[_name()] = fresh
        return fresh


def forget() -> None:
    """Drops what is kept in memory: after a restore, an erasure, and between tests."""
    with _lock:
        _latest.pop(_name(), None)


def head() -> int:
    """The sequence number of the newest change; 0 in an empty store."""
    return int(fetch("SELECT COALESCE(MAX(seq), 0) FROM store_change")[0][0])


def followed(known: Enterprise) -> Enterprise:
    """An older revision with what was changed since laid on it."""
    newest = head()
    if newest == known.revision:
        return known
    new = fetch(
        "SELECT c.seq, c.payload, b.scenario, b.erases FROM store_change c"
        " JOIN store_batch b ON b.id = c.batch_id WHERE c.seq > %s ORDER BY c.seq LIMIT %s",
        [known.revision, MOST_TO_FOLLOW + 1],
    )
    if len(new) > MOST_TO_FOLLOW or newest < known.revision or any(row[3] for row in new):
        return read_tables()
    main = [row for row in new if not row[2] and row[1] is not None]
    changes = ChangeSet.of(decode(bytes(row[1])) for row in main)
    fresh = known.with_changes(changes, versions=[row[0] for row in main])
    return _at_revision(fresh, int(new[-1][0]))


def as_known_at(now: Enterprise, moment: datetime) -> Enterprise:
    """The plan as it was known at a moment: later changes taken back."""
    rows = fetch(
        "SELECT c.payload FROM store_change c JOIN store_batch b ON b.id = c.batch_id"
        " WHERE b.time > %s AND b.scenario = '' AND c.seq <= %s AND c.payload IS NOT NULL"
        " ORDER BY c.seq",
        [moment, now.revision],
    )
    return now.with_changes(_changes(rows).inverse())


def as_seen(now: Enterprise, scenario: str) -> Enterprise:
    """The current plan, or that of a scenario, of which all is seen."""
    return with_scenario(now, scenario, EVERYTHING) if scenario else now


def with_scenario(now: Enterprise, name: str, audience: Audience) -> Enterprise:
    """The plan as it is, with the changes of a scenario laid on it."""
    found = Scenario.objects.filter(name=name).first()
    if found is None or not audience.sees(found.clearance):
        seen = [one.name for one in Scenario.objects.all() if audience.sees(one.clearance)]
        raise UnknownName.of("scenario", name, seen)
    return now.with_changes(scenario_changes(name))


def scenario_changes(name: str) -> ChangeSet:
    """The changes of a scenario, in their order."""
    return _changes(
        fetch(
            "SELECT c.payload FROM store_change c JOIN store_batch b ON b.id = c.batch_id"
            " WHERE b.scenario = %s AND c.payload IS NOT NULL ORDER BY c.seq",
            [name],
        )
    )


def _changes(rows: list[tuple[Any, ...]]) -> ChangeSet:
    changes: list[Change] = [decode(bytes(row[0])) for row in rows]
    return ChangeSet.of(changes)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _at_revision(enterprise: Enterprise, revision: int) -> Enterprise:
    return replace(enterprise, revision=revision)


def read_tables() -> Enterprise:
    """Reads all tables. Cost: about 1 s for 100,000 items and 500,000 links on SQLite."""
    revision = head()
    items = stream(
        "SELECT id, kind, slug, clearance, version, fields FROM store_item ORDER BY kind, id"
    ).fetchall()
    built_in = built_in_schema()
    keys = [f"{row[1]}:{row[2]}" for row in items]
    blocks = {
        kind: _block(list(rows)) for kind, rows in groupby(enumerate(items), lambda row: row[1][1])
    }
    schema = built_in.with_own_fields(_own_fields(blocks.get("organisation")))
    tables = {
        name: Table(spec, spec, blocks.get(name, Block())) for name, spec in schema.kinds.items()
    }
    numbers = _numbers([row[0] for row in items])
    return Enterprise(
        schema, Nodes.of(keys), tables, _links(numbers), _observed(schema, keys, numbers), revision,
        EVERYTHING,
    )  # fmt: skip


def _block(rows: list[tuple[int, tuple[Any, ...]]]) -> Block:
    nodes, items = zip(*rows, strict=True)
    _, _, slugs, clearances, versions, fields = zip(*items, strict=True)
    restricted = {row: needed for row, needed in enumerate(clearances) if needed}
    return Block(slugs, np.array(nodes, np.int32), np.array(versions, np.int64), fields, restricted)


def _own_fields(block: Block | None) -> dict[str, Any]:
    if block is None or not len(block):
        return {}
    return orjson.loads(block.payloads[0]).get("own_fields") or {}


def _numbers(ids: list[int]) -> np.ndarray[Any, np.dtype[np.int32]]:
    """The node number of each primary key."""
    numbers = np.full(max(ids, default=0) + 1, -1, np.int32)
    numbers[ids] = np.arange(len(ids), dtype=np.int32)
    return numbers


LINK_COLUMNS = [(name, "i4") for name in ("source", "target", "relation", "start", "until")]


def _links(numbers: np.ndarray[Any, np.dtype[np.int32]]) -> dict[str, LinkTable]:
    names = [row[0] for row in fetch("SELECT DISTINCT relation FROM store_link ORDER BY relation")]
    if not names:
        return {}
    numbered = " ".join(f"WHEN %s THEN {at}" for at in range(len(names)))
    columns = f"source_id, target_id, CASE relation {numbered} END, start, until"
    rows = np.fromiter(
        stream(f"SELECT {columns} FROM store_link ORDER BY id", names), np.dtype(LINK_COLUMNS)
    )
    says = stream("SELECT id, attributes FROM store_link WHERE attributes IS NOT NULL").fetchall()
    places = {}
    if says:
        ids = np.fromiter((row[0] for row in stream("SELECT id FROM store_link ORDER BY id")), "i8")
        at = np.searchsorted(ids, [row[0] for row in says])
        places = dict(zip(at.tolist(), (row[1] for row in says), strict=True))
    whole = Edges(
        numbers[rows["source"]], numbers[rows["target"]], rows["start"], rows["until"], places
    )
    return {name: LinkTable(whole.where(rows["relation"] == at)) for at, name in enumerate(names)}


def _observed(
    schema: Schema, keys: list[str], numbers: np.ndarray[Any, np.dtype[np.int32]]
) -> dict[str, ObservationTable]:
    rows = stream(
        "SELECT metric, item_id, time, source, reference, fields FROM store_observation"
        " ORDER BY metric, id"
    ).fetchall()
    tables = {}
    for metric, of in groupby(rows, lambda row: row[0]):
        found = list(of)
        names = [(keys[numbers[row[1]]], row[2], row[3], row[4]) for row in found]
        spec = schema.observation(metric)
        tables[metric] = ObservationTable(spec, names, [row[5] for row in found])
    return tables
