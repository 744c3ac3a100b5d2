"""A yes-or-no function of independent parts as a binary decision diagram, and how likely it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NO, YES = 0, 1
MOST_NODES = 200_000
MOST_PARTS = 400
"""A diagram over more parts, or of more nodes, is not drawn: `TooLarge`."""


class TooLarge(Exception):
    """The diagram would grow past its bound."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a function is, and by how much each part's chance weighs on that.

    `weights` has dP/dp by part (Birnbaum's importance), in [0, 1] for functions that only rise.
    """

    value: float
    weights: Mapping[int, float]


class Diagram:
    """Functions over parts that are numbered from nought; a function is the number of its node.

    Reduced and ordered, so that equal functions have equal numbers. Parts come in the order of their
    numbers. Raises TooLarge past `MOST_PARTS` and `MOST_NODES`.

    Source: R. E. Bryant, Graph-based algorithms for Boolean function manipulation, IEEE Transactions
    on Computers C-35 (1986), 677-691.
    """

    def __init__(self) -> None:
        last = MOST_PARTS
        self.nodes: list[tuple[int, int, int]] = [(last, NO, NO), (last, YES, YES)]
        self._known: dict[tuple[int, int, int], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}

    def part(self, number: int) -> int:
        """The function that is the part itself."""
        if number >= MOST_PARTS:
            raise TooLarge
        return self._node(number, NO, YES)

    def either(self, one: int, other: int) -> int:
        """One or the other or both."""
        return self._choice(one, YES, other)

    def so_many(self, functions: Sequence[int], number: int) -> int:
        """At least so many of the functions."""
        reached = [YES] + [NO] * number
        for function in functions:
            for many in range(number, 0, -1):
                reached[many] = self._choice(function, reached[many - 1], reached[many])
        return reached[number]

    def chance(self, function: int, chances: Sequence[float]) -> Chance:
        """How likely a function is when each part is with its own chance, apart from the others.

        Linear in the nodes of the diagram.
        """
        below = sorted(self._beneath(function))
        likely = {NO: 0.0, YES: 1.0}
        for node in below:
            part, low, high = self.nodes[node]
            likely[node] = likely[low] + chances[part] * (likely[high] - likely[low])
        reached = dict.fromkeys(below, 0.0) | {NO: 0.0, YES: 0.0, function: 1.0}
        weights: dict[int, float] = {}
        for node in reversed(below):
            part, low, high = self.nodes[node]
            weights[part] = weights.get(part, 0.0) + reached[node] * (likely[high] - likely[low])
            reached[low] += reached[node] * (1 - chances[part])
            reached[high] += reached[node] * chances[part]
        return Chance(likely[function], weights)

    def _beneath(self, function: int) -> set[int]:
        found: set[int] = set()
        waiting = [function]
        while waiting:
            node = waiting.pop()
            if node > YES and node not in found:
                found.add(node)
                waiting += self.nodes[node][1:]
        return found

    def _node(self, part: int, low: int, high: int) -> int:
        """The node of a choice; a parent's number is above those of its children."""
        if low == high:
            return low
        key = (part, low, high)
        if key not in self._known:
            if len(self.nodes) > MOST_NODES:
                raise TooLarge
            self._known[key] = len(self.nodes)
            self.nodes.append(key)
        return self._known[key]

    def _choice(self, test: int, then: int, otherwise: int) -> int:
        """Where the test holds the one function, else the other."""
        if test == YES or then == otherwise:
            return then
        if test == NO:
            return otherwise
        if then == YES and otherwise == NO:
            return test
        key = (test, then, otherwise)
        if key not in self._chosen:
            first = min(self.nodes[node][0] for node in key)
            low = self._choice(*(self._given(node, first, 1) for node in key))
            high = self._choice(*(self._given(node, first, 2) for node in key))
            self._chosen[key] = self._node(first, low, high)
        return self._chosen[key]

    def _given(self, node: int, part: int, side: int) -> int:
        """The function once a part is known not to be (1) or to be (2)."""
        return self.nodes[node][side] if self.nodes[node][0] == part else node


class Singles:
    """As `Diagram`, but only which single parts bring a function about: a bit for each of them.

    Exact: a function of which no part alone is enough is the empty set. Cost: parts a step.
    """

    def part(self, number: int) -> int:
        """The function that is the part itself."""
        return 1 << number

    def either(self, one: int, other: int) -> int:
        """One or the other or both."""
        return one | other

    def so_many(self, functions: Sequence[int], number: int) -> int:
        """At least so many of the functions."""
        reached = [-1] + [NO] * number
        for function in functions:
            for many in range(number, 0, -1):
                reached[many] |= reached[many - 1] & function
        return reached[number]
