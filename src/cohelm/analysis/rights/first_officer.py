"""Which officer first, a CIO or a CTO?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.rights.weighing import ENOUGH, MARGIN, Answered, evidence, flip, kept, side
from cohelm.analysis.rights.weighing import index as index_of
from cohelm.analysis.wording import worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Assumption, Figure
from cohelm.core.said import Said, joined

Extent = Literal["not_known", "not_at_all", "a_little", "somewhat", "much", "very_much"]
EXTENTS = get_args(Extent)[1:]
CRITERIA: Mapping[str, tuple[str, int]] = {
    "builds_its_own": ("It builds its own technology rather than buying it", 1),
    "sells_technology": ("Its revenue comes from products that are technology", 1),
    "engineers": ("Its technical people are product engineers", 1),
    "research": ("It spends on research and development", 1),
    "compliance": ("Law, audits and certificates weigh on it", -1),
    "vendors": ("It depends on many vendors and contracts", -1),
    "enterprise_systems": ("The business stands still without its core systems", -1),
    "cost_pressure": ("It has to cut cost, or makes a loss", -1),
    "capital_spending": ("It invests in plant and equipment", -1),
    "integration": ("It has bought companies that have to be joined up", -1),
}
"""What is asked, and to whom "very much" points: 1 the CTO, -1 the CIO."""
COUNTED: Mapping[str, tuple[str, tuple[int, int, int, int]]] = {
    "vendors": ("contract", (5, 20, 60, 150)),
    "enterprise_systems": ("application", (5, 20, 60, 150)),
    "compliance": ("requirement", (5, 20, 60, 150)),
}
"""What stands in for an answer that nobody gave: the number of live items, and from how many on."""
COUNT_IS_WORTH = 0.5
VERDICTS = {
    1: Said("CTO first"), -1: Said("CIO first"), 0: Said("Undecided: one combined or part-time role"),
}  # fmt: skip
MODEL = Said("Cohelm's own model; no published scoring of this question has been validated")
COLUMNS: dict[str, Any] = {
    "criterion": pl.String, "asked": pl.String, "answer": pl.String, "from": pl.String,
    "leans_to": pl.String, "contribution": pl.Float64,
}  # fmt: skip


def _asked(name: str) -> str:
    return f"{CRITERIA[name][0]}."


@dataclass(frozen=True, slots=True, eq=False)
class FirstOfficer:
    """Which officer first, by this product's own model.

    `verdict` is "cio", "cto", "undecided" or "refused". `index` runs from -1 (CIO) to 1 (CTO);
    `evidence` is the share of the criteria that answers back; `sure` the share of random weightings
    that keep the verdict. `criteria` has what was answered, what weighs most first. `flip` says what
    would turn it. `filled` are the offices whose lead is in place.
    """

    on: date
    verdict: str
    index: Figure
    evidence: Figure
    sure: Figure
    flip: str
    criteria: pl.DataFrame
    unanswered: tuple[str, ...]
    filled: tuple[str, ...]
    model: str

    @property
    def sentence(self) -> str:
        """The verdict with its three weightiest reasons and how sure it is; or why there is none."""
        if self.index.value is None:
            return Said(
                "Too little is known to say which officer first: {reason}", reason=self.index.reason
            )
        said = {"cto": VERDICTS[1], "cio": VERDICTS[-1]}.get(self.verdict, VERDICTS[0])
        first = self.criteria.filter(pl.col("contribution") != 0).head(3)
        reasons = [
            Said(
                "{asked:a} ({answer}: {leans_to})",
                asked=Said(row["asked"]),
                answer=worded(row["answer"]),
                leans_to=Said(row["leans_to"]),
            )
            for row in first.iter_rows(named=True)
        ]
        sure = Said(
            "{said}. {share} of random weightings keep it",
            said=said,
            share=_percent(float(self.sure.value or 0)),
        )
        if not reasons:
            return sure
        return Said("{sure}. What weighs most: {reasons}", sure=sure, reasons=joined(reasons, "; "))


def first_officer(
    enterprise: Enterprise,
    *,
    on: date,
    builds_its_own: Annotated[Extent, _asked("builds_its_own")] = "not_known",
    sells_technology: Annotated[Extent, _asked("sells_technology")] = "not_known",
    engineers: Annotated[Extent, _asked("engineers")] = "not_known",
    research: Annotated[Extent, _asked("research")] = "not_known",
    compliance: Annotated[Extent, _asked("compliance")] = "not_known",
    vendors: Annotated[Extent, _asked("vendors")] = "not_known",
    enterprise_systems: Annotated[Extent, _asked("enterprise_systems")] = "not_known",
    cost_pressure: Annotated[Extent, _asked("cost_pressure")] = "not_known",
    capital_spending: Annotated[Extent, _asked("capital_spending")] = "not_known",
    integration: Annotated[Extent, _asked("integration")] = "not_known",
    seed: Annotated[int, "Which random weightings are drawn."] = 1,
) -> FirstOfficer:  # fmt: skip
    """The index of ten criteria, of equal weight, from -1 (CIO) to 1 (CTO), each as far as it is known.

    Above 0.15 the CTO comes first, below -0.15 the CIO, else it is undecided; with evidence for less
    than half of the criteria there is no answer. What is not answered is taken from the number of live
    contracts, applications and requirements on record, for half the evidence: an assumption.

    Source: this product's own model. What each office is for follows practice; Khallaf, Samet and
    Efendi (JRFM 17(10):465, 2024) find capital spending and losses before a CIO is appointed.
    """
    stated = {
        "builds_its_own": builds_its_own, "sells_technology": sells_technology,
        "engineers": engineers, "research": research, "compliance": compliance,
        "vendors": vendors, "enterprise_systems": enterprise_systems,
        "cost_pressure": cost_pressure, "capital_spending": capital_spending,
        "integration": integration,
    }  # fmt: skip
    day = Day(enterprise, on)
    counts = dict(_counts(day, stated))
    answers = {**{name: said for name, said in stated.items() if said != "not_known"},
               **{name: said for name, (said, _) in counts.items()}}  # fmt: skip
    answered = [
        Answered(name, _score(name, answers[name]), COUNT_IS_WORTH if name in counts else 1.0)
        if name in answers
        else Answered(name, 0.0, 0.0)
        for name in CRITERIA
    ]
    return _weighed(day, answered, answers, counts, seed)


def criteria_of(answers: Mapping[str, Any]) -> dict[str, Extent]:
    """Answers by criterion out of a file; words may be spelt with spaces. Raises UnknownName."""
    found: dict[str, Extent] = {}
    for name, said in answers.items():
        if name not in CRITERIA:
            raise UnknownName.of("criterion", name, CRITERIA)
        word = str(said).replace(" ", "_")
        if word not in get_args(Extent):
            raise UnknownName.of(name, word, get_args(Extent))
        found[name] = word  # type: ignore[assignment]
    return found


def _score(name: str, said: str) -> float:
    """From -1 to 1 in steps of a half; "somewhat" points nowhere."""
    return CRITERIA[name][1] * (EXTENTS.index(said) - 2) / 2


def _counts(day: Day, stated: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, list[str]]]]:
    """What the model knows of the criteria that nobody answered: an answer and the items counted.

    Nothing on record is not known; it is not nought.
    """
    for name, (kind, steps) in COUNTED.items():
        if stated[name] == "not_known":
            frame = day.live(kind)
            keys = [f"{kind}:{one}" for one in frame["id"].sort()] if len(frame) else []
            if keys:
                yield name, (EXTENTS[sum(len(keys) >= step for step in steps)], keys)


def _by_number(counts: Mapping[str, tuple[str, list[str]]]) -> Iterator[Assumption]:
    for name, (said, keys) in counts.items():
        sentence = Said(
            "{number} on record were taken for '{said}', with half the evidence.",
            number=len(keys),
            said=worded(said),
        )
        yield Assumption(Said("{name} by number", name=worded(name)), sentence, tuple(keys))


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _weighed(
    day: Day,
    answered: list[Answered],
    answers: Mapping[str, str],
    counts: Mapping[str, tuple[str, list[str]]],
    seed: int,
) -> FirstOfficer:
    known, backed = index_of(answered), evidence(answered)
    out = tuple(one.name for one in answered if not one.evidence)
    items = tuple(key for _, keys in counts.values() for key in keys)
    assumed = tuple(_by_number(counts))
    formula = Said(
        "{backed:g} of {criteria} criteria answered",
        backed=backed * len(CRITERIA), criteria=len(CRITERIA),
    )  # fmt: skip
    share = Figure(
        backed,
        "share",
        formula=formula,
        counted=items,
        assumed=assumed,
        sources=(MODEL,),
        on=day.on,
    )
    enough = known is not None and backed >= ENOUGH
    if not enough:
        reason = Said(
            "{backed} of the evidence is there, {enough} is the least",
            backed=_percent(backed),
            enough=_percent(ENOUGH),
        )
        none = Figure.unknown(reason, on=day.on)
        verdict, figure, sure, turned = "refused", none, none, ""
    else:
        verdict = {1: "cto", -1: "cio", 0: "undecided"}[side(known)]
        formula = Said(
            "the mean of {answers} answers from −1 (CIO) to 1 (CTO), by "
            "their evidence; within ±{margin} it is undecided",
            answers=len(answers), margin=MARGIN,
        )  # fmt: skip
        figure = Figure(
            known, formula=formula, counted=items, assumed=assumed, sources=(MODEL,), on=day.on
        )
        formula = Said(
            "of 2,000 random weightings (seed {seed}), those with the same verdict", seed=seed
        )
        sure = Figure(
            kept(answered, seed=seed), "share", formula=formula, sources=(MODEL,), on=day.on
        )
        turned = _turned(answered)
    rows = sorted(_rows(answered, answers, counts), key=lambda row: -abs(row["contribution"]))
    return FirstOfficer(
        day.on, verdict, figure, share, sure, turned, pl.DataFrame(rows, schema=COLUMNS), out,
        _filled(day), MODEL,
    )  # fmt: skip


def _rows(
    answered: list[Answered], answers: Mapping[str, str], counts: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    total = sum(one.weight * one.evidence for one in answered)
    for one in answered:
        if one.evidence:
            yield {
                "criterion": one.name,
                "asked": CRITERIA[one.name][0],
                "answer": answers[one.name].replace("_", " "),
                "from": Said("the model") if one.name in counts else Said("the answers"),
                "leans_to": {1: "CTO", -1: "CIO"}.get((one.score > 0) - (one.score < 0), "neither"),
                "contribution": one.weight * one.evidence * one.score / total,
            }


def _turned(answered: list[Answered]) -> str:
    found = flip(answered)
    if found is None:
        return Said("No single answer would turn it.")
    asked, sign = CRITERIA[found.name]
    # the extent is a scale from 0, not at all, to 4, very much
    to, way = sign * found.score * 2 + 2, "less" if sign * found.change < 0 else "more"
    nearest = EXTENTS[round(min(4.0, max(0.0, to)))].replace("_", " ")
    return Said(
        "“{asked}” {way}, at about “{nearest}”, would turn it.",
        asked=asked,
        way=way,
        nearest=nearest,
    )


def _filled(day: Day) -> tuple[str, ...]:
    """The offices whose leading role somebody fills on the day."""
    plan, frame = day.enterprise.at(day.on), day.live("office")
    keys = [f"office:{one}" for one in frame["id"].sort()] if len(frame) else []
    return tuple(
        key
        for key in keys
        if any(plan.sources(role, "fills") for role in plan.targets(key, "led_by"))
    )
