"""The most that any choice can be worth: a linear relaxation, and from its prices a bound in integers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import highspy._core as highs
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from cohelm.analysis.portfolio.choice.program import Program, Whole

Real = npt.NDArray[np.float64]
INFINITE = highspy.kHighsInf
OUT = 2**60
"""The loss of what may not be taken."""
ROOM = 2.0**56
"""Scaled values stay below it, so that sums of them fit 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The answer: columns between 0 and 1, and what one more unit of each row would bring."""

    taken: Real
    prices: Real
    spare: Real


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A proof in integers. What any choice x is worth, times `scale`, is `most` less its losses:

    of each group the loss of the column taken (`none` where none is), and of each row its price for
    each unit that is left over. Source: Lagrangian relaxation, Geoffrion 1974; any prices ≥ 0 prove.
    """

    scale: int
    most: int
    loss: Whole
    none: Whole
    prices: Whole

    @property
    def worth(self) -> int:
        """The most that a choice can be worth, in the aim's unit; rounded down, as values are whole."""
        return self.most // self.scale


class Relaxation:
    """The relaxation of a program, kept by the solver so that each next solve begins at the last."""

    def __init__(self, program: Program) -> None:
        self.program = program
        # not highspy.Highs: that prints a banner as soon as it is made, into the command's answer
        self._solver = highs._Highs()
        for name, value in (("log_to_console", False), ("threads", 1), ("presolve", "off")):
            self._solver.setOptionValue(name, value)
        self._solver.passModel(relaxed(program))
        self._most = program.most.astype(float)
        self._columns = np.arange(program.size, dtype=np.int32)

    def solve(self, terms: Real) -> Relaxed | None:
        """The choice in parts that is worth most; None where even parts cannot meet every demand."""
        self._solver.changeColsCost(len(terms), self._columns, terms)
        self._solver.run()
        rows = len(self.program.most)
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = self._solver.getSolution()
        prices = np.maximum(np.array(found.row_dual)[:rows], 0.0)
        return Relaxed(np.clip(np.array(found.col_value), 0.0, 1.0), prices,
                       self._most - np.array(found.row_value)[:rows])  # fmt: skip

    def refusal(self) -> Real | None:
        """After a solve without an answer: prices at which the rows contradict each other."""
        _, there, ray = self._solver.getDualRay()  # type: ignore[attr-defined]
        if not there:
            return None
        found: Real = np.abs(np.array(ray, np.float64))[: len(self.program.most)]
        return found

    def limit(self, row: int, most: float) -> None:
        """Changes what a row allows, for the next solve."""
        self._solver.changeRowBounds(row, -INFINITE, most)
        self._most[row] = most

    def fix(self, columns: Whole, least: Real, most: Real) -> None:
        """Changes the bounds of columns, for the next solve."""
        at = columns.astype(np.int32)
        self._solver.changeColsBounds(len(at), at, least, most)


def relaxed(program: Program, *, whole: bool = False) -> Any:
    """The program as HiGHS takes it, to be made most of; `whole`: columns are 0 or 1."""
    counts = np.bincount(program.group, minlength=len(program.must))
    many = np.flatnonzero(counts > 1)
    row_of = np.full(len(counts), -1)
    row_of[many] = np.arange(len(many))
    inside = np.flatnonzero(row_of[program.group] >= 0)
    ones = csr_array(
        (np.ones(len(inside)), (row_of[program.group[inside]], inside)),
        shape=(len(many), program.size),
    )
    matrix = csr_array(vstack([program.matrix.astype(float), ones]))
    single = program.must[program.group] & (counts[program.group] == 1)
    found = highspy.HighsLp()
    found.num_col_, found.num_row_ = program.size, matrix.shape[0]
    found.sense_ = highspy.ObjSense.kMaximize
    found.col_cost_ = np.zeros(program.size)
    found.col_lower_, found.col_upper_ = single.astype(float), np.ones(program.size)
    rows = len(program.most)
    found.row_lower_ = np.concatenate(
        [np.full(rows, -INFINITE), np.where(program.must[many], 1.0, -INFINITE)]
    )
    found.row_upper_ = np.concatenate([program.most.astype(float), np.ones(len(many))])
    found.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    found.a_matrix_.start_ = matrix.indptr
    found.a_matrix_.index_ = matrix.indices
    found.a_matrix_.value_ = matrix.data
    if whole:
        found.integrality_ = [highspy.HighsVarType.kInteger] * program.size
    return found


def bound(
    program: Program, terms: Whole, prices: Real, barred: npt.NDArray[np.bool_] | None = None
) -> Bound:
    """The proof that prices give, all in integers; the better the prices, the lower it is.

    Columns that are `barred` may not be taken: their loss is OUT, as is that of no column of a group
    that must be.
    """
    size = float(np.abs(terms).sum()) + float(prices @ program.extent) + 1.0
    scale = 1 << max(0, int(np.log2(ROOM / size)))
    whole = np.rint(prices * scale).astype(np.int64)
    value = terms * scale - program.by_column @ whole
    if barred is not None:
        value[barred] = -OUT
    best = np.maximum.reduceat(value, program.first) if len(value) else value
    best = np.where(program.must, best, np.maximum(best, 0))
    if (best < -ROOM).any():
        return Bound(1, -OUT, np.full_like(value, OUT), np.full_like(best, OUT), whole)
    loss = best[program.group] - value
    if barred is not None:
        loss[barred] = OUT
    none = np.where(program.must, OUT, best)
    return Bound(scale, int(best.sum() + whole @ program.most), loss, none, whole)
