"""Every choice that is not worse for both of two offices, with a proof that none is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from cohelm.analysis.portfolio.choice.boxes import At, Box, Boxes, undominated
from cohelm.analysis.portfolio.choice.cuts import strengthened
from cohelm.analysis.portfolio.choice.feasible import Chosen, broken, checked
from cohelm.analysis.portfolio.choice.mending import mended
from cohelm.analysis.portfolio.choice.nearby import Nearby
from cohelm.analysis.portfolio.choice.program import LARGEST, Program, Whole
from cohelm.analysis.portfolio.choice.proof import Proved, Prover
from cohelm.analysis.portfolio.choice.search import Found, Search
from cohelm.analysis.portfolio.choice.seeds import exchanged

Point = tuple[Fraction, Fraction]
TimeLeft = Callable[[], float] | None
"""Answers how many seconds are left; the library itself looks at no clock."""
NODES, SMALL = 10, 30
"""So many parts of a box are looked at before CP-SAT is asked where rows are few, or so few columns."""
STEPS = 400
"""So many points are looked at for exchanges before the boxes."""
DIRECTIONS = ((1, 0), (3, 1), (1, 1), (1, 3), (0, 1))
"""The weights for which cuts are looked for before the curve begins."""
ROUNDS = 6
AT_FIRST = 10
"""So many parts are looked at with one round of cuts before a curve of bounded effort gets them all."""
TOGETHER, SOLVERS = 4, 2
"""So many boxes are looked into together, and so many searches of CP-SAT run beside each other."""
PATIENCE_AT_AN_END, PATIENCE = 40.0, 10.0
"""So many seconds CP-SAT may take for an end and for a box where the time is bounded."""
PARTS_OF_AN_END, PARTS_OF_A_BOX = 300, 40
"""So many parts are looked at before one goes on without CP-SAT, where the effort is bounded."""
FEW = 3
"""With no more rows than that, going through all that is near takes less time than cuts would save."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A choice on the curve, and what it is worth to the first and to the second office."""

    at: Point
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve from the first office's best to the second's.

    `exact`: every point is there, and proved. Else the time ran out, and `largest_error` in [0, 1] is
    proved instead: no choice is better for both than one of `points` by more than this share of what
    each could have at most. 1 where nothing is proved.
    """

    points: tuple[Placed, ...] = ()
    exact: bool = True
    largest_error: float = 0.0


Progress = Callable[[Curve], None]
"""Is told the curve so far, with what is proved of it."""


def curve(
    program: Program,
    offices: tuple[str, str],
    *,
    left: TimeLeft = None,
    progress: Progress | None = None,
    effort: int | None = None,
) -> Curve:
    """Every point that no choice beats for both. `left` answers how many seconds are left.

    `effort`: so many parts are looked at, by one's own search alone; the same on every machine. Cuts
    cost more than an easy curve does, so it is tried with few of them first.

    Both ends first; then the box of the largest possible error between two neighbours, again and
    again. A box's bound, in the box's own weights, shows most of them empty; in the others all choices
    within the bound are gone through, or the best is searched, which splits the box. All in integers.
    `progress` is told after each end and box, and may raise to stop: it knows what is proved by then.
    Source: two-phase method, Ulungu and Teghem 1995; boxes by largest error, Boland, Charkhgard and
    Savelsbergh 2015.
    """
    if effort is not None and len(program.most) > FEW:
        soon = _traced(_Tracing(program, offices, left, min(effort, AT_FIRST), rounds=1), None)
        if soon.exact:
            return soon
    return _traced(_Tracing(program, offices, left, effort, rounds=ROUNDS), progress)


def _traced(tracing: _Tracing, progress: Progress | None) -> Curve:
    try:
        return tracing.traced(progress)
    finally:
        tracing.pool.shutdown(cancel_futures=True)


class _Tracing:
    """The curve so far, and the boxes that are open."""

    def __init__(
        self,
        program: Program,
        offices: tuple[str, str],
        left: TimeLeft,
        effort: int | None,
        *,
        rounds: int,
    ) -> None:
        self.offices = offices
        self.left, self.effort = left, effort
        first, second = (program.worth({name: Fraction(1)}) for name in offices)
        self.terms, self.units = (first.terms, second.terms), (first.unit, second.unit)
        self.found: dict[At, Whole] = {}
        self._checked: dict[At, Placed] = {}
        self.program = program
        self.prover = Prover(program, self.terms)
        few = len(program.most) <= FEW or program.size <= SMALL
        self.nodes = NODES * few if effort is None else min(effort, PARTS_OF_AN_END)
        for weights in DIRECTIONS:
            if len(program.most) > FEW and not self._out():
                aim = weights[0] * first.terms + weights[1] * second.terms
                self.program = strengthened(self.program, aim, rounds=rounds)
        far = [int(np.abs(terms).sum()) for terms in self.terms]
        self.rows = len(self.program.most)
        boxed = self.program.with_rows([(-self.terms[k], far[k]) for k in (0, 1)])
        self.far = far
        self.search = Search(boxed, stop=self._out)
        self.patience = PATIENCE_AT_AN_END
        self.boxes = Boxes(self._bounded)
        self.at_once = TOGETHER if effort is None else 1
        self.pool = ThreadPoolExecutor(SOLVERS)
        self.beyond = [0, 0]
        self.error = 1.0

    def _out(self) -> bool:
        """Whether the time is over."""
        return self.left is not None and self.left() <= 0

    def _enough(self) -> bool:
        """Whether the time is over, or what was to be looked at is."""
        return self._out() or (self.effort is not None and self.search.nodes >= self.effort)

    def traced(self, progress: Progress | None) -> Curve:
        ends = []
        for k in (0, 1):
            ends.append(self._end(k))
            if progress is not None:
                progress(self._curve([None]))
        if not self.found or None in ends:
            return self._curve([None] if self.found or any(self.beyond) else [])
        self.patience = PATIENCE
        if self.effort is not None:
            self.nodes = min(self.effort, PARTS_OF_A_BOX)
        if len(self.program.most) > FEW:
            steps = STEPS if self.effort is None else STEPS // 8
            self.found = exchanged(
                self.program, self.terms, self.found, steps=steps, stop=self._out
            )
        self.boxes.between(self.found)
        while self.boxes.open and not self._enough():
            for inside in self._looked(self.boxes.largest(self.at_once)):
                self.boxes.between(self.found, inside)
                if progress is not None:
                    progress(self._curve(self.boxes.open.values()))
        return self._curve(self.boxes.open.values())

    def _end(self, office: int) -> At | None:
        """The best for one office, and of equal ones the best for the other; None where nothing fits.

        Where that is not proved, the best that is known, and `beyond` has what may be missing for the
        office; also where nothing is known.
        """
        mine, other = self.terms[office], self.terms[1 - office]
        anywhere = -self.far[0], -self.far[1]
        factor = 2 * self.far[1 - office] + 1
        if self.rows > FEW and factor * (self.far[office] + 1) < LARGEST:
            both = factor * mine + other
            at, most = self._best(both, anywhere, -int(np.abs(both).sum()))
            most = (most + self.far[1 - office]) // factor
        else:
            at, most = self._best(mine, anywhere, -self.far[office])
            if at is not None and at[office] == most:
                corner = (most, anywhere[1]) if office == 0 else (anywhere[0], most)
                better, _ = self._best(other, corner, -self.far[1 - office])
                at = better if better is not None and better[office] == most else at
        known = -self.far[office] if at is None else at[office]
        self.beyond[office] = max(0, most - known)
        return at

    def _best(self, terms: Whole, corner: At, least: int) -> tuple[At | None, int]:
        """The best from a corner on, as far as it is found, and the most that there can be.

        That is below `least` where nothing fits.
        """
        found = self._searched(terms, corner, least)()
        near = found.near if found.near is not None and len(found.near.rest) else None
        if near is None and not found.proved:
            near = self._rounded(terms)
        if near is None:
            return None, least - 1 if found.proved else found.most
        at = max(self._kept(near), key=lambda at: self._sum(terms, at))
        return at, self._sum(terms, at) if found.proved else found.most

    def _rounded(self, terms: Whole) -> Nearby | None:
        """A choice near the relaxation's, where one is met with."""
        part, _ = self.search.root(terms)
        if part is None:
            return None
        boxed = self.search.program
        taken = mended(boxed, terms, part.prices, part.taken > 0.5, np.zeros(boxed.size, bool))
        chosen = {} if taken is None else self.program.chosen(np.flatnonzero(taken))
        if taken is None or broken(self.program.problem, chosen):
            return None
        every = np.flatnonzero(self.program.taken(chosen))
        return Nearby(every, np.zeros((1, 0), np.int64))

    def _searched(self, terms: Whole, corner: At, least: int) -> Callable[[], Found]:
        """Begins to look for the best from a corner on; asked for it, waits until it is there.

        First by one's own search, at once; what that does not close is left to CP-SAT beside it.
        """
        self._within(corner)
        found = self.search.best(terms, least, nodes=self.nodes)
        if found.proved or self._out() or self.effort is not None:
            return lambda: found
        seconds = None if self.left is None else min(self.left(), self.patience)
        other = self.pool.submit(self.prover.best, terms, corner, seconds=seconds)
        return lambda: _better(found, other.result(), terms, least)

    def _sum(self, terms: Whole, at: At) -> int:
        return int(terms[self.found[at]].sum())

    def _within(self, corner: At) -> None:
        for k in (0, 1):
            self.search.limit(self.rows + k, -corner[k])

    def _kept(self, near: Nearby) -> list[At]:
        """Notes the choices found; of those at one point the first by the problem's order."""
        sums = [near.sums(terms).tolist() for terms in self.terms]
        places = [(int(u), int(v)) for u, v in zip(*sums, strict=True)]
        best = undominated(places)
        for at in best:
            if at not in self.found:
                self.found[at] = near.taken(places.index(at))
        return best

    def _looked(self, boxes: Sequence[Box]) -> Iterator[Callable[[Box], float | None]]:
        """Looks into boxes; after each gives what is known of the boxes that are left of it."""
        begun = []
        for box in boxes:
            weights = self._weights(box)
            terms = weights[0] * self.terms[0] + weights[1] * self.terms[1]
            least = weights[0] * box.corner[0] + weights[1] * box.corner[1]
            begun.append((box, weights, self._searched(terms, box.corner, least)))
        for box, weights, answer in begun:
            yield self._taken_in(box, weights, answer())

    def _taken_in(self, box: Box, weights: At, found: Found) -> Callable[[Box], float | None]:
        """Notes what is found in a box; answers what may be in a box that lies within it."""
        some = found.near is not None and len(found.near.rest) > 0
        if found.near is not None and some:
            self._kept(found.near)
        error = self._error(box, weights, found.most)
        if found.whole or (found.proved and not some) or error <= 0:
            self.boxes.known(box.corner)
        elif not some:
            self.boxes.tried(box, error)
        return lambda inner: self._error(inner, weights, found.most) if inner.within(box) else None

    def _weights(self, box: Box) -> At:
        across, up = box.first[0] - box.second[0], box.second[1] - box.first[1]
        unit = gcd(across, up)
        return up // unit, across // unit

    def _bounded(self, box: Box) -> float:
        """The error of a box by the relaxation."""
        self._within(box.corner)
        weights = self._weights(box)
        terms = weights[0] * self.terms[0] + weights[1] * self.terms[1]
        return self._error(box, weights, self.search.root(terms)[1].worth)

    def _error(self, box: Box, weights: At, most: int) -> float:
        """How much better than both its neighbours a point in the box may be, as a share of the best.

        0 where none is. A neighbour that is not proved yet may itself be beaten by one in the box.
        """
        corner = box.corner
        if most < weights[0] * corner[0] + weights[1] * corner[1]:
            return 0.0
        best = [max(1, abs(max(at[k] for at in self.found))) for k in (0, 1)]
        inside = weights[0] * box.second[0] + weights[1] * box.first[1]
        return (most - inside) / (weights[0] * best[0] + weights[1] * best[1])

    def _curve(self, open_: Collection[Box | None]) -> Curve:
        """The curve so far. Better points beat those that a proof was of, so what is proved stays so."""
        points = tuple(self._placed(at) for at in undominated(self.found))
        errors = [1.0 if box is None else -box.error for box in open_]
        for k, missing in enumerate(self.beyond):
            if missing and self.found:
                errors.append(min(1.0, missing / max(1, abs(max(at[k] for at in self.found)))))
        self.error = min(self.error, max(errors, default=0.0))
        return Curve(points, not errors, self.error)

    def _placed(self, at: At) -> Placed:
        """A point with its choice, which is checked once."""
        if at not in self._checked:
            point = Fraction(at[0], self.units[0]), Fraction(at[1], self.units[1])
            chosen = self.program.chosen(self.found[at])
            values = dict(zip(self.offices, point, strict=True))
            self._checked[at] = Placed(point, checked(self.program.problem, chosen, values))
        return self._checked[at]


def _better(found: Found, other: Proved, terms: Whole, least: int) -> Found:
    """What one's own search and CP-SAT know together."""
    most = min(found.most, least - 1 if other.most is None and other.closed else found.most)
    most = most if other.most is None else min(most, other.most)
    if other.taken is None or int(terms[other.taken].sum()) < least:
        near = None if other.closed else found.near
        return Found(near, most, other.closed, other.closed)
    near = Nearby(other.taken, np.zeros((1, 0), np.int64))
    return Found(near, most, other.closed)
