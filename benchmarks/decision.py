"""Decision 1 at 20,000 items with audiences, history and a scenario; alone, in a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.bar import Measured, best, timed
from benchmarks.estate import BY, item, key
from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.store import scenarios
from cohelm.store.apply import apply
from cohelm.store.load import everything, followed, forget, load, read_tables
from cohelm.store.undo import undo
from cohelm.store.verify import verify

ITEMS, EDITED, EDITIONS, BRANCHED = 20_000, 5_000, 4, 1_000
START = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = [key(at) for at in range(EDITED)]


def measure() -> Iterator[Measured]:
    """Everything through the one door; each answer is compared with the one that it must be."""
    yield from filling()
    last = 0
    for edition in range(1, EDITIONS + 1):
        now = START + timedelta(days=edition)
        last = apply(rewritten(edition), by=BY, via="benchmark", now=now).batch
    yield from reading()
    yield from branching()
    yield from going_back(last)


def filling() -> Iterator[Measured]:
    """New items, then ten dated links of each application to a server."""
    items = ChangeSet.of(ItemChange(key(at), None, item(at)) for at in range(ITEMS))
    took, _ = timed(lambda: apply(items, by=BY, via="benchmark", now=START))
    yield Measured("writing 20,000 new items", took, 4)
    links = ChangeSet.of(
        LinkChange(key(at), "runs_on", key(at + 1), 20200101 + 10000 * more, None, {})
        for at in range(0, ITEMS, 5)
        for more in range(10)
    )
    took, _ = timed(lambda: apply(links, by=BY, via="benchmark", now=START))
    yield Measured("writing 40,000 links", took, 8)


def text(edition: int, at: int) -> object:
    """The description of an item in an edition; 0 is what it was made with."""
    return f"Edition {edition}" if edition else item(at)["description"]


def rewritten(edition: int) -> ChangeSet:
    """A batch that brings the descriptions of 5,000 items to an edition."""
    return ChangeSet.of(
        ItemChange(one, {"description": text(edition - 1, at)}, {"description": text(edition, at)})
        for at, one in enumerate(KEYS)
    )


def said(plan: Enterprise) -> set[object]:
    """The descriptions of the items that were edited."""
    return {plan.plain(one)["description"] for one in KEYS}


def reopened() -> Enterprise:
    """What a new process has."""
    forget()
    return everything()


def reading() -> Iterator[Measured]:
    """The current plan, from the tables and from a snapshot, and an audience's view of it."""
    took, plan = best(read_tables)
    assert len(plan) == ITEMS
    assert said(plan) == {text(EDITIONS, 0)}
    yield Measured("all of it from the tables", took, 0.5)
    reopened()  # writes the snapshot
    took, again = best(reopened)
    every = list(plan.keys())
    assert all(again.document(one) == plan.document(one) for one in every)
    yield Measured("all of it from a snapshot", took, 0.2)
    took, view = timed(lambda: again.seen_by(Audience.of("money")))
    assert len(view) == ITEMS - ITEMS // 50
    yield Measured("an audience's view of it", took, 0.05)


def branching() -> Iterator[Measured]:
    """A scenario of 1,000 changes, which leaves the current plan as it is."""
    scenarios.make("what-if", by=BY)
    was = {"description": text(EDITIONS, 0)}
    branch = ChangeSet.of(ItemChange(k, was, {"description": "What if"}) for k in KEYS[:BRANCHED])
    apply(branch, by=BY, via="benchmark", scenario="what-if")
    took, plan = best(lambda: load(audience=EVERYTHING, scenario="what-if"))
    assert {plan.plain(one)["description"] for one in KEYS[:BRANCHED]} == {"What if"}
    assert said(everything()) == {text(EDITIONS, 0)}
    yield Measured("opening a scenario of 1,000 changes", took, 0.02)


def going_back(last: int) -> Iterator[Measured]:
    """What was known once, the last batch taken back, and the proof of the log."""
    moment = START + timedelta(days=1, hours=1)
    took, past = best(lambda: load(audience=EVERYTHING, known_at=moment))
    assert said(past) == {text(1, 0)}
    yield Measured("as it was known 15,000 changes ago", took, 0.5)
    known = everything()
    took, _ = timed(lambda: undo(last, by=BY, via="benchmark"))
    yield Measured("taking a batch of 5,000 changes back", took, 2)
    took, now = best(lambda: followed(known))
    assert said(now) == {text(EDITIONS - 1, 0)}
    yield Measured("following those 5,000 changes", took, 0.1)
    took, proven = best(verify)
    assert proven.problems == ()
    yield Measured(f"proving the log of {proven.changes:,} changes", took, 0.9)
