"""A change set as rows of the tables, worked out before the write lock is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import orjson

from cohelm.core.changes import ChangeSet, Identity, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.links import LAST_DAY
from cohelm.store.database import execute_many, fetch, fetch_where_in, insert


@dataclass
class Rows:
    """What is to be written of items, links and observations; later changes of one subject win.

    `items` maps a key to its fields as JSON text and its clearance, or None where it goes.
    """

    order: dict[str, int] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    items: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    links: dict[tuple[str, str, str, int], LinkChange] = field(default_factory=dict)
    observations: dict[Identity, ObservationChange] = field(default_factory=dict)

    def write(self, first: int) -> None:
        """Writes the rows; `first` is the number of the batch's first change."""
        ids = self._write_items(first)
        if self.links:
            self._write_links(ids)
        if self.observations:
            self._write_observations(ids)

    def _write_items(self, first: int) -> dict[str, int]:
        ids = _ids(self._named())
        next_id = int(fetch("SELECT COALESCE(MAX(id), 0) + 1 FROM store_item")[0][0])
        fresh = {key: row for key, row in self.items.items() if row and key in self.made}
        insert(
            "store_item",
            ("id", "kind", "slug", "clearance", "version", "fields"),
            (
                (number, *key.split(":", 1), clearance, first + self.order[key], fields)
                for number, (key, (fields, clearance)) in enumerate(fresh.items(), next_id)
            ),
        )
        version = {key: first + at for key, at in self.order.items() if key not in self.made}
        execute_many(
            "UPDATE store_item SET clearance = %s, version = %s, fields = %s WHERE id = %s",
            [
                (row[1], version[key], row[0], ids[key])
                for key, row in self.items.items()
                if row and key in version
            ],
        )
        touched = version.keys() - self.items.keys()
        execute_many(
            "UPDATE store_item SET version = %s WHERE id = %s",
            [(version[key], ids[key]) for key in touched if key in ids],
        )
        gone = [(ids[key],) for key, row in self.items.items() if row is None and key in ids]
        for table, column in (
            ("store_link", "source_id"), ("store_link", "target_id"),
            ("store_observation", "item_id"), ("store_item", "id"),
        ):  # fmt: skip
            execute_many(f"DELETE FROM {table} WHERE {column} = %s", gone)
        ids.update(zip(fresh, count(next_id)))
        return ids

    def _named(self) -> Iterable[str]:
        """The keys whose row numbers are needed; those that are made here have none yet."""
        return {*self.order, *(target for _, _, target, _ in self.links)} - self.made

    def _write_links(self, ids: dict[str, int]) -> None:
        gone, there = [], []
        for (source, relation, target, start), one in self.links.items():
            if source not in ids or target not in ids:
                continue
            ends = ids[source], relation, ids[target], start
            if one.before is not None or source not in self.made:
                gone.append(ends)
            if one.after is not None:
                there.append((*ends, *_says(one.after)))
        execute_many(
            "DELETE FROM store_link"
            " WHERE source_id = %s AND relation = %s AND target_id = %s AND start = %s",
            gone,
        )
        insert(
            "store_link",
            ("source_id", "relation", "target_id", "start", "until", "attributes"),
            there,
        )

    def _write_observations(self, ids: dict[str, int]) -> None:
        seen = [
            ((metric, ids[str(item)], *rest), one)
            for (metric, item, *rest), one in self.observations.items()
            if item in ids
        ]
        execute_many(
            "DELETE FROM store_observation WHERE metric = %s AND item_id = %s AND time = %s"
            " AND source = %s AND reference = %s",
            [key for key, one in seen if one.before is not None],
        )
        insert(
            "store_observation",
            ("metric", "item_id", "time", "source", "reference", "fields"),
            [
                (*key, orjson.dumps(one.after).decode())
                for key, one in seen
                if one.after is not None
            ],
        )


def rows_of(changes: ChangeSet, plan: Enterprise, after: Enterprise) -> Rows:
    """The rows that a change set amounts to; `after` is the plan with it laid on."""
    new = (one.key for one in changes if isinstance(one, ItemChange) and one.before is None)
    rows = Rows(made=plan.missing(new))
    for at, change in enumerate(changes):
        rows.order[change.subject] = at
        if isinstance(change, ItemChange):
            kind, _, id_ = change.key.partition(":")
            rows.items[change.key] = after.tables[kind].kept(id_)
        elif isinstance(change, LinkChange):
            ends = (change.source, change.relation, change.target, change.start)
            rows.links[ends] = change
        else:
            rows.observations[change.identity()] = change
    return rows


def _says(after: Any) -> tuple[int, str | None]:
    if not after:  # as most links: they hold from ever to ever, and that is all
        return LAST_DAY, None
    rest = {name: value for name, value in after.items() if name != "until"}
    return after.get("until") or LAST_DAY, orjson.dumps(rest).decode() if rest else None


def _ids(keys: Iterable[str]) -> dict[str, int]:
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        kind, _, id_ = key.partition(":")
        by_kind.setdefault(kind, []).append(id_)
    found: dict[str, int] = {}
    for kind, slugs in by_kind.items():
        rows = fetch_where_in(
            "SELECT slug, id FROM store_item WHERE kind = %s AND slug IN %s", slugs, [kind]
        )
        found |= {f"{kind}:{slug}": number for slug, number in rows}
    return found
