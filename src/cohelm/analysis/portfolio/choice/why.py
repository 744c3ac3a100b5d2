"""Why is one not chosen, what binds, and what would more of a resource bring? Each is solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from cohelm.analysis.portfolio.choice.contradiction import contradiction
from cohelm.analysis.portfolio.choice.engine import Choice, choose
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.wording import either
from cohelm.core.plural import Plural
from cohelm.core.prose import Digits, Prose, joined


@dataclass(frozen=True, slots=True)
class Why:
    """What choosing it would cost. `loss` None: it cannot be chosen, for what `cannot` says.

    `displaced` would go and `joined` come besides. `missing` are the resources of which an unlimited
    amount would bring it in by itself. `names` are those of the displaced, by id.
    """

    id: str
    loss: Fraction | None
    displaced: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The reason in words, values in points."""
        if self.loss is None:
            return Prose("cannot be chosen: {cannot}", cannot=joined(self.cannot, "; "))
        more = (
            Prose("; more {missing} would bring it in", missing=either(self.missing))
            if self.missing
            else ""
        )
        cost = (
            Prose("would cost {points}", points=_points(self.loss))
            if self.loss
            else Prose("would bring no more")
        )
        called = tuple(self.names.get(one, one) for one in self.displaced)
        return joined((_instead(cost, called), more), "")


class Unlimited:
    """The best choices without the limit of a resource each, solved once for all that ask."""

    def __init__(self, problem: Problem) -> None:
        self.best = {name: choose(_unlimited(problem, name)) for name in problem.resources}


def why_not(problem: Problem, best: Choice, id_: str, unlimited: Unlimited) -> Why:
    """Forces one in and solves again: the loss and who is displaced; then which resource is missing."""
    forced = choose(_with(problem, id_))
    names = {one.id: one.called for one in problem.initiatives}
    if forced.status == "infeasible":
        demands = contradiction(program(_with(problem, id_)))
        itself = Prose("{id} has to be done", id=names[id_])
        others = tuple(one for one in demands if one != itself)
        return Why(id_, None, cannot=others or demands)
    gone = tuple(sorted(best.chosen.keys() - forced.chosen.keys()))
    joined = tuple(sorted(forced.chosen.keys() - best.chosen.keys() - {id_}))
    missing = tuple(name for name, free in unlimited.best.items() if id_ in free.chosen)
    named = {one: names[one] for one in gone}
    return Why(id_, best.value - forced.value, gone, joined, missing, names=named)


def binding(best: Choice, unlimited: Unlimited) -> Iterator[str]:
    """The resources of which more would bring more: each is solved without its limit."""
    for name, free in unlimited.best.items():
        if free.value > best.value:
            yield name


def binding_in(problem: Problem, best: Choice, resource: str) -> list[str]:
    """The periods and spans in which a resource that binds does so: each is solved without it.

    Where several bind only together, all that are limited.
    """
    limited = problem.resources[resource]
    if len(limited) == 1:
        return list(limited)
    found = []
    for period in limited:
        left = {name: of for name, of in limited.items() if name != period}
        free = replace(problem, resources={**problem.resources, resource: left})
        if choose(free).value > best.value:
            found.append(period)
    return found or list(limited)


def with_more(problem: Problem, resource: str, period: str, amount: Fraction) -> Problem:
    """The problem with more of a resource in a period."""
    capacity = dict(problem.resources[resource])
    capacity[period] += amount
    return replace(problem, resources={**problem.resources, resource: capacity})


def _unlimited(problem: Problem, resource: str) -> Problem:
    left = {name: of for name, of in problem.resources.items() if name != resource}
    return replace(problem, resources=left)


def _with(problem: Problem, id_: str) -> Problem:
    """The problem in which one has to be done."""

    def must(one: Candidate) -> Candidate:
        return replace(one, mandatory=True) if one.id == id_ else one

    return replace(problem, initiatives=tuple(map(must, problem.initiatives)))


def _points(value: Fraction) -> str:
    number = Digits(f"{float(value):,.2f}".rstrip("0").rstrip("."))
    return Prose(
        "{number} {points}",
        number=number,
        points=Plural("point", "points", number=float(value)),
    )


def _instead(cost: Prose, displaced: tuple[str, ...]) -> Prose:
    if not displaced:
        return cost
    shown = ", ".join(displaced[:4])
    more = Prose("{shown} and {more} more", shown=shown, more=len(displaced) - 4)
    return Prose(
        "{cost} and displace {shown}", cost=cost, shown=shown if len(displaced) <= 4 else more
    )
