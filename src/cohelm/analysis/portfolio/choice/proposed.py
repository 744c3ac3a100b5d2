"""Which problem of choice does the plan hold for the coming financial years?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import HIDDEN
from cohelm.analysis.portfolio.ahead import AT_WORK, Ahead, monthly
from cohelm.analysis.portfolio.choice.accounting import MONEY, Accounted, Accounting, accounted
from cohelm.analysis.portfolio.choice.grid import Grid
from cohelm.analysis.portfolio.choice.launching import LAUNCHES, launches_stated
from cohelm.analysis.portfolio.choice.mix import shares_stated
from cohelm.analysis.portfolio.choice.problem import Candidate, Problem, Synergy
from cohelm.analysis.portfolio.choice.setaside import is_by_quarter, names_a_quarter, set_aside
from cohelm.analysis.portfolio.choice.skilled import skilled
from cohelm.analysis.portfolio.choice.staffed import Staffed, Taken, staffed
from cohelm.analysis.portfolio.choice.together import NOT_COUNTED, Together
from cohelm.analysis.portfolio.choice.valued import Valued, Worth, valued
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.prose import Prose, joined

NO_VALUE = Prose("no office says what it is worth to it")
NO_COST = Prose("what it costs in the year is not known")
NO_WORK = Prose("it has no days in the year")
OVER = Prose("its last day is before the year")
MOST_YEARS = 10
CATEGORIES = ("nature", "direction", "horizon")
Starts = Literal["planned", "free"]
"""Whether work that has not begun may start later than planned, to the year."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of the choice; every part has a default.

    `budget`: see `setaside.set_aside`; `mix`: see `mix.shares_stated`; `launches`: see
    `launching.launches_stated`. `weights` by office. `years`: so many financial years from the next one
    on. `people`: whether teams' people are a limit; `skills`: whether their skills are one too, where
    people are; `synergies`: whether what pairs gain on top counts; `accounting`: see
    `accounting.accounted`.
    """

    budget: str = ""
    pin: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    weights: Mapping[str, Fraction] | None = None
    years: int = 1
    starts: Starts = "planned"
    people: bool = True
    worth: Worth = "assumed"
    carry_over: bool = False
    mix: str = ""
    skills: bool = True
    synergies: bool = True
    launches: str = ""
    accounting: Accounting = "assumed"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The problem of the coming financial years, in the currency of the books.

    `budget` is that of all years together. `running` are the ids that are approved or under way.
    `left_out` are initiatives that cannot be weighed, by reason; `guessed` those of which worth or work
    is assumed. `wanted` is what is asked of teams of which nobody knows the people; see `staffed`.
    """

    problem: Problem
    period: str
    budget: Figure
    running: frozenset[str]
    assumed: tuple[Assumption, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    wanted: Mapping[str, Taken] = field(default_factory=dict)

    @property
    def why_empty(self) -> str:
        """Why nothing can be weighed, where nothing can: what is missing of how many."""
        if not self.left_out:
            return Prose("no initiative can be weighed: none is there")
        if HIDDEN in self.left_out:
            return HIDDEN
        said = (
            Prose("of {keys} {reason}", keys=len(keys), reason=reason)
            for reason, keys in self.left_out.items()
        )
        hint = Prose("; ask of an earlier day with --on") if OVER in self.left_out else ""
        return Prose(
            "no initiative can be weighed: {said}{hint}", said=joined(said, "; "), hint=hint
        )


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a choice is made from, whatever is asked of it: made once, asked again and again.

    `costs` has for each row of `rows` what it costs in each of the periods, or why it cannot be weighed.
    """

    ahead: Ahead
    plan: Enterprise
    grid: Grid
    rows: tuple[Mapping[str, Any], ...]
    costs: Mapping[str, list[Decimal] | str]
    worth: Valued
    staff: Staffed

    @classmethod
    def of(cls, enterprise: Enterprise, *, on: date, terms: Terms = Terms()) -> Ground:
        """Of `terms` only years, people, skills and worth count, and whether the budget names quarters.

        Raises UsageError.
        """
        if not 1 <= terms.years <= MOST_YEARS:
            raise UsageError(
                f"{terms.years} years", where="years", accepted=f"1 to {MOST_YEARS} financial years"
            )
        ahead = Ahead.of(enterprise, on=on)
        grid = Grid.after(ahead.books.year, terms.years)
        grid = replace(grid, by_quarter=is_by_quarter(ahead, terms.budget, grid))
        plan = ahead.books.day.enterprise.at(on)
        rows = tuple(ahead.books.day.live("initiative").sort("id").iter_rows(named=True))
        coming = _coming(ahead)
        costs = {row["id"]: _cost(ahead, grid, coming, row) for row in rows}
        staff = staffed(ahead.books.day, rows, grid) if terms.people else Staffed()
        if terms.people and terms.skills:
            staff = staff.beside(skilled(ahead.books.day, rows, grid))
        return cls(ahead, plan, grid, rows, costs, valued(plan, rows, terms.worth, on), staff)

    def proposed(self, terms: Terms) -> Proposed:
        """The problem under these terms, of which years, people, skills and worth are the ground's."""
        _refuse_unknown((*terms.pin, *terms.forbid), {row["id"]: row for row in self.rows})
        money = set_aside(self.ahead, terms.budget, self.grid)
        making = _Making(self, terms, tuple(money.limits))
        candidates = making.candidates()
        _refuse_unkept(terms, making.left_out)
        resources: dict[str, Mapping[str, Fraction]] = {
            kind: {name: Fraction(amount) for name, amount in of.items()}
            for kind, of in money.limits.items()
        }
        years = self.grid.of_years
        resources |= {name: dict.fromkeys(years, of) for name, of in self.staff.capacity.items()}
        if making.launches:
            resources[LAUNCHES] = making.launches
        is_kept = terms.carry_over or bool(self.plan.organisation.get("carry_over"))
        problem = Problem(
            tuple(candidates), self.grid.names, resources,
            frozenset(money.limits if is_kept else []), shares_stated(terms.mix, MONEY),
            making.synergies(candidates), weights=_weights(self.worth, terms.weights, candidates),
            spans=self.grid.spans,
        )  # fmt: skip
        there = {one.id for one in candidates}
        running = {row["id"] for row in self.rows if row["status"] in AT_WORK}
        guessed = {key.partition(":")[2] for key in making.guessed}
        first, last = self.grid.said
        return Proposed(
            problem,
            first if first == last else Prose("{first} to {last}", first=first, last=last),
            money.budget,
            frozenset(running & there),
            tuple(making.assumed({f"initiative:{id_}" for id_ in there})),
            {reason: tuple(keys) for reason, keys in making.left_out.items()},
            frozenset(guessed & there),
            self.staff.wanted,
        )


def proposed(enterprise: Enterprise, *, on: date, terms: Terms = Terms()) -> Proposed:
    """The live initiatives with what they are worth, what they cost and whom they take.

    Worth: see `valued.valued`; one that no office values is left out unless it has to be done. Cost:
    see `ahead.Ahead`; of a proposal, a twelfth of its yearly cost for each month in its days. People:
    see `staffed.staffed`. Periods are years, or quarters where money is stated for one. An initiative
    starts in the first period in which it costs something, or later where starts are free and it has
    not begun; what falls after the last one counts nowhere. Raises UsageError, UnknownName.
    """
    quarters = names_a_quarter(terms.budget)
    ground = Day(enterprise, on).kept(
        f"ground-{terms.years}-{terms.people}-{terms.skills}-{terms.worth}-{quarters}",
        lambda: Ground.of(enterprise, on=on, terms=terms),
    )
    return ground.proposed(terms)


class _Making:
    """Makes the candidates, and notes what cannot be weighed and what was assumed."""

    def __init__(self, ground: Ground, terms: Terms, kinds: tuple[str, ...]) -> None:
        self.ground, self.terms, self.kinds = ground, terms, kinds
        self.worth, self.staff = ground.worth, ground.staff
        self.periods = ground.grid.names
        self.launches = launches_stated(terms.launches, list(ground.grid.of_years), self.periods)
        self.accounted = Accounted({}, (), ())
        if set(kinds) - {MONEY}:
            self.accounted = accounted(ground.ahead.books, ground.rows, terms.accounting)
        self.together: Together | None = None
        self.left_out: dict[str, list[str]] = {}
        self.unvalued: list[str] = []
        self.cut_off: list[str] = []

    def candidates(self) -> list[Candidate]:
        """Those that can be weighed, with what they need and exclude of each other."""
        found = [
            one
            for row in self.ground.rows
            if row["id"] not in self.terms.forbid and (one := self._candidate(row)) is not None
        ]
        there = {one.id for one in found}
        return [_bonded(self.ground.plan, one, there) for one in found]

    def _candidate(self, row: Mapping[str, Any]) -> Candidate | None:
        id_, key = row["id"], f"initiative:{row['id']}"
        must = bool(row["must_do"]) or id_ in self.terms.pin
        values = self.worth.of[key]
        cost = self.ground.costs[id_]
        reason = cost if isinstance(cost, str) else "" if values or must else NO_VALUE
        if isinstance(cost, str) or reason:
            self.left_out.setdefault(reason, []).append(key)
            return None
        if len(values) < len(self.worth.offices):
            self.unvalued.append(key)
        first = min((n for n, of in enumerate(cost) if of), default=0)
        profile = {n - first: Fraction(of) for n, of in enumerate(cost) if of or n == first}
        uses: dict[str, Mapping[int, Fraction]] = {MONEY: profile}
        for kind in self.kinds:
            part = self.accounted.part(key, kind)
            uses[kind] = {n: of * part for n, of in profile.items()}
        for name, of in self.staff.uses.get(key, {}).items():
            early = sum((amount for n, amount in of.items() if n <= first), Fraction(0))
            later = {n - first: amount for n, amount in of.items() if n > first}
            uses[name] = ({0: early} if early else {}) | later
        starts = self._starts(row, first)
        if self.launches and not self._has_begun(row):
            uses[LAUNCHES] = {0: Fraction(1)}
        if len(starts) > 1 and len(profile) > 1:
            self.cut_off.append(key)
        category = {name: row[name] for name in CATEGORIES if row[name]}
        return Candidate(
            id_, values, uses, starts, mandatory=must, category=category, name=row["name"]
        )

    def _starts(self, row: Mapping[str, Any], first: int) -> tuple[str, ...]:
        free = self.terms.starts == "free" and not self._has_begun(row)
        return self.periods[first:] if free else self.periods[first : first + 1]

    def _has_begun(self, row: Mapping[str, Any]) -> bool:
        """Whether it is under way, or approved with a first day that has come."""
        on = self.ground.ahead.books.day.on
        is_due = row["start"] is not None and row["start"] <= on
        return row["status"] == "in_progress" or (is_due and row["status"] == "approved")

    @property
    def guessed(self) -> tuple[str, ...]:
        """The keys of those of which worth, work or the kind of money is assumed, or not known."""
        unsure = (*self.accounted.by_rule, *self.accounted.unknown)
        return (*self.worth.by_size, *self.staff.by_size, *unsure)

    def synergies(self, candidates: Sequence[Candidate]) -> tuple[Synergy, ...]:
        """What pairs of them gain on top."""
        if not self.terms.synergies:
            return ()
        rates = self.ground.ahead.books.rates
        self.together = Together(self.ground.plan, candidates, self.ground.rows, rates)
        return self.together.synergies

    def assumed(self, there: set[str]) -> list[Assumption]:
        """What was taken to be so, named."""
        found = [*self.worth.assumed, *self.staff.assumed, *self.accounted.assumed(there)]
        if self.unvalued:
            sentence = Prose("What an office does not value is worth nothing to it.")
            found.insert(0, Assumption(Prose("no value is nought"), sentence, tuple(self.unvalued)))
        if not self.terms.people:
            sentence = Prose("The work fits: people are not counted, only money is.")
            found.append(Assumption(Prose("people are no limit"), sentence))
        if self.terms.people and not self.terms.skills:
            sentence = Prose("Skills suffice: only the people of teams are counted.")
            found.append(Assumption(Prose("skills are no limit"), sentence))
        if self.together:
            found += self.together.assumed()
        else:
            found.append(Assumption(Prose("nothing gained together"), NOT_COUNTED))
        if self.cut_off:
            sentence = Prose(
                "What falls after the last year, where work starts later, counts nowhere."
            )
            found.append(Assumption(Prose("the last year ends it"), sentence, tuple(self.cut_off)))
        return found


def _bonded(plan: Enterprise, one: Candidate, there: set[str]) -> Candidate:
    """The candidate with what it needs and excludes of those that are there."""
    ends = {
        name: tuple(
            id_
            for end in plan.targets(f"initiative:{one.id}", name)
            if (id_ := end.partition(":")[2]) in there
        )
        for name in ("needs", "excludes")
    }
    return replace(one, needs=ends["needs"], excludes=ends["excludes"])


def _cost(
    ahead: Ahead, grid: Grid, coming: Mapping[str, Mapping[date, Decimal]], row: Mapping[str, Any]
) -> list[Decimal] | str:
    """What it costs in each of the periods, or why it cannot be weighed.

    In the next year by the months that the plan looks ahead, which are a forecast's where one is stated.
    """
    by_month = monthly(row, ahead.books, grid.years[-1].end)
    stated, first, last = coming.get(f"initiative:{row['id']}"), grid.years[0], grid.years[-1]
    if isinstance(by_month, str):
        if stated is None:
            return ahead.books.rates.why_none(NO_COST)
        by_month = {}
    inside = any(first.start <= month <= last.end for month in by_month)
    if stated is None and not inside:
        end = row["end"]
        return OVER if end is not None and end < first.start else NO_WORK
    if stated is not None:
        by_month = {**stated, **{month: of for month, of in by_month.items() if month > first.end}}
    return [
        sum((of for month, of in by_month.items() if one.start <= month <= one.end), Decimal(0))
        for one in grid.periods.values()
    ]


def _coming(ahead: Ahead) -> dict[str, dict[date, Decimal]]:
    """What initiatives cost in the months of the next year, as far as the plan looks ahead."""
    is_coming = pl.col("month") > ahead.books.year.end
    coming = ahead.cost.filter(is_coming & pl.col("item").str.starts_with("initiative:"))
    found: dict[str, dict[date, Decimal]] = {}
    for key, month, amount in coming.select("item", "month", "amount").iter_rows():
        of = found.setdefault(key, {})
        of[month] = of.get(month, Decimal(0)) + amount
    return found


def _weights(
    worth: Valued, stated: Mapping[str, Fraction] | None, rows: Sequence[Candidate]
) -> dict[str, Fraction]:
    having = {name for one in rows for name in one.values}
    offices = [name for name in worth.offices if name in having]
    for name in stated or ():
        if name not in offices:
            raise UnknownName.of("office", name, offices, where="weights")
    if stated:
        return {name: stated.get(name, Fraction(0)) for name in offices}
    return dict.fromkeys(offices, Fraction(1, max(1, len(offices))))


def _refuse_unknown(ids: Sequence[str], known: Mapping[str, Any]) -> None:
    for one in ids:
        if one not in known:
            raise UnknownName.of("initiative", one, known)


def _refuse_unkept(terms: Terms, left_out: Mapping[str, Sequence[str]]) -> None:
    for one in terms.pin:
        if one in terms.forbid:
            raise UsageError(
                f"{one} is both pinned and forbidden", where="pin", accepted="one of both"
            )
        for reason, keys in left_out.items():
            if f"initiative:{one}" in keys:
                raise UsageError(
                    f"{one} cannot be pinned: {reason}", where="pin",
                    mend="State its yearly cost and its days.",
                )  # fmt: skip
