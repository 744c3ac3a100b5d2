"""The whole store as an Enterprise, cold from SQLite: beside Django's objects in networkx."""

from __future__ import annotations

import json
from collections.abc import Iterator

import networkx as nx

from benchmarks.bar import Measured, best, timed
from cohelm.store.load import read_tables
from cohelm.store.models import Item, Link


def rival() -> nx.MultiDiGraph:
    """What one would write first: objects, their JSON, a graph."""
    graph = nx.MultiDiGraph()
    for one in Item.objects.all():
        graph.add_node(one.id, key=f"{one.kind}:{one.slug}", **json.loads(one.fields))
    for link in Link.objects.all():
        graph.add_edge(
            link.source_id,
            link.target_id,
            relation=link.relation,
            start=link.start,
            until=link.until,
        )
    return graph


def measure() -> Iterator[Measured]:
    """All fields in typed columns and all links, with nothing warm but the file."""

    def whole() -> object:
        plan = read_tables()
        for table in plan.tables.values():
            if len(table):
                _ = table.frame
        return plan

    took, plan = best(whole)
    theirs, graph = timed(rival)
    assert len(plan) == graph.number_of_nodes()
    ours = {
        (plan.nodes.key(s), name, plan.nodes.key(t), start, until)
        for name, table in plan.links.items()
        for s, t, start, until in zip(
            table.edges.source.tolist(), table.edges.target.tolist(),
            table.edges.start.tolist(), table.edges.until.tolist(), strict=True,
        )
    }  # fmt: skip
    keys = nx.get_node_attributes(graph, "key")
    assert ours == {
        (keys[s], d["relation"], keys[t], d["start"], d["until"])
        for s, t, d in graph.edges(data=True)
    }
    for _node, fields in graph.nodes(data=True):
        fields = dict(fields)
        assert plan.plain(fields.pop("key")) == fields
    yield Measured(
        "100,000 items and 500,000 dated links, cold from SQLite",
        took, 1.0, theirs, "Django objects → networkx", 8,
    )  # fmt: skip
