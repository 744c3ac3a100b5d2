"""Does the choice hang on a single score, and by how much may that score be off?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from cohelm.analysis.portfolio.choice.engine import choose
from cohelm.analysis.portfolio.choice.margin import margins as solved
from cohelm.analysis.portfolio.choice.proposed import Proposed, Terms, proposed
from cohelm.analysis.portfolio.choice.told import Budget, People, Weights, WorthOf, Years
from cohelm.analysis.portfolio.fund import read_weights
from cohelm.analysis.wording import percent
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Digits, Prose, joined

THIN = 0.10
"""A choice that a change of a tenth of one score turns, hangs on it."""
MARGINS: dict[str, Any] = {
    "initiative": pl.String, "place": pl.String, "office": pl.String, "score": pl.Float64,
    "change": pl.Float64, "share": pl.Float64, "guessed": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Each score of each initiative, and the change of it alone that would turn the choice.

    `change` is in the office's points: what is in may lose so many, what is out would have to gain so
    many; `share` of the score; the thinnest first. No `change` where the office counts nothing.
    `thinnest` is the smallest share, `thin` the initiatives with one of a tenth at most. What has to be
    in has no margin.
    """

    on: date
    thinnest: Figure
    thin: Figure
    margins: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """The score on which the choice hangs, or how far off any one may be."""
        if self.thinnest.value is None:
            return Prose(
                "Nobody can say on what the choice hangs: {reason}", reason=self.thinnest.reason
            )
        share = float(self.thinnest.value)
        if share > THIN:
            return Prose(
                "No single score turns the choice unless it is off by {share}", share=percent(share)
            )
        first = self.margins.row(0, named=True)
        way = (
            Prose("less, and it is out") if first["place"] == "in" else Prose("more, and it is in")
        )
        change = abs(first["change"])
        number = Digits(f"{change:,.2f}".rstrip("0").rstrip("."))
        points = joined((number, Plural("point", "points", number=change)))
        return Prose(
            "The choice hangs on one score: {called}: {points} of {score:g} {way}",
            called=self.called,
            points=points,
            score=first["score"],
            way=way,
        )


def margins(
    enterprise: Enterprise,
    *,
    on: date,
    budget: Budget = "",
    weights: Weights = "",
    years: Years = 1,
    people: People = True,
    worth: WorthOf = "assumed",
) -> Margins:
    """The margin of every score under the terms of `fund`; each is solved, none extrapolated.

    A score of which less than nought would have to be left does not turn the choice, nor does one
    above 100: scores go from 0 to 100. Raises UsageError, UnknownName.
    """
    terms = Terms(
        budget=budget, weights=read_weights(weights), years=years, people=people, worth=worth
    )
    asked = proposed(enterprise, on=on, terms=terms)
    best = choose(asked.problem)
    if not asked.problem.initiatives or best.status == "infeasible":
        reason = Prose("nothing fits") if asked.problem.initiatives else asked.why_empty
        none = Figure(None, "share", reason, left_out=asked.left_out, on=on)
        return Margins(on, none, none, pl.DataFrame(schema=MARGINS), "")
    rows = sorted(_rows(asked, solved(asked.problem, best), frozenset(best.chosen)),
                  key=lambda row: (row[5], row[0], row[2]))  # fmt: skip
    frame = pl.DataFrame(rows, schema=MARGINS, orient="row")
    plain = Figure(
        None,
        "share",
        Prose("no score alone turns the choice"),
        on=on,
        left_out=asked.left_out,
        assumed=asked.assumed,
    )
    thin = tuple(dict.fromkeys(frame.filter(pl.col("share") <= THIN)["initiative"]))
    first = frame.row(0, named=True) if len(frame) else None
    formula = Prose(
        "initiatives of which one score turns the choice within {share}", share=percent(THIN)
    )
    return Margins(
        on,
        replace(
            plain,
            value=first["share"],
            reason="",
            counted=(first["initiative"],),
            formula=Prose("|change| / score, the smallest"),
        )
        if first
        else plain,
        replace(plain, value=len(thin), reason="", unit="", counted=thin, formula=formula),
        frame,
        Prose(
            "what “{initiative}” is worth to the {office}",
            initiative=enterprise.name(first["initiative"]),
            office=enterprise.name(first["office"]),
        )
        if first
        else "",
    )


def _rows(
    asked: Proposed, found: dict[str, Fraction], chosen: frozenset[str]
) -> list[tuple[Any, ...]]:
    """A row for each score that alone can turn the choice."""
    rows = []
    for one in asked.problem.initiatives:
        for office, score in one.values.items():
            weight = asked.problem.weight(office)
            if one.id not in found or not weight or not score:
                continue
            inside = one.id in chosen
            change = found[one.id] / weight * (-1 if inside else 1)
            if 0 <= score + change <= 100:
                rows.append((
                    f"initiative:{one.id}", "in" if inside else "out", f"office:{office}",
                    float(score), float(change), float(abs(change) / score), one.id in asked.guessed,
                ))  # fmt: skip
    return rows
