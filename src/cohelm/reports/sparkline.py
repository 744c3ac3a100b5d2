"""Readings as a small line within their natural limits, in units of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, PAD = 200, 44, 4
MOST = 36
"""So many of the last readings are drawn."""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The places of a line: `points` as an SVG polyline has them, the last reading, and the band.

    `band` is the top and the height of the natural limits, `mean` the height of their mean, `target`
    that of the target; each None where it is not known. `wanted` is the target as a line of steps where
    it was moved, else empty.
    """

    points: str
    last: tuple[float, float]
    band: tuple[float, float] | None
    mean: float | None
    target: float | None
    wanted: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(
    readings: Sequence[float],
    *,
    lower: float | None = None,
    upper: float | None = None,
    mean: float | None = None,
    target: float | None = None,
    wanted: Sequence[float | None] = (),
) -> Sparkline | None:
    """The last readings on a scale of their own, which also holds limits and target; None of none.

    `wanted` has the target at each reading where it was moved.
    """
    shown = list(readings)[-MOST:]
    if not shown:
        return None
    steps = list(wanted)[-MOST:]
    marks = [one for one in (lower, upper, target, *steps) if one is not None]
    low, high = min([*shown, *marks]), max([*shown, *marks])
    span = (high - low) or 1.0

    def y(value: float) -> float:
        return round(PAD + (high - value) / span * (HEIGHT - 2 * PAD), 1)

    step = (WIDTH - 2 * PAD) / max(1, len(shown) - 1)
    places = [(round(PAD + at * step, 1), y(value)) for at, value in enumerate(shown)]
    band = None
    if lower is not None and upper is not None:
        band = (y(upper), round(y(lower) - y(upper), 1))
    return Sparkline(
        " ".join(f"{x},{y_}" for x, y_ in places), places[-1], band,
        None if mean is None else y(mean), None if target is None else y(target),
        _steps([(x, y(one)) for (x, _), one in zip(places, steps, strict=False) if one is not None]),
    )  # fmt: skip


def _steps(places: Sequence[tuple[float, float]]) -> str:
    """A line that holds each height until the next place."""
    points: list[tuple[float, float]] = []
    for x, y in places:
        if points and points[-1][1] != y:
            points.append((x, points[-1][1]))
        points.append((x, y))
    return " ".join(f"{x},{y}" for x, y in points)
