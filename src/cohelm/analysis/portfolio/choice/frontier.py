"""Every choice that is not worse for both of two offices, and the fair ones among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from cohelm.analysis.portfolio.choice.engine import Answer, Demand, Model, solve
from cohelm.analysis.portfolio.choice.feasible import Chosen

Point = tuple[Fraction, Fraction]
TimeLeft = Callable[[], float] | None
"""Answers how many seconds are left; the library itself looks at no clock."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A choice on the curve, and what it is worth to the first and to the second office."""

    at: Point
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve from the first office's best to the second's.

    `exact`: every point is there, and proved. Else the time ran out: what lies below the last point
    for the first office is open, and `open_below` is the most that the second can still win.
    """

    points: tuple[Placed, ...] = ()
    exact: bool = True
    open_below: Fraction = field(default=Fraction(0))


def curve(model: Model, offices: tuple[str, str], *, left: TimeLeft = None) -> Curve:
    """Every point that no choice beats for both, by maximising one with the other held above a bound.

    From the best for the first office, each next point is the best for it among those that are worth
    more to the second than the last one; of equal ones that of most worth to the second. It misses no
    point, also none that no weighting of the two would choose. Two solves a point. `left` answers how
    many seconds are left. Source: the ε-constraint method, Haimes, Lasdon and Wismer 1971.
    """
    first, second = (model.worth(name) for name in offices)
    step = _step(second)
    top = sum((max(of, Fraction(0)) for of in second.values()), Fraction(0))
    points: list[Placed] = []
    beyond: list[Demand] = []
    while True:
        found = _furthest(model, (first, second), offices, beyond, left)
        if found is not None and found.status == "infeasible":
            return Curve(tuple(points))
        if found is None or found.status != "optimal":
            return Curve(tuple(points), False, _open(points, top))
        at = _at(found, offices)
        points.append(Placed(at, found.chosen))
        beyond = [Demand("", second, at[1] + step)]


def _furthest(
    model: Model,
    worth: tuple[dict[int, Fraction], dict[int, Fraction]],
    offices: tuple[str, str],
    beyond: Sequence[Demand],
    left: TimeLeft,
) -> Answer | None:
    """The best for the first office, and of equal ones for the second; None where time ran out."""
    if left is not None and left() <= 0:
        return None
    found = solve(model, worth[0], also=beyond, time_limit=left() if left else None)
    if found.status != "optimal" or (left is not None and left() <= 0):
        return found if found.status == "infeasible" else None
    held = Demand("", worth[0], _at(found, offices)[0])
    return solve(model, worth[1], also=[*beyond, held], time_limit=left() if left else None)


def _at(found: Answer, offices: tuple[str, str]) -> Point:
    first, second = (found.values.get(name, Fraction(0)) for name in offices)
    return first, second


def _open(points: Sequence[Placed], top: Fraction) -> Fraction:
    return top - points[-1].at[1] if points else top


def _step(terms: dict[int, Fraction]) -> Fraction:
    """The least by which two values of an office can differ."""
    return Fraction(1, lcm(*(one.denominator for one in terms.values())) if terms else 1)


def best_joint_gain(points: Sequence[Point], no_agreement: Point) -> tuple[int, ...]:
    """The points of the largest product of both gains over no agreement; all that tie.

    None where no point gives both something. Source: Nash, The Bargaining Problem, 1950.
    """
    gains = {
        n: (u - no_agreement[0]) * (v - no_agreement[1])
        for n, (u, v) in enumerate(points)
        if u > no_agreement[0] and v > no_agreement[1]
    }
    most = max(gains.values(), default=None)
    return tuple(n for n, gain in gains.items() if gain == most)


def equal_share(points: Sequence[Point], no_agreement: Point) -> tuple[int, ...]:
    """The points at which the smaller of both shares of what each could get is largest; all ties.

    What each could get is the best for it among the points that are no worse than no agreement for
    both. Of equal smaller shares, the larger other one goes before. Source: Kalai and Smorodinsky,
    Other solutions to Nash's bargaining problem, 1975; on a discrete set.
    """
    rational = {
        n: at
        for n, at in enumerate(points)
        if at[0] >= no_agreement[0] and at[1] >= no_agreement[1]
    }
    if not rational:
        return ()
    ideal = tuple(max(at[k] for at in rational.values()) for k in (0, 1))
    spans = [ideal[k] - no_agreement[k] for k in (0, 1)]
    if not all(spans):
        return ()
    shares = {
        n: sorted((at[k] - no_agreement[k]) / spans[k] for k in (0, 1))
        for n, at in rational.items()
    }
    most = max(shares.values())
    return tuple(n for n, share in shares.items() if share == most)
