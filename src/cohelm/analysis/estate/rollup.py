"""What do the parts that an item stands on allow it to promise?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Generic, TypeVar

from cohelm.analysis.estate.diagram import NO, Diagram, Singles, TooLarge
from cohelm.analysis.estate.standing import ALONE, HARD, Standing


@dataclass(frozen=True, slots=True)
class Promise:
    """A share of time, who states it, and whether it is that of the node with all it stands on."""

    share: float
    by: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """The share of time that a part is up by itself, and who says so.

    `beyond`: it promises more than what it stands on allows, and was taken as always up by itself.
    """

    share: float
    by: str
    beyond: bool = False

    @classmethod
    def of(cls, promise: Promise, beneath: float) -> Stated:
        """The part's own: a promise about the whole, less what lies beneath it in series."""
        if not promise.whole:
            return cls(promise.share, promise.by)
        beyond = promise.share > beneath + TINY
        return cls(1.0 if beyond else min(1.0, promise.share / beneath), promise.by, beyond)


TINY = 1e-12
Ask = Callable[[int], Promise | None]


@dataclass(frozen=True, slots=True)
class Rollup:
    """The availability of an item out of those of the parts that it consists of.

    `best` takes every perhaps of the needs for no, `worst` for yes. `stated` are the parts that say
    how available they are, by node; those of `unstated` are taken as always up. `lost` has by part
    the share of time that would be won if it alone were always up; `weights` by how much the whole
    rises with the part (Birnbaum). Where the parts are too many, `exact` is false, `best` and `worst`
    are bounds, and nothing is known of each part.
    """

    best: float
    worst: float
    stated: Mapping[int, Stated]
    unstated: tuple[int, ...]
    lost: Mapping[int, float]
    weights: Mapping[int, float]
    exact: bool


@dataclass(slots=True)
class Needs:
    """The needs by who has them, as `Standing.failing` reads them."""

    standing: Standing
    single: dict[int, list[tuple[int, bool]]] = field(init=False)
    grouped: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.single, self.grouped = {}, {}
        rows = zip(
            self.standing.source.tolist(), self.standing.target.tolist(),
            self.standing.hard.tolist(), self.standing.group.tolist(), strict=True,
        )  # fmt: skip
        for source, target, hard, group in rows:
            if group == ALONE:
                self.single.setdefault(source, []).append((target, hard == HARD))
        for at, one in enumerate(self.standing.groups):
            self.grouped.setdefault(one.source, []).append(at)

    def beneath(self, item: int) -> list[int]:
        """The item and all that it needs, hard or perhaps, each after what it needs itself.

        Within a circle of needs the order is that in which they are met.
        """
        order: list[int] = []
        seen = {item}
        waiting: list[tuple[int, Iterator[int]]] = [(item, self._targets(item))]
        while waiting:
            node, targets = waiting[-1]
            following = next((one for one in targets if one not in seen), None)
            if following is None:
                order.append(node)
                waiting.pop()
            else:
                seen.add(following)
                waiting.append((following, self._targets(following)))
        return order

    def _targets(self, node: int) -> Iterator[int]:
        yield from (target for target, _ in self.single.get(node, ()))
        for at in self.grouped.get(node, ()):
            yield from self.standing.groups[at].members

    def rolled_up(self, item: int, ask: Ask) -> Rollup:
        """The availability of an item, its parts failing apart from each other.

        A part that several ways lead to counts once: the failure of the item is one function of all
        parts, drawn as a decision diagram. Past its bounds: at best the parts in series of which each
        alone stops the item, at worst all parts in series.
        """
        order = self.beneath(item)
        try:
            return self._drawn(order, ask)
        except TooLarge:
            return self._bounded(order, ask)

    def _drawn(self, order: Sequence[int], ask: Ask) -> Rollup:
        diagram = Diagram()
        best = _System(self, order, diagram, most=False)
        stated: dict[int, Stated] = {}
        for node in order:
            promise = ask(node)
            if promise is not None:
                out = diagram.chance(best.failing(node), best.out).value if promise.whole else 0.0
                stated[node] = Stated.of(promise, 1 - out)
            best.add(node, stated.get(node))
        worst = _System(self, order, Diagram(), most=True)
        for node in order:
            worst.add(node, stated.get(node))
        found = diagram.chance(best.settled(), best.out)
        floor = worst.algebra.chance(worst.settled(), worst.out)
        weights = {node: found.weights.get(at, 0.0) for node, at in best.parts.items()}
        lost = {node: best.out[at] * weights[node] for node, at in best.parts.items()}
        return Rollup(
            1 - found.value,
            1 - floor.value,
            stated,
            _others(order, stated),
            lost,
            weights,
            exact=True,
        )

    def _bounded(self, order: Sequence[int], ask: Ask) -> Rollup:
        asked = {node: ask(node) for node in order}
        promises = {node: one for node, one in asked.items() if one is not None}
        stated = {node: Stated.of(one, 1.0) for node, one in promises.items()}
        cuts = _System(self, order, Singles(), most=False)
        for node in order:
            cuts.add(node, stated.get(node))
        stopping = cuts.settled()
        best = prod(
            stated[node].share for node, at in cuts.parts.items()
            if stopping >> at & 1 and not promises[node].whole
        )  # fmt: skip
        worst = prod(one.share for one in stated.values())
        return Rollup(best, worst, stated, _others(order, stated), {}, {}, exact=False)


def _others(order: Sequence[int], stated: Mapping[int, Stated]) -> tuple[int, ...]:
    return tuple(node for node in order if node not in stated)


A = TypeVar("A", Diagram, Singles)


class _System(Generic[A]):
    """The failure of each of some nodes as a function of the failures of parts, the last node's asked.

    `parts` are the nodes that can fail by themselves, with their numbers; `out` how likely they do.
    """

    def __init__(self, needs: Needs, order: Sequence[int], algebra: A, *, most: bool) -> None:
        self.needs, self.order, self.most = needs, order, most
        self.algebra: A = algebra
        self.failure = dict.fromkeys(order, NO)
        self.parts: dict[int, int] = {}
        self.out: list[float] = []

    def add(self, node: int, stated: Stated | None) -> None:
        """Takes a node in, after those that it stands on; without a statement it never fails alone."""
        if stated is not None and stated.share < 1:
            self.parts[node] = len(self.out)
            self.out.append(1 - stated.share)
        self.failure[node] = self.failing(node)

    def settled(self) -> int:
        """The least function of the last node by which all needs hold.

        Circles are gone round until nothing changes.
        """
        changed = True
        while changed:
            changed = False
            for node in self.order:
                found = self.failing(node)
                changed |= found != self.failure[node]
                self.failure[node] = found
        return self.failure[self.order[-1]]

    def failing(self, node: int) -> int:
        """The failure of a node, by what is known of those that it stands on."""
        algebra = self.algebra
        found = algebra.part(self.parts[node]) if node in self.parts else NO
        for target, hard in self.needs.single.get(node, ()):
            if hard or self.most:
                found = algebra.either(found, self.failure[target])
        for at in self.needs.grouped.get(node, ()):
            group = self.needs.standing.groups[at]
            members = [self.failure[one] for one in group.members]
            found = algebra.either(found, algebra.so_many(members, group.lost_at(most=self.most)))
        return found
