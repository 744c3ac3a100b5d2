"""A batch as rows of the log, worked out before the write lock is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count, repeat

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
    """A header and its changes as columns of the log, chained to the end that they follow."""

    end: End
    header: chain.Header
    draft: Draft
    links: list[bytes]

    def write(self) -> None:
        """Writes the rows; the log must still end where they are chained to it."""
        one, draft = self.header, self.draft
        moment = one.time if connection.vendor == "postgresql" else one.time.replace(tzinfo=None)
        insert(
            "store_batch",
            ("id", "time", "actor", "via", "reason", "scenario", "undoes", "erases", "changes"),
            [(one.batch, moment, one.actor, one.via, one.reason, one.scenario, one.undoes, False,
              len(self.links))],
        )  # fmt: skip
        columns = draft.subjects, draft.payloads, draft.digests, self.links
        insert(
            "store_change",
            ("seq", "batch_id", "subject", "payload", "digest", "chain"),
            zip(count(one.batch), repeat(one.batch), *columns),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A header, and the changes' subjects, payloads and hashes, not yet chained to the log."""

    header: chain.Header
    subjects: list[str]
    payloads: list[bytes]
    digests: list[bytes]

    @classmethod
    def of(cls, changes: ChangeSet, header: chain.Header) -> Draft:
        """The draft of a change set; the number and the time of the header come with the chain."""
        payloads = list(map(encode, changes))
        return cls(
            header,
            [change.subject for change in changes],
            payloads,
            list(map(chain.digest, payloads)),
        )

    def chained(self, end: End, time: datetime) -> Batch:
        """The batch right after an end of the log. Cost: about 1.5 µs a change."""
        first = end.seq + 1
        header = replace(self.header, batch=first, time=time)
        return Batch(end, header, self, list(chain.chained(end.link, header, first, self.digests)))
