"""What does each office gain and give up: every portfolio that is not worse for both?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.portfolio.choice.along import moved_along
from cohelm.analysis.portfolio.choice.compromise import best_joint_gain, equal_share
from cohelm.analysis.portfolio.choice.feasible import Chosen, broken, values_of
from cohelm.analysis.portfolio.choice.frontier import (
    Curve,
    Placed,
    Point,
    Progress,
    TimeLeft,
    curve,
)
from cohelm.analysis.portfolio.choice.problem import Problem
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.portfolio.choice.proposed import Proposed, Terms, proposed
from cohelm.analysis.portfolio.choice.told import (
    Budget,
    CarryOver,
    Forbid,
    KindOfMoney,
    Launches,
    Mix,
    People,
    Pin,
    Proof,
    Skills,
    Synergies,
    WhenToStart,
    WorthOf,
    Years,
)
from cohelm.analysis.portfolio.choice.valued import ALL
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption, Figure
from cohelm.core.prose import Prose, again, joined

AT_ONCE = 150
"""With more initiatives and starts than that, no page waits for any of the curve."""
EFFORT = 400
"""So many parts of it a page waits for: some seconds on the largest."""
NO_SPONSOR = (
    "no office is on record and nothing names its sponsor, so all plans would be worth the same to both;"
    " state each initiative's `sponsor`, or hand in the offices' points"
)
ONE_OFFICE = Prose("fewer than two offices say what anything is worth to them")
FAIR = {"best_joint_gain": "best joint gain", "equal_share": "equal share"}


@dataclass(frozen=True, slots=True, eq=False)
class TradeOff:
    """The trade-off curve between two offices, from the first one's best to the second one's.

    `points` has a row for each portfolio: its number from one, what it is worth to each office, how many
    initiatives and of how many of these worth or work is assumed, which come and go against the point
    before, and whether it is one of the fair compromises. `current` is what is approved and under way
    is worth to each, where that is feasible; `no_agreement` what has to be done alone; `weighed` are the
    ids of all that could be chosen. `moves` has the goals whose money changes from a point to the next,
    see `choice.along.moved_along`; none of a bare problem. No point is preferred.
    """

    on: date
    offices: tuple[str, ...]
    exact: bool
    largest_error: float
    number: Figure
    points: pl.DataFrame
    portfolios: tuple[tuple[str, ...], ...]
    best_joint_gain: tuple[int, ...]
    equal_share: tuple[int, ...]
    no_agreement: Mapping[str, float]
    ideal: Mapping[str, float]
    current: Mapping[str, float]
    weighed: tuple[str, ...] = ()
    moves: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def sentence(self) -> str:
        """How many portfolios there are to choose from, and how far each office's best reaches."""
        if self.number.value is None:
            return Prose("There is no trade-off to show: {reason}", reason=self.number.reason)
        first, second = self.offices[:2]
        only = (
            Prose("One portfolio, and none better for both offices is known")
            if len(self.points) == 1
            else Prose(
                "{points} portfolios, none better for both offices than another",
                points=len(self.points),
            )
        )
        best = (
            Prose("{name} up to {ideal:,g}", name=name.upper(), ideal=self.ideal[name])
            for name in (first, second)
        )
        missed = Prose("of others nothing is proved")
        if self.largest_error < 1:
            missed = Prose(
                "more may be there, better for both by at most {largest_error:.2%}",
                largest_error=self.largest_error,
            )
        proof = Prose("all of them, proved") if self.exact else missed
        return Prose(
            "{only} ({best} points); {proof}",
            only=only,
            best=joined(best, ", "),
            proof=proof,
        )

    def answer(self) -> dict[str, Any]:
        """What the command and the API say; points by number, the first office's best first."""
        return {
            "exact": self.exact,
            "largest_error": self.largest_error,
            "points": [
                {**{name: row[name] for name in self.offices}, "selected": selected}
                for row, selected in zip(self.points.to_dicts(), self.portfolios, strict=True)
            ],
            "best_joint_gain": self.best_joint_gain,
            "equal_share": self.equal_share,
            "no_agreement": self.no_agreement,
            "ideal": self.ideal,
            "current": self.current,
            "moves": self.moves.to_dicts(),
            "sentence": self.sentence,
        }


def tradeoff(
    enterprise: Enterprise,
    *,
    on: date,
    budget: Budget = "",
    pin: Pin = (),
    forbid: Forbid = (),
    years: Years = 1,
    starts: WhenToStart = "planned",
    people: People = True,
    worth: WorthOf = "assumed",
    carry_over: CarryOver = False,
    mix: Mix = "",
    skills: Skills = True,
    synergies: Synergies = True,
    launches: Launches = "",
    accounting: KindOfMoney = "assumed",
    proof: Annotated[
        Proof, "at_once: what some seconds find, with its error; full: wait."
    ] = "at_once",
) -> TradeOff:
    """Every portfolio of the next financial years that is not worse for both of the first two offices.

    At once: a curve that takes long is left with what is proved of it; most are proved by then.
    See `choice.proposed.proposed` for the problem and `choice.frontier.curve` for the proof. The fair
    compromises are the best joint gain (Nash) and the equal share of what each could get
    (Kalai–Smorodinsky) over no agreement; all that tie are marked. Raises UsageError, UnknownName.
    """
    terms = Terms(
        budget, pin, forbid, None, years, starts, people, worth, carry_over, mix,
        skills, synergies, launches, accounting,
    )  # fmt: skip
    asked = proposed(enterprise, on=on, terms=terms)
    if proof == "full":
        return asked_for(asked, traced(asked.problem), plan=enterprise, on=on)
    return asked_for(asked, known_at_once(asked.problem), plan=enterprise, on=on)


def known_at_once(problem: Problem) -> Curve | None:
    """The curve as far as a page waits for it; None where that is no point of it."""
    if len(problem.offices) < 2:
        return None
    wanted = program(problem)
    if wanted.size > AT_ONCE:
        return None
    return curve(wanted, (problem.offices[0], problem.offices[1]), effort=EFFORT)


def traced(
    problem: Problem, *, left: TimeLeft = None, progress: Progress | None = None
) -> Curve | None:
    """The whole curve between the first two offices, see `curve`; None where there are fewer."""
    if len(problem.offices) < 2:
        return None
    offices = (problem.offices[0], problem.offices[1])
    return curve(program(problem), offices, left=left, progress=progress)


def curve_of(problem: Problem, choices: Sequence[Chosen], largest_error: float) -> Curve | None:
    """The curve of choices that were traced earlier; None where one does not fit any more."""
    if len(problem.offices) < 2 or any(broken(problem, one) for one in choices):
        return None
    values = [values_of(problem, one) for one in choices]
    first, second = problem.offices[:2]
    points = (Placed((of[first], of[second]), one) for of, one in zip(values, choices, strict=True))
    return Curve(tuple(points), not largest_error, largest_error)


def asked_for(asked: Proposed, found: Curve | None, *, plan: Enterprise, on: date) -> TradeOff:
    """The answer of an organisation, with what moving along the curve costs its goals."""
    if not asked.problem.initiatives:
        return _nothing(asked.problem, on, asked.why_empty)
    answer = traded(
        asked.problem, found, on=on, running=asked.running, assumed=asked.assumed,
        left_out=asked.left_out, guessed=asked.guessed,
    )  # fmt: skip
    choices = [one.chosen for one in found.points] if found else []
    return replace(answer, moves=moved_along(plan.at(on), asked, choices))


def traded(
    problem: Problem,
    found: Curve | None,
    *,
    on: date,
    running: frozenset[str] = frozenset(),
    assumed: tuple[Assumption, ...] = (),
    left_out: Mapping[str, tuple[str, ...]] | None = None,
    guessed: frozenset[str] = frozenset(),
) -> TradeOff:
    """The answer for a curve of a problem; None: it takes long, or there are fewer than two offices."""
    if len(problem.offices) < 2:
        one = problem.offices == (ALL,)
        return _nothing(problem, on, NO_SPONSOR if one else ONE_OFFICE)
    if found is None:
        number = len(problem.initiatives)
        why = Prose("the curve of {number} initiatives is long work: have it traced", number=number)
        return _nothing(problem, on, why, exact=False)
    if not found.points:
        why = Prose("nothing fits") if found.exact else Prose("the time was too short")
        return _nothing(problem, on, why, exact=found.exact)
    offices = (problem.offices[0], problem.offices[1])
    return _result(problem, offices, found, on, running, assumed, left_out or {}, guessed)


def _nothing(problem: Problem, on: date, reason: str, *, exact: bool = True) -> TradeOff:
    none, error = Figure.unknown(reason, on=on), 0.0 if exact else 1.0
    return TradeOff(on, problem.offices, exact, error, none, pl.DataFrame(), (), (), (), {}, {}, {})


def _result(
    problem: Problem,
    offices: tuple[str, str],
    found: Curve,
    on: date,
    running: frozenset[str],
    assumed: tuple[Assumption, ...],
    left_out: Mapping[str, tuple[str, ...]],
    guessed: frozenset[str],
) -> TradeOff:
    at = [one.at for one in found.points]
    none = _no_agreement(problem, offices)
    nash, share = best_joint_gain(at, none), equal_share(at, none)
    ideal = tuple(max(one[k] for one in at) for k in (0, 1))
    keys = tuple(sorted(f"initiative:{one}" for point in found.points for one in point.chosen))
    number = Figure(
        len(at),
        formula=Prose("portfolios that no other beats for both offices"),
        counted=tuple(dict.fromkeys(keys)),
        left_out=left_out,
        assumed=assumed,
        on=on,
    )
    return TradeOff(
        on, offices, found.exact, found.largest_error, number,
        _table(found, offices, nash, share, guessed),
        tuple(tuple(sorted(one.chosen)) for one in found.points),
        nash, share, _named(offices, none), _named(offices, ideal),
        _current(problem, offices, running), tuple(one.id for one in problem.initiatives),
    )  # fmt: skip


def _no_agreement(problem: Problem, offices: tuple[str, str]) -> Point:
    """What is worth to each what has to be done, and nothing else; nought where that is not feasible."""
    must = {one.id: one.starts[0] for one in problem.initiatives if one.mandatory}
    if broken(problem, must):
        return Fraction(0), Fraction(0)
    values = values_of(problem, must)
    return values[offices[0]], values[offices[1]]


def _current(
    problem: Problem, offices: tuple[str, str], running: frozenset[str]
) -> dict[str, float]:
    chosen = {one.id: one.starts[0] for one in problem.initiatives
              if one.id in running or one.mandatory}  # fmt: skip
    if not running or broken(problem, chosen):
        return {}
    values = values_of(problem, chosen)
    return _named(offices, (values[offices[0]], values[offices[1]]))


def _named(offices: tuple[str, str], at: Sequence[Fraction]) -> dict[str, float]:
    return {name: float(of) for name, of in zip(offices, at, strict=True)}


def _table(
    found: Curve,
    offices: tuple[str, str],
    nash: Sequence[int],
    share: Sequence[int],
    guessed: frozenset[str],
) -> pl.DataFrame:
    rows = []
    before: set[str] | None = None
    for n, one in enumerate(found.points):
        chosen = set(one.chosen)
        comes, goes = (
            sorted(x) for x in (chosen - (before or chosen), (before or chosen) - chosen)
        )
        fair = [again(FAIR[name]) for name, of in (("best_joint_gain", nash), ("equal_share", share))
                if n in of]  # fmt: skip
        rows.append((n + 1, float(one.at[0]), float(one.at[1]), len(chosen), len(chosen & guessed),
                     *([f"initiative:{id_}" for id_ in of] for of in (comes, goes)),
                     listed(fair)))  # fmt: skip
        before = chosen
    ids = pl.List(pl.String)
    schema: dict[str, Any] = {
        "number": pl.Int64, offices[0]: pl.Float64, offices[1]: pl.Float64, "initiatives": pl.Int64,
        "assumed": pl.Int64, "comes": ids, "goes": ids, "fair": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
