"""Does the budget hold, and what is a portfolio worth, if work runs as work has run before?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

import numpy as np
import polars as pl

from cohelm.analysis.portfolio.choice.accounting import MONEY
from cohelm.analysis.portfolio.choice.engine import choose
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem
from cohelm.analysis.portfolio.choice.proposed import Proposed, Terms, proposed
from cohelm.analysis.portfolio.tradeoff import known_at_once, traded
from cohelm.analysis.portfolio.worth.futures import Outlook, Ratios, outlook
from cohelm.analysis.portfolio.worth.history import History, history_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption, Figure
from cohelm.core.prose import Prose

SEED, AS_PLANNED = 1, Ratios(Prose("as stated"), 1, (1.0,))
PORTFOLIOS: dict[str, Any] = {
    "portfolio": pl.String, "initiatives": pl.Int64, "planned": pl.Float64, "holds": pl.Float64,
    "cost_p10": pl.Float64, "cost_p50": pl.Float64, "cost_p90": pl.Float64,
}  # fmt: skip
CORE: dict[str, Any] = {"initiative": pl.String, "share": pl.Float64, "place": pl.String}
FUNDED, AT_WORK = "most value", "under way and must-do"


@dataclass(frozen=True, slots=True, eq=False)
class Robust:
    """Portfolios over many futures of cost, drawn once for all of them.

    `portfolios` has a row for what is under way with what has to be done, for the choice of most value
    and for each point of the trade-off curve: how many initiatives, the planned cost, the share of
    futures in which it stays within the budget, and the cost that a tenth, half and nine tenths of the
    futures do not exceed, in the currency of the books. `initiatives` says of each in how large a share
    of the points of the curve it is: in every good portfolio, in some, in none.
    """

    on: date
    period: str
    budget: Figure
    holds: Figure
    overrun: Figure
    certain: Figure
    portfolios: pl.DataFrame
    initiatives: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How work ran before, in how many futures of ten the best choice fits, what is always in."""
        if self.holds.value is None or self.overrun.value is None:
            return Prose(
                "Nobody can say how robust a choice is: {reason}", reason=self.holds.reason
            )
        tenths = round(float(self.holds.value) * 10)
        return Prose(
            "Work like this ends at {overrun:.2f} times its plan in the middle; on that, the"
            " choice of most value fits the budget in {tenths} futures of 10;"
            " {certain} initiatives are in every good portfolio",
            overrun=self.overrun.value,
            tenths=tenths,
            certain=self.certain.value,
        )


def robust(
    enterprise: Enterprise,
    *,
    on: date,
    budget: Annotated[str, "The money for initiatives: 8000000, or 2027=8000000."] = "",
    history: Annotated[History, "The organisation's own done work, or a published class."] = "own",
    seed: Annotated[int, "Where the drawing of futures begins."] = SEED,
) -> Robust:
    """The chance that the budget of the next financial year holds; see `worth.futures.outlook`.

    Own history: what was spent on initiatives that are done, against their total cost; with fewer than
    five of them the published class is taken, which is assumed and said. Each initiative runs over by
    itself: that they do so independently is assumed, and makes the chances of large sums too mild.
    Raises UsageError, UnknownName.
    """
    asked = proposed(enterprise, on=on, terms=Terms(budget))
    ratios, assumed = history_of(enterprise, on, history)
    rows = asked.problem.initiatives
    if asked.budget.value is None or not rows:
        why = asked.why_empty if not rows else asked.budget.reason
        none = Figure(None, "share", why, left_out=asked.left_out, on=on)
        tables = (pl.DataFrame(schema=one) for one in (PORTFOLIOS, CORE))
        first, second = tables
        return Robust(on, asked.period, asked.budget, none, none, none, first, second)
    best = tuple(sorted(choose(asked.problem).chosen))
    points = traded(asked.problem, known_at_once(asked.problem), on=on).portfolios
    named = {AT_WORK: _at_work(asked), FUNDED: best}
    named |= {Prose("point {n} of the curve", n=n): of for n, of in enumerate(points)}
    found = _outlook(asked, list(named.values()), ratios, seed)
    table = _portfolios(asked.problem, named, found)
    core = _core(rows, points)
    return Robust(
        on,
        asked.period,
        asked.budget,
        _holds(table, asked, assumed, best, on),
        Figure(
            ratios.median,
            formula=Prose("the middle of {called}, {of} cases", called=ratios.called, of=ratios.of),
            assumed=assumed,
            on=on,
        ),
        _certain(core, on),
        table,
        core,
    )


def _at_work(asked: Proposed) -> tuple[str, ...]:
    return tuple(
        sorted(
            one.id for one in asked.problem.initiatives if one.id in asked.running or one.mandatory
        )
    )


def _cost(one: Candidate) -> float:
    return float(one.uses.get(MONEY, {}).get(0, Fraction(0)))


def _outlook(
    asked: Proposed, chosen: Sequence[Sequence[str]], ratios: Ratios, seed: int
) -> Outlook:
    rows = asked.problem.initiatives
    members = np.array([[one.id in of for one in rows] for of in map(set, chosen)], bool)
    worth = [float(sum(one.values.values(), Fraction(0))) for one in rows]
    assert asked.budget.value is not None
    return outlook(
        members, cost=[_cost(one) for one in rows], value=worth, costs=ratios, values=AS_PLANNED,
        budget=float(asked.budget.value), seed=seed,
    )  # fmt: skip


def _portfolios(
    problem: Problem, named: Mapping[str, Sequence[str]], found: Outlook
) -> pl.DataFrame:
    costs = {one.id: _cost(one) for one in problem.initiatives}
    assert found.holds is not None
    rows = [
        (name, len(of), sum(costs[id_] for id_ in of), float(found.holds[at]),
         *(round(float(found.cost[q, at])) for q in range(3)))
        for at, (name, of) in enumerate(named.items())
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=PORTFOLIOS, orient="row")


def _core(rows: Sequence[Candidate], points: Sequence[Sequence[str]]) -> pl.DataFrame:
    found = []
    for one in rows:
        share = sum(one.id in of for of in points) / len(points) if points else 0.0
        place = (
            Prose("in every good portfolio")
            if share == 1
            else Prose("in none")
            if not share
            else Prose("in some")
        )
        found.append((f"initiative:{one.id}", share, place))
    found.sort(key=lambda row: (-row[1], row[0]))
    return pl.DataFrame(found, schema=CORE, orient="row")


def _holds(
    table: pl.DataFrame, asked: Proposed, assumed: tuple[Assumption, ...], best: Sequence[str], on: date
) -> Figure:  # fmt: skip
    row = table.row(by_predicate=pl.col("portfolio") == FUNDED, named=True)
    formula = Prose("futures in which the choice of most value stays within the budget")
    return Figure(
        row["holds"], "share", formula=formula,
        counted=tuple(f"initiative:{id_}" for id_ in best), left_out=asked.left_out,
        assumed=(*asked.assumed, *assumed), on=on,
    )  # fmt: skip


def _certain(core: pl.DataFrame, on: date) -> Figure:
    sure = core.filter(pl.col("share") == 1.0)
    return Figure(
        len(sure),
        formula=Prose("initiatives that are in every point of the trade-off curve"),
        counted=tuple(sure["initiative"].to_list()),
        on=on,
    )
