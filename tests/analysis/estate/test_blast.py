"""All outages at once are those of each item alone: against the walk, and against networkx."""

from __future__ import annotations

import random

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
