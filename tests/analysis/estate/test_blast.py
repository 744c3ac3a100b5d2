"""All outages at once are those of each item alone: against the walk, and against networkx."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

import networkx as nx
import numpy as np
import pytest

from cohelm.analysis.estate import blast as module
from cohelm.analysis.estate.blast import blast
from cohelm.analysis.estate.standing import ALONE, HARD, UNKNOWN, Group, Standing
from tests.shares import some


def standing(
    size: int, hard: list[tuple[int, int]], unknown: list[tuple[int, int]], groups: list[Group]
) -> Standing:
    """Needs as (source, target), groups after them."""
    grouped = [(one.source, end, at) for at, one in enumerate(groups) for end in one.members]
    ends = [*hard, *unknown, *((source, end) for source, end, _ in grouped)]
    return Standing(
        np.array([source for source, _ in ends], np.int32),
        np.array([target for _, target in ends], np.int32),
        np.array([HARD] * len(hard) + [UNKNOWN] * len(unknown) + [HARD] * len(grouped), np.int8),
        np.array([ALONE] * (len(hard) + len(unknown)) + [at for *_, at in grouped], np.int32),
        tuple(groups), size, (np.empty(0, np.int32), np.empty(0, np.int32)),
    )  # fmt: skip


def drawn(seed: int) -> Standing:
    rng = random.Random(seed)
    size = rng.randint(2, 90)

    def ends(most: int) -> list[tuple[int, int]]:
        return [(rng.randrange(size), rng.randrange(size)) for _ in range(rng.randint(0, most))]

    groups = []
    for _ in range(rng.randint(0, size)):
        members = tuple(rng.choices(range(size), k=rng.randint(1, 5)))
        groups.append(Group(rng.randrange(size), members, rng.choice([None, 1, 1, 2, 3, 9])))
    return standing(size, ends(size), ends(size // 3), groups)


@pytest.fixture(scope="module")
def loops() -> Iterator[Any]:
    """The loops that numba compiles, uncompiled and in small blocks: no test waits for a compiler."""
    numba = ModuleType("numba")
    numba.njit = lambda **_: lambda function: function  # type: ignore[attr-defined]
    spec = find_spec("cohelm.analysis.estate.compiled")
    assert spec is not None
    assert spec.loader is not None
    loops = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "numba", numba)
        spec.loader.exec_module(loops)
        patch.setattr(loops, "LINE", 1)
        patch.setattr(loops, "LINES", 2)
        patch.setattr(loops, "PLACES", 9)
        yield loops


@pytest.mark.parametrize("seed", some(range(500), 8))
@pytest.mark.parametrize("most", [False, True])
def test_the_loops_for_a_compiler_answer_as_the_steps_do(loops: Any, seed: int, most: bool) -> None:
    same(loops.blast, drawn(seed), most=most, seed=seed)


def test_the_loops_take_more_sources_than_fit_into_a_block(loops: Any) -> None:
    chain = standing(300, [(at + 1, at) for at in range(299)], [], [])
    none = np.empty(0, np.int64)
    found = loops.blast(chain, most=False, watched=none)
    assert found.counts.tolist() == list(range(299, -1, -1))
    nothing = loops.blast(standing(0, [], [], []), most=True, watched=none)
    assert nothing.counts.tolist() == []


@pytest.mark.campaign
@pytest.mark.parametrize("most", [False, True])
def test_the_compiled_loops_answer_as_the_steps_do(most: bool) -> None:
    pytest.importorskip("numba")
    from cohelm.analysis.estate import compiled

    for seed in range(500):
        same(compiled.blast, drawn(seed), most=most, seed=seed)


def test_a_large_organisation_does_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 2)
    monkeypatch.setitem(sys.modules, "cohelm.analysis.estate.compiled", None)
    monkeypatch.delattr("cohelm.analysis.estate.compiled", raising=False)
    assert blast(standing(2, [(1, 0)], [], []), most=False).counts.tolist() == [1, 0]


def same(way: Any, made: Standing, *, most: bool, seed: int) -> None:
    watched = np.array(random.Random(seed).sample(range(made.size), made.size // 2), np.int64)
    found, expected = (one(made, most=most, watched=watched) for one in (way, module.by_level))
    assert found.counts.tolist() == expected.counts.tolist()
    pairs, wanted = (
        sorted(zip(*(one.tolist() for one in of.taken), strict=True)) for of in (found, expected)
    )
    assert pairs == wanted


@pytest.mark.parametrize("seed", some(range(500), 25))
@pytest.mark.parametrize("most", [False, True])
def test_all_at_once_are_each_alone(seed: int, most: bool) -> None:
    made = drawn(seed)
    alone = {node: set(made.failing({node}, most=most)) for node in range(made.size)}
    watched = random.Random(seed).sample(range(made.size), made.size // 2)
    found = blast(made, most=most, watched=watched)
    assert found.counts.tolist() == [len(alone[node]) for node in range(made.size)]
    pairs = list(zip(*(one.tolist() for one in found.taken), strict=True))
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {
        (node, taken) for node, of in alone.items() for taken in of if taken in set(watched)
    }


@pytest.mark.parametrize("seed", some(range(500), 10))
def test_without_groups_it_is_plain_reach(seed: int) -> None:
    rng = random.Random(seed)
    graph = nx.gnp_random_graph(rng.randint(2, 60), rng.choice([0.02, 0.06]), seed, directed=True)
    made = standing(len(graph), list(graph.edges), [], [])
    expected = [len(nx.ancestors(graph, node)) for node in graph]
    assert blast(made, most=False).counts.tolist() == expected


def test_more_sources_than_fit_into_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORDS", 1)
    chain = standing(200, [(at + 1, at) for at in range(199)], [], [])
    assert blast(chain, most=False).counts.tolist() == list(range(199, -1, -1))


def test_nothing_stands_on_nothing() -> None:
    assert blast(standing(3, [], [], []), most=True).counts.tolist() == [0, 0, 0]


def test_of_nothing_at_all() -> None:
    assert blast(standing(0, [], [], []), most=True).counts.tolist() == []
