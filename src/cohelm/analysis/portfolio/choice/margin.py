"""By how much may what one is worth be off before the choice is another?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from cohelm.analysis.portfolio.choice.cuts import strengthened
from cohelm.analysis.portfolio.choice.engine import NODES, ROUNDS, Choice, choose
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem
from cohelm.analysis.portfolio.choice.program import Aim, Program, program
from cohelm.analysis.portfolio.choice.search import Search
from cohelm.core.prose import Prose

NOTHING = Prose("of which there is nothing")
"""A resource that shuts out what uses it."""


def margins(problem: Problem, best: Choice) -> dict[str, Fraction]:
    """By id, the points that what is in may lose, and what is out would have to gain; each solved.

    What is in is shut out, what is out is forced in, and all is chosen anew: the loss is the margin.
    What has to be in, and what cannot be, is left out. Cost: a solve for each initiative.
    """
    wanted = program(problem)
    aim = wanted.aim()
    tight = strengthened(wanted, aim.terms, rounds=ROUNDS)
    found = {}
    for group, one in enumerate(problem.initiatives):
        if not one.mandatory:
            inside = one.id not in best.chosen
            worth = _worth(tight, aim, group, inside=inside)
            if worth is None:
                worth = _chosen(problem, one.id, inside=inside)
            if worth is not None:
                found[one.id] = best.value - worth
    return found


def _worth(tight: Program, aim: Aim, group: int, *, inside: bool) -> Fraction | None:
    """What the best choice with it, or without it, is worth; None where that is not proved soon."""
    if inside:
        must = tight.must.copy()
        must[group] = True
        asked = tight.with_must(must)
    else:
        asked = tight.with_rows([((tight.group == group).astype(np.int64), 0)])
    least = -int(np.abs(aim.terms).sum())
    found = Search(asked).best(aim.terms, least, nodes=NODES)
    if not found.proved or found.near is None or not len(found.near.rest):
        return None
    return aim.exactly(int(found.near.sums(aim.terms).max()))


def _chosen(problem: Problem, id_: str, *, inside: bool) -> Fraction | None:
    """The same by the engine; None where nothing is feasible."""

    def changed(one: Candidate) -> Candidate:
        if one.id != id_:
            return one
        if inside:
            return replace(one, mandatory=True)
        return replace(one, uses={**one.uses, NOTHING: {0: Fraction(1)}})

    closed = {**problem.resources, NOTHING: dict.fromkeys(problem.periods, Fraction(0))}
    found = choose(
        replace(problem, initiatives=tuple(map(changed, problem.initiatives)), resources=closed)
    )
    return found.value if found.status in ("optimal", "feasible") else None
