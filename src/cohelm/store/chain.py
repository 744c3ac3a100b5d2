"""The chain of changes: each link is a hash of the one before, the header and the payload's hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import orjson

START = bytes(32)


@dataclass(frozen=True, slots=True)
class Header:
    """What the chain holds of a batch besides its changes."""

    batch: int
    time: datetime
    actor: str
    via: str
    reason: str
    scenario: str
    undoes: int | None = None

    def __bytes__(self) -> bytes:
        parts = [
            self.batch,
            self.time.isoformat(),
            self.actor,
            self.via,
            self.reason,
            self.scenario,
            *([] if self.undoes is None else [self.undoes]),
        ]
        return orjson.dumps(parts)


def digest(payload: bytes) -> bytes:
    """The hash of a payload, which stays when the payload is erased."""
    return sha256(payload).digest()


def link(previous: bytes, header: bytes, seq: int, payload_digest: bytes) -> bytes:
    """The next link: SHA-256 of the previous one, the header, the number and the payload's hash."""
    return sha256(previous + header + seq.to_bytes(8) + payload_digest).digest()
