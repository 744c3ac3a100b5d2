"""Items in columns with lines between those that are linked, laid out the same way each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX, WIDE, GAP, ROW, HEAD = 26, 190, 56, 34, 26
ACROSS, NARROW = 1016, 32
"""The width of the picture that is not passed while boxes can be made narrower, and their gap then."""
LEAST = 110
SWEEPS = 4
"""How often the order of the columns is brought nearer to that of their neighbours."""
LETTER = 6.6


@dataclass(frozen=True, slots=True)
class Node:
    """An item of a column; `states` are words for its look, `said` the whole sentence."""

    key: str
    name: str
    said: str
    states: str = ""


@dataclass(frozen=True, slots=True)
class NodeBox:
    """An item in units of the picture."""

    node: Node
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A link between two items as an SVG path; `style` is that of its kind."""

    path: str
    style: str
    said: str


@dataclass(frozen=True, slots=True)
class Layered:
    """The picture: boxes, lines, and the columns' names with their places."""

    boxes: tuple[NodeBox, ...]
    lines: tuple[Line, ...]
    headings: tuple[tuple[float, str], ...]
    width: float
    height: float
    wide: float
    box: int = BOX


@dataclass(frozen=True, slots=True)
class Joint:
    """A link from one item to another, both in columns; the arrow points at `end`."""

    start: str
    end: str
    style: str = ""
    said: str = ""


def draw_layered(
    columns: Sequence[tuple[str, Sequence[Node]]], joints: Sequence[Joint]
) -> Layered | None:
    """The columns from left to right; None where they hold nothing.

    Within a column items follow those that they are linked to in the columns beside it, by the median
    of their places, ties by name: fewer lines cross. Deterministic. Linear in links for each sweep.

    Source: the median heuristic of layered drawing, Eades and Wormald 1994.
    """
    columns = [(words, nodes) for words, nodes in columns if nodes]
    if not columns:
        return None
    orders = _ordered([[node.key for node in nodes] for _, nodes in columns], joints)
    known = {node.key: node for _, nodes in columns for node in nodes}
    highest = max(len(order) for order in orders)
    wide, gap = _widths(len(columns))
    boxes: dict[str, NodeBox] = {}
    for at, order in enumerate(orders):
        top = HEAD + (highest - len(order)) * ROW / 2
        for row, key in enumerate(order):
            node = known[key]
            boxes[key] = NodeBox(node, _short(node.name, wide), at * (wide + gap), top + row * ROW)
    lines = tuple(
        Line(_path(boxes[one.start], boxes[one.end], wide, gap), one.style, one.said)
        for one in joints if one.start in boxes and one.end in boxes
    )  # fmt: skip
    headings = tuple((at * (wide + gap), words) for at, (words, _) in enumerate(columns))
    width = len(columns) * (wide + gap) - gap
    return Layered(tuple(boxes.values()), lines, headings, width, HEAD + highest * ROW + 4, wide)


def _widths(columns: int) -> tuple[float, float]:
    """The width of a box and of the gap between columns."""
    if columns * (WIDE + GAP) - GAP <= ACROSS:
        return WIDE, GAP
    return max(LEAST, (ACROSS + NARROW) // columns - NARROW), NARROW


def _ordered(columns: list[list[str]], joints: Sequence[Joint]) -> list[list[str]]:
    """Each column in an order that follows its neighbours'."""
    beside: dict[str, list[str]] = {}
    for one in joints:
        beside.setdefault(one.start, []).append(one.end)
        beside.setdefault(one.end, []).append(one.start)
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        turn = range(1, len(columns)) if forwards else range(len(columns) - 2, -1, -1)
        for at in turn:
            place = {key: n for n, key in enumerate(columns[at - 1 if forwards else at + 1])}
            columns[at] = _by_median(columns[at], beside, place)
    return columns


def _by_median(
    column: list[str], beside: Mapping[str, list[str]], place: Mapping[str, int]
) -> list[str]:
    def median(key: str) -> float:
        places = sorted(place[end] for end in beside.get(key, ()) if end in place)
        if not places:
            return float(column.index(key))
        return (places[(len(places) - 1) // 2] + places[len(places) // 2]) / 2

    return sorted(column, key=lambda key: (median(key), column.index(key)))


def _path(start: NodeBox, end: NodeBox, wide: float, gap: float) -> str:
    """From the side of one box to the facing side of the other; around the right within a column."""
    y, to_y = start.y + BOX / 2, end.y + BOX / 2
    if start.x == end.x:
        x, out = start.x + wide, start.x + wide + gap * 0.7
        return f"M{x:g} {y:g}C{out:g} {y:g} {out:g} {to_y:g} {x:g} {to_y:g}"
    x, to_x = (start.x + wide, end.x) if start.x < end.x else (start.x, end.x + wide)
    half = (x + to_x) / 2
    return f"M{x:g} {y:g}C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}"


def _short(name: str, wide: float) -> str:
    most = int((wide - 12) / LETTER)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
