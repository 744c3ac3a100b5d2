"""Which rights of a verb decide on each item, computed for all items at once?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from cohelm.analysis.money import Rates
from cohelm.analysis.rights.held import Right
from cohelm.analysis.rights.winning import compared

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class OnItems:
    """The rights of one verb (rows) on the items that any of them covers (columns).

    `nodes` are the items' numbers, ascending; `covers` and `wins` say, row by row, which items a
    right covers and on which it decides: nothing overrules it there.
    """

    rights: tuple[Right, ...]
    nodes: npt.NDArray[np.int64]
    covers: Mask
    wins: Mask

    def groups(self) -> Iterator[tuple[tuple[int, ...], npt.NDArray[np.int64]]]:
        """The items by who decides on them: the rows of the rights that win, and the items."""
        if not self.wins.size:
            return
        packed = np.packbits(self.wins, axis=0)
        _, first, which = np.unique(packed, axis=1, return_index=True, return_inverse=True)
        which = which.reshape(-1)
        order = np.argsort(which, kind="stable")
        ends = np.searchsorted(which[order], np.arange(1, len(first)))
        for at, places in zip(first, np.split(order, ends), strict=True):
            yield tuple(np.flatnonzero(self.wins[:, at]).tolist()), self.nodes[places]


def on_items(rights: Sequence[Right], *, rates: Rates, on: date) -> OnItems:
    """Computes who decides on each item by the rule of `winning.outcome`, without an amount.

    Of two rights on an item, one whose covered items are a strict part of the other's wins; on the
    same items, the one with the lower limit. Cost: rights² × items / 8 at most, in NumPy.
    """
    whole = sorted(set[int]().union(*(one.covered for one in rights)) if rights else set())
    place = {node: at for at, node in enumerate(whole)}
    covers = np.zeros((len(rights), len(whole)), bool)
    for row, one in enumerate(rights):
        covers[row, [place[node] for node in one.covered]] = True
    overruled = np.zeros_like(covers)
    for row, one in enumerate(rights):
        for other_row, other in enumerate(rights):
            if row != other_row and _goes_before(other, one, rates, on):
                overruled[row] |= covers[other_row]
    return OnItems(tuple(rights), np.array(whole, np.int64), covers, covers & ~overruled)


def _goes_before(one: Right, other: Right, rates: Rates, on: date) -> bool:
    """Whether the first overrules the second wherever both hold."""
    if len(one.covered) > len(other.covered) or not one.covered <= other.covered:
        return False
    if len(one.covered) < len(other.covered):
        return True
    if one.limit is None:
        return False
    return other.limit is None or compared(other.limit, one.limit, rates, on) == 1
