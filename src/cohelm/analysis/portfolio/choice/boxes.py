"""What of a curve is still open: boxes between neighbours, in which a point may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

At = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """What lies between two neighbours on the curve.

    Those not looked into yet go first, of them that of the largest `error` (negative), then as they
    stand.
    """

    tries: int
    error: float
    first: At
    second: At

    @property
    def corner(self) -> At:
        """The least that a point between them is worth to each."""
        return self.second[0] + 1, self.first[1] + 1

    def within(self, other: Box) -> bool:
        """Whether what is worth as much as its corner is worth as much as the other's."""
        return all(mine >= of for mine, of in zip(self.corner, other.corner, strict=True))


class Boxes:
    """The boxes between the points of a curve that are known, as it grows.

    Every two neighbours on the curve have a box here, unless all that lies from its corner on is
    known. So nothing is lost where a point that comes in beats the points that a box was made of:
    then its own neighbours have new boxes.
    """

    def __init__(self, error: Callable[[Box], float]) -> None:
        """`error` answers how much better a point in a box may be; 0 where none can be there."""
        self._error = error
        self._known: list[At] = []
        self.open: dict[tuple[At, At], Box] = {}

    def known(self, corner: At) -> None:
        """Notes that every point from a corner on that no other beats is among those found."""
        self._known.append(corner)

    def between(
        self, found: Iterable[At], error: Callable[[Box], float | None] = lambda _: None
    ) -> None:
        """Brings the boxes to the curve of the points `found`. `error` goes first, where it knows."""
        before, self.open = self.open, {}
        for pair in pairwise(undominated(found)):
            box = before.get(pair) or Box(0, 0.0, *pair)
            if self._is_known(box.corner):
                continue
            if pair not in before:
                far = error(box)
                far = self._error(box) if far is None else far
                if far <= 0:
                    self.known(box.corner)
                    continue
                box = Box(0, -far, *pair)
            self.open[pair] = box

    def largest(self, number: int) -> list[Box]:
        """So many of the open boxes, those first that are to be looked into first."""
        return sorted(self.open.values())[:number]

    def tried(self, box: Box, error: float) -> None:
        """Puts a box that could not be closed behind the others."""
        pair = box.first, box.second
        if pair in self.open:
            self.open[pair] = Box(box.tries + 1, -error, *pair)

    def _is_known(self, corner: At) -> bool:
        return any(corner[0] >= one[0] and corner[1] >= one[1] for one in self._known)


def undominated(places: Iterable[At]) -> list[At]:
    """Those that no other is as good as for both, the first office's best first."""
    found: list[At] = []
    for at in sorted(set(places), reverse=True):
        if not found or at[1] > found[-1][1]:
            found.append(at)
    return found
