"""HiGHS' branch and bound, for what one's own search does not close."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import highspy
import highspy._core as highs
import numpy as np

from cohelm.analysis.portfolio.choice.program import Program, Whole
from cohelm.analysis.portfolio.choice.relaxation import relaxed

NEAR = 1e-6
"""Whole numbers that HiGHS gives are off by no more than this share."""


@dataclass(frozen=True, slots=True, eq=False)
class Branched:
    """The columns taken, and the most that any choice is worth. `closed`: nothing was left open."""

    taken: Whole | None
    most: int | None
    closed: bool


def branched(
    program: Program,
    terms: Whole,
    *,
    seconds: float | None = None,
    gap: float = 0.0,
    begin: Whole | None = None,
) -> Branched:
    """The choice of most worth within `seconds`, or within `gap` (a share) of it. `begin`: a choice.

    One thread, so that two runs agree. Its numbers are read as the integers that they stand for.
    """
    solver = highs._Highs()
    for name, value in (
        ("log_to_console", False), ("threads", 1), ("mip_rel_gap", gap), ("mip_abs_gap", 0.5),
        ("time_limit", highspy.kHighsInf if seconds is None else max(seconds, 0.01)),
    ):  # fmt: skip
        solver.setOptionValue(name, value)
    solver.passModel(relaxed(program, whole=True))
    every = np.arange(program.size, dtype=np.int32)
    solver.changeColsCost(program.size, every, terms.astype(float))
    if begin is not None:
        solver.setSolution(len(begin), begin.astype(np.int32), np.ones(len(begin)))
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Branched(None, None, True)
    dual = info.mip_dual_bound
    most = floor(dual + NEAR * max(1.0, abs(dual))) if np.isfinite(dual) else None
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Branched(None, most, False)
    taken = np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)
    return Branched(taken, most, status == highspy.HighsModelStatus.kOptimal)
