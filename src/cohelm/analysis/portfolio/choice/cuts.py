"""Rows that every choice keeps and no choice in parts does: they bring the relaxation's bound down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cohelm.analysis.portfolio.choice.program import LARGEST, Program, Whole
from cohelm.analysis.portfolio.choice.relaxation import Real, Relaxation

Cut = tuple[Whole, int]
"""Terms by column, and the most that they come to."""
VIOLATED = 1e-3
"""A cut is taken where it cuts the relaxation's answer off by so much of its length."""
NEVER = 2**60


def strengthened(program: Program, terms: Whole, *, rounds: int) -> Program:
    """The program with cuts that bind where `terms` are made most of; the same choices are feasible.

    Each round solves the relaxation and looks at every row that it uses up.
    """
    cuts: dict[bytes, Cut] = {}
    now = program
    part = Relaxation(now).solve(terms.astype(float))
    for _ in range(rounds):
        if part is None:
            return program
        fresh = {
            key: (cut, most)
            for cut, most in _violated(program, part.taken, part.spare)
            if (key := cut.tobytes() + str(most).encode()) not in cuts
        }
        if not fresh:
            break
        cuts |= fresh
        now = program.with_rows(list(cuts.values()))
        part = Relaxation(now).solve(terms.astype(float))
    if part is None or not cuts:
        return program
    rows = len(program.most)
    used = [n for n in range(len(cuts)) if part.spare[rows + n] < 1e-6]
    every = list(cuts.values())
    return program.with_rows([every[n] for n in used]) if used else program


def _violated(program: Program, taken: Real, spare: Real) -> Iterator[Cut]:
    for row in range(len(program.most)):
        terms, most = program.dense[:, row], int(program.most[row])
        if spare[row] > 1e-6 * max(1, abs(most)):
            continue
        for cut in (_cover(terms, most, taken), _rounded(terms, most, taken)):
            if cut is not None and _off(cut, taken) > VIOLATED:
                yield cut


def _off(cut: Cut, taken: Real) -> float:
    """How far a point is beyond a cut."""
    terms, most = cut
    length = float(np.linalg.norm(terms.astype(float)))
    return (float(terms @ taken) - most) / length if length else 0.0


def _cover(terms: Whole, most: int, taken: Real) -> Cut | None:
    """A cover: columns that do not fit together, of which at least one is left; lifted to the others.

    The factor of each other column is the largest that holds, found by going through the least use at
    which the cut so far comes to 0, 1, 2 … Source: Balas 1975; Zemel 1989 on lifting in order.
    """
    if most < 0 or (terms < 0).any():
        return None
    inside = np.flatnonzero(terms)
    order = inside[np.lexsort((-terms[inside], (1 - taken[inside]) / terms[inside]))]
    use = terms[order].cumsum()
    size = int(np.searchsorted(use, most, side="right"))
    if size == len(order):
        return None
    cover, total = list(order[: size + 1]), int(use[size])
    for column in sorted(cover, key=lambda column: float(taken[column])):
        if total - terms[column] > most:
            cover.remove(column)
            total -= int(terms[column])
    others = np.setdiff1d(inside, cover)
    others = others[np.lexsort((-terms[others], -taken[others]))]
    return _lifted(terms, most, np.array(cover), others)


def _lifted(terms: Whole, most: int, cover: Whole, others: Whole) -> Cut:
    """The cut of a cover with the factors of the others; `least_use[k]`: to come to k or more."""
    right = len(cover) - 1
    least_use = np.append(0, np.sort(terms[cover]).cumsum()[:right])
    found = np.zeros(len(terms), np.int64)
    found[cover] = 1
    for column in others:
        room = most - int(terms[column])
        reach = int(np.searchsorted(least_use, room, side="right")) - 1
        factor = right - reach if room >= 0 else right
        if factor > 0:
            found[column] = factor
            before = least_use[np.maximum(np.arange(right + 1) - factor, 0)]
            least_use = np.minimum(least_use, before + int(terms[column]))
    return found, right


def _rounded(terms: Whole, most: int, taken: Real) -> Cut | None:
    """The row divided and rounded, columns that are mostly taken counted from the other side.

    Of the divisors tried the one that cuts off most. Source: mixed integer rounding, Nemhauser and
    Wolsey 1990; Marchand and Wolsey 2001 on the divisors.
    """
    turned = taken > 0.5
    row = np.where(turned, -terms, terms)
    right = most - int(terms[turned].sum())
    point = np.where(turned, 1 - taken, taken)
    torn = (taken > 1e-6) & (taken < 1 - 1e-6) & (terms != 0)
    best: tuple[float, Cut] | None = None
    for divisor in np.unique(np.abs(terms[torn])[:, None] // np.arange(1, 5)):
        over = right % int(divisor) if divisor > 1 else 0
        if not over:
            continue
        quotient, rest = row // divisor, row % divisor
        cut = quotient * (divisor - over) + np.maximum(rest - over, 0)
        whole = (right // int(divisor)) * (int(divisor) - over)
        off = _off((cut, whole), point)
        if (best is None or off > best[0]) and float(np.abs(cut).sum()) < LARGEST:
            best = off, (np.where(turned, -cut, cut), whole - int(cut[turned].sum()))
    return best[1] if best else None
