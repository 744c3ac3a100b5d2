"""The best choice under demands, proved, by branch and bound over integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite, lcm
from typing import Any, Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from cohelm.analysis.portfolio.choice.feasible import Chosen, broken, values_of, weighted
from cohelm.analysis.portfolio.choice.problem import Problem

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
INFINITE = float("inf")
Terms = Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Demand:
    """A row of the problem, with what it says in words: least ≤ Σ terms ≤ most; None: no bound."""

    words: str
    terms: Terms
    least: Fraction | None = None
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine says, checked apart from it. `bound` is the most that any choice can be worth."""

    status: Status
    chosen: Chosen = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    value: Fraction = Fraction(0)
    bound: Fraction | None = None


class Model:
    """The rows and columns of a problem, built once: a column for each initiative and start."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns = [(one.id, start) for one in problem.initiatives for start in one.starts]
        self.at = {column: n for n, column in enumerate(self.columns)}
        self.by_id = {
            one.id: [self.at[one.id, start] for start in one.starts] for one in problem.initiatives
        }
        self.size = len(self.columns) + len(problem.synergies)
        candidates = {one.id: one for one in problem.initiatives}
        self.used = [problem.used(candidates[id_], start) for id_, start in self.columns]
        self.demands = [*self._own(), *self._resources(), *self._wholes(), *self._bonds()]

    def worth(self, office: str) -> dict[int, Fraction]:
        """What each column is worth to an office."""
        found = {
            n: one.values[office]
            for one in self.problem.initiatives
            if office in one.values
            for n in self.by_id[one.id]
        }
        for n, synergy in enumerate(self.problem.synergies, len(self.columns)):
            if office in synergy.values:
                found[n] = synergy.values[office]
        return found

    @property
    def weighted(self) -> dict[int, Fraction]:
        """What each column is worth as the offices are weighted."""
        total: dict[int, Fraction] = {}
        for office in self.problem.offices:
            for n, value in self.worth(office).items():
                total[n] = total.get(n, Fraction(0)) + self.problem.weight(office) * value
        return total

    def demand_of(self, id_: str) -> Demand:
        """The demand that an initiative is chosen."""
        return Demand(f"{id_} is chosen", dict.fromkeys(self.by_id[id_], Fraction(1)), Fraction(1))

    def _own(self) -> Iterator[Demand]:
        order = {period: n for n, period in enumerate(self.problem.periods)}
        for one in self.problem.initiatives:
            mine = dict.fromkeys(self.by_id[one.id], Fraction(1))
            if one.mandatory:
                yield Demand(f"{one.id} has to be done", mine, Fraction(1), Fraction(1))
            else:
                yield Demand("", mine, None, Fraction(1))
            for end in one.needs:
                for start in one.starts:
                    before = {
                        n: Fraction(-1)
                        for n in self.by_id[end]
                        if order[self.columns[n][1]] <= order[start]
                    }
                    terms = {self.at[one.id, start]: Fraction(1)} | before
                    yield Demand(f"{one.id} needs {end}", terms, None, Fraction(0))
            for end in one.excludes:
                terms = mine | dict.fromkeys(self.by_id[end], Fraction(1))
                yield Demand(f"{one.id} excludes {end}", terms, None, Fraction(1))

    def _resources(self) -> Iterator[Demand]:
        for resource, capacity in self.problem.resources.items():
            terms: dict[int, Fraction] = {}
            left = Fraction(0)
            for period in self.problem.periods:
                carried = resource in self.problem.carry_over
                if period not in capacity:
                    if carried:
                        break
                    continue
                terms = dict(terms) if carried else {}
                left = left + capacity[period] if carried else capacity[period]
                for n, used in enumerate(self.used):
                    amount = used.get((resource, period))
                    if amount:
                        terms[n] = terms.get(n, Fraction(0)) + amount
                words = f"{resource} up to {period}" if carried else f"{resource} in {period}"
                yield Demand(words, terms, None, left)

    def _wholes(self) -> Iterator[Demand]:
        category = {one.id: one.category for one in self.problem.initiatives}
        for share in self.problem.shares:
            total = {
                n: sum((a for (name, _), a in used.items() if name == share.resource), Fraction(0))
                for n, used in enumerate(self.used)
            }
            for bound, words in ((share.least, "at least"), (share.most, "at most")):
                terms = {
                    n: amount
                    * ((category[self.columns[n][0]].get(share.category) == share.of) - bound)
                    for n, amount in total.items()
                }
                said = f"{share.of} takes {words} {float(bound):.0%} of {share.resource}"
                least, most = (Fraction(0), None) if words == "at least" else (None, Fraction(0))
                yield Demand(said, terms, least, most)
        for period, number in self.problem.launches.items():
            terms = {n: Fraction(1) for (_, start), n in self.at.items() if start == period}
            yield Demand(f"at most {number} start in {period}", terms, None, Fraction(number))

    def _bonds(self) -> Iterator[Demand]:
        """A synergy holds exactly where all of its initiatives are chosen."""
        for n, synergy in enumerate(self.problem.synergies, len(self.columns)):
            every: dict[int, Fraction] = {n: Fraction(-1)}
            for id_ in synergy.of:
                mine = dict.fromkeys(self.by_id[id_], Fraction(-1))
                yield Demand("", {n: Fraction(1)} | mine, None, Fraction(0))
                every |= dict.fromkeys(self.by_id[id_], Fraction(1))
            yield Demand("", every, None, Fraction(len(synergy.of) - 1))


def solve(
    model: Model,
    objective: Terms | None = None,
    *,
    also: Sequence[Demand] = (),
    without: Sequence[Demand] = (),
    time_limit: float | None = None,
) -> Answer:
    """The choice of most worth, proved optimal where `status` says so.

    `objective` None: the value as weighted. Amounts go to the engine (HiGHS) as integers in a unit of
    their own row; what it answers is rounded, checked by `feasible.broken` and valued again in exact
    numbers. Raises AssertionError where the answer does not hold: nothing unproved leaves here.
    """
    aim = model.weighted if objective is None else objective
    cost, unit = _integers(aim, model.size)
    left_out = {id(one) for one in without}
    rows = [one for one in (*model.demands, *also) if id(one) not in left_out]
    limit = INFINITE if time_limit is None else time_limit
    if not model.size:
        return Answer("optimal" if not _impossible(rows) else "infeasible", bound=Fraction(0))
    found = milp(
        -cost, integrality=np.ones(model.size, np.int64), bounds=Bounds(0, 1),
        constraints=_rows(model, rows), options={"mip_rel_gap": 0.0, "time_limit": limit},
    )  # fmt: skip
    if found.x is None:
        return Answer("infeasible" if found.status == 2 else "unknown")
    chosen = {
        id_: start
        for (id_, start), value in zip(model.columns, found.x, strict=False)
        if value > 0.5
    }
    if not without:
        wrong = broken(model.problem, chosen)
        assert not wrong, wrong
    values = values_of(model.problem, chosen)
    dual = found.mip_dual_bound
    bound = Fraction(round(-dual)) / unit if dual is not None and isfinite(dual) else None
    status: Status = "optimal" if found.status == 0 else "feasible"
    return Answer(status, chosen, values, weighted(model.problem, values), bound)


def _impossible(rows: Sequence[Demand]) -> bool:
    return any((one.least or 0) > 0 for one in rows)


def _integers(terms: Terms, size: int) -> tuple[Any, int]:
    """Exact terms as integers, and the unit that they stand in."""
    unit = lcm(*(one.denominator for one in terms.values())) if terms else 1
    found = np.zeros(size)
    for n, value in terms.items():
        found[n] = int(value * unit)
    return found, unit


def _rows(model: Model, rows: Sequence[Demand]) -> LinearConstraint:
    data, columns, ends = [], [], [0]
    least, most = [], []
    for one in rows:
        numbers = [*one.terms.values(), *(b for b in (one.least, one.most) if b is not None)]
        unit = lcm(*(number.denominator for number in numbers)) if numbers else 1
        for n, value in one.terms.items():
            if value:
                columns.append(n)
                data.append(float(int(value * unit)))
        ends.append(len(data))
        least.append(-INFINITE if one.least is None else float(int(one.least * unit)))
        most.append(INFINITE if one.most is None else float(int(one.most * unit)))
    matrix = csr_array(
        (np.array(data, float), np.array(columns, np.int64), np.array(ends, np.int64)),
        shape=(len(rows), model.size),
    )
    return LinearConstraint(matrix, least, most)


def contradiction(model: Model, *, time_limit: float | None = None) -> tuple[str, ...]:
    """Demands that cannot all be met, of which every other one could be: in words.

    Found by taking away one demand after the other and keeping it away where the rest still cannot be
    met. Empty where all can be met. Cost: a solve for each demand.
    """
    gone: list[Demand] = []
    if solve(model, {}, time_limit=time_limit).status != "infeasible":
        return ()
    named = [one for one in model.demands if one.words]
    for one in named:
        if solve(model, {}, without=[*gone, one], time_limit=time_limit).status == "infeasible":
            gone.append(one)
    away = {id(one) for one in gone}
    return tuple(dict.fromkeys(one.words for one in named if id(one) not in away))
