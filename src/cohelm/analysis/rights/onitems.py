"""Which rights of a verb decide on each item, computed for all items at once?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from cohelm.analysis.money import Rates
from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import compared

Group = tuple[tuple[Right, ...], Covered]


@dataclass(frozen=True, slots=True, eq=False)
class OnItems:
    """The rights of one verb with the items on which each decides: nothing overrules it there.

    `packed` says, right by right, which node numbers it covers: eight in a byte, the lowest first.
    """

    rights: tuple[Right, ...]
    wins: tuple[Covered, ...]
    packed: npt.NDArray[np.uint8]
    size: int

    @property
    def covered(self) -> Covered:
        """All items that any of the rights covers."""
        return Covered.any_of(one.covered for one in self.rights)

    def covering(self, node: int) -> tuple[Right, ...]:
        """The rights that cover an item."""
        holds = self.packed[:, node >> 3] >> (node & 7) & 1
        return tuple(self.rights[row] for row in np.flatnonzero(holds).tolist())

    def groups(self) -> Iterator[Group]:
        """The items by who decides on them: the rights that win, in their order, and the items."""
        once, twice = Covered(), Covered()
        for one in self.wins:
            twice |= once & one
            once |= one
        for right, wins in zip(self.rights, self.wins, strict=True):
            alone = wins - twice
            if alone:
                yield (right,), alone
        if twice:
            yield from self._together(twice)

    def _together(self, twice: Covered) -> Iterator[Group]:
        nodes = twice.nodes
        masks = np.array([one.mask(self.size)[nodes] for one in self.wins])
        _, first, which = np.unique(
            np.packbits(masks, axis=0), axis=1, return_index=True, return_inverse=True
        )
        which = which.reshape(-1)
        for number, at in enumerate(first.tolist()):
            rows = np.flatnonzero(masks[:, at]).tolist()
            yield (
                tuple(self.rights[row] for row in rows),
                Covered.of(nodes[which == number].tolist()),
            )


def on_items(rights: Sequence[Right], *, size: int, rates: Rates, on: date) -> OnItems:
    """Computes who decides on each item by the rule of `winning.outcome`, without an amount.

    Of two rights on an item, one whose covered items are a strict part of the other's wins; on the
    same items, the one with the lower limit. `size` is the number of nodes. Cost: rights × nodes, and
    nodes / 64 for each two rights of which one covers the first item of the other.
    """
    packed = np.array([one.covered.packed(size) for one in rights], np.uint8)
    firsts = np.array([max(0, one.covered.first) for one in rights], np.int64)
    # of which right (row) does which other (column) cover the first item
    meets = (packed[:, firsts >> 3] >> (firsts & 7).astype(np.uint8) & 1).T
    over = [Covered() for _ in rights]
    for row, one in enumerate(rights):
        for other in np.flatnonzero(meets[row]).tolist():
            if other != row and goes_before(one, rights[other], rates, on):
                over[other] |= one.covered
    wins = tuple(one.covered - lost for one, lost in zip(rights, over, strict=True))
    return OnItems(tuple(rights), wins, packed, size)


def goes_before(one: Right, other: Right, rates: Rates, on: date) -> bool:
    """Whether the first overrules the second wherever both hold."""
    if not one.covered or not one.covered <= other.covered:
        return False
    if one.covered != other.covered:
        return True
    if one.limit is None:
        return False
    return other.limit is None or compared(other.limit, one.limit, rates, on) == 1
