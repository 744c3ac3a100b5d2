"""What do an office's judgements by pairs amount to, and has any to be sent back?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Annotated, Any

import numpy as np
import polars as pl

from cohelm.analysis.portfolio.worth.pairwise import MOST, RANDOM, Judged, judged
from cohelm.analysis.wording import percent
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

ACCEPTED = {3: 0.05, 4: 0.08}
OTHERWISE, SCALE = 0.10, 9
WEIGHTS: dict[str, Any] = {"what": pl.String, "weight": pl.Float64}
Stated = Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True, slots=True, eq=False)
class Judgements:
    """Weights out of judgements by pairs, the largest first, with how consistent these are.

    Without a value for `consistency` nothing was judged. `sent_back`: it is above what is accepted
    (0.05 for three, 0.08 for four, 0.10 beyond), and `worst` says which three contradict each other most.
    """

    on: date
    consistency: Figure
    largest: Figure
    weights: pl.DataFrame
    sent_back: bool
    worst: str

    @property
    def sentence(self) -> str:
        """What counts most, and whether the judgements have to be looked at again."""
        if self.consistency.value is None:
            return Prose("Nothing is weighed: {reason}", reason=self.consistency.reason)
        first = self.weights.row(0, named=True)
        if self.sent_back:
            ratio = float(self.consistency.value)
            return Prose(
                "Sent back: the judgements contradict each other ({ratio:.2f}). {worst}",
                ratio=ratio,
                worst=self.worst,
            )
        return Prose(
            "{what} counts most, {share} of all", what=first["what"], share=percent(first["weight"])
        )


def judgements(
    enterprise: Enterprise,  # noqa: ARG001 (what is compared is named by whoever judges)
    *,
    on: date,
    pairs: Annotated[str, "How many times as much: cost>risk=3,cost>speed=5,risk>speed=1/2."] = "",
) -> Judgements:
    """The analytic hierarchy process on judgements from 1/9 to 9, one for each pair.

    Ratio of consistency by Saaty's random indices of 1980. Raises UsageError for a pair that is missing,
    stated twice or out of the scale, and for more than 15 that are compared.
    """
    stated = _stated(pairs)
    names = list(dict.fromkeys(name for pair in stated for name in pair))
    if not names:
        none = Figure(None, "", Prose("no two are compared"), on=on)
        return Judgements(on, none, none, pl.DataFrame(schema=WEIGHTS), False, "")
    if len(names) > MOST:
        raise UsageError(f"{len(names)} are compared", where="pairs", accepted=f"{MOST} at most")
    found = judged(_matrix(names, stated))
    rows = sorted(
        ((name, float(weight)) for name, weight in zip(names, found.weights, strict=True)),
        key=lambda row: (-row[1], row[0]),
    )
    accepted = ACCEPTED.get(len(names), OTHERWISE)
    back = len(names) > 2 and found.ratio > accepted
    return Judgements(
        on, _consistency(found, len(names), accepted, on),
        Figure(
            found.largest, formula=Prose("{number} where nothing contradicts", number=len(names)), on=on
        ),
        pl.DataFrame(rows, schema=WEIGHTS, orient="row"), back, _worst(names, stated, found),
    )  # fmt: skip


def _consistency(found: Judged, size: int, accepted: float, on: date) -> Figure:
    if size < 3:
        return Figure(0.0, formula=Prose("two cannot contradict each other"), on=on)
    index = f"(λ {found.largest:.4f} − {size}) / {size - 1}"
    formula = Prose(
        "{index} / {random}; up to {accepted} is accepted",
        index=index,
        random=RANDOM[size],
        accepted=accepted,
    )
    return Figure(
        found.ratio, formula=formula, sources=(Prose("Saaty 1980, random indices"),), on=on
    )


def _worst(names: list[str], stated: Stated, found: Judged) -> str:
    if found.worst is None:
        return ""
    one, other, third = (names[at] for at in found.worst)
    first, second = _times(stated, one, other), _times(stated, other, third)
    direct = _times(stated, one, third)
    return Prose(
        "{one} is {said} × {other} and {other} {second} × {third}, so {one} would be"
        " {first} × {third}; it was judged {direct} ×.",
        one=one,
        said=_said(first),
        other=other,
        second=_said(second),
        third=third,
        first=_said(first * second),
        direct=_said(direct),
    )


def _times(stated: Stated, one: str, other: str) -> Fraction:
    return stated[one, other] if (one, other) in stated else 1 / stated[other, one]


def _said(number: Fraction) -> str:
    whole = number.denominator == 1 or number.numerator == 1
    return str(number) if whole else f"{float(number):.3g}"


def _matrix(names: list[str], stated: Stated) -> Any:
    found = np.ones((len(names), len(names)))
    for (i, one), (j, other) in combinations(enumerate(names), 2):
        if (one, other) not in stated and (other, one) not in stated:
            raise UsageError(
                f"{one} and {other} are not compared", where="pairs",
                accepted="one judgement for each pair", mend=f"Add {one}>{other}=1.",
            )  # fmt: skip
        found[i, j] = float(_times(stated, one, other))
        found[j, i] = 1 / found[i, j]
    return found


def _stated(text: str) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        pair, _, number = part.partition("=")
        one, _, other = (name.strip() for name in pair.partition(">"))
        try:
            times = Fraction(number.strip())
        except (ValueError, ZeroDivisionError):
            times = Fraction(0)
        if not one or not other or one == other or not Fraction(1, SCALE) <= times <= SCALE:
            raise UsageError(
                f"'{part}' is no judgement", where="pairs",
                accepted="cost>risk=3, with 1/9 to 9 behind it",
            )  # fmt: skip
        if (one, other) in found or (other, one) in found:
            raise UsageError(f"{one} and {other} are compared twice", where="pairs")
        found[one, other] = times
    return found
