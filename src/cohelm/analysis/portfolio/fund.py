"""What should be funded next year, provably, and why is the rest out?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.portfolio.choice.contradiction import contradiction
from cohelm.analysis.portfolio.choice.engine import Choice, choose
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.portfolio.choice.proposed import MONEY, Proposed, proposed
from cohelm.analysis.portfolio.choice.why import Unlimited, Why, binding, why_not, with_more
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY as MONEY_COLUMN
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.money import Money

MORE = Decimal(100_000)
"""What another so much would bring is solved and said."""
SELECTED: dict[str, Any] = {
    "initiative": pl.String, "start": pl.String, "cost": MONEY_COLUMN,
}  # fmt: skip
REJECTED: dict[str, Any] = {
    "initiative": pl.String, "why": pl.String, "loss": pl.Float64,
    "displaces": pl.List(pl.String), "running": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Fund:
    """The portfolio of most value within the budget, as the offices are weighted.

    `selected` has a row for each that is chosen, with what it is worth to each office.
    `status` is optimal only where that is proved. `value` is in points, `spent` and `budget` in the
    currency of the books; `another` is what 100,000 more would bring in points, solved. `rejected`
    says of each that is out what choosing it would cost. `contradiction` names demands that cannot all
    be met, where nothing fits.
    """

    on: date
    period: str
    status: str
    value: Figure
    budget: Figure
    spent: Figure
    another: Figure
    selected: pl.DataFrame
    rejected: pl.DataFrame
    values: Mapping[str, float]
    binding: tuple[str, ...]
    contradiction: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How many of how many, for how much, and whether that is proved best."""
        if self.status == "infeasible":
            return f"Nothing fits: {'; '.join(self.contradiction)}"
        if self.value.value is None:
            return f"Nobody can say what to fund: {self.value.reason}"
        of = len(self.selected) + len(self.rejected)
        best = "provably the most value" if self.status == "optimal" else "the best found so far"
        spent, budget = (_said(one) for one in (self.spent, self.budget))
        within = f"{spent} of {budget}" if self.budget.value is not None else spent
        chosen = f"{len(self.selected)} of {counted(of, 'initiative')} for {self.period}"
        return f"{chosen}: {best} for {within}"

    def answer(self) -> dict[str, Any]:
        """What the command and the API say; `id` without the kind."""
        total = self.value.value
        return {
            "status": self.status,
            "period": self.period,
            "value": {**self.values, "total": total},
            "bound": total if self.status == "optimal" else None,
            "gap": 0 if self.status == "optimal" else None,
            "selected": [{"id": _id(row["initiative"]), "start": row["start"], "cost": row["cost"]}
                         for row in self.selected.to_dicts()],
            "rejected": [{"id": _id(row["initiative"]), "why": row["why"], "loss": row["loss"],
                          "displaces": row["displaces"]} for row in self.rejected.to_dicts()],
            "binding": self.binding,
            "contradiction": self.contradiction,
            "sentence": self.sentence,
        }  # fmt: skip


def fund(
    enterprise: Enterprise,
    *,
    on: date,
    budget: Annotated[str, "The money for initiatives: 4000000, or 2027=4000000."] = "",
    pin: Annotated[tuple[str, ...], "Initiatives that have to be in, by id."] = (),
    forbid: Annotated[tuple[str, ...], "Initiatives that must not be in, by id."] = (),
    weights: Annotated[str, "How much each office counts: cio=0.5,cto=0.5."] = "",
) -> Fund:
    """The best choice for the next financial year; see `choice.proposed.proposed` for what it is from.

    Proved by branch and bound over integers; every answer passes a plain checker. Each why is solved
    too: the initiative is forced in, and the loss and whom it displaces are read off. Without an
    initiative that can be weighed there is no value. Raises UsageError and UnknownName.
    """
    asked = proposed(
        enterprise, on=on, budget=budget, pin=pin, forbid=forbid, weights=read_weights(weights)
    )
    best = choose(asked.problem)
    if best.status == "infeasible":
        return _result(asked, best, on, contradiction=contradiction(program(asked.problem)))
    out = [one.id for one in asked.problem.initiatives if one.id not in best.chosen]
    free = Unlimited(asked.problem)
    whys = [why_not(asked.problem, best, id_, free) for id_ in out]
    return _result(asked, best, on, whys=whys, bound_by=tuple(binding(best, free)))


def read_weights(text: str) -> dict[str, Fraction]:
    """`cio=0.5,cto=0.5` as numbers by office. Raises UsageError."""
    found: dict[str, Fraction] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, equals, number = part.partition("=")
        try:
            weight = Fraction(Decimal(number.strip()))
        except (InvalidOperation, ValueError, OverflowError):
            weight = Fraction(-1)
        if not equals or weight < 0:
            raise UsageError(f"'{part}' is no weight", where="weights", accepted="cio=0.5,cto=0.5")
        found[name.strip()] = weight
    if found and not any(found.values()):
        raise UsageError("no weight is above nought", where="weights", accepted="cio=0.5,cto=0.5")
    return found


def _result(
    asked: Proposed,
    best: Choice,
    on: date,
    *,
    whys: list[Why] | None = None,
    bound_by: tuple[str, ...] = (),
    contradiction: tuple[str, ...] = (),
) -> Fund:
    currency = asked.budget.unit
    weighed = bool(asked.problem.initiatives) and best.status != "infeasible"
    keys = tuple(sorted(f"initiative:{one}" for one in best.chosen))
    reason = "no initiative can be weighed" if not asked.problem.initiatives else "nothing fits"
    formula = " + ".join(
        f"{float(asked.problem.weight(name)):g} × {float(value):g} ({name})"
        for name, value in best.values.items()
    )
    value = Figure(
        float(best.value), "points", formula=formula or "nothing is chosen", counted=keys,
        left_out=asked.left_out, assumed=asked.assumed, on=on,
    ) if weighed else Figure(None, "points", reason, left_out=asked.left_out, on=on)  # fmt: skip
    spent = sum((_cost(asked.problem, one) for one in best.chosen), Fraction(0))
    cost = Figure(
        _money(spent), currency, formula="what those chosen cost in the year", counted=keys, on=on
    ) if weighed else Figure(None, currency, reason, on=on)  # fmt: skip
    return Fund(
        on, asked.period, best.status, value, asked.budget, cost, _another(asked, best, weighed),
        _selected(asked, best), _rejected(asked, whys or []),
        {name: float(of) for name, of in best.values.items()}, bound_by, contradiction,
    )  # fmt: skip


def _another(asked: Proposed, best: Choice, weighed: bool) -> Figure:
    if not weighed or asked.budget.value is None:
        return Figure(None, "points", "no budget is stated", on=asked.budget.on)
    more = with_more(asked.problem, MONEY, asked.period, Fraction(MORE))
    gain = choose(more).value - best.value
    said = in_words([Money(MORE, asked.budget.unit)])
    return Figure(
        float(gain), "points", formula=f"solved once more with {said} on top", on=asked.budget.on,
        counted=asked.budget.counted,
    )  # fmt: skip


def _cost(problem: Problem, id_: str) -> Fraction:
    one = next(one for one in problem.initiatives if one.id == id_)
    return one.uses.get(MONEY, {}).get(0, Fraction(0))


def _money(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _selected(asked: Proposed, best: Choice) -> pl.DataFrame:
    """What is chosen, with a column for what it is worth to each office."""
    offices = asked.problem.offices
    rows = [
        (f"initiative:{one.id}", best.chosen[one.id],
         {"amount": _money(_cost(asked.problem, one.id)), "currency": asked.budget.unit},
         *(float(one.values[name]) if name in one.values else None for name in offices),
         one.mandatory, one.id in asked.running)
        for one in asked.problem.initiatives
        if one.id in best.chosen
    ]  # fmt: skip
    worth = dict.fromkeys(offices, pl.Float64())
    schema = {**SELECTED, **worth, "has_to": pl.Boolean(), "running": pl.Boolean()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rejected(asked: Proposed, whys: list[Why]) -> pl.DataFrame:
    rows = [
        (f"initiative:{one.id}", one.text, None if one.loss is None else float(one.loss),
         [f"initiative:{id_}" for id_ in one.displaced], one.id in asked.running)
        for one in sorted(whys, key=lambda one: (one.loss is None, one.loss or 0, one.id))
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=REJECTED, orient="row")


def _id(key: str) -> str:
    return key.partition(":")[2]


def _said(figure: Figure) -> str:
    if figure.value is None:
        return "an unknown budget"
    return in_words([rounded(Money(Decimal(str(figure.value)), figure.unit))])
