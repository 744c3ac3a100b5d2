"""Applications by business value and technical fit, with the cut lines and the band that is on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cohelm.core.prose import Prose

SIDE, LEFT, TOP, HIGHEST = 420, 46, 14, 5.0
MOST_NAMED = 12
LONGEST = 22
LETTER, LINE = 6.2, 11
HIGH, LOW, CORNER = TOP + 16, TOP + SIDE - 8, 120
"""The lines on which the names of the quadrants stand, and so much room for each, in any language."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An application with its scores, 0 to 5; `cost` makes its area, None where it is not known."""

    key: str
    name: str
    value: float
    fit: float
    cost: float | None
    on_the_line: bool
    said: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An application in units of the picture; `label` is empty where it is not named."""

    scored: Scored
    x: float
    y: float
    radius: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class TimeGrid:
    """The dots, the cut lines and their bands (start and width), the names of the quadrants."""

    dots: tuple[Dot, ...]
    cut_x: float
    cut_y: float
    band_x: float
    band_y: float
    band: float
    names: tuple[tuple[float, float, str, str], ...]
    left: int = LEFT
    top: int = TOP
    side: int = SIDE
    width: int = LEFT + SIDE + 10
    height: int = TOP + SIDE + 36


def draw_time(
    scored: Sequence[Scored], *, cut_value: float, cut_fit: float, near: float
) -> TimeGrid | None:
    """Fit from left to right, value upwards; the dearest lie behind, and up to twelve are named."""
    if not scored:
        return None
    dearest = max((one.cost or 0.0 for one in scored), default=0.0) or 1.0
    ranked = sorted(scored, key=lambda one: (-(one.cost or 0.0), one.key))
    unit = SIDE / HIGHEST
    dots: list[Dot] = []
    for one in ranked:
        x, y = round(LEFT + one.fit * unit, 1), round(TOP + SIDE - one.value * unit, 1)
        radius = round(3 + 13 * ((one.cost or 0.0) / dearest) ** 0.5, 1)
        dots.append(Dot(one, x, y, radius, *_label(one, x, y, radius, dots)))
    cut_x, cut_y = LEFT + cut_fit * unit, TOP + SIDE - cut_value * unit
    right = LEFT + SIDE - 6
    names = (
        (LEFT + 6, HIGH, "start", Prose("Migrate")), (right, HIGH, "end", Prose("Invest")),
        (LEFT + 6, LOW, "start", Prose("Eliminate")), (right, LOW, "end", Prose("Tolerate")),
    )  # fmt: skip
    return TimeGrid(
        tuple(dots), round(cut_x, 1), round(cut_y, 1), round(cut_x - near * unit, 1),
        round(cut_y - near * unit, 1), round(2 * near * unit, 1), names,
    )  # fmt: skip


def _label(
    one: Scored, x: float, y: float, radius: float, named: Sequence[Dot]
) -> tuple[str, float]:
    """The name beside a dot and where it begins: to the left where there is no room on the right.

    The dearest are named first; a name that would lie on one before, or on that of a quadrant, is left
    out.
    """
    name = one.name if len(one.name) <= LONGEST else one.name[: LONGEST - 1].rstrip() + "…"
    wide = len(name) * LETTER
    at = x + radius + 3 if x + radius + 3 + wide <= LEFT + SIDE else x - radius - 3 - wide
    before = [dot for dot in named if dot.label]
    free = all(
        abs(dot.y - y) > LINE
        or at > dot.label_x + len(dot.label) * LETTER
        or at + wide < dot.label_x
        for dot in before
    )
    is_level = min(abs(y - HIGH), abs(y - LOW)) < LINE + 4
    in_corner = is_level and (at < LEFT + CORNER or at + wide > LEFT + SIDE - CORNER)
    is_named = free and not in_corner and len(before) < MOST_NAMED
    return (name, round(at, 1)) if is_named else ("", 0.0)
