"""The best choice between two points of a curve, by CP-SAT: exact in integers, and it can be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

import numpy as np

from cohelm.analysis.portfolio.choice.program import Program, Whole

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

NEAR = 1e-6
"""CP-SAT keeps its bound as a float of the integer that it proved."""


@dataclass(frozen=True, slots=True, eq=False)
class Proved:
    """The columns taken, if any were found, and the most that any choice is worth; None: nothing is
    known of it. `closed`: what was found is the best, or nothing is there."""

    taken: Whole | None
    most: int | None
    closed: bool


class Prover:
    """Searches one program again and again; the model is built once. Loads its engine at first use."""

    def __init__(self, program: Program, offices: tuple[Whole, Whole]) -> None:
        self.program = program
        self.offices = offices
        self._model: cp_model.CpModel | None = None

    def best(self, terms: Whole, corner: tuple[int, int], *, seconds: float | None) -> Proved:
        """The choice of most worth that gives each office at least what `corner` says.

        One thread, so that two runs that are not stopped by `seconds` agree.
        """
        from ortools.sat.python import cp_model

        model = self._built().clone()
        columns = [model.get_bool_var_from_proto_index(n) for n in range(self.program.size)]
        for office, least in zip(self.offices, corner, strict=True):
            model.add(_sum(columns, office) >= least)
        model.maximize(_sum(columns, terms))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.cut_level = 0
        solver.parameters.cp_model_presolve = False
        if seconds is not None:
            solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return Proved(None, None, True)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Proved(None, None, False)  # its bound is 0 where it had no time to find one
        taken = np.array(
            [n for n, one in enumerate(columns) if solver.boolean_value(one)], np.int64
        )
        if status == cp_model.OPTIMAL:
            return Proved(taken, int(terms[taken].sum()), True)
        bound = solver.best_objective_bound
        return Proved(taken, floor(bound + NEAR * max(1.0, abs(bound))), False)

    def _built(self) -> cp_model.CpModel:
        """The program's own groups and rows."""
        from ortools.sat.python import cp_model

        if self._model is not None:
            return self._model
        model = cp_model.CpModel()
        columns = [model.new_bool_var("") for _ in range(self.program.size)]
        for n, start in enumerate(self.program.first):
            end = self.program.first[n + 1] if n + 1 < len(self.program.first) else len(columns)
            mine = columns[int(start) : int(end)]
            if self.program.must[n]:
                model.add_exactly_one(mine)
            elif len(mine) > 1:
                model.add_at_most_one(mine)
        for n, most in enumerate(self.program.most):
            model.add(_sum(columns, self.program.dense[:, n]) <= int(most))
        self._model = model
        return model


def _sum(columns: list[cp_model.IntVar], terms: Whole) -> cp_model.LinearExprT:
    from ortools.sat.python import cp_model

    at = np.flatnonzero(terms)
    return cp_model.LinearExpr.weighted_sum([columns[n] for n in at], terms[at].tolist())
