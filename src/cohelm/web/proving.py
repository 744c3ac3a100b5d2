"""The proof of a plan as long work: the best so far with its proven distance, until it is stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cohelm.accounts.wanted import plan_wanted
from cohelm.analysis.portfolio.adjustment import begun
from cohelm.analysis.portfolio.choice.engine import Choice, Limit, choose
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.analysis.portfolio.choice.proposed import Ground
from cohelm.core.prose import Prose
from cohelm.store.jobs import Progress, Stopped
from cohelm.web.told import terms_of

PROVE = "prove"
SLICES = (2.0, 4.0, 8.0, 16.0, 30.0, 60.0, 120.0, 240.0)
"""So many seconds each search goes on; between two the work can be stopped."""


def prove(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Chooses until the plan is proved best, or it is asked to stop: what was found then is the result.

    Takes `user`, `on`, `scenario`, `stated`, `address`. Raises UsageError, UnknownName.
    """
    progress.step("Reading the plan")
    plan, on = plan_wanted(arguments)
    terms = terms_of(arguments["stated"])
    problem = Ground.of(plan, on=on, terms=terms).proposed(terms).problem
    best = begun(problem)
    stopped = False
    for found in _better(problem, best):
        best = found
        try:
            progress.step(_said(best))
        except Stopped:
            stopped = True
            break
    return {
        "said": _said(best) + (" when it was stopped" if stopped else ""),
        "address": arguments["address"],
        "chosen": dict(best.chosen),
        "bound": None if best.bound is None else str(best.bound),
    }


def _better(problem: Problem, best: Choice) -> Iterator[Choice]:
    """Ever better plans and bounds, until the plan is proved or all slices are used up."""
    for seconds in SLICES:
        if best.status in ("optimal", "infeasible"):
            return
        found = choose(problem, limit=Limit(seconds), begin=best.chosen or None)
        best = best.with_what(found)
        yield best


def _said(best: Choice) -> str:
    if best.status == "optimal":
        return "Proved: no plan is worth more"
    if best.gap is None or not best.value:
        return "No plan found yet"
    return Prose(
        "At most {gap:,.2f} points, {share:.2%} below the best",
        gap=float(best.gap),
        share=float(best.gap / best.value),
    )
