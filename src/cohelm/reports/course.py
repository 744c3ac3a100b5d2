"""Readings over time, the line and the band ahead, and the limit that they approach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 260, 56, 12, 12, 30
Ahead = tuple[date, float, float, float]
"""A day to come with what is expected, and the ends of its band."""


@dataclass(frozen=True, slots=True)
class Course:
    """The picture: dots, the line and the band as SVG point lists, the limit, ticks and years."""

    dots: tuple[tuple[float, float], ...]
    line: str
    band: str
    limit: float | None
    today: float
    ticks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def draw_course(
    readings: Sequence[tuple[date, float]],
    ahead: Sequence[Ahead],
    *,
    limit: float | None,
    on: date,
) -> Course | None:
    """The course from nought up; None without readings."""
    if not readings:
        return None
    days = [day for day, _ in readings] + [one[0] for one in ahead] + [on]
    first, last = min(days), max(days)
    span = max(1, (last - first).days)
    highest = max([v for _, v in readings] + [one[3] for one in ahead] + [limit or 0.0]) or 1.0
    most = highest * 1.05

    def x(day: date) -> float:
        return round(LEFT + (day - first).days / span * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - max(0.0, value) / most * (HEIGHT - TOP - BOTTOM), 1)

    upper = [f"{x(day)},{y(high)}" for day, _, _, high in ahead]
    lower = [f"{x(day)},{y(low)}" for day, _, low, _ in reversed(ahead)]
    step = _step(highest)
    ticks = [step * n for n in range(int(highest / step) + 1)]
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    return Course(
        tuple((x(day), y(value)) for day, value in readings),
        " ".join(f"{x(day)},{y(value)}" for day, value, _, _ in ahead),
        " ".join(upper + lower), None if limit is None else y(limit), x(on),
        tuple((y(one), f"{one:,g}") for one in ticks),
        tuple((x(day), str(day.year)) for day in years if first <= day <= last),
    )  # fmt: skip


def _step(highest: float) -> float:
    """The distance of ticks, of which there are two to five: 1, 2 or 5 times a power of ten.

    >>> _step(240), _step(9.9), _step(0.4)
    (50.0, 2.0, 0.1)
    """
    power = 10.0 ** len(str(int(highest))) if highest >= 1 else 1.0
    while highest / power < 2:
        power /= 10
    return next(round(power * one, 9) for one in (1, 2, 5) if highest / (power * one) < 5)
