"""Which items a right covers: a set of node numbers as bits, so that thousands are compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Covered:
    """A set of node numbers; bit n of `bits` says whether n is in it.

    Compared, joined and cut as a frozenset is. Cost: one machine word for 64 nodes, in each step.
    """

    bits: int = 0

    @classmethod
    def of(cls, nodes: Iterable[int]) -> Covered:
        """The set of some numbers."""
        found = 0
        for node in nodes:
            found |= 1 << node
        return cls(found)

    @classmethod
    def where(cls, mask: Mask) -> Covered:
        """The set of the numbers at which a mask holds."""
        return cls(int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little"))

    @classmethod
    def any_of(cls, several: Iterable[Covered]) -> Covered:
        """All that is in any of several sets."""
        found = 0
        for one in several:
            found |= one.bits
        return cls(found)

    def packed(self, size: int) -> npt.NDArray[np.uint8]:
        """The set over `size` numbers, of which it has none beyond: eight in a byte, lowest first."""
        return np.frombuffer(self.bits.to_bytes(-(-size // 8), "little"), np.uint8)

    def mask(self, size: int) -> Mask:
        """The set as a mask over `size` numbers, of which it has none beyond."""
        return np.unpackbits(self.packed(size), count=size, bitorder="little").view(bool)

    @property
    def first(self) -> int:
        """The lowest number; -1 where there is none."""
        return (self.bits & -self.bits).bit_length() - 1

    @property
    def nodes(self) -> Ints:
        """The numbers, ascending."""
        return np.flatnonzero(self.mask(self.bits.bit_length()))

    def __and__(self, other: Covered) -> Covered:
        return Covered(self.bits & other.bits)

    def __or__(self, other: Covered) -> Covered:
        return Covered(self.bits | other.bits)

    def __sub__(self, other: Covered) -> Covered:
        return Covered(self.bits & ~other.bits)

    def __le__(self, other: Covered) -> bool:
        return not self.bits & ~other.bits

    def __lt__(self, other: Covered) -> bool:
        return self.bits != other.bits and self <= other

    def __contains__(self, node: int) -> bool:
        return bool(self.bits >> node & 1)

    def __iter__(self) -> Iterator[int]:
        return iter(self.nodes.tolist())

    def __len__(self) -> int:
        return self.bits.bit_count()
