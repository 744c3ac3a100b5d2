"""The map around an item: steps, sides, weak points, ends of support and the ways between two."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

import networkx as nx
import numpy as np
import pytest

from cohelm.analysis.estate.around import Around, around, shortest, steps
from cohelm.analysis.estate.circuit import strong
from cohelm.analysis.estate.passing import dominators, on_every_way
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)


def hard(to: str, **more: Any) -> dict[str, Any]:
    return {"to": f"application:{to}", "hard": True, **more}


@pytest.fixture
def plan() -> Enterprise:
    two = [hard("one", group="g", k=1), hard("two", group="g", k=1)]
    return enterprise(
        technology={"t": {"end_of_security_support": "2027-01-31"}},
        application={
            "top": {"depends_on": [hard("mid")]}, "mid": {"depends_on": two, "criticality": "high"},
            "one": {"depends_on": ["application:base"]}, "two": {"depends_on": [hard("base")]},
            "base": {"uses": ["t"], "lifecycle": {"phase_out": "2026-01-01"}},
            "soft": {"depends_on": [{"to": "application:mid", "hard": False}]}, "far": {},
        },
    )  # fmt: skip


def placed(found: Around) -> dict[str, tuple[str, int]]:
    return {
        row["item"].partition(":")[2]: (row["side"], row["step"]) for row in found.items.to_dicts()
    }


def test_needs_stand_on_one_side_and_what_needs_it_on_the_other(plan: Enterprise) -> None:
    found = around(plan, on=ON, item="application:mid")
    assert placed(found) == {
        "one": ("needs", 1), "two": ("needs", 1), "base": ("needs", 2), "mid": ("itself", 0),
        "top": ("needed by", 1), "soft": ("needed by", 1),
    }  # fmt: skip
    assert (
        found.sentence
        == "mid needs 3 items and is needed by 1 item; it has 0 weak points beneath it"
    )
    assert found.stops_at_least.value == 1


def test_soft_needs_are_shown_and_neither_counted_nor_followed(plan: Enterprise) -> None:
    at = around(plan, on=ON, item="application:soft")
    assert placed(at) == {"soft": ("itself", 0), "mid": ("needs", 1)}
    assert at.links.rows() == [("application:soft", "application:mid", "soft", None)]
    assert at.needed.value == 0
    twice = [{"to": "service:t", "hard": False}, {"to": "service:t", "from": "2026-01-01"}]
    both = enterprise(service={"s": {"depends_on": twice}, "t": {}})
    assert around(both, on=ON, item="service:s").links["how"].to_list() == ["perhaps"]


def test_fewer_steps_show_less_and_count_the_same(plan: Enterprise) -> None:
    found = around(plan, on=ON, item="application:mid", depth=1)
    assert "base" not in placed(found)
    assert found.needed.value == 3


def test_each_need_says_how_hard_it_is(plan: Enterprise) -> None:
    found = around(plan, on=ON, item="application:mid")
    assert {(row["item"][12:], row["needs"][12:]): (row["how"], row["relation_group"])
            for row in found.links.to_dicts()} == {
        ("top", "mid"): ("for certain", None), ("mid", "one"): ("stand-in", "1 of 2"),
        ("mid", "two"): ("stand-in", "1 of 2"), ("one", "base"): ("perhaps", None),
        ("two", "base"): ("for certain", None), ("soft", "mid"): ("soft", None),
    }  # fmt: skip


def test_a_weak_point_stops_it_alone_and_life_and_support_are_told(plan: Enterprise) -> None:
    found = around(plan, on=ON, item="application:top")
    rows = {row["item"]: row for row in found.items.to_dicts()}
    assert found.weak_points.counted == ("application:mid",)
    assert rows["application:mid"]["weak_point"] is True
    assert rows["application:mid"]["criticality"] == "high"
    base = rows["application:base"]
    assert (base["phase"], base["support_ends"]) == ("phase_out", date(2027, 1, 31))


def test_the_support_of_what_only_builds_or_tests_it_is_none_of_its_own() -> None:
    tested = {"contains": [{"to": "technology:old", "scope": "test"}, {"to": "technology:new"}]}
    plan = enterprise(
        application={"a": tested, "b": {"depends_on": ["application:a"]}},
        technology={"old": {"end_of_security_support": "2026-01-31"},
                    "new": {"end_of_security_support": "2027-01-31"}},
    )  # fmt: skip
    items = around(plan, on=ON, item="application:b").items
    row = next(one for one in items.to_dicts() if one["item"] == "application:a")
    assert row["support_ends"] == date(2027, 1, 31)


def test_the_ways_between_two_are_told_in_sentences(plan: Enterprise) -> None:
    found = around(plan, on=ON, item="application:base", to="application:top")
    assert found.paths == ("top needs mid, which needs one, which needs base",)
    assert around(plan, on=ON, item="application:far", to="application:top").paths == (
        "Neither of far and top needs the other",
    )


def test_without_an_item_all_needs_are_told(plan: Enterprise) -> None:
    assert around(plan, on=ON).sentence == "5 needs between 5 items"
    assert around(enterprise(), on=ON).sentence.startswith("No need of an application")


def test_wrong_input_is_refused(plan: Enterprise) -> None:
    with pytest.raises(UnknownName, match="application:top"):
        around(plan, on=ON, item="application:tip")
    for depth in (0, 4):
        with pytest.raises(UsageError, match="depth"):
            around(plan, on=ON, item="application:top", depth=depth)


def test_steps_and_ways_equal_networkx() -> None:
    for at in range(100):
        dice = random.Random(at)
        graph = nx.gnp_random_graph(dice.randint(2, 25), 0.12, seed=at, directed=True)
        following = {node: sorted(graph[node]) for node in graph}
        far = dict(nx.single_source_shortest_path_length(graph, 0))
        assert {0: 0} | steps(0, following) == far
        for node in graph:
            way = shortest(0, node, following)
            assert len(way) == (far[node] + 1 if node in far and node else 0)
            assert all(b in following[a] for a, b in itertools.pairwise(way))


def test_what_every_way_passes_is_told_and_circles_are_found(plan: Enterprise) -> None:
    assert around(plan, on=ON, item="application:top", to="application:base").on_every_way == (
        "application:mid",
    )
    circle = enterprise(
        application={"a": {"depends_on": ["application:b"]}, "b": {"depends_on": ["application:a"]},
                     "c": {"depends_on": ["application:a"]}},
    )  # fmt: skip
    assert around(circle, on=ON).circles.rows() == [(["application:a", "application:b"], 2)]


def random_graph(at: int) -> Any:
    dice = random.Random(at)
    return nx.gnp_random_graph(dice.randint(2, 40), dice.uniform(0.02, 0.2), seed=at, directed=True)


@pytest.mark.slow
def test_dominators_equal_networkx_on_500_random_graphs() -> None:
    for at in range(500):
        graph = random_graph(at)
        following = {node: sorted(graph[node]) for node in graph}
        theirs = {0: 0} | dict(nx.immediate_dominators(graph, 0))
        theirs[0] = 0
        assert dominators(0, following) == theirs, at


@pytest.mark.slow
def test_what_lies_on_every_way_is_what_cuts_it_on_random_graphs() -> None:
    for at in range(100):
        graph = random_graph(at)
        following = {node: sorted(graph[node]) for node in graph}
        end = max(graph)
        cutting = {
            node for node in graph if node not in (0, end) and nx.has_path(graph, 0, end)
            and not nx.has_path(nx.restricted_view(graph, [node], []), 0, end)
        }  # fmt: skip
        assert set(on_every_way(0, end, following)) == cutting, at


@pytest.mark.slow
def test_strongly_connected_parts_equal_networkx_on_500_random_graphs() -> None:
    for at in range(500):
        graph = random_graph(at)
        edges = np.array(list(graph.edges), np.int64).reshape(-1, 2)
        found, of = strong(edges[:, 0], edges[:, 1], len(graph))
        theirs = {frozenset(part) for part in nx.strongly_connected_components(graph)}
        ours = {frozenset(np.flatnonzero(of == part).tolist()) for part in range(found)}
        assert ours == theirs, at
