"""Whether the log is whole, every payload and every link of the chain, and the tables as it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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


def verify() -> Verified:
    """Walks the whole log, and holds the tables against what it amounts to.

    Cost: about 6 µs a change, and as much again for each item, link and observation.
    """
    batches = _batches()
    walk = _Walk(batches)
    for row in stream(
        "SELECT seq, batch_id, subject, payload, digest, chain FROM store_change ORDER BY seq"
    ):
        walk.step(*row)
    problems = [*walk.problems, *_of_batches(batches, walk.counts)]
    if not problems:  # where the log itself is not whole, what it amounts to proves nothing
        problems += walk.replay.problems()
    more = len(problems) - MOST_SHOWN
    shown = problems[:MOST_SHOWN] + ([f"and {more} more"] if more > 0 else [])
    return Verified(walk.count, walk.erased, walk.link.hex() if walk.count else "", tuple(shown))


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch as its row tells it: the packed header, and what is checked besides."""

    header: bytes
    scenario: str
    via: str
    erases: bool
    changes: int


class _Walk:
    """Where the walk through the log has come, and what it found."""

    def __init__(self, batches: dict[int, _Batch]) -> None:
        self.batches = batches
        self.problems: list[str] = []
        self.counts: Counter[int] = Counter()
        self.replay = Replay()
        self.link, self.count, self.erased, self.seq = chain.START, 0, 0, 0
        ends = (number + one.changes - 1 for number, one in batches.items() if one.via == ERASING)
        self.erased_until = max(ends, default=0)

    def step(
        self, seq: int, batch: int, subject: str, payload: Any, digest: Any, link: Any
    ) -> None:
        """Takes the next change of the log."""
        self.count += 1
        self.counts[batch] += 1
        if seq != self.seq + 1:
            self.problems.append(f"change {self.seq + 1} is missing before change {seq}")
        known = self.batches.get(batch)
        if known is None:
            self.problems.append(f"change {seq}: its batch {batch} is missing")
        elif chain.link(self.link, known.header, seq, bytes(digest)) != bytes(link):
            self.problems.append(f"change {seq}: the chain is broken here")
        if why := self._wrong(seq, subject, payload, bytes(digest)):
            self.problems.append(f"change {seq}: {why}")
        elif payload is not None and known is not None and not known.scenario:
            self.replay.take(bytes(payload))
        self.link, self.seq = bytes(link), seq

    def _wrong(self, seq: int, subject: str, payload: Any, digest: bytes) -> str | None:
        if payload is None:
            self.erased += 1
            gone = "its payload is gone, and nothing was erased since"
            return gone if seq > self.erased_until else None
        payload = bytes(payload)
        if chain.digest(payload) != digest:
            return "its payload is not the one that was written"
        if subject_of(payload) != subject:
            return f"it is filed under '{subject}', which it is not about"
        return None


def subject_of(payload: bytes) -> str:
    """The key of the item that a change is about, read off its bytes.

    >>> subject_of(b'["link",["application:crm","runs_on","server:db",0],null,{}]')
    'application:crm'
    """
    what, _, identity = payload[2:].partition(b'",["')
    parts = identity.split(b'"', 4)
    return parts[2 if what == b"observation" else 0].decode()


def _of_batches(batches: dict[int, _Batch], counts: Counter[int]) -> Iterator[str]:
    for number, one in batches.items():
        if counts[number] != one.changes:
            yield f"batch {number} has {counts[number]} changes, of {one.changes} that were written"
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
