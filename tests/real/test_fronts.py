"""Published trade-off curves: every point of them and no other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.tradeoff import traced, traded


def knapsack(path: Path) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """An instance with its points: number of items, capacity, then weight and two profits an item."""
    lines = [list(map(int, line.split())) for line in path.read_text().splitlines() if line.strip()]
    size = lines[0][0]
    initiatives = [
        {"id": f"i{n:03}", "values": {"cio": one, "cto": other}, "uses": {"money": {"0": weight}}}
        for n, (weight, one, other) in enumerate(lines[2 : 2 + size])
    ]
    stated = {"resources": {"money": {"now": lines[1][0]}}, "initiatives": initiatives}
    return stated, [(one, other) for one, other, *_ in lines[3 + size :]]


def two_knapsacks(path: Path) -> dict[str, Any]:
    """An instance with a capacity, weights and profits for each of two knapsacks."""
    capacity, weight, profit = (
        [int(one) for one in re.findall(rf"{word}: \+?(\d+)", path.read_text())]
        for word in ("capacity", "weight", "profit")
    )
    size = len(weight) // 2
    initiatives = [
        {"id": f"i{n:03}", "values": {"cio": profit[n], "cto": profit[size + n]},
         "uses": {"one": {"0": weight[n]}, "other": {"0": weight[size + n]}}}
        for n in range(size)
    ]  # fmt: skip
    resources = {"one": {"now": capacity[0]}, "other": {"now": capacity[1]}}
    return {"resources": resources, "initiatives": initiatives}


def points_of(stated: dict[str, Any]) -> list[tuple[float, float]]:
    problem = read_problem(stated)
    found = traded(problem, traced(problem), on=date(2026, 11, 24))
    assert found.exact
    return found.points.select("cio", "cto").rows()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["50_1.in", "50_1_-0.500000.in", "100_1.in", "100_1_0.500000.in"])
def test_every_point_of_a_published_curve_is_found_and_no_other(real_data: Path, name: str) -> None:
    stated, points = knapsack(real_data / "fronts" / "mobkp" / name)
    assert points_of(stated) == sorted(points, reverse=True)


@pytest.mark.slow
def test_the_published_curve_of_two_knapsacks_is_found_whole(real_data: Path) -> None:
    folder = real_data / "fronts" / "zitzler"
    lines = (folder / "knapsack.100.2.pareto").read_text().splitlines()
    points = [tuple(map(int, line.split()[:2])) for line in lines if line.strip()]
    assert points_of(two_knapsacks(folder / "knapsack.100.2")) == sorted(points, reverse=True)
