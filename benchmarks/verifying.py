"""Proving the log: 100,000 changes from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bar import Measured, Took, best
from cohelm.store.verify import verify

CHANGES = 100_000


def measure() -> Iterator[Measured]:
    """The whole log, which the import before has filled; scaled to 100,000 changes."""
    took, proven = best(verify)
    assert proven.problems == ()
    assert proven.changes >= CHANGES
    share = CHANGES / proven.changes
    spent = Took(took.wall * share, took.cpu * share)
    yield Measured(f"verify 100,000 changes (of {proven.changes:,})", spent, 1.0)
