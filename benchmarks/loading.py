"""The whole store as an Enterprise, cold from SQLite: beside Django's objects in networkx."""

from __future__ import annotations

import json
from collections.abc import Iterator

import networkx as nx

from benchmarks.bar import Measured, best, timed
from benchmarks.estate import BY, edits
from cohelm.core.enterprise import Enterprise
from cohelm.store.apply import apply
from cohelm.store.load import everything, forget, read_tables
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


def decoded(plan: Enterprise) -> Enterprise:
    """The same, with the typed columns of every kind."""
    for table in plan.tables.values():
        if len(table):
            _ = table.frame
    return plan


def links_of(plan: Enterprise) -> set[tuple[str, str, str, int, int]]:
    """All links by the keys of their ends."""
    return {
        (plan.nodes.key(s), name, plan.nodes.key(t), start, until)
        for name, table in plan.links.items()
        for s, t, start, until in zip(
            table.edges.source.tolist(), table.edges.target.tolist(),
            table.edges.start.tolist(), table.edges.until.tolist(), strict=True,
        )
    }  # fmt: skip


def opened() -> Enterprise:
    """What a new process does first."""
    forget()
    return decoded(everything())


def measure() -> Iterator[Measured]:
    """All fields in typed columns and all links, with nothing warm but the files."""
    took, plan = best(lambda: decoded(read_tables()))
    theirs, graph = timed(rival)
    assert len(plan) == graph.number_of_nodes()
    keys = nx.get_node_attributes(graph, "key")
    assert links_of(plan) == {
        (keys[s], d["relation"], keys[t], d["start"], d["until"])
        for s, t, d in graph.edges(data=True)
    }
    for _node, fields in graph.nodes(data=True):
        fields = dict(fields)
        assert plan.plain(fields.pop("key")) == fields
    name = "Django objects → networkx"
    yield Measured(
        "100,000 items and 500,000 dated links, cold from SQLite", took, 1.0, theirs, name, 8
    )
    forget()
    everything()  # writes the snapshot
    apply(edits(77_777), by=BY, via="benchmark")
    took, fresh = best(opened)
    again = read_tables()
    assert fresh.revision == again.revision
    assert links_of(fresh) == links_of(again)
    keys_there = list(again.keys())
    assert all(fresh.plain(one) == again.plain(one) for one in keys_there)
    yield Measured(
        "the same from a snapshot and a tail of 1,000 changes", took, 0.2, theirs, name, 8
    )
