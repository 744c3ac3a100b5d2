"""Counts at a few moments as bars in parts: where each part of a bar stands in the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cohelm.core.concern import SEVERITIES, Severity
from cohelm.reports.wording import day

WIDTH, HEIGHT, BOTTOM, TOP = 640, 150, 22, 16
"""Units of the picture: its size, the room for the days below and for the numbers above."""
GAP = 0.3


class Counted(Protocol):
    """What a bar is drawn of."""

    @property
    def time(self) -> datetime:
        """The moment."""

    @property
    def severities(self) -> Mapping[Severity, int]:
        """How many of each severity."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its severity, its count, its place."""

    severity: Severity
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a moment: its day, its sum, its place, its parts from the bottom up."""

    day: str
    total: int
    x: float
    width: float
    top: float
    parts: tuple[Part, ...]

    @property
    def middle(self) -> float:
        """Where its numbers stand."""
        return self.x + self.width / 2


def bars(points: Sequence[Counted]) -> tuple[Bar, ...]:
    """The bars, in the order of the points; the highest fills the picture, all on one scale from 0."""
    most = max((sum(one.severities.values()) for one in points), default=0) or 1
    step = WIDTH / max(len(points), 1)
    return tuple(_bar(one, at * step, step, most) for at, one in enumerate(points))


def _bar(point: Counted, x: float, step: float, most: int) -> Bar:
    scale, y = (HEIGHT - BOTTOM - TOP) / most, float(HEIGHT - BOTTOM)
    parts = []
    for severity in reversed(SEVERITIES):
        height = point.severities.get(severity, 0) * scale
        y -= height
        parts.append(
            Part(severity, point.severities.get(severity, 0), round(y, 1), round(height, 1))
        )
    width = min(step * (1 - GAP), 60)
    total = sum(point.severities.values())
    shown = tuple(part for part in parts if part.count)
    return Bar(day(point.time.date()), total, round(x, 1), round(width, 1), round(y, 1), shown)
