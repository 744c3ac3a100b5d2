"""The best choice of a program, by branching where the relaxation is torn and going through the rest."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cohelm.analysis.portfolio.choice.nearby import Nearby, nearby
from cohelm.analysis.portfolio.choice.program import Program, Whole
from cohelm.analysis.portfolio.choice.relaxation import (
    OUT,
    Bound,
    Relaxation,
    Relaxed,
    bound,
)

LOOKED_AT = 400
"""So many combinations are gone through at a node before it is branched instead."""
AT_THE_ROOT = 20_000_000
"""Over the square of the number of rows: so many are gone through at the root, where rows are few."""
Flags = npt.NDArray[np.bool_]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of the choices: columns that may not be taken, groups of which one has to be."""

    barred: Flags
    must: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search found. `proved`: nothing feasible is worth more than `most`.

    `near` holds the best choices found, or where the root was gone through, all that were asked for.
    """

    near: Nearby | None
    most: int
    proved: bool
    whole: bool = False


class Search:
    """Searches one program again and again, for other aims and other limits of its last rows."""

    def __init__(self, program: Program, *, stop: Stop = lambda: False) -> None:
        self.program = program
        self._relaxation = Relaxation(program)
        self._stop = stop
        counts = np.bincount(program.group, minlength=len(program.must))
        self._single = counts[program.group] == 1
        self._every = np.arange(program.size, dtype=np.int64)
        self.nodes = 0

    def root(self, terms: Whole) -> tuple[Relaxed | None, Bound]:
        """The relaxation of the whole and its proof."""
        return self._relaxed(Node(np.zeros(self.program.size, bool), self.program.must), terms)

    def limit(self, row: int, most: int) -> None:
        """Changes what a row allows."""
        allowed = self.program.most.copy()
        allowed[row] = most
        self.program = self.program.allowing(allowed)
        self._relaxation.limit(row, float(most))

    def best(self, terms: Whole, least: int, *, nodes: int, top: int | None = None) -> Found:
        """The best choice that is worth `least` or more; the first of equal ones in no set order.

        Goes from the bound downwards in steps that double, so that no time goes into choices far from
        the best. `nodes` bounds the work; `top` is a bound that is known already.
        """
        root, proof = self.root(terms)
        most = proof.worth if top is None else min(top, proof.worth)
        step = max(1, int(np.abs(terms).max(initial=0)) // 32)
        left = nodes
        at_once = max(LOOKED_AT, AT_THE_ROOT // max(10, len(self.program.most)) ** 2)
        while most >= least:
            goal = max(least, most - step + 1)
            if root is not None:
                near = nearby(self.program, proof, goal, most=at_once)
                if near is not None:
                    if len(near.rest) or goal == least:
                        return Found(near, self._top(near, terms, least), True, goal == least)
                    most, step = goal - 1, step * 2
                    continue
            near, used, proved = self._down(terms, goal, left)
            left -= used
            if near is not None:
                value = int(near.sums(terms).max())
                return Found(near, value if proved else most, proved)
            if not proved:
                return Found(None, most, False)
            most, step = goal - 1, step * 2
        return Found(None, least - 1, True, True)

    @staticmethod
    def _top(near: Nearby, terms: Whole, least: int) -> int:
        return int(near.sums(terms).max()) if len(near.rest) else least - 1

    def _down(self, terms: Whole, goal: int, nodes: int) -> tuple[Nearby | None, int, bool]:
        """The best from `goal` on, how many nodes it took, and whether every node was closed."""
        best: Nearby | None = None
        open_ = [(0, 0, Node(np.zeros(self.program.size, bool), self.program.must))]
        seen = 0
        while open_:
            worth, _, node = heapq.heappop(open_)
            if seen and -worth < goal:
                continue
            if seen >= nodes or self._stop():
                return best, seen, False
            seen += 1
            self.nodes += 1
            near, most, further = self._node(node, terms, goal)
            if near is not None and len(near.rest):
                best, goal = near, int(near.sums(terms).max()) + 1
            for one in further:
                heapq.heappush(open_, (-most, len(open_) + seen * 2, one))
        return best, seen, True

    def _node(self, node: Node, terms: Whole, goal: int) -> tuple[Nearby | None, int, list[Node]]:
        """What a node holds, where that can be gone through; else the nodes that it falls into."""
        part, proof = self._relaxed(node, terms)
        slack = proof.most - goal * proof.scale
        if slack < 0:
            return None, 0, []
        barred, must = proof.loss > slack, proof.none > slack
        tight = self.program.with_must(must)
        near = nearby(tight, proof, goal, most=LOOKED_AT)
        if near is not None:
            return near, 0, []
        column = self._torn(part, proof, barred, must)
        group = self.program.group[column]
        without, only = barred.copy(), barred.copy()
        without[column] = True
        only[self.program.group == group] = True
        only[column] = False
        forced = must.copy()
        forced[group] = True
        return None, proof.worth, [Node(only, forced), Node(without, must)]

    def _torn(self, part: Relaxed | None, proof: Bound, barred: Flags, must: Flags) -> int:
        """The column to branch on: the one nearest to a half, else the one that loses least."""
        settled = barred | (must[self.program.group] & self._single)
        if part is not None:
            off = np.where(settled, 1.0, np.abs(part.taken - 0.5))
            column = int(off.argmin())
            if off[column] < 0.5 - 1e-6:
                return column
        loss = np.maximum(proof.loss, proof.none[self.program.group])
        return int(np.where(settled, np.iinfo(np.int64).max, loss).argmin())

    def _relaxed(self, node: Node, terms: Whole) -> tuple[Relaxed | None, Bound]:
        tight = self.program.with_must(node.must)
        least = (node.must[self.program.group] & self._single).astype(float)
        self._relaxation.fix(self._every, least, (~node.barred).astype(float))
        part = self._relaxation.solve(terms.astype(float))
        if part is not None:
            return part, bound(tight, terms, part.prices, node.barred)
        refusal = self._relaxation.refusal()
        nothing = np.zeros(len(self.program.most))
        if refusal is not None and refusal.any():
            proof = bound(tight, np.zeros_like(terms), refusal / refusal.max(), node.barred)
            if proof.most < 0:
                return None, replace(proof, most=-OUT, scale=1)
        return None, bound(tight, terms, nothing, node.barred)
