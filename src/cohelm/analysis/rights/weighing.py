"""To which of two sides do weighed answers lean, what would turn them, and how sure is that?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MARGIN = 0.15
"""How far from nought the index has to be before it leans to a side."""
EDGE = 1e-9
"""What an index is beyond the margin by, once it leans."""
ENOUGH = 0.5
"""The share of the whole evidence below which there is no answer."""
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Answered:
    """One criterion: its score in [-1, 1], evidence in [0, 1] and weight; evidence 0 is no answer."""

    name: str
    score: float
    evidence: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one score, within [-1, 1], that turns the verdict."""

    name: str
    score: float
    change: float


def index(answered: Sequence[Answered]) -> float | None:
    """Σ weight × evidence × score / Σ weight × evidence, in [-1, 1]; none without evidence.

    >>> index([Answered("a", 1.0, 1.0), Answered("b", -0.5, 1.0)])
    0.25
    """
    total = sum(one.weight * one.evidence for one in answered)
    return sum(one.weight * one.evidence * one.score for one in answered) / total if total else None


def evidence(answered: Sequence[Answered]) -> float:
    """The share of all weight that is backed by evidence, in [0, 1]."""
    weights = sum(one.weight for one in answered)
    return sum(one.weight * one.evidence for one in answered) / weights if weights else 0.0


def side(value: float | None) -> int:
    """1 above the margin, -1 below its negative, else 0; on the margin itself is undecided."""
    if value is None or abs(value) <= MARGIN + 1e-12:
        return 0
    return 1 if value > 0 else -1


def flip(answered: Sequence[Answered]) -> Flip | None:
    """The change of one score that turns the verdict with the least; none where no single one can.

    Of equals, the first.
    """
    value, total = index(answered), sum(one.weight * one.evidence for one in answered)
    if value is None:
        return None
    here = side(value)
    # a lean ends on the margin, an open verdict just beyond either of the two
    ways = [here * MARGIN - value] if here else [MARGIN + EDGE - value, -MARGIN - EDGE - value]
    found = [
        Flip(one.name, one.score + needed, needed)
        for one in answered
        for needed in (way * total / (one.weight * one.evidence or np.inf) for way in ways)
        if one.weight * one.evidence and abs(one.score + needed) <= 1
    ]
    return min(found, key=lambda one: abs(one.change), default=None)


def kept(answered: Sequence[Answered], *, seed: int) -> float | None:
    """The share of random weightings that leave the verdict as it is; none without evidence.

    2,000 weightings, drawn evenly from all that add up to 1 (a flat Dirichlet distribution).
    """
    backed = [one for one in answered if one.evidence]
    if not backed:
        return None
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(backed)), DRAWS)
    sure = drawn * np.array([one.evidence for one in backed])
    values = sure @ np.array([one.score for one in backed]) / sure.sum(axis=1)
    return float(np.mean(_sides(values) == side(index(backed))))


def _sides(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
    leans = np.abs(values) > MARGIN + 1e-12
    return (np.sign(values) * leans).astype(np.int8)
