"""What every single item's outage takes with it, among 100,000 items, beside a walk from each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec

import numpy as np

from benchmarks.bar import Measured, Took, best, timed
from cohelm.analysis.estate.blast import LARGE, Blast, blast, by_level
from cohelm.analysis.estate.standing import Standing
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema

ITEMS, LINKS, LAYERS, BACK = 100_000, 500_000, 8, 200
"""Items in layers of one size, links mostly to lower layers, and so many that lead back up."""
GROUPED = 0.1
"""The share of items with needs that state k of n."""
ON = date(2026, 11, 29)
NONE = np.empty(0, np.int64)
SAMPLE = 200
"""So many items are walked from by the rival; its time is extended to all."""


def estate(*, grouped: float) -> Enterprise:
    """Applications that need others of any lower layer, five each in the mean."""
    rng = random.Random(11)
    per = ITEMS // LAYERS
    items = [ItemChange(f"application:a{n}", None, {"name": f"a{n}"}) for n in range(ITEMS)]
    needs: dict[tuple[int, int], dict[str, object]] = {}
    in_group: dict[int, bool] = {}
    while len(needs) < LINKS - BACK:
        source = rng.randrange(per, ITEMS)
        target = rng.randrange(source // per * per)
        stands_in = in_group.setdefault(source, rng.random() < grouped)
        needs[source, target] = (
            {"hard": True, "group": "g", "k": 2} if stands_in else {"hard": True}
        )
    while len(needs) < LINKS:
        needs.setdefault((rng.randrange(ITEMS), rng.randrange(ITEMS)), {"hard": True})
    links = [
        LinkChange(f"application:a{source}", "depends_on", f"application:a{target}", 0, None, says)
        for (source, target), says in needs.items()
    ]
    return Enterprise.empty(built_in_schema()).with_changes(ChangeSet.of([*items, *links]))


def ways() -> dict[str, tuple[float, float]]:
    """How it can be done here, with the bars in seconds: plain reach, and with k of n."""
    if find_spec("numba") is None:
        print("numba is not installed: the extra `fast` is not measured")
        return {"without an extra": (5, 15)}
    return {"without an extra": (5, 15), "with the extra": (1.5, 5)}


def measure() -> Iterator[Measured]:
    """All count the same; the walk, that of a sample of items, whose time is extended."""
    assert LARGE <= ITEMS
    for at, (what, grouped) in enumerate((("plain reach", 0.0), ("with 2 of n", GROUPED))):
        plan = estate(grouped=grouped).at(ON)
        standing = Standing.of(plan, ON)
        nodes = random.Random(3).sample(range(standing.size), SAMPLE)
        walked, counts = timed(
            lambda standing=standing, nodes=nodes: [
                len(standing.failing({node}, most=False)) for node in nodes
            ]
        )
        times = standing.size / SAMPLE
        rival = Took(walked.wall * times, walked.cpu * times)
        plain = by_level(standing, most=False, watched=NONE).counts
        assert [int(plain[node]) for node in nodes] == counts
        for way, most in ways().items():

            def ours(plan: Enterprise = plan, way: str = way) -> Blast:
                now = Standing.of(plan, ON)
                if way == "without an extra":
                    return by_level(now, most=False, watched=NONE)
                return blast(now, most=False)

            first, _ = timed(ours)
            took, found = best(ours)
            assert np.array_equal(found.counts, plain)
            said = (
                f"outages of all {standing.size:,} items, {len(standing.source):,} needs: {what},"
                f" {way} ({first.cpu:.1f} s the first time)"
            )
            yield Measured(said, took, most[at], rival, f"a walk from each ({SAMPLE}, extended)")
