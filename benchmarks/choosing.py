"""One best portfolio, beside PuLP with CBC, and portfolios whose starts are to be chosen.

Of the plain kind (see `portfolios`) and of the harder one. Both sides read and state the problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from benchmarks.bar import Measured, Took, timed
from benchmarks.portfolios import plain, portfolio
from benchmarks.rival import Rival
from cohelm.analysis.portfolio.choice.engine import Choice, Limit, choose
from cohelm.analysis.portfolio.choice.problem import read_problem

GAP, LEAST = 1e-4, 1 / 1.1
FIXED = ((300, 1.0), (1_000, 2.5), (3_000, 6.0))
SEEDS = 20
STARTS = ((300, 4, 10.0, 0.01), (100, 12, 20.0, 0.03), (1_000, 12, 30.0, 0.025))
PATIENCE = 120.0
"""So many seconds the rival is waited for; what it does not prove by then took it longer."""
OVER = 1.5
"""The limit is kept to with so many seconds for reading the problem and the last step."""


def measure() -> Iterator[Measured]:
    """Times by the wall clock, our reading of the problem included."""
    for size, most in FIXED:
        yield from of_seeds(size, most, SEEDS)
    for size, most in FIXED[:2]:
        yield fixed(f"{size:,} of the harder kind", portfolio(size, seed=1), most)
    for size, starts, seconds, gap in STARTS:
        yield to_choose(size, starts, seconds, gap)


def of_seeds(size: int, most: float, seeds: int) -> Iterator[Measured]:
    """The slowest of so many against its bar, and the median of all against the rival."""
    every = [fixed(f"{size:,}", plain(size, seed=seed), most) for seed in range(seeds)]
    worst = max(every, key=lambda one: one.took.wall)
    yield replace(worst, what=f"{worst.what}, the slowest of {seeds}", rival=None, least=0)
    middle = sorted(every, key=lambda one: one.ratio)[seeds // 2]
    share = median(one.took.cpu / one.rival.cpu for one in every if one.rival)
    yield replace(
        middle,
        what=f"{middle.what}, the median of {seeds}; by the processor {share:.2f} of its time",
    )


def fixed(name: str, stated: dict[str, Any], most: float) -> Measured:
    """Proved to 1e-4, and the same value as the rival's within both gaps."""
    took, found = timed(lambda: choose(read_problem(stated), limit=Limit(gap=GAP)))
    theirs, value = timed(lambda: cbc(stated))
    assert off(found) <= GAP
    assert value is None or abs(value - float(found.value)) <= 2 * GAP * value
    return Measured(f"one optimum of {name} to 1e-4", took, most, theirs, "PuLP with CBC", LEAST)


def cbc(stated: dict[str, Any]) -> float | None:
    """What the rival proves; None where it does not in PATIENCE seconds."""
    rival = Rival(stated)
    try:
        return rival.best(rival.worth("cio") + rival.worth("cto"), gap=GAP, seconds=PATIENCE)
    except RuntimeError:
        return None


def to_choose(size: int, starts: int, seconds: float, gap: float) -> Measured:
    """A proven gap within the time; what is missed shows as more time than there is."""
    stated = portfolio(size, seed=1, starts=starts)
    limit = Limit(seconds, gap / 4)
    took, found = timed(lambda: choose(read_problem(stated), limit=limit))
    line = Measured(
        f"{size:,} with {starts} starts: {off(found):.2%} (at most {gap:.1%})", took, seconds + OVER
    )
    return line if off(found) <= gap else replace(line, took=Took(float("inf")))


def off(found: Choice) -> float:
    """How far from the bound, as a share of the value."""
    assert found.bound is not None
    return float((found.bound - found.value) / found.value)
