"""Goals as rows: one office's money to the left, the other's to the right, the joint between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, TOP = 760, 30, 26
NAME, ROOM = 250, 250
MIDDLE = NAME + ROOM + 2
LONGEST = 36


@dataclass(frozen=True, slots=True)
class Wing:
    """A goal: its name, and the money of the first, of both together and of the second office.

    `assumed` says of each of the three whether some of it is."""

    key: str
    name: str
    first: float
    together: float
    second: float
    said: str
    idle: bool
    assumed: tuple[bool, bool, bool] = (False, False, False)


@dataclass(frozen=True, slots=True)
class WingBar:
    """A row of the picture with its bars, in the picture's units."""

    wing: Wing
    label: str
    y: int
    first_x: float
    first_width: float
    left: float
    joint_width: float
    second_x: float
    second_width: float


@dataclass(frozen=True, slots=True)
class SidesPicture:
    """The rows under each other; `middle` is where the two sides meet."""

    bars: tuple[WingBar, ...]
    height: int
    width: int = WIDTH
    middle: int = MIDDLE


def draw_sides(wings: Sequence[Wing]) -> SidesPicture:
    """One scale for all: the widest side of any goal takes the room that a side has."""
    widest = max((max(one.first, one.second) + one.together / 2 for one in wings), default=0.0)
    scale = ROOM / widest if widest else 0.0
    bars = []
    for n, one in enumerate(wings):
        half = one.together * scale / 2
        left, right = one.first * scale, one.second * scale
        label = one.name if len(one.name) <= LONGEST else f"{one.name[: LONGEST - 1]}…"
        bars.append(WingBar(
            one, label, TOP + n * ROW, round(MIDDLE - half - left, 1), round(left, 1),
            round(MIDDLE - half, 1), round(2 * half, 1), round(MIDDLE + half, 1), round(right, 1),
        ))  # fmt: skip
    return SidesPicture(tuple(bars), TOP + len(wings) * ROW + 6)
