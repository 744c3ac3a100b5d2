"""Which demands cannot all be met, when nothing fits?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cohelm.analysis.portfolio.choice.program import Program
from cohelm.core.prose import Prose


def contradiction(program: Program) -> tuple[str, ...]:
    """Demands that cannot all be met, of which all can be as soon as any is dropped: in words.

    CP-SAT names a set that suffices; of it, one demand after the other is dropped for good where the
    rest still cannot be met. Empty where all can be met. Cost: a solve for each demand of the set.
    """
    core = _core(program, _demands(program))
    if core is None:
        return ()
    for words in list(core):
        fewer = _core(program, [one for one in core if one != words])
        if fewer is not None:
            core = [one for one in core if one in fewer]
    return tuple(core)


def _demands(program: Program) -> list[str]:
    musts = [
        Prose("{id} has to be done", id=one.called)
        for one, must in zip(program.problem.initiatives, program.must, strict=False)
        if must
    ]
    return list(dict.fromkeys([*musts, *(words for words in program.words if words)]))


def _core(program: Program, demands: Sequence[str]) -> list[str] | None:
    """Of some demands those that suffice to contradict each other; None where all can be met."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    asked = {words: model.new_bool_var(words) for words in demands}
    columns = [model.new_bool_var("") for _ in range(program.size)]
    for n in range(len(program.first)):
        mine = [columns[int(at)] for at in np.flatnonzero(program.group == n)]
        model.add_at_most_one(mine)
        if program.must[n]:
            words: str = Prose("{id} has to be done", id=program.problem.initiatives[n].called)
            if words in asked:
                model.add_bool_or(mine).only_enforce_if(asked[words])
    for n, words in enumerate(program.words):
        if words and words not in asked:
            continue
        row = model.add(_sum(program, n, columns) <= int(program.most[n]))
        if words:
            row.only_enforce_if(asked[words])
    model.add_assumptions(list(asked.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.INFEASIBLE:
        return None
    core = set(solver.sufficient_assumptions_for_infeasibility())
    return [words for words, literal in asked.items() if literal.index in core]


def _sum(program: Program, row: int, columns: Sequence[Any]) -> Any:
    terms = program.dense[:, row]
    return sum((int(terms[at]) * columns[int(at)] for at in np.flatnonzero(terms)), 0)
