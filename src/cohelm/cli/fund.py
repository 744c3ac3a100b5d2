"""`fund` and `tradeoff`: the best portfolio, and every one that is not worse for both offices."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.analyses import remarks, show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.curve import show_curve
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import progress, show_json, show_lines

if TYPE_CHECKING:
    from cohelm.analysis.portfolio.choice.frontier import Curve
    from cohelm.analysis.portfolio.choice.problem import Problem

Budget = Annotated[
    list[str] | None,
    typer.Option(
        "--budget",
        metavar="MONEY",
        help="4000000, 2027=4000000, 2027Q1=900000 or 2027:capital=2000000; again for more.",
    ),
]
Pin = Annotated[
    list[str] | None, typer.Option("--pin", metavar="ID", help="Has to be in; again for more.")
]
Forbid = Annotated[
    list[str] | None, typer.Option("--forbid", metavar="ID", help="Must not be in; again for more.")
]
ProblemFile = Annotated[
    str, typer.Option("--problem", metavar="FILE", help="A bare problem as JSON, instead of --org.")
]
Years = Annotated[
    int, typer.Option("--years", metavar="N", help="So many financial years, from the next one on.")
]
Starts = Annotated[
    str, typer.Option("--starts", metavar="WHEN", help="planned, or free: later than planned too.")
]
NoPeople = Annotated[
    bool, typer.Option("--no-people", help="Money alone is a limit, the teams' people are not.")
]
Worth = Annotated[
    str,
    typer.Option(
        "--worth", metavar="HOW", help="assumed (by size, where none), stated, or scored."
    ),
]
CarryOver = Annotated[
    bool, typer.Option("--carry-over", help="Money left in a year can be spent in a later one.")
]
Mix = Annotated[
    str, typer.Option("--mix", metavar="SHARES", help="Shares to keep: run=0.2-0.6,outward=0.3")
]
NoSkills = Annotated[
    bool, typer.Option("--no-skills", help="Teams' people are a limit, their skills are not.")
]
NoSynergies = Annotated[
    bool, typer.Option("--no-synergies", help="What pairs gain on top counts nowhere.")
]
Launches = Annotated[
    str,
    typer.Option("--launches", metavar="NUMBER", help="How many may begin: 5, or 2027=5,2028=4"),
]
KindOfMoney = Annotated[
    str,
    typer.Option(
        "--accounting", metavar="HOW", help="assumed (one-off cost is capital), or stated."
    ),
]
Seconds = Annotated[
    float, typer.Option("--time-limit", metavar="SECONDS", help="Of a bare problem; 0 for none.")
]
Tracing = Annotated[
    float,
    typer.Option("--time-limit", metavar="SECONDS", help="Ends with what is proved; 0 for none."),
]

UNPROVED = "not chosen, and no reason is proved: nothing is, within the time or the demands"


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm fund --budget 2027=4500000 --org sample",
        "cohelm fund --years 2 --budget 2027=6000000 --budget 2028=3000000 --org sample",
        "cohelm fund --budget 2027:capital=4500000 --budget 2027Q1=1500000 --org sample",
        "cohelm fund --budget 4500000 --pin shift-app --forbid robot-exit --org sample",
        "cohelm fund --problem problem.json --json",
    ),
)
def _fund(
    asked: Asked,
    budget: Budget = None,
    pin: Pin = None,
    forbid: Forbid = None,
    weights: Annotated[
        str, typer.Option("--weights", metavar="SHARES", help="cio=0.5,cto=0.5")
    ] = "",
    years: Years = 1,
    starts: Starts = "planned",
    no_people: NoPeople = False,
    worth: Worth = "assumed",
    carry_over: CarryOver = False,
    mix: Mix = "",
    no_skills: NoSkills = False,
    no_synergies: NoSynergies = False,
    launches: Launches = "",
    accounting: KindOfMoney = "assumed",
    explain: Annotated[
        str, typer.Option("--explain", metavar="ID", help="Only why this one is in or out.")
    ] = "",
    problem: ProblemFile = "",
    time_limit: Seconds = 0.0,
) -> int:
    """Chooses what to fund next year, provably, and says why the rest is out. Exit 1: nothing fits."""
    if problem:
        return _bare(asked, _read(problem), time_limit, explain)
    from cohelm.analysis.portfolio.fund import fund

    plan = read_plan(asked)
    found = fund(
        plan, on=asked.day, weights=weights, explain=(explain,) if explain else (),
        **_told(budget, pin, forbid, years, starts, no_people, worth, carry_over, mix,
              no_skills, no_synergies, launches, accounting),
    )  # fmt: skip
    if explain:
        return _explain(asked, explain, found.reasons())
    show_answer("fund", found, plan, asked)
    return 1 if found.status == "infeasible" else 0


def _told(
    budget: list[str] | None, pin: list[str] | None, forbid: list[str] | None, years: int,
    starts: str, no_people: bool, worth: str, carry_over: bool, mix: str, no_skills: bool,
    no_synergies: bool, launches: str, accounting: str,
) -> dict[str, Any]:  # fmt: skip
    """What the analysis takes. Raises UnknownName."""
    from cohelm.core.errors import UnknownName

    for name, text, words in (
        ("starts", starts, ("planned", "free")), ("worth", worth, ("assumed", "stated", "scored")),
        ("accounting", accounting, ("assumed", "stated")),
    ):  # fmt: skip
        if text not in words:
            raise UnknownName.of(name, text, words, where=f"--{name}")
    return {
        "budget": ";".join(budget or ()), "pin": tuple(pin or ()), "forbid": tuple(forbid or ()),
        "years": years, "starts": starts, "people": not no_people, "worth": worth,
        "carry_over": carry_over, "mix": mix, "skills": not no_skills,
        "synergies": not no_synergies, "launches": launches, "accounting": accounting,
    }  # fmt: skip


def _explain(asked: Asked, id_: str, known: dict[str, str]) -> int:
    from cohelm.core.errors import UnknownName

    if id_ not in known:
        raise UnknownName.of("initiative", id_, known, where="--explain")
    if asked.json:
        show_json({"id": id_, "why": known[id_]})
    else:
        show_lines([f"{id_}: {known[id_]}"])
    return 0


def _bare(asked: Asked, problem: Problem, time_limit: float, explain: str) -> int:
    """Solves a bare problem; the answer is that of an organisation without money and names."""
    from cohelm.analysis.portfolio.choice.contradiction import contradiction
    from cohelm.analysis.portfolio.choice.engine import Limit, choose
    from cohelm.analysis.portfolio.choice.program import program
    from cohelm.analysis.portfolio.choice.why import Unlimited, binding, why_not

    left = _clock(time_limit)
    best = choose(problem, limit=Limit(time_limit or None))
    proved = best.status == "optimal"
    out = [one.id for one in problem.initiatives if one.id not in best.chosen]
    free = Unlimited(problem) if proved and _some(left) else None
    asking = [explain] if explain in out else out
    whys = {
        id_: why_not(problem, best, id_, free).text if free and _some(left) else UNPROVED
        for id_ in asking
    }
    if explain:
        known = whys | dict.fromkeys(best.chosen, "it is chosen")
        return _explain(asked, explain, known)
    bound = None if best.bound is None else float(best.bound)
    answer: dict[str, Any] = {
        "status": best.status,
        "value": {**{name: float(of) for name, of in best.values.items()},
                  "total": float(best.value)},
        "bound": float(best.value) if proved else bound,
        "gap": 0 if proved else None if bound is None else bound - float(best.value),
        "selected": [{"id": id_, "start": start} for id_, start in sorted(best.chosen.items())],
        "rejected": [{"id": id_, "why": why} for id_, why in whys.items()],
        "binding": list(binding(best, free)) if free else [],
        "contradiction": contradiction(program(problem)) if best.status == "infeasible" else [],
    }  # fmt: skip
    if asked.json:
        show_json(answer)
    else:
        show_lines(_lines(answer))
    return 1 if best.status == "infeasible" else 0


def _lines(answer: dict[str, Any]) -> list[str]:
    if answer["contradiction"]:
        return ["Nothing fits:", *(f"  {one}" for one in answer["contradiction"])]
    values = ", ".join(f"{name} {of:g}" for name, of in answer["value"].items())
    lines = [f"{answer['status']}: {values}"]
    lines += [f"  {one['id']}  from {one['start']}" for one in answer["selected"]]
    lines += [f"  not {one['id']}: {one['why']}" for one in answer["rejected"]]
    return lines


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm tradeoff --budget 4500000 --org sample",
        "cohelm tradeoff --years 3 --time-limit 30 --org acme.db",
        "cohelm tradeoff --problem problem.json --time-limit 60 --json",
    ),
)
def _tradeoff(
    asked: Asked,
    budget: Budget = None,
    pin: Pin = None,
    forbid: Forbid = None,
    years: Years = 1,
    starts: Starts = "planned",
    no_people: NoPeople = False,
    worth: Worth = "assumed",
    carry_over: CarryOver = False,
    mix: Mix = "",
    no_skills: NoSkills = False,
    no_synergies: NoSynergies = False,
    launches: Launches = "",
    accounting: KindOfMoney = "assumed",
    problem: ProblemFile = "",
    time_limit: Tracing = 0.0,
) -> None:
    """Shows every portfolio that is not worse for both offices; Ctrl-C: what is proved by then."""
    from cohelm.analysis.portfolio.choice.proposed import Terms, proposed
    from cohelm.analysis.portfolio.tradeoff import asked_for, traded

    left = _clock(time_limit)
    if problem:
        stated = _read(problem)
        show_curve(traded(stated, _traced(stated, left), on=asked.day), json=asked.json)
        return
    told = _told(budget, pin, forbid, years, starts, no_people, worth, carry_over, mix,
                 no_skills, no_synergies, launches, accounting)  # fmt: skip
    plan = read_plan(asked)
    wanted = proposed(plan, on=asked.day, terms=Terms(**told))
    curve = _traced(wanted.problem, left)
    found = asked_for(wanted, curve, plan=plan, on=asked.day)
    if asked.json:
        show_answer("tradeoff", found, plan, asked)
    else:
        show_curve(found, json=False, remarks=remarks("tradeoff", found, plan, asked))


def _traced(problem: Problem, left: Callable[[], float] | None) -> Curve | None:
    """The curve; what is known of it is said as it is traced, and is the answer where it is stopped."""
    from cohelm.analysis.portfolio.choice.frontier import Curve
    from cohelm.analysis.portfolio.tradeoff import traced

    known = Curve(exact=False, largest_error=1.0)
    with progress("Tracing the curve; Ctrl-C ends it with what is proved") as told:

        def note(found: Curve) -> None:
            nonlocal known
            known = found
            told(f"{len(found.points)} portfolios, error at most {found.largest_error:.2%}")

        try:
            return traced(problem, left=left, progress=note)
        except KeyboardInterrupt:
            return known


def _clock(seconds: float) -> Callable[[], float] | None:
    ends = time.monotonic() + seconds
    return (lambda: ends - time.monotonic()) if seconds else None


def _some(left: Callable[[], float] | None) -> bool:
    return left is None or left() > 0


def _read(name: str) -> Problem:
    """A problem out of a file. Raises InputError."""
    import orjson

    from cohelm.analysis.portfolio.choice.problem import read_problem
    from cohelm.core.errors import InputError

    try:
        stated = orjson.loads(Path(name).read_bytes())
    except FileNotFoundError:
        raise InputError(f"there is no file '{name}'", accepted="a problem as JSON") from None
    except orjson.JSONDecodeError as error:
        raise InputError(f"it is no JSON: {error}", where=name) from None
    return read_problem(stated)


COMMANDS = {"fund": _fund, "tradeoff": _tradeoff}
