"""How often does a budget hold, and what is a portfolio worth, over many futures?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
DRAWS, CHUNK, STEPS = 100_000, 4_000, 4_096
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Ratios:
    """What actual was of planned, as quantiles at equal steps from the least to the most.

    `called` says whose history it is, `of` how many cases it is from.
    """

    called: str
    of: int
    quantiles: tuple[float, ...]

    @classmethod
    def observed(cls, called: str, ratios: Sequence[float]) -> Ratios:
        """A history as it was seen, each case as likely as any other. Raises ValueError for none."""
        if not ratios:
            raise ValueError("a history has at least one case")
        return cls(called, len(ratios), tuple(sorted(ratios)))

    @property
    def median(self) -> float:
        """What half of the cases stayed below."""
        return self.at(0.5)

    def at(self, share: float) -> float:
        """What so large a share of the cases stayed below, with straight lines between quantiles."""
        return float(np.interp(share, self._places, self.quantiles))

    @property
    def mean(self) -> float:
        """The expected ratio, with straight lines between the quantiles."""
        return float(np.trapezoid(self.quantiles, self._places)) if self.of > 1 else self.median

    @property
    def _places(self) -> npt.NDArray[np.float64]:
        return np.linspace(0, 1, len(self.quantiles)) if len(self.quantiles) > 1 else np.zeros(1)

    def table(self) -> Floats:
        """The middles of 4,096 equally likely parts, from which futures are drawn."""
        middles = (np.arange(STEPS) + 0.5) / STEPS
        return np.interp(middles, self._places, self.quantiles).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Portfolios over many futures, by their number.

    `holds` is the share of futures in which the cost stays within the budget, None where there is
    none; `cost` and `value` have a row for each of QUANTILES. `error` is twice the standard error of
    `holds` at its widest.
    """

    draws: int
    holds: npt.NDArray[np.float64] | None
    cost: Floats
    value: Floats

    @property
    def error(self) -> float:
        """By how much a share may be off, nineteen times of twenty."""
        return float(1 / np.sqrt(self.draws))


def outlook(
    chosen: npt.NDArray[np.bool_],
    *,
    cost: Sequence[float],
    value: Sequence[float],
    costs: Ratios,
    values: Ratios,
    budget: float | None,
    seed: int,
    draws: int = DRAWS,
) -> Outlook:
    """Portfolios of the same items over futures that are drawn once and serve all of them.

    `chosen` has a row for each portfolio, a column for each item; `cost` and `value` are as planned.
    Each item's cost and value are multiplied by a ratio of its own, independent of the others'. Values
    are exact quantiles of the drawn futures. Memory: eight bytes a future and portfolio.
    """
    rng = np.random.default_rng(seed)
    weights = chosen.T.astype(np.float32)
    drawn = [
        _drawn(rng, ratios.table(), np.asarray(planned, np.float32), weights, draws)
        for ratios, planned in ((costs, cost), (values, value))
    ]
    holds = None if budget is None else (drawn[0] <= np.float32(budget)).mean(axis=1)
    return Outlook(draws, holds, *(_quantiles(one) for one in drawn))


def _drawn(
    rng: np.random.Generator, table: Floats, planned: Floats, weights: Floats, draws: int
) -> Floats:
    """The sums of each portfolio in each future: a row for each portfolio.

    Drawn as places in a table and in parts that fit the cache: drawing and taking quantiles by
    interpolation took six times as long.
    """
    found = np.empty((weights.shape[1], draws), np.float32)
    for first in range(0, draws, CHUNK):
        some = min(CHUNK, draws - first)
        places = rng.integers(0, STEPS, (some, len(planned)), dtype=np.uint16)
        found[:, first : first + some] = ((table[places] * planned) @ weights).T
    return found


def _quantiles(sums: Floats) -> Floats:
    """The least of the drawn values that so large a share of them does not exceed."""
    ordered = np.sort(sums, axis=1)
    places = [int(np.ceil(share * sums.shape[1])) - 1 for share in QUANTILES]
    return ordered[:, places].T
