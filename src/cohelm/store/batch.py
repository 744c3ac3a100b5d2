"""A batch as rows of the log, worked out before the write lock is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from cohelm.core.changes import ChangeSet, encode
from cohelm.store import chain
from cohelm.store.database import fetch, insert


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
    """The rows of a header and its changes, chained to the end of the log that they follow."""

    end: End
    header: chain.Header
    rows: list[tuple[Any, ...]]

    def write(self) -> None:
        """Writes the rows; the log must still end where they are chained to it."""
        one = self.header
        moment = one.time if connection.vendor == "postgresql" else one.time.replace(tzinfo=None)
        insert(
            "store_batch",
            ("id", "time", "actor", "via", "reason", "scenario", "undoes", "erases", "changes"),
            [(one.batch, moment, one.actor, one.via, one.reason, one.scenario, one.undoes, False,
              len(self.rows))],
        )  # fmt: skip
        insert(
            "store_change",
            ("seq", "batch_id", "subject", "payload", "digest", "chain"),
            self.rows,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A header and the changes' subjects, payloads and hashes, not yet chained to the log."""

    header: chain.Header
    entries: list[tuple[str, bytes, bytes]]

    @classmethod
    def of(cls, changes: ChangeSet, header: chain.Header) -> Draft:
        """The draft of a change set; the number and the time of the header come with the chain."""
        payloads = [encode(change) for change in changes]
        digests = [chain.digest(payload) for payload in payloads]
        subjects = [change.subject for change in changes]
        return cls(header, list(zip(subjects, payloads, digests, strict=True)))

    def chained(self, end: End, time: datetime) -> Batch:
        """The batch right after an end of the log. Cost: about 2 µs a change."""
        first = end.seq + 1
        header = replace(self.header, batch=first, time=time)
        links = chain.chained(end.link, header, first, (digest for *_, digest in self.entries))
        rows = zip(self.entries, links, strict=True)
        return Batch(
            end,
            header,
            [(seq, first, *entry, link) for seq, (entry, link) in enumerate(rows, start=first)],
        )
