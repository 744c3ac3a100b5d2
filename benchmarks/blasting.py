"""What every single item's outage takes with it, among 100,000 items, beside a walk from each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from benchmarks.bar import Measured, Took, best, timed
from cohelm.analysis.estate.blast import Blast, blast
from cohelm.analysis.estate.standing import Standing
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema

ITEMS, LINKS, LAYERS, BACK = 100_000, 500_000, 8, 200
"""Items in layers of one size, links mostly to lower layers, and so many that lead back up."""
GROUPED = 0.1
"""The share of items with needs that state k of n."""
ON = date(2026, 11, 29)
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


def measure() -> Iterator[Measured]:
    """Both count the same for a sample of items; the walk's time is that of the sample, extended."""
    for what, grouped, most in (("plain reach", 0.0, 5.0), ("with 2 of n", GROUPED, 15.0)):
        plan = estate(grouped=grouped).at(ON)

        def ours(plan: Enterprise = plan) -> Blast:
            return blast(Standing.of(plan, ON), most=False)

        took, found = best(ours)
        standing = Standing.of(plan, ON)
        nodes = random.Random(3).sample(range(standing.size), SAMPLE)
        walked, counts = timed(
            lambda standing=standing, nodes=nodes: [
                len(standing.failing({node}, most=False)) for node in nodes
            ]
        )
        assert [int(found.counts[node]) for node in nodes] == counts
        times = standing.size / SAMPLE
        rival = Took(walked.wall * times, walked.cpu * times)
        said = f"outages of all {standing.size:,} items, {len(standing.source):,} needs: {what}"
        yield Measured(said, took, most, rival, f"a walk from each ({SAMPLE}, extended)")
