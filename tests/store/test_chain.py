"""The chain, computed here once more from its rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from cohelm.store.chain import START, Header, digest, link

HEADER = Header(7, datetime(2026, 5, 1, 12, tzinfo=UTC), "ann", "page", "survey", "")


def links(header: Header, payloads: list[bytes], previous: bytes = START) -> list[bytes]:
    found = [previous]
    for seq, payload in enumerate(payloads, header.batch):
        found.append(link(found[-1], bytes(header), seq, digest(payload)))
    return found[1:]


def test_a_link_is_the_hash_of_the_one_before_the_header_the_number_and_the_payloads_hash() -> None:
    header = b'[7,"2026-05-01T12:00:00+00:00","ann","page","survey",""]'
    first = sha256(bytes(32) + header + (7).to_bytes(8, "big") + sha256(b"one").digest()).digest()
    second = sha256(first + header + (8).to_bytes(8, "big") + sha256(b"two").digest()).digest()
    assert links(HEADER, [b"one", b"two"]) == [first, second]


@pytest.mark.parametrize(
    "change",
    [
        {"batch": 8}, {"time": datetime(2026, 5, 1, 13, tzinfo=UTC)}, {"actor": "bob"},
        {"via": "cli"}, {"reason": ""}, {"scenario": "leaner"}, {"undoes": 3},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_all_that_a_header_says_is_in_the_chain(change: dict[str, object]) -> None:
    assert links(replace(HEADER, **change), [b"one"]) != links(HEADER, [b"one"])  # type: ignore[arg-type]


def test_order_and_what_came_before_are_in_the_chain() -> None:
    assert links(HEADER, [b"one", b"two"])[-1] != links(HEADER, [b"two", b"one"])[-1]
    assert links(HEADER, [b"one"], previous=digest(b"other")) != links(HEADER, [b"one"])
