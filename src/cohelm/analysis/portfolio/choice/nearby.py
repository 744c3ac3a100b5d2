"""Every choice that is worth at least so much, by going through the ways to lose little."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cohelm.analysis.portfolio.choice.program import Program, Whole
from cohelm.analysis.portfolio.choice.relaxation import Bound

AT_ONCE = 20_000
NONE = -1
"""Stands for the column of a group of which none is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Nearby:
    """Choices as columns: what is taken in each of them, and a row each with the rest (or NONE)."""

    always: Whole
    rest: Whole

    def sums(self, terms: Whole) -> Whole:
        """What each choice comes to."""
        padded = np.append(terms, 0)
        found: Whole = padded[self.rest].sum(axis=1, dtype=np.int64) + padded[self.always].sum()
        return found

    def taken(self, n: int) -> Whole:
        """The columns of one choice, in order."""
        return np.sort(np.concatenate([self.always, self.rest[n][self.rest[n] != NONE]]))


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One open group with its options. Of each row: the least and most that comes after it."""

    columns: Whole
    loss: Whole
    uses: Whole
    least_after: Whole
    most_after: Whole


def nearby(program: Program, proof: Bound, least: int, *, most: int) -> Nearby | None:
    """All feasible choices worth `least` or more in the aim's unit; None where it is too many to see.

    A choice loses `proof.most` − `least`·scale at the most, so each group is left with few options.
    They are combined group by group, those of large loss first; a combination goes where its losses,
    with those of rows that can no longer be filled, come to more, or where a row can no longer be
    kept. `most` bounds how many combinations are looked at. Exact: integers alone.
    """
    slack = proof.most - least * proof.scale
    if slack < 0:
        return Nearby(np.zeros(0, np.int64), np.zeros((0, 0), np.int64))
    columns = np.flatnonzero(proof.loss <= slack)
    none = np.flatnonzero(proof.none <= slack)
    group = np.concatenate([program.group[columns], none])
    column = np.concatenate([columns, np.full(len(none), NONE)])
    loss = np.concatenate([proof.loss[columns], proof.none[none]])
    settled = np.bincount(group, minlength=len(program.must))[group] == 1
    always = np.sort(column[settled & (column != NONE)])
    base = program.dense[always].sum(axis=0, dtype=np.int64)
    free = ~settled
    order = _by_loss(group[free], loss[free])
    stages, rows = _stages(program, proof, base, column[free][order], loss[free][order],
                           group[free][order])  # fmt: skip
    return _combined(stages, always, (program.most - base)[rows], proof.prices[rows], slack, most)


def _by_loss(group: Whole, loss: Whole) -> Whole:
    """The order of options: group by group, that group first whose second best option loses most."""
    order = np.lexsort((loss, group))
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    if not len(starts):
        return order
    second = np.repeat(loss[order][starts + 1], np.diff(np.append(starts, len(order))))
    return order[np.lexsort((group[order], -second))]


def _stages(
    program: Program, proof: Bound, base: Whole, column: Whole, loss: Whole, group: Whole
) -> tuple[list[Stage], Whole]:
    """The stages, and the rows that can still be broken or that cost where they are left over."""
    uses = np.where((column == NONE)[:, None], 0, program.dense[column])
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    if not len(starts):
        return [], np.flatnonzero((base > program.most) | (proof.prices > 0))
    highest = np.maximum.reduceat(uses, starts)
    rows = np.flatnonzero((base + highest.sum(axis=0) > program.most) | (proof.prices > 0))
    uses, highest = uses[:, rows], highest[:, rows]
    lowest = np.minimum.reduceat(uses, starts)
    most_after = highest[::-1].cumsum(axis=0)[::-1] - highest
    least_after = lowest[::-1].cumsum(axis=0)[::-1] - lowest
    ends = np.append(starts[1:], len(column))
    found = [
        Stage(column[a:b], loss[a:b], uses[a:b], least_after[n], most_after[n])
        for n, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]
    return found, rows


def _combined(
    stages: list[Stage], always: Whole, room: Whole, prices: Whole, slack: int, most: int
) -> Nearby | None:
    """Goes down in blocks, the deepest first, so that memory stays bounded."""
    whole: list[Whole] = []
    if not stages:
        fits = bool((room >= 0).all()) and int(room @ prices) <= slack
        return Nearby(always, np.zeros((int(fits), 0), np.int64))
    work = [(0, np.full(1, slack), room[None, :], np.zeros((1, 0), np.int64))]
    seen = 0
    while work:
        depth, left, spare, trail = work.pop()
        if depth == len(stages):
            whole.append(trail)
            continue
        seen += len(left)
        if seen > most:
            return None
        step = max(1, AT_ONCE // len(stages[depth].columns))
        for start in range(0, len(left), step):
            part = slice(start, start + step)
            further = _further(stages[depth], left[part], spare[part], trail[part], prices)
            if len(further[0]):
                work.append((depth + 1, *further))
    return Nearby(always, np.concatenate(whole) if whole else np.zeros((0, len(stages)), np.int64))


def _further(
    stage: Stage, left: Whole, spare: Whole, trail: Whole, prices: Whole
) -> tuple[Whole, Whole, Whole]:
    """Each combination with each option that it can still take: losses left, room left, columns."""
    rest = spare[:, None] - stage.uses
    lost = left[:, None] - stage.loss
    good = (rest >= stage.least_after).all(axis=2)
    good &= np.maximum(rest - stage.most_after, 0) @ prices <= lost
    which, option = np.nonzero(good)
    return lost[good], rest[good], np.column_stack([trail[which], stage.columns[option]])
