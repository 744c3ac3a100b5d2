"""Whether the log is whole, every payload and every link of the chain, and the tables as it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from cohelm.core.collecting import uncollected
from cohelm.store import chain
from cohelm.store.database import fetch, stream
from cohelm.store.erase import ERASING
from cohelm.store.history import moment
from cohelm.store.replay import Replay

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found. `head` is the last link in hexadecimal: keep it outside the database.

    Someone who can rewrite the whole log can rewrite the chain: only a head kept elsewhere shows that.
    """

    changes: int
    erased: int
    head: str
    problems: tuple[str, ...]


@uncollected()
def verify() -> Verified:
    """Walks the whole log, and holds the tables against what it amounts to.

    Cost: about 6 µs a change, and as much again for each item, link and observation.
    """
    walk = _Walk(_batches())
    walk.through(
        stream(
            "SELECT seq, batch_id, subject, payload, digest, chain FROM store_change ORDER BY seq"
        )
    )
    problems = [*walk.problems, *_of_batches(walk.batches)]
    if not problems:  # where the log itself is not whole, what it amounts to proves nothing
        problems += walk.replay.problems()
    more = len(problems) - MOST_SHOWN
    shown = problems[:MOST_SHOWN] + ([f"and {more} more"] if more > 0 else [])
    head = walk.link.hex() if walk.last else ""
    return Verified(sum(one.met for one in walk.batches.values()), walk.erased, head, tuple(shown))


@dataclass(slots=True)
class _Batch:
    """A batch as its row tells it, packed as the chain holds it; `met` counts its changes."""

    header: bytes
    scenario: str
    via: str
    erases: bool
    changes: int
    met: int = 0


class _Walk:
    """How far the walk through the log has come, and what it found."""

    def __init__(self, batches: dict[int, _Batch]) -> None:
        self.batches = batches
        self.problems: list[str] = []
        self.replay = Replay()
        self.link, self.last, self.erased = chain.START, 0, 0

    def through(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Takes every change, in order. One loop without calls: most of the time is spent here."""
        batches, found, take = self.batches, self.problems.append, self.replay.take
        for seq, number, subject, payload, digest, link in rows:
            if seq != self.last + 1:
                found(f"change {self.last + 1} is missing before change {seq}")
            batch = batches.get(number) or batches.setdefault(number, _Batch(b"", "", "", False, 0))
            batch.met += 1
            if chain.link(self.link, batch.header, seq, digest) != link:
                found(f"change {seq}: the chain is broken here")
            if payload is None:
                self._erased(seq)
            elif chain.digest(payload) != digest:
                found(f"change {seq}: its payload is not the one that was written")
            else:
                what, identity, before, after, *_ = orjson.loads(payload)
                if identity[what == "observation"] != subject:
                    found(f"change {seq}: it is filed under '{subject}', which it is not about")
                elif not batch.scenario:
                    take(what, identity, before, after)
            self.link, self.last = link, seq

    def _erased(self, seq: int) -> None:
        self.erased += 1
        ends = (at + one.changes - 1 for at, one in self.batches.items() if one.via == ERASING)
        if seq > max(ends, default=0):
            self.problems.append(f"change {seq}: its payload is gone, and nothing was erased since")


def _of_batches(batches: dict[int, _Batch]) -> Iterator[str]:
    for number, one in batches.items():
        if one.changes == 0:
            yield f"batch {number} is missing, of which there are {one.met} changes"
        elif one.met != one.changes:
            yield f"batch {number} has {one.met} changes, of {one.changes} that were written"
        if one.erases != (one.via == ERASING):
            yield f"batch {number}: whether it erased something was changed"


def _batches() -> dict[int, _Batch]:
    rows = fetch(
        "SELECT id, time, actor, via, reason, scenario, undoes, erases, changes FROM store_batch"
    )
    return {
        number: _Batch(
            bytes(chain.Header(number, moment(time), actor, via, reason, scenario, undoes)),
            scenario, via, bool(erases), changes,
        )
        for number, time, actor, via, reason, scenario, undoes, erases, changes in rows
    }  # fmt: skip
