"""The fair ones among the points of a curve."""

from __future__ import annotations

from collections.abc import Sequence

from cohelm.analysis.portfolio.choice.frontier import Point


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
