"""A problem of choice as integers: a column for each initiative and start, a row for each demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, vstack

from cohelm.analysis.portfolio.choice.feasible import Chosen
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.core.errors import InputError
from cohelm.core.prose import Prose

Whole = npt.NDArray[np.int64]
LARGEST = 2**52
"""Sums of amounts stay below it, so that every engine takes them without rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """What is to be made most of: whole numbers by column, `unit` of them are 1 point."""

    terms: Whole
    unit: int

    def exactly(self, value: int) -> Fraction:
        """A sum of the terms in points."""
        return Fraction(value, self.unit)


class Grain(NamedTuple):
    """A row that limits a resource in a period: so much of it is one in the row."""

    resource: str
    period: str
    amount: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Σ terms ≤ most over columns. `words` is empty where nobody demands it. `grain`: see Grain."""

    words: str
    columns: Whole
    terms: Whole
    most: int
    grain: Grain | None = None


@dataclass(frozen=True, eq=False)
class Program:
    """Columns in groups, of which at most one is taken (exactly one where `must`), and rows ≤ `most`.

    A group is an initiative with its possible starts, in the order of the problem; then a synergy
    each. All numbers are exact: each row stands in a unit in which it is whole.
    """

    problem: Problem
    columns: tuple[tuple[str, str], ...]
    group: Whole
    first: Whole
    must: npt.NDArray[np.bool_]
    matrix: csr_array
    most: Whole
    words: tuple[str, ...]
    grains: tuple[Grain | None, ...] = ()

    @cached_property
    def dense(self) -> Whole:
        """The rows as a table: a line for each column, so that a choice's use is a sum of lines."""
        return np.ascontiguousarray(self.matrix.toarray().T)

    @cached_property
    def extent(self) -> npt.NDArray[np.float64]:
        """How large the numbers of each row are, taken together."""
        spread = np.asarray(abs(self.matrix).sum(axis=1), np.float64).ravel()
        found: npt.NDArray[np.float64] = spread + np.abs(self.most)
        return found

    @cached_property
    def by_column(self) -> csr_array:
        """The rows as columns see them: what each column's line is, times a price for each row."""
        return csr_array(self.matrix.T)

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self.group)

    def chosen(self, taken: Iterable[int]) -> dict[str, str]:
        """The initiatives and starts of the columns that are taken."""
        return dict(self.columns[n] for n in taken if n < len(self.columns))

    def taken(self, chosen: Chosen) -> npt.NDArray[np.bool_]:
        """The columns of a choice, synergies included."""
        found = np.zeros(self.size, bool)
        for n, (id_, start) in enumerate(self.columns):
            found[n] = chosen.get(id_) == start
        for n, synergy in enumerate(self.problem.synergies, len(self.columns)):
            found[n] = all(id_ in chosen for id_ in synergy.of)
        return found

    def worth(self, weights: Mapping[str, Fraction]) -> Aim:
        """What each column is worth with the offices weighted so; one office alone: {office: 1}."""
        by_group = [one.values for one in self.problem.initiatives]
        by_group += [one.values for one in self.problem.synergies]
        exact = [
            sum((weights.get(name, Fraction(0)) * of for name, of in values.items()), Fraction(0))
            for values in by_group
        ]
        unit = lcm(*{one.denominator for one in exact}) if exact else 1
        whole = [int(one * unit) for one in exact]
        if sum(map(abs, whole)) >= LARGEST:
            raise _too_wide("values")
        return Aim(np.array(whole, np.int64)[self.group], unit)

    def aim(self) -> Aim:
        """What each column is worth as the offices are weighted."""
        return self.worth({name: self.problem.weight(name) for name in self.problem.offices})

    def with_must(self, must: npt.NDArray[np.bool_]) -> Program:
        """The same in which other groups have to be taken."""
        return self._like(must=must)

    def allowing(self, most: Whole) -> Program:
        """The same with other amounts that the rows allow."""
        return self._like(most=most)

    def _like(self, **changed: Any) -> Program:
        """The same with other musts or bounds, and the table that is made already."""
        found = replace(self, **changed)
        known = ("dense", "by_column")
        found.__dict__.update(
            {name: self.__dict__[name] for name in known if name in self.__dict__}
        )
        return found

    def limits(self, problem: Problem) -> Whole:
        """What the rows allow where a problem with the same initiatives has other capacities.

        What it does not limit may be used as far as all of it goes.
        """
        found = self.most.copy()
        for n, grain in enumerate(self.grains):
            if grain is not None:
                left = _left(problem, grain.resource, grain.period)
                found[n] = self.dense[:, n].clip(0).sum() if left is None else left // grain.amount
        return found

    def with_rows(self, rows: Sequence[tuple[Whole, int]]) -> Program:
        """The same with rows of dense terms ≤ most on top, which are no demands of anybody's."""
        more = csr_array(np.array([terms for terms, _ in rows]))
        most = np.array([most for _, most in rows], np.int64)
        return replace(
            self, matrix=csr_array(vstack([self.matrix, more])),
            most=np.concatenate([self.most, most]), words=(*self.words, *("" for _ in rows)),
        )  # fmt: skip


def program(problem: Problem, *, every: bool = False) -> Program:
    """The columns and rows of a problem. Rows that nothing can break are left out, unless `every`.

    Raises InputError where amounts differ so widely that they cannot be counted exactly.
    """
    columns = tuple((one.id, start) for one in problem.initiatives for start in one.starts)
    counts = [len(one.starts) for one in problem.initiatives] + [1] * len(problem.synergies)
    group = np.repeat(np.arange(len(counts)), counts)
    first = np.concatenate([[0], np.cumsum(counts)])[:-1].astype(np.int64)
    must = np.array([one.mandatory for one in problem.initiatives] + [False] * len(problem.synergies),
                    bool)  # fmt: skip
    rows = [*_bonds(problem, first), *_resources(problem, group), *_launches(problem, columns)]
    matrix = _matrix(rows, len(group))
    most = np.array([row.most for row in rows], np.int64)
    kept = np.arange(len(rows)) if every else np.flatnonzero(_reachable(matrix, group) > most)
    return Program(
        problem, columns, group, first, must, matrix[kept], most[kept],
        tuple(rows[n].words for n in kept), tuple(rows[n].grain for n in kept),
    )  # fmt: skip


def _bonds(problem: Problem, first: Whole) -> Iterator[Row]:
    """What initiatives say of each other, and a synergy that holds exactly where all of its are in."""
    at = {one.id: n for n, one in enumerate(problem.initiatives)}
    order = {period: n for n, period in enumerate(problem.periods)}
    columns = {
        one.id: np.arange(first[n], first[n] + len(one.starts))
        for n, one in enumerate(problem.initiatives)
    }
    for one in problem.initiatives:
        for end in dict.fromkeys(one.needs):
            other = problem.initiatives[at[end]]
            for n, start in enumerate(one.starts, 1):
                soon = sum(order[period] <= order[start] for period in other.starts)
                yield _row(
                    Prose("{id} needs {end}", id=one.called, end=other.called),
                    columns[one.id][:n],
                    columns[end][:soon],
                    0,
                )
        for end in dict.fromkeys(one.excludes):
            both = np.concatenate([columns[one.id], columns[end]])
            called = problem.initiatives[at[end]].called
            words = Prose("{id} excludes {end}", id=one.called, end=called)
            yield _row(words, both, both[:0], 1)
    for n, synergy in enumerate(problem.synergies, len(at)):
        mine = first[n : n + 1]
        for id_ in synergy.of:
            yield _row("", mine, columns[id_], 0)
        every = np.concatenate([columns[id_] for id_ in synergy.of])
        yield _row("", every, mine, len(synergy.of) - 1)


def _row(words: str, plus: Whole, minus: Whole, most: int) -> Row:
    terms = np.concatenate([np.ones(len(plus), np.int64), -np.ones(len(minus), np.int64)])
    return Row(words, np.concatenate([plus, minus]), terms, most)


def _resources(problem: Problem, group: Whole) -> Iterator[Row]:
    for name in dict.fromkeys([*problem.resources, *(one.resource for one in problem.shares)]):
        used, unit = _used(problem, name, len(group))
        yield from _limits(problem, name, used, unit)
        yield from _shares(problem, name, used.sum(axis=1), group)


def _used(problem: Problem, name: str, size: int) -> tuple[Whole, int]:
    """What each column uses by period, and how many of these units make one."""
    every = [of for one in problem.initiatives for of in one.uses.get(name, {}).values()]
    capacity = problem.resources.get(name, {}).values()
    unit = lcm(*{one.denominator for one in (*every, *capacity)}) if every or capacity else 1
    if sum(abs(one) for one in (*every, *capacity)) * unit >= LARGEST:
        raise _too_wide(f"amounts of {name}")
    order = {period: n for n, period in enumerate(problem.periods)}
    used = np.zeros((size, len(order)), np.int64)
    column = 0
    for one in problem.initiatives:
        profile = [(after, int(of * unit)) for after, of in one.uses.get(name, {}).items()]
        for start in one.starts:
            for after, amount in profile:
                if order[start] + after < len(order):
                    used[column, order[start] + after] += amount
            column += 1
    return used, unit


def _limits(problem: Problem, name: str, used: Whole, unit: int) -> Iterator[Row]:
    carried = name in problem.carry_over
    order = {period: n for n, period in enumerate(problem.periods)}
    for period in (*problem.periods, *problem.spans):
        left = _left(problem, name, period)
        if left is not None:
            inside = [order[one] for one in problem.inside(period)]
            first = 0 if carried else inside[0]
            spent = used[:, first : inside[-1] + 1].sum(axis=1)
            words = (
                Prose("{name} up to {period}", name=name, period=period)
                if carried
                else Prose("{name} in {period}", name=name, period=period)
            )
            row = _dense(words, spent, int(left * unit))
            once = gcd(*map(int, np.unique(spent))) or 1
            yield replace(row, grain=Grain(name, period, Fraction(once, unit)))


def _left(problem: Problem, name: str, period: str) -> Fraction | None:
    """What there is of a resource in a period or span, with what may be left of earlier ones of the
    same length; None: no limit.
    """
    capacity = problem.resources.get(name, {})
    if name not in problem.carry_over or period not in capacity:
        return capacity.get(period)
    inside = problem.inside(period)
    until = problem.periods[: problem.periods.index(inside[-1]) + 1]
    earlier = {
        one: problem.inside(one)
        for one in capacity
        if len(problem.inside(one)) == len(inside) and set(problem.inside(one)) <= set(until)
    }
    covered = {one for of in earlier.values() for one in of}
    return sum((capacity[one] for one in earlier), Fraction(0)) if covered == set(until) else None


def _shares(problem: Problem, name: str, total: Whole, group: Whole) -> Iterator[Row]:
    for share in problem.shares:
        if share.resource != name:
            continue
        inside = [one.category.get(share.category) == share.of for one in problem.initiatives]
        inside += [False] * len(problem.synergies)
        mine = np.array(inside, np.int64)[group]
        for bound, words, sign in (
            (share.least, Prose("at least"), -1),
            (share.most, Prose("at most"), 1),
        ):
            if (
                max(map(abs, map(int, total)), default=0) * bound.denominator * len(total)
                >= LARGEST
            ):
                raise _too_wide(f"shares of {name}")
            terms = total * (mine * bound.denominator - bound.numerator) * sign
            said = Prose(
                "{of} takes {words} {bound:.0%} of {resource}",
                of=share.of,
                words=words,
                bound=float(bound),
                resource=share.resource,
            )
            yield _dense(said, terms, 0)


def _launches(problem: Problem, columns: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for period, number in problem.launches.items():
        starting = np.array(
            [n for n, (_, start) in enumerate(columns) if start == period], np.int64
        )
        yield _row(
            Prose("at most {number} start in {period}", number=number, period=period),
            starting,
            starting[:0],
            number,
        )


def _dense(words: str, terms: Whole, most: int) -> Row:
    """The row in the largest unit in which its terms are whole; what is left of `most` buys nothing."""
    columns = np.flatnonzero(terms)
    unit = gcd(*map(int, np.unique(terms))) or 1
    return Row(words, columns, terms[columns] // unit, most // unit)


def _matrix(rows: Sequence[Row], size: int) -> csr_array:
    at = np.repeat(np.arange(len(rows)), [len(row.columns) for row in rows])
    columns = np.concatenate([row.columns for row in rows]) if rows else at
    terms = np.concatenate([row.terms for row in rows]) if rows else at
    found = coo_array((terms, (at, columns)), shape=(len(rows), size), dtype=np.int64).tocsr()
    found.sum_duplicates()
    return found


def _reachable(matrix: csr_array, group: Whole) -> Whole:
    """The most that each row can come to with at most one column of each group."""
    found = matrix.tocoo()
    found_row, found_column = found.coords
    place = found_row.astype(np.int64) * (len(group) + 1) + group[found_column]
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    total = np.zeros(matrix.shape[0], np.int64)
    if len(starts):
        largest = np.maximum.reduceat(found.data[order], starts)
        np.add.at(total, found_row[order][starts], np.maximum(largest, 0))
    return total


def _too_wide(what: str) -> InputError:
    return InputError(
        Prose("the {what} differ too widely to be counted exactly", what=what),
        where=Prose("the problem"),
        accepted=Prose(
            "amounts whose sum has at most 15 digits, from the first to the last decimal"
        ),
    )
