"""The current plan rebuilt from the log alone, and held against what the tables say."""

from __future__ import annotations

from collections.abc import Iterator
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
        else:
            places[tuple(identity)] = after

    def problems(self) -> Iterator[str]:
        """Where the tables say something else. Cost: about 5 µs an item, 3 µs a link."""
        keys: dict[int, str] = {}
        yield from self._of_items(keys)
        yield from _differing("link", self._links_there(), _links(keys))
        yield from _differing("observation", self._observed_there(), _observations(keys))

    def _of_items(self, keys: dict[int, str]) -> Iterator[str]:
        there: dict[str, Plain] = {}
        for id_, kind, slug, clearance, fields in stream(
            "SELECT id, kind, slug, clearance, fields FROM store_item"
        ):
            key = f"{kind}:{slug}"
            keys[id_] = key
            plain = there[key] = orjson.loads(fields)
            stated = plain.get("clearance") or ""
            if clearance != ("" if stated == "open" else stated):
                yield f"{key}: its row has the clearance '{clearance}', which it does not state"
        yield from _differing("item", self.items, there)

    def _links_there(self) -> dict[Place, Plain]:
        return {
            place: {**says, "until": says.get("until") or LAST_DAY} if says else NO_MORE
            for place, says in self.links.items()
            if place[0] in self.items and place[2] in self.items
        }

    def _observed_there(self) -> dict[Place, Plain]:
        return {place: says for place, says in self.observations.items() if place[1] in self.items}


def _links(keys: dict[int, str]) -> dict[Place, Plain]:
    rows = stream("SELECT source_id, relation, target_id, start, until, attributes FROM store_link")
    return {
        (keys.get(source), relation, keys.get(target), start): (
            NO_MORE
            if says is None and until == LAST_DAY
            else {"until": until, **orjson.loads(says or "{}")}
        )
        for source, relation, target, start, until, says in rows
    }


def _observations(keys: dict[int, str]) -> dict[Place, Plain]:
    rows = stream("SELECT metric, item_id, time, source, reference, fields FROM store_observation")
    return {
        (metric, keys.get(item), *rest): orjson.loads(fields)
        for metric, item, *rest, fields in rows
    }


def _differing(what: str, logged: dict[Any, Plain], there: dict[Any, Plain]) -> Iterator[str]:
    if logged == there:
        return
    for place in {**logged, **there}:
        one, other = logged.get(place), there.get(place)
        if one == other:
            continue
        name = place if isinstance(place, str) else " ".join(str(part) for part in place)
        if other is None:
            yield f"{what} {name}: the log has it, the table does not"
        elif one is None:
            yield f"{what} {name}: the table has it, the log does not"
        else:
            fields = sorted(n for n in {**one, **other} if one.get(n) != other.get(n))
            yield f"{what} {name}: the table differs from the log in {', '.join(fields)}"
