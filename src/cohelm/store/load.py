"""The store as an Enterprise: read whole once, then kept fresh from the log of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.changes import Change, ChangeSet, decode
from cohelm.core.collecting import uncollected
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.graph import Edges, Ints
from cohelm.core.table import Block
from cohelm.store import snapshot
from cohelm.store.batch import IN_BATCH
from cohelm.store.database import at_one_moment, columns_of, fetch, stream
from cohelm.store.held import Held, Observed
from cohelm.store.models import Scenario

MOST_TO_FOLLOW = 20_000
"""Beyond so many new changes the tables are read again: following would be dearer."""

MOST_LAID = 8
"""So many scenarios and past moments are kept with a plan."""

NONE: tuple[tuple[Any, ...], ...] = ((), (), (), (), (), ())

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
        now = _laid_once(now, known_at, lambda plan: as_known_at(plan, known_at))
    if scenario:
        refuse_unseen(scenario, audience)
        now = _laid_once(now, scenario, lambda plan: plan.with_changes(scenario_changes(scenario)))
    return now.seen_by(audience)


def everything() -> Enterprise:
    """All there is, at the newest revision; only for writing, own checks and backup."""
    with _lock:
        known = _latest.get(_name())
        fresh = _opened() if known is None else followed(known)
        _latest[_name()] = fresh
        return fresh


def _opened() -> Enterprise:
    """From a snapshot and what was changed since, or from the tables where there is none."""
    with uncollected():
        found = snapshot.read()
        if found is not None:
            return followed(found.enterprise())
        with at_one_moment():
            found = held()
        snapshot.write(found)
        return found.enterprise()


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
    if len(new) > MOST_TO_FOLLOW or newest < known.revision or any(map(_erased, new)):
        return read_tables()
    main = [row for row in new if not row[2]]
    changes = ChangeSet.of(decode(bytes(row[1])) for row in main)
    fresh = known.with_changes(changes, versions=[row[0] for row in main])
    return _at_revision(fresh, int(new[-1][0]))


def _erased(row: tuple[Any, ...]) -> bool:
    """Whether a change cannot be followed: it erases, or what it said was erased since."""
    return bool(row[3]) or row[1] is None


def as_known_at(now: Enterprise, moment: datetime) -> Enterprise:
    """The plan as it was known at a moment: later changes taken back."""
    rows = fetch(
        "SELECT c.payload FROM store_batch b"
        f" JOIN store_change c ON {IN_BATCH}"
        " WHERE b.time > %s AND b.scenario = '' AND c.seq <= %s AND c.payload IS NOT NULL"
        " ORDER BY c.seq",
        [moment, now.revision],
    )
    return now.with_changes(_changes(rows).inverse())


def as_seen(now: Enterprise, scenario: str) -> Enterprise:
    """The current plan, or that of a scenario, of which all is seen."""
    return with_scenario(now, scenario, EVERYTHING) if scenario else now


def with_scenario(now: Enterprise, name: str, audience: Audience) -> Enterprise:
    """The plan as it is, with the changes of a scenario laid on it. Raises UnknownName."""
    refuse_unseen(name, audience)
    return now.with_changes(scenario_changes(name))


def refuse_unseen(name: str, audience: Audience) -> None:
    """Raises UnknownName for a scenario that is not there or that the audience may not see."""
    found = Scenario.objects.filter(name=name).first()
    if found is None or not audience.sees(found.clearance):
        seen = [one.name for one in Scenario.objects.all() if audience.sees(one.clearance)]
        raise UnknownName.of("scenario", name, seen, where="scenario")


def _laid_once(
    plan: Enterprise, what: object, lay: Callable[[Enterprise], Enterprise]
) -> Enterprise:
    """The plan with something laid on it, kept with the plan: what is computed about it then is kept
    too. A scenario that is written to gives the store another revision, and so another plan."""
    kept: dict[object, Enterprise] = plan.__dict__.setdefault("_laid", {})
    found = kept.get(what)
    if found is None:
        found = lay(plan)
        if len(kept) >= MOST_LAID:
            kept.clear()
        kept[what] = found
    return found


def scenario_changes(name: str) -> ChangeSet:
    """The changes of a scenario, in their order."""
    return _changes(
        fetch(
            "SELECT c.payload FROM store_batch b"
            f" JOIN store_change c ON {IN_BATCH}"
            " WHERE b.scenario = %s AND c.payload IS NOT NULL ORDER BY c.seq",
            [name],
        )
    )


def written_changes(first: int, last: int) -> ChangeSet:
    """The changes of the current plan in the batches from one number to another, in their order."""
    return _changes(
        fetch(
            "SELECT c.payload FROM store_batch b"
            f" JOIN store_change c ON {IN_BATCH}"
            " WHERE b.scenario = '' AND b.id BETWEEN %s AND %s AND c.payload IS NOT NULL"
            " ORDER BY c.seq",
            [first, last],
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
    """Reads all tables as they are at one moment.

    Cost: under 1 s for 100,000 items and 500,000 links on SQLite.
    """
    with at_one_moment(), uncollected():
        return held().enterprise()


def held() -> Held:
    """What the tables hold, in columns."""
    revision = head()
    items = stream(
        "SELECT id, kind, slug, clearance, version, fields FROM store_item ORDER BY id"
    ).fetchall()
    ids, kinds, slugs, clearances, versions, fields = zip(*items, strict=True) if items else NONE
    rows: dict[str, list[int]] = {}
    for node, kind in enumerate(kinds):
        rows.setdefault(kind, []).append(node)
    blocks = {
        kind: Block(
            [slugs[node] for node in nodes],
            np.array(nodes, np.int32),
            np.array([versions[node] for node in nodes], np.int64),
            [fields[node] for node in nodes],
            {row: clearances[node] for row, node in enumerate(nodes) if clearances[node]},
        )
        for kind, nodes in rows.items()
    }
    keys = [f"{kind}:{slug}" for kind, slug in zip(kinds, slugs, strict=True)]
    numbers = _numbers(ids)
    return Held(revision, keys, blocks, _links(numbers), _observed(keys, numbers))


def _numbers(ids: Sequence[int]) -> Ints:
    """The node number of each primary key."""
    numbers = np.full(max(ids, default=0) + 1, -1, np.int32)
    numbers[list(ids)] = np.arange(len(ids), dtype=np.int32)
    return numbers


def _links(numbers: Ints) -> dict[str, Edges]:
    says = stream("SELECT id, attributes FROM store_link WHERE attributes IS NOT NULL").fetchall()
    # the ids only where a link says something: it is the column that most stores can do without
    names = ["relation", "source_id", "target_id", "start", "until"] + ["id"] * bool(says)
    texts = columns_of("store_link", names)
    if not texts[0]:
        return {}
    relations = texts[0].split(",")
    codes = {name: code for code, name in enumerate(dict.fromkeys(relations))}
    coded = np.fromiter(map(codes.__getitem__, relations), np.int16, len(relations))
    source, target, start, until, *ids = (
        np.fromstring(text, np.int64, sep=",") for text in texts[1:]
    )
    places = _places(ids[0], dict(says)) if says else {}
    whole = Edges(
        numbers[source], numbers[target], start.astype(np.int32), until.astype(np.int32), places
    )
    return {name: whole.where(coded == codes[name]) for name in sorted(codes)}


def _places(ids: npt.NDArray[np.int64], says: dict[int, str]) -> dict[int, str]:
    """The text of each link that says something, by its row; `ids` are in the order of the rows."""
    rows = np.flatnonzero(np.isin(ids, list(says)))
    return {row: says[id_] for row, id_ in zip(rows.tolist(), ids[rows].tolist(), strict=True)}


def _observed(keys: list[str], numbers: Ints) -> dict[str, Observed]:
    rows = stream(
        "SELECT metric, item_id, time, source, reference, fields FROM store_observation"
        " ORDER BY metric, id"
    ).fetchall()
    observed: dict[str, Observed] = {}
    for metric, item, *rest, payload in rows:
        names, payloads = observed.setdefault(metric, ([], []))
        names.append((keys[numbers[item]], *rest))
        payloads.append(payload)
    return observed
