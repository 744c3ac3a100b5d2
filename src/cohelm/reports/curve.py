"""The trade-off curve as a picture: the first office's value across, the second's up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cohelm.core.prose import Prose

WIDTH, HEIGHT = 640, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 20, 48
TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the picture, and what it is: `kind` is point, fair, current or none; `assumed` where
    its worth rests on something that nobody stated."""

    x: float
    y: float
    kind: str
    said: str
    label: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """The marks and the line through the points; ticks are a place and the number that stands there."""

    line: str
    marks: tuple[Mark, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    wall: int = LEFT


def draw_curve(
    points: Sequence[tuple[float, float]],
    said: Sequence[str],
    fair: Sequence[str],
    *,
    current: tuple[float, float] | None = None,
    assumed: Sequence[bool] = (),
) -> CurvePicture:
    """The points in their order, with what each says; `fair` names those that are a compromise, `assumed`
    tells those of which a part is assumed (none where it is empty).

    The scales hold the points and the current plan, and begin where these do: the axes say so.
    """
    every = [*points, *([current] if current else [])]
    x = _scale([one[0] for one in every], LEFT, WIDTH - RIGHT)
    y = _scale([one[1] for one in every], HEIGHT - BOTTOM, TOP)
    marks = [
        Mark(x.at(u), y.at(v), "fair" if name else "point", text, name, is_assumed)
        for (u, v), text, name, is_assumed in zip(
            points, said, fair, assumed or [False] * len(points), strict=True
        )
    ]
    if current:
        words = Prose(
            "the current plan: {first:,g} and {second:,g}",
            first=current[0],
            second=current[1],
        )
        marks.append(Mark(x.at(current[0]), y.at(current[1]), "current", words, "current plan"))
    steps = [f"{one.x},{one.y}" for one in marks[: len(points)]]
    return CurvePicture(" ".join(steps), tuple(marks), x.ticks, y.ticks)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        step = (self.high - self.low) / TICKS
        values = [self.low + n * step for n in range(TICKS + 1)] if step else [self.low]
        return tuple((self.at(one), f"{one:,.0f}") for one in values)


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    """A scale that holds all values with a tenth of room on both sides."""
    low, high = min(values), max(values)
    room = (high - low) * 0.1 or 1.0
    return _Scale(low - room, high + room, start, end)
