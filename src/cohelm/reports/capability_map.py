"""Nested boxes of equal size: capabilities within capabilities, coloured by a field, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ACROSS, BOX, GAP, HEAD, LEAF, CHIP = 4, 234, 12, 26, 40, 8
"""Top boxes a row; width and gap of a top box; heights of its heading and of a leaf; a chip's side."""
DEEPEST = 3
MOST_CHIPS = 12
LONGEST, LONGEST_HEAD = 30, 26


@dataclass(frozen=True, slots=True)
class Capable:
    """A capability to draw: what it is within, how many applications it has, its shade and words.

    `shade` None: nothing is known of it, which is hatched.
    """

    key: str
    name: str
    within: str | None
    applications: int
    shade: int | None
    said: str


@dataclass(frozen=True, slots=True)
class MapBox:
    """A box in units of the picture; `chips` are the left edges of a square for each application."""

    capable: Capable
    label: str
    x: float
    y: float
    width: float
    height: float
    is_leaf: bool
    chips: tuple[float, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class CapabilityMap:
    """The boxes, outer ones before those within; `deeper` is how many are nested past three levels."""

    boxes: tuple[MapBox, ...]
    height: float
    deeper: int
    width: int = ACROSS * BOX + (ACROSS - 1) * GAP


def draw_capabilities(capables: Sequence[Capable]) -> CapabilityMap | None:
    """The capabilities in the order given, three levels deep; None where there are none.

    Top boxes stand in rows, each row as high as its highest; a box within stands under its
    predecessor, so that it keeps its place while nothing is added before it.
    """
    if not capables:
        return None
    within: dict[str | None, list[Capable]] = {}
    for one in capables:
        within.setdefault(one.within, []).append(one)
    boxes: list[MapBox] = []
    top = 0.0
    tops = within.get(None, [])
    for first in range(0, len(tops), ACROSS):
        row = tops[first : first + ACROSS]
        highest = max(_height(one, within, 1) for one in row)
        for at, one in enumerate(row):
            boxes += _placed(one, within, 1, at * (BOX + GAP), top, BOX)
        top += highest + GAP
    return CapabilityMap(tuple(boxes), top, len(capables) - len(boxes))


def _height(one: Capable, within: Mapping[str | None, list[Capable]], level: int) -> float:
    inner = within.get(one.key, []) if level < DEEPEST else []
    if not inner:
        return LEAF
    return HEAD + sum(_height(each, within, level + 1) + 4 for each in inner) + 4


def _placed(
    one: Capable,
    within: Mapping[str | None, list[Capable]],
    level: int,
    x: float,
    y: float,
    width: float,
) -> list[MapBox]:
    inner = within.get(one.key, []) if level < DEEPEST else []
    longest = (LONGEST if not inner else LONGEST_HEAD) - 2 * (level - 1)
    label = one.name if len(one.name) <= longest else f"{one.name[: longest - 1].rstrip()}…"
    shown = 0 if inner else min(one.applications, MOST_CHIPS)
    chips = tuple(x + 8 + at * (CHIP + 3) for at in range(shown))
    hidden = 0 if inner else one.applications - shown
    box = MapBox(one, label, x, y, width, _height(one, within, level), not inner, chips, hidden)
    found, below = [box], y + HEAD
    for each in inner:
        found += _placed(each, within, level + 1, x + 6, below, width - 12)
        below += _height(each, within, level + 1) + 4
    return found
