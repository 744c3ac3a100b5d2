"""The bars of the portfolio in some three minutes: `choosing` and `frontiers` with less beside them.

One optimum of three seeds beside the rival, and the curves without it: the rival walks them for minutes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bar import Measured
from benchmarks.choosing import FIXED, STARTS, of_seeds, to_choose
from benchmarks.frontiers import HARD, published, within
from benchmarks.portfolios import plain

SEEDS = 3


def measure() -> Iterator[Measured]:
    """The published curves only where COHELM_REAL_DATA is set."""
    for size, most in FIXED:
        yield from of_seeds(size, most, SEEDS)
    for size, starts, seconds, gap in STARTS:
        yield to_choose(size, starts, seconds, gap)
    if "COHELM_REAL_DATA" in os.environ:
        yield from published(Path(os.environ["COHELM_REAL_DATA"]) / "fronts")
    for seed in (1, 2):
        name = f"the curve of 100 initiatives, seed {seed}"
        yield within(HARD, name, plain(100, seed=seed), most=6)
    yield within(90, "the curve of 200 initiatives", plain(200, seed=1))
