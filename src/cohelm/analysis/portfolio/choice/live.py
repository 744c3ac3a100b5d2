"""What a change of a budget, a pin or a weight does at once: a bound, prices, and a plan mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from cohelm.analysis.portfolio.choice.engine import Choice, Status
from cohelm.analysis.portfolio.choice.feasible import Chosen, broken, checked, values_of, weighted
from cohelm.analysis.portfolio.choice.mending import mended
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.analysis.portfolio.choice.program import Aim, Program, program
from cohelm.analysis.portfolio.choice.relaxation import Real, Relaxation, bound

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bounded:
    """The most that any choice can be worth, proved, and what one more of a resource brings at most.

    `prices` by resource and period, in points for one unit: a local estimate, no promise.
    """

    bound: Fraction
    prices: Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True, slots=True)
class Mended:
    """A choice that meets every demand, and what it is worth; not the best one, but close."""

    chosen: Chosen
    value: Fraction

    def choice(self, problem: Problem, bound: Fraction) -> Choice:
        """As an answer: proved best where nothing can be worth more."""
        values = values_of(problem, self.chosen)
        status: Status = "optimal" if bound == self.value else "feasible"
        return Choice(status, checked(problem, self.chosen, values), values, self.value, bound)


class Live:
    """Problems of the same initiatives, starts and shares: each next one begins where the last ended.

    Capacities, weights, what has to be in and what must not be may differ from problem to problem;
    an initiative that a problem lacks must not be in. Not to be shared between threads.
    """

    def __init__(self, problem: Problem) -> None:
        free = tuple(replace(one, mandatory=False) for one in problem.initiatives)
        self._program = program(replace(problem, initiatives=free), every=True)
        self._relaxation = Relaxation(self._program)
        self._allowed = self._program.most
        counts = np.bincount(self._program.group, minlength=len(self._program.must))
        self._single = counts == 1

    def bounded(self, problem: Problem) -> Bounded | None:
        """The bound and the prices; None where not even parts of initiatives meet every demand."""
        now, barred, aim = self._asked(problem)
        found = self._relaxed(now, barred, aim)
        if found is None:
            return None
        proof = bound(now, aim.terms, found[1], barred)
        prices = {
            (grain.resource, grain.period): Fraction(float(found[1][n])) / aim.unit / grain.amount
            for n, grain in enumerate(now.grains)
            if grain is not None and found[1][n] > 0
        }
        return Bounded(aim.exactly(proof.worth), prices)

    def mended(self, problem: Problem, begin: Chosen) -> Mended | None:
        """A plan from an earlier one: what no longer fits goes, then what brings most comes.

        Greedy, then one for another as long as that brings more; the same from the relaxation's
        answer, of both the better one. None where no plan was met with.
        """
        now, barred, aim = self._asked(problem)
        found = self._relaxed(now, barred, aim)
        if found is None:
            return None
        best: Mended | None = None
        for start in (now.taken(begin), found[0] > 0.5):
            taken = mended(now, aim.terms, found[1], start & ~barred, barred)
            chosen = {} if taken is None else now.chosen(np.flatnonzero(taken))
            if taken is None or broken(problem, chosen):
                continue
            value = weighted(problem, values_of(problem, chosen))
            if best is None or value > best.value:
                best = Mended(chosen, value)
        return best

    def _asked(self, problem: Problem) -> tuple[Program, Flags, Aim]:
        """The program with this problem's limits and musts, what may not be taken, and the aim."""
        there = {one.id: one.mandatory for one in problem.initiatives}
        ids = [one.id for one in self._program.problem.initiatives]
        must, barred = self._program.must.copy(), np.zeros(self._program.size, bool)
        must[: len(ids)] = [there.get(id_, False) for id_ in ids]
        gone = np.zeros(len(must), bool)
        gone[: len(ids)] = [id_ not in there for id_ in ids]
        barred[gone[self._program.group]] = True
        now = self._program.allowing(self._program.limits(problem)).with_must(must)
        return now, barred, now.worth({name: problem.weight(name) for name in problem.offices})

    def _relaxed(self, now: Program, barred: Flags, aim: Aim) -> tuple[Real, Real] | None:
        for row in np.flatnonzero(now.most != self._allowed):
            self._relaxation.limit(int(row), float(now.most[row]))
        self._allowed = now.most
        least = (now.must & self._single)[now.group].astype(float)
        self._relaxation.fix(np.arange(now.size, dtype=np.int64), least, (~barred).astype(float))
        found = self._relaxation.solve(aim.terms.astype(float))
        return None if found is None else (found.taken, found.prices)
