"""Is a reading a signal or noise: the process behaviour chart of single readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

from cohelm.core.prose import Prose

LIMIT = 2.66
"""How many mean moving ranges the limits stand from the mean: 3 / 1.128, rounded as it is published."""
FEWEST, GOOD = 6, 17
"""Of fewer readings no limits are made; of fewer than GOOD they are provisional."""
RUN = 8
NEAR, OF = 3, 4
Side = Literal["above", "below", ""]


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean of some readings, and the bounds within which the same process goes on.

    `moving_range` is the mean of the absolute differences of readings that follow each other.
    """

    mean: float
    moving_range: float
    readings: int

    @property
    def lower(self) -> float:
        """The lower natural process limit."""
        return self.mean - LIMIT * self.moving_range

    @property
    def upper(self) -> float:
        """The upper natural process limit."""
        return self.mean + LIMIT * self.moving_range

    @property
    def provisional(self) -> bool:
        """Whether they rest on fewer than seventeen readings."""
        return self.readings < GOOD


@dataclass(frozen=True, slots=True)
class Signal:
    """What the last reading says: by which rule, and on which side of the mean; neither for noise."""

    rule: str = ""
    side: Side = ""


def limits_of(readings: Sequence[float]) -> Limits | None:
    """The limits that readings in their order make; None of fewer than six.

    They are computed from moving ranges, never from the standard deviation, which a shift inflates.
    Source: Wheeler, Understanding Variation, 1993.

    >>> found = limits_of([10.7, 13.0, 11.4, 11.5, 12.5, 14.1, 14.8, 14.1, 12.6, 16.0, 11.7, 10.6])
    >>> round(found.mean, 2), round(found.lower, 3), round(found.upper, 3)
    (12.75, 8.325, 17.175)
    """
    if len(readings) < FEWEST:
        return None
    moves = [abs(b - a) for a, b in pairwise(readings)]
    return Limits(fmean(readings), fmean(moves), len(readings))


def signal(readings: Sequence[float], limits: Limits) -> Signal:
    """What the last of some readings says against limits, by the first rule that holds.

    A reading beyond a limit; eight in a row on one side of the mean; three of four nearer a limit than
    the mean, on one side. A reading on the mean is on neither side. Source: Wheeler 1993.
    """
    last = _side(readings[-1], limits)
    if not limits.lower <= readings[-1] <= limits.upper:
        return Signal(Prose("beyond a limit"), last)
    run = [_side(one, limits) for one in readings[-RUN:]]
    if len(run) == RUN and last and set(run) == {last}:
        return Signal(Prose("eight in a row on one side of the mean"), last)
    near = [_side(one, limits) for one in readings[-OF:] if _is_near(one, limits)]
    if last and _is_near(readings[-1], limits) and near.count(last) >= NEAR:
        return Signal(Prose("three of four nearer a limit than the mean"), last)
    return Signal()


def _side(reading: float, limits: Limits) -> Side:
    return "above" if reading > limits.mean else "below" if reading < limits.mean else ""


def _is_near(reading: float, limits: Limits) -> bool:
    return abs(reading - limits.mean) > (limits.upper - limits.mean) / 2
