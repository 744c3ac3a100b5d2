"""Published trade-off curves: every point of them and no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.tradeoff import traded

SLOW, LONG = pytest.mark.slow, pytest.mark.campaign


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


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("50_1.in", marks=SLOW), pytest.param("50_1_-0.500000.in", marks=LONG),
        pytest.param("100_1.in", marks=LONG), pytest.param("100_1_0.500000.in", marks=LONG),
    ],
)  # fmt: skip
def test_every_point_of_a_published_curve_is_found_and_no_other(real_data: Path, name: str) -> None:
    stated, points = knapsack(real_data / "fronts" / "mobkp" / name)
    found = traded(read_problem(stated), on=date(2026, 11, 24))
    assert found.exact
    assert found.points.select("cio", "cto").rows() == sorted(points, reverse=True)
