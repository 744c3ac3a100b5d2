"""A hundred portfolios of three hundred initiatives over 100,000 futures, beside a plain loop."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import numpy as np

from benchmarks.bar import Measured, best, timed
from cohelm.analysis.portfolio.worth.futures import STEPS, Outlook, Ratios, outlook

ITEMS, PORTFOLIOS, DRAWS, SEED = 300, 100, 100_000, 11
MOST_MEMORY = 1_000_000
"""Kilobytes that the process may take at its widest."""
HISTORY = Ratios.observed("a history", [0.7, 0.9, 1.0, 1.1, 1.3, 1.6, 2.4])


def measure() -> Iterator[Measured]:
    """Both draw the same futures from the same seed; shares within the budget must be equal."""
    rng = np.random.default_rng(SEED)
    chosen = rng.random((PORTFOLIOS, ITEMS)) < 0.5
    cost, value = rng.uniform(10, 100, ITEMS), rng.uniform(0, 100, ITEMS)
    budget = float(chosen.sum(axis=1).mean() * cost.mean() * HISTORY.mean)

    def ours() -> Outlook:
        return outlook(chosen, cost=cost.tolist(), value=value.tolist(), costs=HISTORY,
                       values=HISTORY, budget=budget, seed=SEED, draws=DRAWS)  # fmt: skip

    took, found = best(ours)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert peak <= MOST_MEMORY, f"{peak:,} kB"
    rival, plain = timed(lambda: one_by_one(chosen, cost, budget))
    assert found.holds is not None
    assert np.abs(found.holds - plain).max() < 2e-4, "the shares differ"
    what = f"{DRAWS:,} futures of {PORTFOLIOS} portfolios of {ITEMS}, cost and value"
    yield Measured(what, took, 4, rival, "a loop over portfolios in NumPy, cost alone", 0)


def one_by_one(chosen: np.ndarray, cost: np.ndarray, budget: float) -> np.ndarray:
    """Each portfolio for itself over the same futures, drawn by interpolation in one piece."""
    rng = np.random.default_rng(SEED)
    middles = (np.arange(STEPS) + 0.5) / STEPS
    places = np.concatenate([
        rng.integers(0, STEPS, (4_000, ITEMS), dtype=np.uint16) for _ in range(DRAWS // 4_000)
    ])  # fmt: skip
    steps = np.linspace(0, 1, len(HISTORY.quantiles))
    drawn = np.interp(middles, steps, HISTORY.quantiles)[places] * cost
    return np.array([(drawn[:, one].sum(axis=1) <= budget).mean() for one in chosen])
