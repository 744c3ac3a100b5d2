"""Keeping up with changes, opening a scenario, an audience's view: beside reading everything again."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bar import Measured, best, timed
from benchmarks.estate import BY, CHANGES, ITEMS, edits
from cohelm.core.audience import EVERYTHING, Audience
from cohelm.store import scenarios
from cohelm.store.apply import apply
from cohelm.store.load import everything, followed, forget, load, read_tables


def measure() -> Iterator[Measured]:
    """Each against a whole read, which is what one does without a log of changes."""
    forget()
    old = everything()
    apply(edits(99_999), by=BY, via="benchmark")
    took, new = best(lambda: followed(old))
    theirs, again = timed(read_tables)
    keys = list(again.keys())
    assert set(keys) == set(new.keys())
    assert all(new.plain(one) == again.plain(one) for one in keys)
    name = "reading it again"
    yield Measured("the same after 1,000 changes", took, 0.020, theirs, name)

    audience = Audience.of("money")
    forget()
    plan = everything()
    first, view = timed(lambda: plan.seen_by(audience))
    second, same = timed(lambda: plan.seen_by(audience))
    assert same is view
    assert len(view) == len(plan) - ITEMS // 50
    yield Measured("an audience's view of it, first", first, 0.050)
    yield Measured("an audience's view of it, again", second, 0.001)

    scenarios.make("what-if", by=BY)
    apply(edits(5), by=BY, via="benchmark", scenario="what-if")
    took, branch = best(lambda: load(audience=EVERYTHING, scenario="what-if"))
    assert [branch.plain(change.subject)["users"] for change in edits(0)] == [5] * CHANGES
    yield Measured("opening a scenario of 1,000 changes", took, 0.020)
