"""How long does something take when part of it is still open?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that is still open after each time at which one ended, by Kaplan and Meier.

    `times` rise; `still` has the share after each, `at_risk` how many were still open just before it.
    `ended` and `open` count all.
    """

    times: tuple[float, ...]
    still: tuple[float, ...]
    at_risk: tuple[int, ...]
    ended: int
    open: int

    @classmethod
    def of(cls, ended: Sequence[float], open_: Sequence[float] = ()) -> Survival:
        """From the durations of what ended and of what is open so far.

        What is open at a time at which another ends counts as at risk then. Source: Kaplan and Meier
        1958.

        >>> Survival.of([1, 2], [3]).still
        (0.6666666666666667, 0.33333333333333337)
        """
        share, times, still, risks = 1.0, [], [], []
        for time in sorted(set(ended)):
            at_risk = sum(one >= time for one in ended) + sum(one >= time for one in open_)
            share *= 1 - sum(one == time for one in ended) / at_risk
            times.append(time)
            still.append(share)
            risks.append(at_risk)
        return cls(tuple(times), tuple(still), tuple(risks), len(ended), len(open_))

    def quantile(self, share: float) -> float | None:
        """The first time by which so large a share has ended; None where that is not reached yet."""
        for time, left in zip(self.times, self.still, strict=True):
            if 1 - left >= share - 1e-12:
                return time
        return None
