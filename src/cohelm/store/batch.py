"""A batch as rows of the log, worked out while they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from cohelm.core.changes import ChangeSet, encode
from cohelm.store import chain
from cohelm.store.database import fetch, insert

IN_BATCH = "c.seq BETWEEN b.id AND b.id + b.changes - 1"
"""Which changes `c` are of a batch `b`, from the batch: its changes have numbers in a row from its own
on. Who comes from the changes finds the batch by `batch_id`."""


@dataclass(frozen=True, slots=True)
class End:
    """Where the log ends: the number of its last change, and the link of the chain there."""

    seq: int
    link: bytes


def log_end() -> End:
    """The end of the log as it is now; number 0 where it is empty."""
    last = fetch("SELECT seq, chain FROM store_change ORDER BY seq DESC LIMIT 1")
    return End(int(last[0][0]), bytes(last[0][1])) if last else End(0, chain.START)


@dataclass(frozen=True, slots=True)
class Batch:
    """A header and its changes, chained to the end of the log that they follow."""

    end: End
    header: chain.Header
    changes: ChangeSet

    @classmethod
    def after(cls, end: End, header: chain.Header, changes: ChangeSet, time: datetime) -> Batch:
        """The batch right after an end of the log; its header has number and time from here."""
        return cls(end, replace(header, batch=end.seq + 1, time=time), changes)

    def write(self) -> None:
        """Writes the rows; the log must still end where they are chained to it."""
        one = self.header
        moment = one.time if connection.vendor == "postgresql" else one.time.replace(tzinfo=None)
        insert(
            "store_batch",
            ("id", "time", "actor", "via", "reason", "scenario", "undoes", "erases", "changes"),
            [(one.batch, moment, one.actor, one.via, one.reason, one.scenario, one.undoes, False,
              len(self.changes))],
        )  # fmt: skip
        insert(
            "store_change",
            ("seq", "batch_id", "subject", "payload", "digest", "chain"),
            self._rows(),
        )

    def _rows(self) -> Iterator[tuple[int, int, str, bytes, bytes, bytes]]:
        """The rows of the log, each made as it is written: no payload is kept. 5 µs a change."""
        link, header, first = self.end.link, bytes(self.header), self.header.batch
        for seq, change in enumerate(self.changes, first):
            payload = encode(change)
            digest = chain.digest(payload)
            link = chain.link(link, header, seq, digest)
            yield seq, first, change.subject, payload, digest, link
