"""Good points of a curve without any proof: from choices at hand, by exchanging one for another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cohelm.analysis.portfolio.choice.program import Program, Whole

At = tuple[int, int]
LARGEST = 4_000_000
"""So many numbers of one step: exchanges times rows."""


def exchanged(
    program: Program,
    terms: tuple[Whole, Whole],
    begin: Mapping[At, Whole],
    *,
    steps: int,
    stop: Callable[[], bool],
) -> dict[At, Whole]:
    """Points that no other found is as good as for both, by what they are worth; `begin` among them.

    From each point: one column more, one less, one instead of another, where that is feasible and not
    beaten. The points not yet looked at go in the order of the curve. Source: Pareto local search,
    Paquete, Chiarandini and Stützle 2004.
    """
    found = dict(begin)
    looked: set[At] = set()
    for _ in range(steps):
        waiting = [at for at in sorted(found) if at not in looked]
        if not waiting or stop():
            break
        at = waiting[len(waiting) // 2]
        looked.add(at)
        for place, taken in _neighbours(program, terms, found[at]):
            if not any(u >= place[0] and v >= place[1] for u, v in found):
                found = {p: t for p, t in found.items() if p[0] > place[0] or p[1] > place[1]}
                found[place] = taken
    return found


def _neighbours(
    program: Program, terms: tuple[Whole, Whole], taken: Whole
) -> list[tuple[At, Whole]]:
    """The feasible exchanges that no other beats, with what they are worth."""
    out, into = _exchanges(program, taken)
    if len(out) * len(program.most) > LARGEST:
        return []
    padded = np.vstack([program.dense, np.zeros((1, len(program.most)), np.int64)])
    used = program.dense[taken].sum(axis=0)
    fits = (used - padded[out] + padded[into] <= program.most).all(axis=1)
    out, into = out[fits], into[fits]
    worth = []
    for of in terms:
        extended = np.append(of, 0)
        worth.append(of[taken].sum() - extended[out] + extended[into])
    best: list[tuple[At, Whole]] = []
    highest: int | None = None
    for n in np.lexsort((-worth[1], -worth[0])):
        if highest is None or worth[1][n] > highest:
            highest = int(worth[1][n])
            kept = taken[taken != out[n]]
            after = np.append(kept, into[n]) if into[n] < program.size else kept
            best.append(((int(worth[0][n]), highest), np.sort(after)))
    return best


def _exchanges(program: Program, taken: Whole) -> tuple[Whole, Whole]:
    """Which column goes and which comes; the number of columns stands for none."""
    none = program.size
    inside = np.zeros(len(program.must), bool)
    inside[program.group[taken]] = True
    fresh = np.flatnonzero(~inside[program.group])
    may_go = taken[~program.must[program.group[taken]]]
    out = [np.full(len(fresh), none), may_go, np.repeat(may_go, len(fresh))]
    into = [fresh, np.full(len(may_go), none), np.tile(fresh, len(may_go))]
    for column in taken:
        others = np.flatnonzero(program.group == program.group[column])
        others = others[others != column]
        out.append(np.full(len(others), column))
        into.append(others)
    return np.concatenate(out), np.concatenate(into)
