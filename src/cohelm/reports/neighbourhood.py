"""The neighbourhood of an item as a picture: what it leads to right, what leads to it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cohelm.core.enterprise import Enterprise, LinkEnd
from cohelm.core.plural import in_number
from cohelm.core.prose import Prose

WIDTH, BOX, ROW, HEAD, MARGIN = 760, 206, 25, 22, 8
"""Units of the picture: its width, that of a box, the heights of a row and of a group's heading."""
MOST_OF_A_RELATION = 3
MOST_ON_A_SIDE = 12
LONGEST = 28
DEPENDENCE = ("depends_on", "runs_on", "part_of", "supports", "covers", "acts_on", "affects")
"""The relations that a picture is for: they are shown before others."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A box: an item, or, with an empty `key`, how many more of a relation there are."""

    key: str
    name: str
    x: float
    y: float
    path: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a relation above its boxes."""

    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The boxes with their places, in units of the picture; `sentence` says what it shows."""

    sentence: str
    height: float
    centre: Neighbour
    neighbours: tuple[Neighbour, ...]
    headings: tuple[Heading, ...]
    width: int = WIDTH
    box: int = BOX
    row: int = ROW


def neighbourhood(enterprise: Enterprise, key: str) -> Neighbourhood:
    """What an item is directly linked to. Items of one relation stand together, by name.

    Past three of a relation, and twelve on a side, the rest is a number. Deterministic.
    """
    leads = _groups(enterprise, enterprise.links_of(key), reverse=False)
    led = _groups(enterprise, enterprise.links_to(key), reverse=True)
    height = max(_height(leads), _height(led), 3 * ROW) + 2 * MARGIN
    middle = height / 2
    centre = Neighbour(key, short(enterprise.name(key)), (WIDTH - BOX) / 2, middle - ROW / 2)
    left, left_heads = _side(led, 0, height, middle)
    right, right_heads = _side(leads, WIDTH - BOX, height, middle)
    count = len(enterprise.links_of(key)) + len(enterprise.links_to(key))
    sentence = (
        Prose(
            "{item} leads to {leads} and is led to by {led}",
            item=enterprise.name(key),
            leads=_counted(leads),
            led=_counted(led),
        )
        if count
        else Prose("{item} is linked to nothing", item=enterprise.name(key))
    )
    return Neighbourhood(sentence, height, centre, (*left, *right), (*left_heads, *right_heads))


Group = tuple[str, tuple[tuple[str, str], ...]]


def _groups(enterprise: Enterprise, ends: Sequence[LinkEnd], *, reverse: bool) -> list[Group]:
    """The other items by relation: those that a picture is for first, then the smallest."""
    by_name: dict[tuple[int, str], set[str]] = {}
    for end in ends:
        label = end.relation.inverse_label if reverse else end.relation.label
        rank = DEPENDENCE.index(end.relation.name) if end.relation.name in DEPENDENCE else 99
        by_name.setdefault((rank, label), set()).add(end.other)
    ranked = sorted(by_name.items(), key=lambda one: (one[0][0], len(one[1]), one[0][1]))
    groups: list[Group] = []
    rest, room = 0, MOST_ON_A_SIDE
    for (_, words), keys in ranked:
        if room <= 0:
            rest += len(keys)
            continue
        boxes = _boxes(enterprise, keys)
        room -= len(boxes)
        groups.append((words, boxes))
    return (
        [*groups, ("Otherwise linked", (("", Prose("and {rest} more", rest=rest)),))]
        if rest
        else groups
    )


def _boxes(enterprise: Enterprise, keys: set[str]) -> tuple[tuple[str, str], ...]:
    ordered = sorted(keys, key=lambda key: (enterprise.name(key).casefold(), key))
    shown = len(ordered) if len(ordered) <= MOST_OF_A_RELATION + 1 else MOST_OF_A_RELATION
    boxes = [(key, short(enterprise.name(key))) for key in ordered[:shown]]
    if len(ordered) > shown:
        boxes.append(("", Prose("and {many} more", many=len(ordered) - shown)))
    return tuple(boxes)


def _counted(groups: Sequence[Group]) -> str:
    shown = sum(1 for _, boxes in groups for key, _ in boxes if key)
    more = sum(int(name.split()[1]) for _, boxes in groups for key, name in boxes if not key)
    total = shown + more
    return in_number(total, "item", "items") if total else Prose("nothing")


def _height(groups: Sequence[Group]) -> float:
    return sum(HEAD + ROW * len(boxes) for _, boxes in groups)


def _side(
    groups: Sequence[Group], x: float, height: float, middle: float
) -> tuple[list[Neighbour], list[Heading]]:
    boxes: list[Neighbour] = []
    heads: list[Heading] = []
    y = (height - _height(groups)) / 2
    for words, items in groups:
        heads.append(Heading(words, x, y + HEAD - 8))
        y += HEAD
        for key, name in items:
            boxes.append(Neighbour(key, name, x, y, _curve(x, y + ROW / 2, middle)))
            y += ROW
    return boxes, heads


def _curve(x: float, y: float, middle: float) -> str:
    """The line between a box and the centre, as an SVG path from the one that leads to the other."""
    near, far = (WIDTH - BOX) / 2, (WIDTH + BOX) / 2
    if x < near:
        start, end = (x + BOX, y), (near, middle)
    else:
        start, end = (far, middle), (x, y)
    half = (start[0] + end[0]) / 2
    return f"M{start[0]:g} {start[1]:g}C{half:g} {start[1]:g} {half:g} {end[1]:g} {end[0]:g} {end[1]:g}"


def short(name: str) -> str:
    """A name that fits into a box."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
