"""The best choice under demands, proved, or how far from the best it is at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

import numpy as np

from cohelm.analysis.portfolio.choice import cbc
from cohelm.analysis.portfolio.choice.cuts import strengthened
from cohelm.analysis.portfolio.choice.feasible import (
    Chosen,
    broken,
    checked,
    values_of,
    weighted,
)
from cohelm.analysis.portfolio.choice.mending import mended
from cohelm.analysis.portfolio.choice.nearby import NONE, Nearby, nearby
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.analysis.portfolio.choice.program import Aim, Program, Whole, program
from cohelm.analysis.portfolio.choice.relaxation import Relaxed
from cohelm.analysis.portfolio.choice.search import Search
from cohelm.analysis.portfolio.choice.solver import Branched, branched

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
FEW_COLUMNS = 200
"""Up to so many columns, one's own search goes first."""
FOR_CBC = 500
"""Up to so many columns CBC goes on where that does not close it; HiGHS with more."""
CBC_FIRST = 3.0
"""With more columns and fixed starts, so many seconds go to CBC first: what it closes, it closes soon."""
NODES = 60
AT_FIRST = 1
"""So many parts without cuts: where that closes it, cuts would cost more than all the rest."""
AT_ONCE, FEW_PARTS = 100, 12
"""Up to so many columns a proof comes at once, within so many parts."""
ROUNDS = 8
TIES = 20_000


@dataclass(frozen=True, slots=True)
class Limit:
    """How long and how near: seconds (None: no bound), and the share of the value left unproved."""

    seconds: float | None = None
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer. `bound` is the most that any choice can be worth; None where none is known.

    `status`: `optimal` only where value and bound are equal and that is proved.
    """

    status: Status
    chosen: Chosen = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    value: Fraction = Fraction(0)
    bound: Fraction | None = None

    @property
    def gap(self) -> Fraction | None:
        """How many points a better choice can have more at most."""
        return None if self.bound is None else self.bound - self.value

    def with_what(self, other: Choice) -> Choice:
        """The better plan of two answers to one problem, with the lower bound of both."""
        if other.status in ("optimal", "infeasible") or not self.chosen:
            return other
        bounds = [one for one in (self.bound, other.bound) if one is not None]
        better = other if other.chosen and other.value > self.value else self
        bound = min(bounds, default=None)
        status: Status = "optimal" if bound == better.value else "feasible"
        return replace(better, bound=bound, status=status)


def choose(problem: Problem, *, limit: Limit = Limit(), begin: Chosen | None = None) -> Choice:
    """The choice of most value as the offices are weighted; see `solve`. `begin`: one that is known."""
    return solve(program(problem), limit=limit, begin=begin)


def solve(wanted: Program, *, limit: Limit = Limit(), begin: Chosen | None = None) -> Choice:
    """The choice of a program that is worth most, checked by `feasible.checked` before it leaves.

    Small ones: a look without cuts, then cuts, and branch and bound in integers (`search`). What that
    does not close, and large ones: the branch and bound of CBC or, with more columns, of HiGHS, whose
    answer is rounded to integers and valued anew. Ties: of equally good choices the one that takes the
    first initiative of the problem, then the second …, each as early as it can, as far as there are no
    more than some thousands. Where starts are to be chosen, a plan of one's own comes first
    (`mending`): it is the answer where it is within the gap already, and else that from which the
    others go on.
    """
    aim = wanted.aim()
    if not wanted.size:
        return Choice("optimal", values=dict.fromkeys(wanted.problem.offices, Fraction(0)),
                      bound=Fraction(0))  # fmt: skip
    few = wanted.size <= FEW_COLUMNS
    found = _searched(wanted, Search(wanted), aim, AT_FIRST) if few else None
    if found is not None:
        return found
    tight = _tightened(wanted, aim) if few else wanted
    search = Search(tight)
    least = -int(np.abs(aim.terms).sum())
    relaxed, proof = search.root(aim.terms)
    if proof.worth < least:
        return Choice("infeasible")
    if few:
        found = _searched(wanted, search, aim, NODES)
        if found is not None:
            return found
    return _branched(wanted, _Rest(tight, aim, relaxed, proof.worth, limit), begin)


def at_once(problem: Problem) -> Choice | None:
    """The same where the proof takes a moment; None where it takes longer."""
    wanted = program(problem)
    aim = wanted.aim()
    if not wanted.size:
        return solve(wanted)
    if wanted.size > AT_ONCE:
        return None
    found = _searched(wanted, Search(wanted), aim, AT_FIRST)
    return found or _searched(wanted, Search(_tightened(wanted, aim)), aim, FEW_PARTS)


def _searched(wanted: Program, search: Search, aim: Aim, nodes: int) -> Choice | None:
    """What one's own search proves; None where it is not through with so many parts."""
    least = -int(np.abs(aim.terms).sum())
    found = search.best(aim.terms, least, nodes=nodes)
    if not found.proved:
        return None
    if found.near is None or not len(found.near.rest):
        return Choice("infeasible")
    return _answer(wanted, aim, _first(search, aim, found.near), found.most)


def _tightened(wanted: Program, aim: Aim) -> Program:
    """The program with cuts, where it has rows enough for them to pay and not too many."""
    rows = len(wanted.most)
    if not (3 < rows <= 2_000 and wanted.size * rows <= 3_000_000):
        return wanted
    return strengthened(wanted, aim.terms, rounds=ROUNDS)


def _first(search: Search, aim: Aim, near: Nearby) -> Whole:
    """The columns of the first of all best choices, in the order that `solve` states."""
    value = int(near.sums(aim.terms).max())
    _, proof = search.root(aim.terms)
    every = nearby(search.program, proof, value, most=TIES) or near
    best = np.flatnonzero(every.sums(aim.terms) == value)
    places = np.where(every.rest[best] == NONE, search.program.size, every.rest[best])
    groups = np.array([_group(search.program, column) for column in every.rest.T], np.int64)
    order = np.argsort(groups)
    ranked = np.lexsort([places[:, n] for n in order[::-1]]) if len(order) else [0]
    return every.taken(int(best[ranked[0]]))


def _group(wanted: Program, columns: Whole) -> int:
    """The group that a column of options is of."""
    return int(wanted.group[columns[columns != NONE][0]]) if (columns != NONE).any() else 0


def _answer(wanted: Program, aim: Aim, taken: Whole, most: int) -> Choice:
    chosen = wanted.chosen(taken)
    values = values_of(wanted.problem, chosen)
    worth = aim.exactly(int(aim.terms[taken].sum()))
    total = weighted(wanted.problem, values)
    if worth != total:
        raise AssertionError(f"worth {total}, not {worth}")
    bound = aim.exactly(most)
    status: Status = "optimal" if bound == total else "feasible"
    return Choice(status, checked(wanted.problem, chosen, values), values, total, bound)


@dataclass(frozen=True, slots=True, eq=False)
class _Rest:
    """What is known where one's own search does not close it: the rows, the relaxation and its bound."""

    tight: Program
    aim: Aim
    relaxed: Relaxed | None
    most: int
    limit: Limit

    def own_plan(self) -> Whole | None:
        """What the relaxation takes, mended to a choice; None where none was met with."""
        if self.relaxed is None:
            return None
        nothing, begin = np.zeros(self.tight.size, bool), self.relaxed.taken > 0.5
        taken = mended(self.tight, self.aim.terms, self.relaxed.prices, begin, nothing)
        if taken is None:
            return None
        chosen = self.tight.chosen(np.flatnonzero(taken))
        is_broken = broken(self.tight.problem, chosen)
        return None if is_broken else np.flatnonzero(self.tight.taken(chosen))

    def will_do(self, plan: Whole | None) -> bool:
        """Whether a plan is as near the bound as is asked."""
        worth = 0 if plan is None else int(self.aim.terms[plan].sum())
        return plan is not None and self.most - worth <= self.limit.gap * worth


def _branched(wanted: Program, rest: _Rest, begin: Chosen | None) -> Choice:
    aim, most, limit = rest.aim, rest.most, rest.limit
    known = None if begin is None else np.flatnonzero(wanted.taken(begin))
    if wanted.size > len(wanted.must):
        known = _better(aim, rest.own_plan(), known)
        if known is not None and rest.will_do(known):
            return _answer(wanted, aim, known, most)
    if wanted.size <= FOR_CBC:
        found = cbc.branched(rest.tight, aim.terms, seconds=limit.seconds, gap=limit.gap)
    else:
        found = _of_many(wanted, aim, limit, known)
    if found.closed and found.taken is None:
        return Choice("infeasible")
    taken = _better(aim, found.taken, known)
    if found.most is not None:
        most = min(most, found.most)
    if taken is None:
        return Choice("unknown", bound=aim.exactly(most))
    return _answer(wanted, aim, taken, max(most, int(aim.terms[taken].sum())))


def _of_many(wanted: Program, aim: Aim, limit: Limit, known: Whole | None) -> Branched:
    """By CBC for a moment where starts are fixed, then by HiGHS from the better plan on."""
    left = limit.seconds
    if wanted.size == len(wanted.must) and (left is None or left > CBC_FIRST):
        found = cbc.branched(wanted, aim.terms, seconds=CBC_FIRST, gap=limit.gap)
        if found.closed:
            return found
        known = _better(aim, found.taken, known)
        left = None if left is None else left - CBC_FIRST
    tight = _tightened(wanted, aim)
    return branched(tight, aim.terms, seconds=left, gap=limit.gap, begin=known)


def _better(aim: Aim, *plans: Whole | None) -> Whole | None:
    """The plan that is worth most, the first of equal ones; None where there is none."""
    there = (one for one in plans if one is not None)
    return max(there, key=lambda one: int(aim.terms[one].sum()), default=None)
