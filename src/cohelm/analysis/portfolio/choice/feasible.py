"""Whether a choice meets every demand, and what it is worth: plainly, apart from any engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.core.prose import Prose

Chosen = Mapping[str, str]
"""The period in which each chosen initiative starts, by its id."""


def values_of(problem: Problem, chosen: Chosen) -> dict[str, Fraction]:
    """What a choice is worth to each office, synergies included; exact."""
    worth = dict.fromkeys(problem.offices, Fraction(0))
    for one in problem.initiatives:
        if one.id in chosen:
            for office, value in one.values.items():
                worth[office] += value
    for synergy in problem.synergies:
        if all(one in chosen for one in synergy.of):
            for office, value in synergy.values.items():
                worth[office] += value
    return worth


def weighted(problem: Problem, values: Mapping[str, Fraction]) -> Fraction:
    """The value as weighted by the offices."""
    return sum((problem.weight(name) * value for name, value in values.items()), Fraction(0))


def broken(problem: Problem, chosen: Chosen) -> list[str]:
    """Every demand that a choice does not meet, in words; empty where it is feasible."""
    return [*_of_each(problem, chosen), *_of_resources(problem, chosen), *_of_all(problem, chosen)]


def _of_each(problem: Problem, chosen: Chosen) -> Iterator[str]:
    order = {period: at for at, period in enumerate(problem.periods)}
    known = {one.id for one in problem.initiatives}
    yield from (Prose("{id} is not there", id=id_) for id_ in chosen if id_ not in known)
    for one in problem.initiatives:
        start = chosen.get(one.id)
        if start is None:
            if one.mandatory:
                yield Prose("{id} has to be done", id=one.id)
            continue
        if start not in one.starts:
            yield Prose("{id} may not start in {start}", id=one.id, start=start)
            continue
        for end in one.needs:
            if end not in chosen or order[chosen[end]] > order[start]:
                yield Prose("{id} needs {end} no later than itself", id=one.id, end=end)
        yield from (
            Prose("{id} excludes {end}", id=one.id, end=end)
            for end in one.excludes
            if end in chosen
        )


def _uses(problem: Problem, chosen: Chosen) -> dict[tuple[str, str], Fraction]:
    parts: dict[tuple[str, str], list[Fraction]] = {}
    for one in problem.initiatives:
        if one.id in chosen and chosen[one.id] in problem.periods:
            for place, amount in problem.used(one, chosen[one.id]).items():
                parts.setdefault(place, []).append(amount)
    return {place: _sum(amounts) for place, amounts in parts.items()}


def _sum(amounts: Sequence[Fraction]) -> Fraction:
    """The same as sum(), which brings each of its steps to lowest terms."""
    unit = lcm(*(one.denominator for one in amounts))
    return Fraction(sum(one.numerator * (unit // one.denominator) for one in amounts), unit)


def _of_resources(problem: Problem, chosen: Chosen) -> Iterator[str]:
    total = _uses(problem, chosen)
    for resource in problem.resources:
        for period, used, left in _spent(problem, resource, total):
            if used > left:
                yield Prose(
                    "{resource} in {period}: {used} of {left}",
                    resource=resource,
                    period=period,
                    used=used,
                    left=left,
                )


def _spent(
    problem: Problem, resource: str, total: Mapping[tuple[str, str], Fraction]
) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Of each period and span that is limited, what is used up to its end and what there is.

    Without carry-over each for itself. With it periods follow each other from the first one on, and so
    do spans of one length, as long as none is without a limit.
    """
    capacity = problem.resources[resource]
    of_each = {
        name: sum((total.get((resource, one), Fraction(0)) for one in problem.inside(name)),
                  Fraction(0))
        for name in (*problem.periods, *problem.spans)
    }  # fmt: skip
    if resource not in problem.carry_over:
        yield from ((name, of_each[name], left) for name, left in capacity.items())
        return
    for length in {len(problem.inside(name)) for name in capacity}:
        begins = {problem.inside(name)[0]: name for name in of_each
                  if len(problem.inside(name)) == length and name in capacity}  # fmt: skip
        used = left = Fraction(0)
        for first in problem.periods[::length]:
            if first not in begins:
                break
            used += of_each[begins[first]]
            left += capacity[begins[first]]
            yield begins[first], used, left


def _of_all(problem: Problem, chosen: Chosen) -> Iterator[str]:
    total = _uses(problem, chosen) if problem.shares else {}
    for share in problem.shares:
        whole = sum((of for (name, _), of in total.items() if name == share.resource), Fraction(0))
        of = {
            one.id: chosen[one.id]
            for one in problem.initiatives
            if one.id in chosen and one.category.get(share.category) == share.of
        }
        part = sum(
            (n for (name, _), n in _uses(problem, of).items() if name == share.resource),
            Fraction(0),
        )
        if not share.least * whole <= part <= share.most * whole:
            yield Prose(
                "{of} takes {part} of {whole} {resource}",
                of=share.of,
                part=part,
                whole=whole,
                resource=share.resource,
            )
    for period, most in problem.launches.items():
        starting = sum(one == period for one in chosen.values())
        if starting > most:
            yield Prose(
                "{starting} start in {period}, at most {most}",
                starting=starting,
                period=period,
                most=most,
            )


def checked(problem: Problem, chosen: Chosen, values: Mapping[str, Fraction]) -> Chosen:
    """The choice, where it meets every demand and is worth what is said of it.

    Every answer goes through here before it leaves. Raises AssertionError with what is wrong.
    """
    wrong = broken(problem, chosen)
    if wrong:
        raise AssertionError("; ".join(wrong))
    worth = values_of(problem, chosen)
    for office, value in values.items():
        if worth.get(office, Fraction(0)) != value:
            raise AssertionError(f"worth {worth.get(office)} to {office}, not {value}")
    return chosen
