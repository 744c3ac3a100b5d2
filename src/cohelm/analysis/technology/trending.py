"""Does a series rise or fall beyond chance, and how fast?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kendall:
    """The test of Mann and Kendall: `s` with its variance under no trend, two-sided `p`, and tau."""

    n: int
    s: int
    variance: float
    z: float
    p: float
    tau: float


def mann_kendall(values: Sequence[float], *, widened: float = 1.0) -> Kendall:
    """Whether later values tend to be above or below earlier ones; ties are allowed for.

    The normal approximation takes ten values or so. `widened` multiplies the variance, where values
    that follow each other are alike (see `widening`). Quadratic in values.

    Source: Mann 1945; Kendall 1975; the variance with ties as in Gilbert 1987, section 16.4.

    >>> found = mann_kendall([1, 2, 3, 4, 5])
    >>> found.s, round(found.variance, 4), round(found.p, 6)
    (10, 16.6667, 0.027486)
    """
    series = np.asarray(values, float)
    n = len(series)
    s = int(np.sign(np.subtract.outer(series, series))[np.tril_indices(n, -1)].sum())
    tied = np.unique(series, return_counts=True)[1]
    all_ = n * (n - 1) * (2 * n + 5) - int((tied * (tied - 1) * (2 * tied + 5)).sum())
    variance = all_ / 18 * widened
    z = (s - np.sign(s)) / math.sqrt(variance) if variance else 0.0
    tau = s / (n * (n - 1) / 2) if n > 1 else 0.0
    return Kendall(n, s, variance, float(z), math.erfc(abs(z) / math.sqrt(2)), tau)


def sen(times: Sequence[float], values: Sequence[float], *, sure: float) -> tuple[float, ...]:
    """The slope of Theil and Sen, the median of those of all pairs, and the ends of its interval.

    `sure` is the interval's confidence, within (0, 1); times must not all be one. Quadratic.

    Source: Sen 1968, JASA 63.

    >>> sen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], sure=0.93)
    (4.0, 3.714286, 4.375)
    """
    # late: it costs half a second, and few commands ask for slopes
    from scipy.stats import theilslopes

    found = theilslopes(np.asarray(values, float), np.asarray(times, float), alpha=sure)
    return tuple(round(float(one), 6) for one in (found.slope, found.low_slope, found.high_slope))


def likeness(times: Sequence[float], values: Sequence[float], slope: float) -> float:
    """How alike values that follow each other are once the slope is taken out, within [-1, 1]."""
    rest = np.asarray(values, float) - slope * np.asarray(times, float)
    rest = rest - rest.mean()
    whole = float((rest * rest).sum())
    # what only rounding has left is no likeness
    if whole <= 1e-12 * max(1.0, float(np.square(values).sum())):
        return 0.0
    return float((rest[1:] * rest[:-1]).sum()) / whole


def widening(likeness: float, n: int) -> float:
    """By how much the variance grows where values that follow each other are alike beyond chance.

    (1 + r) / (1 - r), the ratio of values to independent ones in a series of the first order; 1 where r
    is within 1.96 / √n, for likeness may as well be chance. Source: Bayley and Hammersley 1946.
    """
    return 1.0 if likeness <= 1.96 / math.sqrt(n) else (1 + likeness) / max(1 - likeness, 1e-9)


def holm(ps: Sequence[float]) -> list[float]:
    """Each p against the chance of any false claim among all of them. Source: Holm 1979.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(ps, kind="stable")
    found, most = [0.0] * len(ps), 0.0
    for at, place in enumerate(order.tolist()):
        most = max(most, min(1.0, (len(ps) - at) * ps[place]))
        found[place] = most
    return found
