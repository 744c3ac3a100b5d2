"""What a benchmark says of itself: the bar, what was measured, what the rival took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """One line of the table. Times are in seconds; `most` is the bar, `rival` 0 where there is none."""

    what: str
    took: float
    most: float
    rival: float = 0.0
    rival_name: str = ""
    least_ratio: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the bar is met, and the ratio to the rival with it."""
        return self.took <= self.most and self.rival >= self.least_ratio * self.took

    def line(self) -> str:
        """The line as the table shows it."""
        ratio = f"{self.rival / self.took:.1f} × {self.rival_name}" if self.rival else ""
        if self.least_ratio:
            ratio += f" (at least {self.least_ratio:g})"
        verdict = "holds" if self.holds else "MISSED"
        return f"| {self.what} | {shown(self.took)} | {shown(self.most)} | {ratio} | {verdict} |"


def shown(seconds: float) -> str:
    """A time in the unit in which it reads best."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long something takes by the wall clock, and what it gives."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def best(work: Callable[[], Any], tries: int = 3) -> tuple[float, Any]:
    """The shortest of several times, which other work on the machine disturbs least."""
    runs = [timed(work) for _ in range(tries)]
    return min(run[0] for run in runs), runs[-1][1]
