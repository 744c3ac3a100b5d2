"""In which order do own criteria, WSJF or RICE put the work, and on which number does the first hang?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Annotated, Any, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.choice.criteria import (
    number_fields,
    numbers_of,
    own_criteria,
    read_criteria,
    scored,
)
from cohelm.analysis.wording import percent
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

Method = Literal["criteria", "wsjf", "rice"]
THIN = 0.10
"""A first place that a change of a tenth of one number turns, hangs on it."""
NAMED: Mapping[str, str] = {
    "criteria": Prose(
        "A weighted mean of what each office counts, each from the least to the most of this"
        " list: points of two lists cannot be compared, and one more initiative can move all. It leaves"
        " out budget, people, prerequisites and time."
    ),
    "wsjf": Prose(
        "Weighted shortest job first: (value + urgency + risk taken away) / size, judged against"
        " each other. An order of what to do next by one team, no worth: small work goes first"
        " whatever it brings. It leaves out money, budgets, people of other teams and prerequisites."
    ),
    "rice": Prose(
        "Reach × impact × confidence / effort. An order of product ideas by guesses: a guess twice"
        " as high doubles it. It leaves out cost other than effort, time, budgets and prerequisites."
    ),
}
TERMS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "wsjf": (("value", "urgency", "risk"), "size"),
    "rice": (("reach", "impact", "confidence"), "effort"),
}
"""What each method counts, and by what it is divided."""
STANDS_FOR: Mapping[str, str] = {"size": "effort", "confidence": "probability"}
"""The field that is taken for a term of which there is no field of its own."""
ORDER: dict[str, Any] = {
    "rank": pl.Int64, "initiative": pl.String, "office": pl.String, "score": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The order by a method: a row for each initiative, and office where the criteria are an office's.

    Ties share a rank. `said` says what the method is and what it leaves out. `hangs_on` says by how
    much one number of the first would have to be off for the second to be first; `change` that share.
    """

    on: date
    method: str
    scored: Figure
    change: Figure
    said: tuple[str, ...]
    hangs_on: str
    order: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many are scored, and whether the first place hangs on one number."""
        if self.scored.value is None:
            return Prose("Nothing is scored: {reason}", reason=self.scored.reason)
        number = float(self.change.value) if self.change.value is not None else None
        warned = number is not None and number <= THIN
        hangs = (
            Prose("; the first place hangs on one number: {hangs_on}", hangs_on=self.hangs_on)
            if warned
            else ""
        )
        return Prose(
            "{scored} initiatives by {method}{hangs}",
            scored=self.scored.value,
            method=self.method,
            hangs=hangs,
        )


def scores(
    enterprise: Enterprise,
    *,
    on: date,
    method: Annotated[
        Method, "criteria of the offices, or what is known as wsjf or rice."
    ] = "criteria",
    criteria: Annotated[str, "cio: annual_benefit=3, effort=-1; cto: probability=1."] = "",
    fields: Annotated[
        str, "Which fields stand for a method's terms: reach=users,impact=gain."
    ] = "",
) -> Scores:
    """The living initiatives scored; what lacks a number is left out with what it lacks.

    Criteria: as told, else the organisation's own; see `choice.criteria.scored`; `fund --worth scored`
    chooses by them. WSJF and RICE: from fields of the same names, which an organisation adds, else
    `effort` for the size and `probability` for the confidence. Raises UsageError, UnknownName.

    Source: Reinertsen, Product Development Flow, 2009 (WSJF); McBride, RICE, Intercom 2016.
    """
    plan = enterprise.at(on)
    rows = list(Day(plan, on).live("initiative").sort("id").iter_rows(named=True))
    if method == "criteria":
        return _by_criteria(plan, rows, criteria, on)
    return _by_terms(plan, rows, method, fields, on)


def _by_criteria(
    plan: Enterprise, rows: Sequence[Mapping[str, Any]], text: str, on: date
) -> Scores:
    offices = plan.frame("office")["id"].to_list() if len(plan.frame("office")) else []
    counted = (
        read_criteria(text, offices, number_fields(plan))
        if text.strip()
        else own_criteria(plan, offices)
    )
    if not counted:
        return _none("criteria", Prose("no criteria are stated (the setting criteria)"), on)
    found = scored(plan, rows, counted, on)
    points = {(id_, office): float(of) for id_, by in found.of.items() for office, of in by.items()}
    missing = {
        id_: Prose("no {names}", names=" and no ".join(names))
        for id_, names in found.missing.items()
    }
    return _answer("criteria", points, missing, (), on)


def _by_terms(
    plan: Enterprise, rows: Sequence[Mapping[str, Any]], method: str, text: str, on: date
) -> Scores:
    above, below = TERMS[method]
    names = _fields(text, (*above, below), number_fields(plan))
    numbers = {term: numbers_of(plan, rows, name, on) for term, name in names.items()}
    points: dict[tuple[str, str], float] = {}
    missing: dict[str, str] = {}
    parts: dict[str, dict[str, float]] = {}
    for row in rows:
        id_ = row["id"]
        lacking = [names[term] for term, of in numbers.items() if id_ not in of]
        if lacking:
            missing[id_] = Prose("no {lacking}", lacking=" and no ".join(lacking))
        elif not numbers[below][id_] > 0:
            missing[id_] = Prose("{names} is not above nought", names=names[below])
        else:
            mine = {term: float(of[id_]) for term, of in numbers.items()}
            points[id_, ""], parts[id_] = _score(method, mine), mine
    ranked = sorted(points, key=lambda one: (-points[one], one))
    turns = _turns(method, [parts[id_] for id_, _ in ranked[:2]], names) if len(ranked) > 1 else ()
    return _answer(method, points, missing, turns, on)


def _score(method: str, mine: Mapping[str, float]) -> float:
    above, below = TERMS[method]
    values = [mine[term] for term in above]
    return (prod(values) if method == "rice" else sum(values)) / mine[below]


def _turns(
    method: str, first_two: Sequence[Mapping[str, float]], names: Mapping[str, str]
) -> tuple[tuple[float, str], ...]:
    """By what share each number of the first has to change for it to be no better than the second."""
    first, wanted = first_two[0], _score(method, first_two[1])
    score, found = _score(method, first), []
    for term, value in first.items():
        if term == TERMS[method][1]:
            share = score / wanted - 1 if wanted > 0 else None
        elif value > 0:
            slope = (score - _score(method, {**first, term: 0.0})) / value
            share = (wanted - score) / slope / value if slope else None
        else:
            share = None
        if share is not None and share >= -1:
            way = Prose("less") if share < 0 else Prose("more")
            said = Prose(
                "{term}, {share} {way}", term=names[term], share=percent(abs(share)), way=way
            )
            found.append((abs(share), said))
    return tuple(sorted(found))


def _fields(text: str, terms: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    stated: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        term, equals, name = (one.strip() for one in part.partition("="))
        if term not in terms:
            raise UnknownName.of("term", term, terms, where="fields")
        if not equals or name not in known:
            raise UnknownName.of("field", name, known, where="fields")
        stated[term] = name
    for term in terms:
        name = stated.get(term) or (term if term in known else STANDS_FOR.get(term, ""))
        if name not in known:
            raise UsageError(
                f"initiatives have no number called '{term}'", where="fields",
                accepted=f"{term}=FIELD, one of {', '.join(known)}",
                mend=f"Add a field '{term}' of your own, or name one that stands for it.",
            )  # fmt: skip
        stated[term] = name
    return {term: stated[term] for term in terms}


def _answer(
    method: str, points: Mapping[tuple[str, str], float], missing: Mapping[str, str],
    turns: Sequence[tuple[float, str]], on: date,
) -> Scores:  # fmt: skip
    left_out: dict[str, tuple[str, ...]] = {}
    for id_, why in sorted(missing.items()):
        left_out[why] = (*left_out.get(why, ()), f"initiative:{id_}")
    if not points:
        reason = joined(left_out, "; ") or Prose("no initiative lives on the day")
        return _none(method, reason, on, left_out)
    rows = []
    for office in sorted({office for _, office in points}):
        mine = {id_: of for (id_, other), of in points.items() if other == office}
        for id_ in sorted(mine, key=lambda one: (-mine[one], one)):
            rank = 1 + sum(of > mine[id_] for of in mine.values())
            rows.append(
                (rank, f"initiative:{id_}", f"office:{office}" if office else None, mine[id_])
            )
    keys = tuple(dict.fromkeys(row[1] for row in rows))
    change = (
        Figure(
            turns[0][0],
            "share",
            formula=Prose("first and second meet: {turns}", turns=turns[0][1]),
            on=on,
            counted=keys[:1],
        )
        if turns
        else Figure(None, "share", Prose("no single number of the first turns it"), on=on)
    )
    return Scores(
        on,
        method,
        Figure(
            len(keys),
            formula=Prose("those with every number that is counted"),
            on=on,
            counted=keys,
            left_out=left_out,
        ),
        change,
        (NAMED[method],),
        turns[0][1] if turns else "",
        pl.DataFrame(rows, schema=ORDER, orient="row"),
    )


def _none(
    method: str, reason: str, on: date, left_out: Mapping[str, tuple[str, ...]] | None = None
) -> Scores:
    none = Figure(None, "", reason, left_out=left_out or {}, on=on)
    return Scores(on, method, none, none, (NAMED[method],), "", pl.DataFrame(schema=ORDER))
