"""Needs between many items as a matrix: who needs stands in rows, what is needed in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cohelm.core.prose import Prose

CELL, NAMES, MOST, LONGEST = 10, 190, 120, 28


@dataclass(frozen=True, slots=True)
class Mark:
    """A filled cell: the row's item needs the column's."""

    x: float
    y: float
    key: str
    style: str
    said: str


@dataclass(frozen=True, slots=True)
class NeedsMatrix:
    """The names in their order, which rows and columns share, and the filled cells."""

    names: tuple[tuple[float, str, str], ...]
    marks: tuple[Mark, ...]
    side: float
    more: int
    left: int = NAMES
    cell: int = CELL


def draw_needs(
    names: Mapping[str, str], needs: Sequence[tuple[str, str, str]]
) -> NeedsMatrix | None:
    """The needs (who, what, style) between items with names; None without any.

    Items that need each other stand near each other: the order is that of Cuthill and McKee,
    reversed, which keeps cells near the diagonal. Past 120 items those with the most needs are drawn.

    Source: Cuthill and McKee 1969; George 1971.
    """
    # late: pages without a matrix need no sparse graphs
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    linked = [key for pair in needs for key in pair[:2]]
    if not linked:
        return None
    counts = {key: linked.count(key) for key in sorted(set(linked))}
    keys = sorted(sorted(counts, key=lambda key: (-counts[key], key))[:MOST])
    at = {key: n for n, key in enumerate(keys)}
    shown = [one for one in needs if one[0] in at and one[1] in at]
    pairs = np.array([(at[who], at[what]) for who, what, _ in shown] or [(0, 0)])
    both = np.concatenate([pairs, pairs[:, ::-1]])
    graph = coo_matrix((np.ones(len(both)), both.T), shape=(len(keys), len(keys))).tocsr()
    order = [keys[n] for n in reverse_cuthill_mckee(graph, symmetric_mode=True).tolist()]
    place = {key: n * CELL for n, key in enumerate(order)}
    marks = tuple(
        Mark(NAMES + place[what], place[who], who, style,
             Prose("{item} needs {needs}, {how}", item=names.get(who, who),
                   needs=names.get(what, what), how=Prose(style)))
        for who, what, style in shown
    )  # fmt: skip
    labels = tuple((place[key], key, _short(names.get(key, key))) for key in order)
    return NeedsMatrix(labels, marks, len(keys) * CELL, len(counts) - len(keys))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
