"""Which assumptions of the choice, about people and about worth, would change it if they were wrong?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cohelm.analysis.agenda.asking.gap import Gap
from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.choice.accounting import MONEY
from cohelm.analysis.portfolio.choice.engine import Choice, choose
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem
from cohelm.analysis.portfolio.choice.proposed import Proposed
from cohelm.analysis.portfolio.choice.staffed import resource_of
from cohelm.analysis.portfolio.choice.valued import BY_SIZE
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

MOST = 15
"""So many of each sort are solved; of the others nothing is said."""
HEADCOUNT = Prose("How many full-time people does the team have?")
WORTH = Prose("What is it worth to the office, from 0 to 100?")


def open_teams(day: Day, asked: Proposed) -> Iterator[Gap]:
    """Teams of which nobody knows the people, those first of which most is wanted.

    Each is solved as if it had half the people that the best choice wants of it.
    """
    if not asked.wanted or not asked.problem.initiatives:
        return
    best = choose(asked.problem)
    plan, months = day.enterprise, _chosen_months(asked, best)
    for n, team in enumerate(sorted(months, key=lambda one: (-months[one], one))):
        if not months[team] or n >= MOST:
            yield Gap(team, "headcount", HEADCOUNT, Prose("no work that is chosen is asked of it"))
            continue
        out = _out(asked, best, choose(_halved(asked, team, months[team])))
        people = float(months[team] / 12)
        words = Prose(
            "the choice wants {people:.1f} people of it for a year; with half of them ",
            people=people,
        )
        words += (
            Prose("{named} would be out", named=_named(plan, out))
            if out
            else Prose("the same would be chosen")
        )
        yield Gap(team, "headcount", HEADCOUNT, words, _cost(asked.problem, out), flips=bool(out))


def assumed_worth(asked: Proposed) -> Iterator[Gap]:
    """Initiatives that count by their size, since the offices value nothing.

    Each is solved with the worth of the smallest size and of the largest; one that is in, or out, at
    both is not worth asking about.
    """
    worth = next((one for one in asked.assumed if one.name == "worth by size"), None)
    if worth is None or asked.budget.value is None:
        return
    best = choose(asked.problem)
    for key in worth.items[:MOST]:
        id_ = key.partition(":")[2]
        ends = [_worth(asked.problem, id_, BY_SIZE[size]) for size in ("S", "L")]
        low, high = (choose(one) for one in ends)
        was, now = id_ in low.chosen, id_ in high.chosen
        flips = was != now
        words = (
            "what is funded: it is in only where it is worth much"
            if flips
            else (
                Prose(
                    "it is {out}, whether it is worth little or much",
                    out=Prose("in") if id_ in best.chosen else Prose("out"),
                )
            )
        )
        yield Gap(
            key, "ranked_by", WORTH, words, _cost(asked.problem, {id_}) if flips else None, flips
        )


def _chosen_months(asked: Proposed, best: Choice) -> dict[str, Fraction]:
    """The person-months of the first year that the best choice wants of each team."""
    first = range(len(next(iter(asked.problem.spans.values()), (0,))))
    return {
        team: sum(
            (of.get(n, Fraction(0)) for key, of in by_key.items() for n in first
             if key.partition(":")[2] in best.chosen), Fraction(0),
        )
        for team, by_key in asked.wanted.items()
    }  # fmt: skip


def _halved(asked: Proposed, team: str, months: Fraction) -> Problem:
    """The problem in which the team has half of some person-months in each year."""
    problem, by_key = asked.problem, asked.wanted[team]

    def with_use(one: Candidate) -> Candidate:
        of = by_key.get(f"initiative:{one.id}")
        return replace(one, uses={**one.uses, resource_of(team): of}) if of else one

    resources = {
        **problem.resources,
        resource_of(team): dict.fromkeys(problem.spans or problem.periods, months / 2),
    }  # fmt: skip
    return replace(
        problem, initiatives=tuple(map(with_use, problem.initiatives)), resources=resources
    )


def _worth(problem: Problem, id_: str, points: Fraction) -> Problem:
    def valued(one: Candidate) -> Candidate:
        values: Mapping[str, Fraction] = dict.fromkeys(one.values, points)
        return replace(one, values=values) if one.id == id_ else one

    return replace(problem, initiatives=tuple(map(valued, problem.initiatives)))


def _out(asked: Proposed, best: Choice, found: Choice) -> set[str]:
    if found.status == "infeasible":
        return {one.id for one in asked.problem.initiatives if one.mandatory}
    return set(best.chosen.keys() - found.chosen.keys())


def _cost(problem: Problem, ids: set[str]) -> Decimal | None:
    total = sum(
        (sum(one.uses.get(MONEY, {}).values(), Fraction(0)) for one in problem.initiatives
         if one.id in ids), Fraction(0),
    )  # fmt: skip
    return Decimal(total.numerator) / Decimal(total.denominator) if total else None


def _named(plan: Enterprise, ids: set[str]) -> str:
    return listed([plan.name(f"initiative:{one}") for one in sorted(ids)])
