"""What should be funded in the coming years, provably, and why is the rest out?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.portfolio.choice.accounting import CAPITAL, MONEY, OF_NO_KIND, OPERATING
from cohelm.analysis.portfolio.choice.contradiction import contradiction
from cohelm.analysis.portfolio.choice.engine import Choice, choose
from cohelm.analysis.portfolio.choice.launching import LAUNCHES
from cohelm.analysis.portfolio.choice.problem import Candidate
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.portfolio.choice.proposed import Proposed, Terms, proposed
from cohelm.analysis.portfolio.choice.told import (
    Budget,
    CarryOver,
    Forbid,
    KindOfMoney,
    Launches,
    Mix,
    People,
    Pin,
    Skills,
    Synergies,
    Weights,
    WhenToStart,
    WorthOf,
    Years,
)
from cohelm.analysis.portfolio.choice.why import (
    Unlimited,
    Why,
    binding,
    binding_in,
    why_not,
    with_more,
)
from cohelm.analysis.portfolio.spending import costs_of, exactly
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY as MONEY_COLUMN
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

MORE = Decimal(100_000)
"""What another so much would bring is solved and said."""
A_PERSON = Fraction(12)
"""The person-months of one more person in a year of planned work."""
MOST_WHYS = 60
"""So many whys are solved, those of most value first; any other one where it is asked for."""
NOT_SOLVED = Prose("not solved yet: ask for its reason by its id")
BRINGING: dict[str, Any] = {
    "resource": pl.String, "period": pl.String, "more": pl.String, "brings": pl.Float64,
    "joins": pl.List(pl.String), "displaces": pl.List(pl.String),
}  # fmt: skip
SELECTED: dict[str, Any] = {
    "initiative": pl.String, "start": pl.String, "cost": MONEY_COLUMN,
}  # fmt: skip
REJECTED: dict[str, Any] = {
    "initiative": pl.String, "why": pl.String, "loss": pl.Float64,
    "displaces": pl.List(pl.String), "running": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Fund:
    """The portfolio of most value within the budget and the teams' people, as the offices are weighted.

    `selected` has a row for each that is chosen, with what it is worth to each office; `guessed` where
    its worth or work is assumed. `status` is optimal only where that is proved. `value` is in points,
    `spent` and `budget` in the currency of the books, over all years; `another` is what 100,000 more
    in the first of them would bring in points. `rejected` says of each that is out what choosing it
    would cost. `more` has a row for each resource that binds and each year: what 100,000 more, or one
    more person for the year, would bring, and who would come and go; each is solved. `contradiction`
    names demands that cannot all be met, where nothing fits; `unplaced` are then all that were weighed.
    `binding` names the limits without which more value would fit, such as capital in 2027.
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
    more: pl.DataFrame
    values: Mapping[str, float]
    binding: tuple[str, ...]
    contradiction: tuple[str, ...]
    unplaced: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """How many of how many, for how much, and whether that is proved best."""
        if self.status == "infeasible":
            return Prose(
                "Nothing fits: {contradiction}", contradiction=joined(self.contradiction, "; ")
            )
        if self.value.value is None:
            return Prose("Nobody can say what to fund: {reason}", reason=self.value.reason)
        of = len(self.selected) + len(self.rejected)
        best = (
            Prose("provably the most value")
            if self.status == "optimal"
            else Prose("the best found so far")
        )
        spent, budget = (_said(one) for one in (self.spent, self.budget))
        within = Prose("{spent} of {budget}", spent=spent, budget=budget)
        if self.budget.value is None:
            within = Prose("{spent}, as no budget is stated", spent=spent)
        chosen = Prose(
            "{selected} of {initiatives} for {period}",
            selected=len(self.selected),
            initiatives=counted(of, "initiative"),
            period=self.period,
        )
        more = self._unweighed()
        neither = next((one.items for one in self.value.assumed if one.name == OF_NO_KIND), ())
        if neither:
            more += Prose(
                "; of {neither:,} nobody knows whether it is capital", neither=len(neither)
            )
        return Prose(
            "{chosen}: {best} for {within}{more}",
            chosen=chosen,
            best=best,
            within=within,
            more=more,
        )

    def _unweighed(self) -> str:
        """How many initiatives the choice is without, and why, the most frequent reason first."""
        why = sorted(self.value.left_out.items(), key=lambda one: (-len(one[1]), one[0]))
        if not why:
            return ""
        many = sum(len(keys) for _, keys in why)
        first, *others = (
            Prose("{reason} ({many:,})", reason=reason, many=len(keys)) for reason, keys in why
        )
        return Prose(
            "; {more} cannot be weighed: {reasons}",
            more=counted(many, "more initiative"),
            reasons=joined((first, *others), ", ") if others else why[0][0],
        )

    def reasons(self) -> dict[str, str]:
        """By id, why each is out, in, or could not be weighed; where nothing fits, that of all."""
        found: dict[str, str] = {
            key: Prose("it cannot be weighed: {reason}", reason=reason)
            for reason, keys in self.value.left_out.items()
            for key in keys
        }
        found |= dict(self.rejected.select("initiative", "why").iter_rows())
        for row in self.selected.iter_rows(named=True):
            has_to = row["has_to"] and Prose("it has to be done, or is pinned")
            found[row["initiative"]] = has_to or Prose("it is chosen")
        nothing = Prose("nothing fits: {demands}", demands=joined(self.contradiction, "; "))
        found |= dict.fromkeys(self.unplaced, nothing)
        return {_id(key): why for key, why in found.items()}

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
    budget: Budget = "",
    pin: Pin = (),
    forbid: Forbid = (),
    weights: Weights = "",
    years: Years = 1,
    starts: WhenToStart = "planned",
    people: People = True,
    worth: WorthOf = "assumed",
    carry_over: CarryOver = False,
    mix: Mix = "",
    skills: Skills = True,
    synergies: Synergies = True,
    launches: Launches = "",
    accounting: KindOfMoney = "assumed",
    explain: Annotated[tuple[str, ...], "Initiatives whose reasons are solved before others."] = (),
) -> Fund:
    """The best choice for the next financial years; see `choice.proposed.proposed` for what it is from.

    Proved by branch and bound over integers; every answer passes a plain checker. Each why is solved
    too: the initiative is forced in, and the loss and whom it displaces are read off; of more than 60
    that are out, those in `explain` and of most value. Without an initiative that can be weighed there
    is no value. Raises UsageError and UnknownName.
    """
    terms = Terms(
        budget, pin, forbid, read_weights(weights), years, starts, people, worth, carry_over, mix,
        skills, synergies, launches, accounting,
    )  # fmt: skip
    asked = proposed(enterprise, on=on, terms=terms)
    best = choose(asked.problem)
    if best.status == "infeasible":
        return _result(asked, best, on, contradiction=contradiction(program(asked.problem)))
    free = Unlimited(asked.problem)
    whys = [why_not(asked.problem, best, id_, free) for id_ in _explained(asked, best, explain)]
    names = tuple(binding(best, free))
    bound_by = tuple(
        Prose("{name} in {period}", name=name, period=period)
        for name in names
        for period in binding_in(asked.problem, best, name)
    )
    return _result(asked, best, on, whys=whys, bound_by=bound_by, more=_more(asked, best, names))


def funded(enterprise: Enterprise, *, on: date) -> Fund:
    """As `fund` without any wish, but nothing is solved about those that are out, or of more."""
    asked = proposed(enterprise, on=on, terms=Terms())
    best = choose(asked.problem)
    fails = contradiction(program(asked.problem)) if best.status == "infeasible" else ()
    return _result(asked, best, on, contradiction=fails)


def _explained(asked: Proposed, best: Choice, first: Sequence[str]) -> list[str]:
    """Those that are out whose reason is solved."""
    out = [one for one in asked.problem.initiatives if one.id not in best.chosen]

    def worth(one: Candidate) -> Fraction:
        return sum(
            (asked.problem.weight(name) * of for name, of in one.values.items()), Fraction(0)
        )

    out.sort(key=lambda one: (one.id not in first, -worth(one), one.id))
    return [one.id for one in out[: max(MOST_WHYS, len(first))]]


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
    more: pl.DataFrame | None = None,
) -> Fund:
    currency = asked.budget.unit
    weighed = bool(asked.problem.initiatives) and best.status != "infeasible"
    keys = tuple(sorted(f"initiative:{one}" for one in best.chosen))
    more = pl.DataFrame(schema=BRINGING) if more is None else more
    reason = asked.why_empty if not asked.problem.initiatives else Prose("nothing fits")
    formula = " + ".join(
        f"{float(asked.problem.weight(name)):g} × {float(value):g} ({name})"
        for name, value in best.values.items()
    )
    value = (
        Figure(
            float(best.value),
            "points",
            formula=formula or Prose("nothing is chosen"),
            counted=keys,
            left_out=asked.left_out,
            assumed=asked.assumed,
            on=on,
        )
        if weighed
        else Figure(None, "points", reason, left_out=asked.left_out, on=on)
    )
    costs = costs_of(asked.problem, best.chosen)
    formula = Prose("what those chosen cost in {period}", period=asked.period)
    cost = Figure(
        exactly(sum(costs.values(), Fraction(0))), currency, formula=formula, counted=keys, on=on
    ) if weighed else Figure(None, currency, reason, on=on)  # fmt: skip
    return Fund(
        on, asked.period, best.status, value, asked.budget, cost, _another(asked, weighed, more),
        _selected(asked, best, costs), _rejected(asked, best, whys or []), more,
        {name: float(of) for name, of in best.values.items()}, bound_by, contradiction,
        tuple(f"initiative:{one.id}" for one in asked.problem.initiatives)
        if best.status == "infeasible" else (),
    )  # fmt: skip


def _another(asked: Proposed, weighed: bool, more: pl.DataFrame) -> Figure:
    if not weighed or asked.budget.value is None:
        reason = Prose("no budget is stated") if weighed else Prose("nothing can be chosen")
        return Figure(None, "points", reason, on=asked.budget.on)
    mine = more.filter(pl.col("resource") == MONEY)
    said = in_words([Money(MORE, asked.budget.unit)])
    formula = (
        Prose("solved once more with {said} on top", said=said)
        if len(mine)
        else Prose("money does not bind")
    )
    gain = mine["brings"][0] if len(mine) else 0.0
    return Figure(gain, "points", formula=formula, on=asked.budget.on, counted=asked.budget.counted)


def _more(asked: Proposed, best: Choice, bound_by: tuple[str, ...]) -> pl.DataFrame:
    """What a little more of each resource that binds would bring in each year; each is solved."""
    rows = []
    for name in bound_by:
        amount, words = a_little_of(name, asked.budget.unit)
        for period in asked.problem.resources[name]:
            found = choose(with_more(asked.problem, name, period, amount))
            joins, goes = found.chosen.keys() - best.chosen, best.chosen.keys() - found.chosen
            rows.append((
                name, period, words, float(found.value - best.value),
                *(sorted(f"initiative:{one}" for one in of) for of in (joins, goes)),
            ))  # fmt: skip
    return pl.DataFrame(rows, schema=BRINGING, orient="row")


def a_little_of(resource: str, currency: str) -> tuple[Fraction, str]:
    """So much of a resource of which it is told what more of it brings, and in words."""
    if resource in (MONEY, CAPITAL, OPERATING):
        return Fraction(MORE), in_words([Money(MORE, currency)])
    return (
        (Fraction(1), Prose("one launch"))
        if resource == LAUNCHES
        else (A_PERSON, Prose("one person"))
    )


def _selected(asked: Proposed, best: Choice, costs: Mapping[str, Fraction]) -> pl.DataFrame:
    """What is chosen, with a column for what it is worth to each office."""
    offices = asked.problem.offices
    rows = [
        (f"initiative:{one.id}", best.chosen[one.id],
         {"amount": exactly(costs[one.id]), "currency": asked.budget.unit},
         *(float(one.values[name]) if name in one.values else None for name in offices),
         one.mandatory, one.id in asked.running, one.id in asked.guessed)
        for one in asked.problem.initiatives
        if one.id in best.chosen
    ]  # fmt: skip
    worth = dict.fromkeys(offices, pl.Float64())
    schema = {**SELECTED, **worth, "has_to": pl.Boolean(), "running": pl.Boolean(),
              "guessed": pl.Boolean()}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rejected(asked: Proposed, best: Choice, whys: list[Why]) -> pl.DataFrame:
    """What is out, what would cost least first; those of which the reason is not solved last."""
    rows = [
        (f"initiative:{one.id}", one.text, None if one.loss is None else float(one.loss),
         [f"initiative:{id_}" for id_ in one.displaced], one.id in asked.running)
        for one in sorted(whys, key=lambda one: (one.loss is None, one.loss or 0, one.id))
    ]  # fmt: skip
    known = {one.id for one in whys}
    rows += [
        (f"initiative:{one.id}", NOT_SOLVED, None, [], one.id in asked.running)
        for one in asked.problem.initiatives
        if best.status != "infeasible" and one.id not in known and one.id not in best.chosen
    ]
    return pl.DataFrame(rows, schema=REJECTED, orient="row")


def _id(key: str) -> str:
    return key.partition(":")[2]


def _said(figure: Figure) -> str:
    if figure.value is None:
        return Prose("an unknown budget")
    return in_words([rounded(Money(Decimal(str(figure.value)), figure.unit))])
