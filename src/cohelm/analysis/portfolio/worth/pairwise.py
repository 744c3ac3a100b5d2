"""What do judgements by pairs amount to, and do they contradict each other?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
RANDOM = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49,
          11: 1.51, 12: 1.48, 13: 1.56, 14: 1.57, 15: 1.59}  # fmt: skip
"""The mean consistency index of random judgements, by how many are compared; Saaty's table of 1980."""
MOST = 15


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Weights that add up to 1, the largest eigenvalue, and how inconsistent the judgements are.

    `index` is (λ − n) / (n − 1), `ratio` that over the one of random judgements; both are 0 for one
    or two. `worst` are the places of the three whose judgements contradict each other most, None where
    all agree: by `off` times a direct judgement differs from the one by way of the third.
    """

    weights: Real
    largest: float
    index: float
    ratio: float
    worst: tuple[int, int, int] | None
    off: float


def judged(matrix: Real) -> Judged:
    """The principal eigenvector of a positive reciprocal matrix, n at most 15.

    `matrix[i, j]` is how many times as much i counts as j. Source: Saaty, The Analytic Hierarchy Process,
    1980; the worst triple: Koczkodaj 1993.
    """
    size = len(matrix)
    values, vectors = np.linalg.eig(matrix)
    at = int(np.argmax(values.real))
    found = np.abs(vectors[:, at].real)
    largest = float(values[at].real)
    index = max(0.0, (largest - size) / (size - 1)) if size > 2 else 0.0
    ratio = index / RANDOM[size] if size > 2 else 0.0
    worst, off = _worst(matrix)
    return Judged(found / found.sum(), largest, index, ratio, worst, off)


def _worst(matrix: Real) -> tuple[tuple[int, int, int] | None, float]:
    best, off = None, 1.0
    for i, j, k in permutations(range(len(matrix)), 3):
        if i < k:
            around = matrix[i, j] * matrix[j, k] / matrix[i, k]
            apart = float(max(around, 1 / around))
            if apart > off * (1 + 1e-9):
                best, off = (i, j, k), apart
    return best, off
