"""The current plan rebuilt from the log alone, and held against what the tables say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from cohelm.core.changes import patched
from cohelm.core.links import LAST_DAY
from cohelm.store.database import stream

Plain = dict[str, Any]
Place = tuple[Any, ...]
NO_MORE: Plain = {"until": LAST_DAY}
"""What most links say besides their ends; one mapping for all of them, which compares at once."""


@dataclass
class Replay:
    """What the changes that were taken so far amount to, in plain forms."""

    items: dict[str, Plain] = field(default_factory=dict)
    links: dict[Place, Plain] = field(default_factory=dict)
    observations: dict[Place, Plain] = field(default_factory=dict)

    def take(
        self, what: str, identity: list[Any], before: Plain | None, after: Plain | None
    ) -> None:
        """Lays the next change of the current plan on top."""
        if what == "item":
            key = identity[0]
            plain = patched(None if before is None else self.items.get(key), after)
            if plain is None:
                self.items.pop(key, None)
            else:
                self.items[key] = plain
            return
        places = self.links if what == "link" else self.observations
        if after is None:
            places.pop(tuple(identity), None)
        elif what == "link":
            until = after.get("until") or LAST_DAY
            places[tuple(identity)] = {**after, "until": until} if after else NO_MORE
        else:
            places[tuple(identity)] = after

    def problems(self) -> Iterator[str]:
        """Where the tables say something else. Cost: about 3 µs an item, 2 µs a link."""
        keys: dict[int, str] = {}
        yield from _differing("item", self.items, lambda: _items(keys))
        there = {place: says for place, says in self.links.items() if self._holds(place)}
        yield from _differing("link", there, lambda: _links(keys))
        yield from _differing("observation", self.observations, lambda: _observations(keys))

    def _holds(self, place: Place) -> bool:
        return place[0] in self.items and place[2] in self.items


def _items(keys: dict[int, str]) -> Iterator[tuple[str, Plain]]:
    """The rows by key; `keys` is filled with the key of each primary key."""
    for id_, kind, slug, clearance, fields in stream(
        "SELECT id, kind, slug, clearance, fields FROM store_item"
    ):
        key = keys[id_] = f"{kind}:{slug}"
        plain = orjson.loads(fields)
        stated = plain.get("clearance", "")
        if clearance != ("" if stated == "open" else stated):
            plain["clearance"] = f"'{clearance}' beside '{stated}'"
        yield key, plain


def _links(keys: dict[int, str]) -> Iterator[tuple[Place, Plain]]:
    for source, relation, target, start, until, says in stream(
        "SELECT source_id, relation, target_id, start, until, attributes FROM store_link"
    ):
        plain = NO_MORE
        if says is not None or until != LAST_DAY:
            plain = {**orjson.loads(says or "{}"), "until": until}
        yield (keys.get(source), relation, keys.get(target), start), plain


def _observations(keys: dict[int, str]) -> Iterator[tuple[Place, Plain]]:
    for metric, item, time, source, reference, fields in stream(
        "SELECT metric, item_id, time, source, reference, fields FROM store_observation"
    ):
        yield (metric, keys.get(item), time, source, reference), orjson.loads(fields)


def _differing(
    what: str, logged: dict[Any, Plain], rows: Callable[[], Iterator[tuple[Any, Plain]]]
) -> Iterator[str]:
    met = 0
    for place, there in rows():
        says = logged.get(place)
        met += says is not None
        if says == there:
            continue
        if says is None:
            yield f"{what} {_name(place)}: the table has it, the log does not"
        else:
            fields = sorted(n for n in {**says, **there} if says.get(n) != there.get(n))
            yield f"{what} {_name(place)}: the table differs from the log in {', '.join(fields)}"
    if met != len(logged):
        there_is = {place for place, _ in rows()}
        gone = (one for one in logged if one not in there_is)
        yield from (f"{what} {_name(one)}: the log has it, the table does not" for one in gone)


def _name(place: Any) -> str:
    return place if isinstance(place, str) else " ".join(str(part) for part in place)
