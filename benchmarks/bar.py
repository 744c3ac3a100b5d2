"""What a benchmark says of itself: the bar, what was measured, what the rival took."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cohelm.core.enterprise import Enterprise

TRIES, SHORT, MORE_TRIES = 3, 0.1, 20


@dataclass(frozen=True)
class Took:
    """Seconds by the wall clock, and of the processor's time.

    The latter is that of this process, all threads together, and of those that it started and saw end.
    """

    wall: float
    cpu: float = 0.0


@dataclass(frozen=True)
class Measured:
    """One line of the table. `most` is the bar in seconds; `least` how often the rival must take it."""

    what: str
    took: Took
    most: float
    rival: Took | None = None
    rival_name: str = ""
    least: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the bar is met by the wall clock, and the ratio to the rival with it."""
        return self.took.wall <= self.most and self.ratio >= self.least

    @property
    def ratio(self) -> float:
        """How often the time goes into that of the rival; 0 where there is none."""
        return self.rival.wall / self.took.wall if self.rival else 0.0

    def line(self) -> str:
        """The line as the table shows it."""
        beside = f"{self.ratio:.1f} × {self.rival_name}" if self.rival else ""
        beside += f" (at least {self.least:g})" if self.least else ""
        verdict = "holds" if self.holds else "MISSED"
        times = f"{shown(self.took.wall)} | {shown(self.took.cpu)} | {shown(self.most)}"
        return f"| {self.what} | {times} | {beside} | {verdict} |"


def shown(seconds: float) -> str:
    """A time in the unit in which it reads best; nothing where none was taken."""
    if not seconds:
        return ""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def timed(work: Callable[[], Any]) -> tuple[Took, Any]:
    """How long something takes, and what it gives."""
    began, cpu = time.perf_counter(), _processor()
    found = work()
    return Took(time.perf_counter() - began, _processor() - cpu), found


def _processor() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def unasked(plan: Enterprise) -> Enterprise:
    """The plan with all that it worked out for a day forgotten: asked again it would only remember."""
    for known in (plan, *plan.tables.values()):
        known.__dict__.pop("_days", None)
    return plan


def best(work: Callable[[], Any]) -> tuple[Took, Any]:
    """The shortest of several times, which other work on the machine disturbs least."""
    runs = [timed(work) for _ in range(TRIES)]
    if runs[0][0].wall < SHORT:
        runs += [timed(work) for _ in range(MORE_TRIES)]
    return min((run[0] for run in runs), key=lambda took: took.wall), runs[-1][1]
