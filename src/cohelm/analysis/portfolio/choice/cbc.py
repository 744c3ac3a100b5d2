"""CBC's branch and bound: on some hundred columns it needs less than half of what HiGHS needs."""

from __future__ import annotations

from math import floor
from threading import Lock
from typing import Any

import numpy as np

from cohelm.analysis.portfolio.choice.program import Program, Whole
from cohelm.analysis.portfolio.choice.solver import NEAR, Branched

ONE_AT_A_TIME = Lock()
"""CBC keeps what it is told in variables of the process."""


def branched(program: Program, terms: Whole, *, seconds: float | None, gap: float) -> Branched:
    """The choice of most worth within `seconds`, or within `gap` (a share below 1) of it.

    One thread. Where CBC ends within its gap it may say that its bound is its value, so the gap is
    added to it; half of `gap` is CBC's, so that both together keep to it. Loads its engine at first use.
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("CBC")
    columns = [solver.BoolVar("") for _ in range(program.size)]
    _demand(solver, program, columns)
    aim = solver.Objective()
    aim.SetMaximization()
    for column, worth in zip(columns, terms.tolist(), strict=True):
        aim.SetCoefficient(column, worth)
    if seconds is not None:
        solver.SetTimeLimit(max(1, int(seconds * 1000)))
    half = gap / 2
    told = pywraplp.MPSolverParameters()
    told.SetDoubleParam(told.RELATIVE_MIP_GAP, half)
    with ONE_AT_A_TIME:
        status = solver.Solve(told)
    if status == solver.INFEASIBLE:
        return Branched(None, None, True)
    if status not in (solver.OPTIMAL, solver.FEASIBLE):
        return Branched(None, None, False)
    taken = np.flatnonzero([one.solution_value() > 0.5 for one in columns])
    most = aim.BestBound()
    most += (half / (1 - half) + NEAR) * max(1.0, abs(most))
    return Branched(taken, floor(most), status == solver.OPTIMAL)


def _demand(solver: Any, program: Program, columns: list[Any]) -> None:
    """The program's rows; of each group one column at most, and exactly one where it must be."""
    rows = program.matrix
    for n, most in enumerate(program.most.tolist()):
        inside = slice(rows.indptr[n], rows.indptr[n + 1])
        row = solver.Constraint(-solver.infinity(), most)
        for column, term in zip(rows.indices[inside], rows.data[inside].tolist(), strict=True):
            row.SetCoefficient(columns[column], term)
    ends = np.append(program.first[1:], program.size)
    for first, end, must in zip(program.first, ends, program.must, strict=True):
        if must or end - first > 1:
            row = solver.Constraint(1.0 if must else 0.0, 1.0)
            for column in columns[first:end]:
                row.SetCoefficient(column, 1.0)
