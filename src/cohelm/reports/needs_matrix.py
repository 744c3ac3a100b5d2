"""Needs between many items as a matrix: who needs stands in rows, what is needed in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cohelm.core.prose import Prose

CELL, NAMES, ABOVE, MOST, LONGEST = 12, 180, 160, 120, 28
APART = 0.85
"""Items belong to one block where what they share is more than so much short of all; 1 is nothing."""
FEWEST = 3
"""So many items make a block."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A filled cell: the row's item needs the column's."""

    x: float
    y: float
    key: str
    style: str
    said: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Items side by side that share needs: where they stand, how many, and the most linked of them."""

    at: float
    side: float
    items: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class NeedsMatrix:
    """The names in their order, which rows and columns share, the filled cells, and the blocks."""

    names: tuple[tuple[float, str, str], ...]
    marks: tuple[Mark, ...]
    frames: tuple[Frame, ...]
    side: float
    more: int
    left: int = NAMES
    top: int = ABOVE
    cell: int = CELL


def draw_needs(
    names: Mapping[str, str], needs: Sequence[tuple[str, str, str]]
) -> NeedsMatrix | None:
    """The needs (who, what, style) between items with names; None without any.

    Items that need the same, or are needed by the same, stand side by side, so that they show as blocks.
    Past 120 items those with the most needs are drawn.
    """
    counts = Counter(key for pair in needs for key in pair[:2])
    if not counts:
        return None
    keys = sorted(sorted(counts, key=lambda key: (-counts[key], key))[:MOST])
    drawn = set(keys)
    shown = [one for one in needs if one[0] in drawn and one[1] in drawn]
    order, blocks = _blocks(keys, shown)
    place = {key: n * CELL for n, key in enumerate(order)}
    marks = tuple(
        Mark(NAMES + place[what], ABOVE + place[who], who, style,
             Prose("{item} needs {needs}, {how}", item=names.get(who, who),
                   needs=names.get(what, what), how=Prose(style)))
        for who, what, style in shown
    )  # fmt: skip
    labels = tuple((place[key], key, _short(names.get(key, key))) for key in order)
    frames = tuple(
        Frame(place[block[0]], len(block) * CELL, len(block), most, names.get(most, most))
        for block in blocks
        for most in [min(block, key=lambda key: (-counts[key], key))]
    )
    return NeedsMatrix(labels, marks, frames, len(keys) * CELL, len(counts) - len(keys))


def _blocks(
    keys: Sequence[str], needs: Sequence[tuple[str, str, str]]
) -> tuple[list[str], list[list[str]]]:
    """The order of the items, and those side by side that share needs: average linkage of Jaccard's
    distance, leaves in their best order.

    Source: Bar-Joseph, Gifford and Jaakkola 2001 (the order of leaves).
    """
    # late: pages without a matrix need none of it
    from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
    from scipy.spatial.distance import pdist

    at = {key: n for n, key in enumerate(keys)}
    linked = np.eye(len(keys), dtype=bool)  # an item and what it needs have each other in common
    for who, what, _ in needs:
        linked[at[who], at[what]] = linked[at[what], at[who]] = True
    if len(keys) < FEWEST:
        return list(keys), []
    tree = linkage(pdist(linked, "jaccard"), "average", optimal_ordering=True)
    order, of = leaves_list(tree).tolist(), fcluster(tree, APART, "distance")
    blocks: dict[int, list[str]] = {}
    for n in order:
        blocks.setdefault(int(of[n]), []).append(keys[n])
    return [keys[n] for n in order], [block for block in blocks.values() if len(block) >= FEWEST]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
