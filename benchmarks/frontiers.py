"""Whole trade-off curves: published ones, and one of a portfolio beside PuLP with CBC."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bar import Measured, Took, timed
from benchmarks.portfolios import plain, portfolio
from benchmarks.rival import Rival
from cohelm.analysis.portfolio.choice.frontier import Curve, curve
from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.choice.program import program
from tests.real.test_fronts import knapsack, two_knapsacks

OFFICES = ("cio", "cto")
HARD = 60.0


def measure() -> Iterator[Measured]:
    """The published ones where COHELM_REAL_DATA is set; then portfolios of 100, both ways; one of 200.

    What CBC does not walk in minutes is stopped after HARD seconds, with what is proved by then.
    """
    if "COHELM_REAL_DATA" in os.environ:
        yield from published(Path(os.environ["COHELM_REAL_DATA"]) / "fronts")
    for seed in (1, 2):
        stated = plain(100, seed=seed)
        took, found = timed(partial(ours, stated))
        theirs, points = timed(partial(walked, stated))
        missed = beaten(points, at(found))
        name = f"the curve of 100 initiatives, {len(found.points)} points, of which CBC missed {missed}"
        yield Measured(name, took, 6, theirs, "PuLP with CBC", 6)
    yield within(
        HARD, "the curve of a third 100, which CBC does not walk so soon", plain(100, seed=3)
    )
    yield within(90, "the curve of 200 initiatives", plain(200, seed=1))
    for kind in ("even", "uneven"):
        yield within(
            HARD, f"100 of the harder kind, {kind}", portfolio(100, seed=1, even=kind == "even")
        )


def within(
    seconds: float, name: str, stated: dict[str, Any], *, most: float | None = None
) -> Measured:
    """What is proved of a curve by then. The bar, `most` or all of that, is missed if it is not whole."""
    until = time.monotonic() + seconds
    whole = program(read_problem(stated))
    took, found = timed(lambda: curve(whole, OFFICES, left=lambda: until - time.monotonic()))
    name += f": {len(found.points)} points, largest error {found.largest_error:.2%}"
    return Measured(name, took if found.exact else Took(float("inf"), took.cpu), most or seconds)


def beaten(theirs: list[tuple[int, int]], mine: list[tuple[int, int]]) -> int:
    """How many points the rival lost or gave too low. It has none that is not on our curve or below."""
    assert all(any(u >= a and v >= b for u, v in mine) for a, b in theirs)
    return len(set(mine) - set(theirs))


def published(folder: Path) -> Iterator[Measured]:
    """Every published curve, each with no point missing and none added."""
    for path in sorted(folder.glob("mobkp/*.in")):
        stated, points = knapsack(path)
        took, found = timed(partial(ours, stated))
        assert at(found) == sorted(points, reverse=True)
        yield Measured(f"published: {path.stem}, {len(points)} points", took, 3)
    stated = two_knapsacks(folder / "zitzler" / "knapsack.100.2")
    took, found = timed(lambda: ours(stated))
    lines = (folder / "zitzler" / "knapsack.100.2.pareto").read_text().splitlines()
    assert set(at(found)) == {tuple(map(int, one.split()[:2])) for one in lines if one.strip()}
    yield Measured(f"published: two knapsacks, {len(found.points)} points", took, 2)


def ours(stated: dict[str, Any]) -> Curve:
    """The curve, proved."""
    found = curve(program(read_problem(stated)), OFFICES)
    assert found.exact
    return found


def at(found: Curve) -> list[tuple[int, int]]:
    return [(int(one.at[0]), int(one.at[1])) for one in found.points]


def walked(stated: dict[str, Any]) -> list[tuple[int, int]]:
    return by_steps(Rival(stated))


def by_steps(rival: Rival) -> list[tuple[int, int]]:
    """The same by maximising one office with the other held above the last point, step by step."""
    first, second = (rival.worth(name) for name in OFFICES)
    points: list[tuple[int, int]] = []
    while True:
        try:
            most = round(rival.best(first, gap=0))
        except RuntimeError:
            return points
        rival.model.constraints["held"] = first >= most
        points.append((most, round(rival.best(second, gap=0))))
        del rival.model.constraints["held"]
        rival.model.constraints["beyond"] = second >= points[-1][1] + 1
