"""A technology radar as a picture: rings around a middle, a sector for each quadrant, numbered blips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt

RADIUS, EDGE = 350.0, 46
MOST = 100
"""So many blips are drawn; the others stand in the list."""
BLIP = 11.0
"""Half the side of a blip."""
FIRST = 0.42
"""The share of the radius that the innermost ring takes at the least."""


@dataclass(frozen=True, slots=True)
class Blip:
    """A technology on the radar; `movement` as the radar says it, None where it says nothing."""

    key: str
    number: int
    ring: int
    quadrant: int
    movement: str | None
    said: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A blip in units of the picture, with its outline as an SVG path."""

    blip: Blip
    x: float
    y: float
    path: str


@dataclass(frozen=True, slots=True)
class Sector:
    """The line that begins a quadrant, and where its name stands."""

    x: float
    y: float
    words: str
    words_x: float
    words_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class RingLine:
    """A ring's outer edge, and where its name stands."""

    radius: float
    words: str
    words_y: float


@dataclass(frozen=True, slots=True)
class RadarPicture:
    """The rings from the innermost on, the sectors clockwise from the top, and the blips."""

    rings: tuple[RingLine, ...]
    sectors: tuple[Sector, ...]
    blips: tuple[Placed, ...]
    more: int
    side: float = 2 * (RADIUS + EDGE)
    middle: float = RADIUS + EDGE


def draw_radar(
    blips: Sequence[Blip], *, rings: Sequence[str], quadrants: Sequence[str]
) -> RadarPicture | None:
    """The blips in their rings (0 the innermost) and sectors; None where there are none.

    Within a part of a ring blips stand in rows along the arc, by number: the angle within a sector
    carries no meaning. Rings have equal areas, but for the innermost, which never gets too small.
    """
    if not blips:
        return None
    shown = blips[:MOST]
    edges = _edges(len(rings))
    span = 2 * pi / len(quadrants)
    cells: dict[tuple[int, int], list[Blip]] = {}
    for one in shown:
        cells.setdefault((one.ring, one.quadrant), []).append(one)
    placed = [
        each
        for (ring, quadrant), of in sorted(cells.items())
        for each in _placed(of, edges[ring], edges[ring + 1], quadrant * span, span)
    ]
    middle = RADIUS + EDGE
    lines = tuple(
        RingLine(edge, name, middle - (edges[at] + edge) / 2 + 4)
        for at, (edge, name) in enumerate(zip(edges[1:], rings, strict=True))
    )
    sectors = tuple(_sector(name, at * span, span) for at, name in enumerate(quadrants))
    return RadarPicture(lines, sectors, tuple(placed), len(blips) - len(shown))


def _edges(rings: int) -> list[float]:
    """The radii between rings, from nought on."""
    if rings == 1:
        return [0.0, RADIUS]
    inner = max(FIRST, sqrt(1 / rings))
    rest = (1 - inner**2) / (rings - 1)
    return [0.0, *(round(RADIUS * sqrt(inner**2 + at * rest), 1) for at in range(rings))]


def _placed(
    blips: Sequence[Blip], inner: float, outer: float, begin: float, span: float
) -> list[Placed]:
    """The blips of a cell in rows along the arc, each as long as there is room for."""
    near, far = inner + 1.8 * BLIP, outer - 1.6 * BLIP
    near = max(near, 3.2 * BLIP)
    deep = max(1, ceil(sqrt(len(blips) * max(far - near, BLIP) / ((near + far) / 2 * span))))
    radii = [far] if deep == 1 else [near + (far - near) * at / (deep - 1) for at in range(deep)]
    if deep == 1:
        radii = [(near + far) / 2]
    whole = sum(radii)
    found: list[Placed] = []
    left = list(blips)
    for at, radius in enumerate(radii):
        room = len(left) if at == deep - 1 else min(len(left), round(len(blips) * radius / whole))
        row, left = left[:room], left[room:]
        for n, one in enumerate(row):
            angle = begin + span * (n + 0.5 + (0.12 if at % 2 else -0.12)) / max(1, room)
            x = RADIUS + EDGE + radius * sin(angle)
            y = RADIUS + EDGE - radius * cos(angle)
            found.append(Placed(one, round(x, 1), round(y, 1), _path(one.movement, x, y, angle)))
    return found


def _path(movement: str | None, x: float, y: float, angle: float) -> str:
    """The outline: a circle, a triangle that points the way it moved, a star for what is new."""
    match movement:
        case "moved in":
            return _polygon(x, y, angle + pi, 3, BLIP * 1.45)
        case "moved out":
            return _polygon(x, y, angle, 3, BLIP * 1.45)
        case "new":
            return _star(x, y)
        case _:
            half = f"a{BLIP} {BLIP} 0 1 0"
            return f"M{x - BLIP:.1f} {y:.1f}{half} {2 * BLIP} 0{half} {-2 * BLIP} 0Z"


def _polygon(x: float, y: float, angle: float, corners: int, size: float) -> str:
    """A regular polygon with a corner in the direction of the angle, clockwise from the top."""
    turns = [angle + 2 * pi * n / corners for n in range(corners)]
    points = [f"{x + size * sin(at):.1f} {y - size * cos(at):.1f}" for at in turns]
    return f"M{'L'.join(points)}Z"


def _star(x: float, y: float) -> str:
    points = []
    for n in range(10):
        size = BLIP * (1.5 if n % 2 == 0 else 0.85)
        points.append(f"{x + size * sin(pi * n / 5):.1f} {y - size * cos(pi * n / 5):.1f}")
    return f"M{'L'.join(points)}Z"


def _sector(name: str, begin: float, span: float) -> Sector:
    middle, at = RADIUS + EDGE, begin + span / 2
    x, y = middle + (RADIUS + 8) * sin(at), middle - (RADIUS + 8) * cos(at)
    anchor = "start" if sin(at) > 0.2 else "end" if sin(at) < -0.2 else "middle"
    corner = abs(sin(at)) > 0.2
    if corner:  # names stand in the corners, where a long one has room
        x, y = (2 * middle - 4 if sin(at) > 0 else 4), (14 if cos(at) > 0 else 2 * middle - 8)
        anchor = "end" if sin(at) > 0 else "start"
    return Sector(
        round(middle + RADIUS * sin(begin), 1), round(middle - RADIUS * cos(begin), 1), name,
        round(x, 1), round(y, 1), anchor,
    )  # fmt: skip
