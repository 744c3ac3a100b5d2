"""What one item reaches, over a thousand items: beside networkx."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import networkx as nx

from benchmarks.bar import Measured, Took
from benchmarks.estate import KINDS, PER_KIND, key
from cohelm.store.load import everything

ASKED, COMPARED = 1000, 20


def measure() -> Iterator[Measured]:
    """The 95th percentile of each; the sets of both are compared."""
    plan = everything()
    graph = nx.DiGraph()
    graph.add_nodes_from(plan.keys())
    for table in plan.links.values():
        ends = zip(table.edges.source.tolist(), table.edges.target.tolist(), strict=True)
        graph.add_edges_from((plan.nodes.key(s), plan.nodes.key(t)) for s, t in ends)
    chance = random.Random(3)
    keys = [key(chance.randrange(PER_KIND) * len(KINDS)) for _ in range(ASKED)]
    plan.reach(keys[0])
    ours, theirs = [], []
    for at, one in enumerate(keys):
        began = time.perf_counter()
        found = plan.reach(one)
        ours.append(time.perf_counter() - began)
        if at < COMPARED:
            began = time.perf_counter()
            known = nx.descendants(graph, one)
            theirs.append(time.perf_counter() - began)
            assert set(found) == known
    yield Measured(
        "what one item reaches, over 1,000 items, p95",
        Took(sorted(ours)[int(ASKED * 0.95)]), 0.010,
        Took(sorted(theirs)[int(COMPARED * 0.95)]), "networkx (20 items)", 50,
    )  # fmt: skip
