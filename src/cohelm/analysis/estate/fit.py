"""Where does an application stand by business value and technical fit, and does its 7R agree?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Quadrant = Literal["tolerate", "invest", "migrate", "eliminate"]
FITTING: Mapping[Quadrant, tuple[str, ...]] = {
    "tolerate": ("retain", "retire"),
    "invest": ("retain", "refactor", "replatform", "relocate"),
    "migrate": ("rehost", "replatform", "repurchase", "refactor", "relocate"),
    "eliminate": ("retire", "repurchase"),
}
"""Which of the 7R agree with a quadrant: this product's own reading, no standard."""
GRADES = ((0.05, "A"), (0.10, "B"), (0.20, "C"), (0.50, "D"))
"""The highest debt ratio of each grade; above the last it is E."""
MINUTES_PER_LINE = 30
"""What a line of code is taken to cost to write."""

PLACES = 9
"""To so many places two scores are told apart."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where good begins on both scales, itself included, and how near a cut line counts as on it."""

    value: float
    fit: float
    near: float

    def quadrant(self, value: float, fit: float) -> Quadrant:
        """Gartner's TIME: tolerate is fit and of low value, migrate is valuable and unfit.

        >>> Cuts(2.5, 2.5, 0.25).quadrant(2.5, 2.4)
        'migrate'
        """
        if fit >= self.fit:
            return "invest" if value >= self.value else "tolerate"
        return "migrate" if value >= self.value else "eliminate"

    def on_the_line(self, value: float, fit: float) -> bool:
        """Whether one of the two is at most `near` from its cut line.

        >>> Cuts(2.5, 2.5, 0.1).on_the_line(2.6, 5), Cuts(2.5, 2.5, 0.1).on_the_line(2.61, 5)
        (True, False)
        """
        # 2.6 - 2.5 is a little more than 0.1 in binary
        return any(
            round(abs(score - cut), PLACES) <= self.near
            for score, cut in ((value, self.value), (fit, self.fit))
        )


def debt_ratio(hours: float, lines: int) -> float:
    """What paying the debt costs, of what writing the code costs.

    >>> round(debt_ratio(122_563 / 60, 63_987), 6)
    0.063848

    Source: SonarQube's technical debt ratio, at its default of 30 minutes a line.
    """
    return hours * 60 / (lines * MINUTES_PER_LINE)


def grade(ratio: float) -> str:
    """The letter of a debt ratio; at a bound it is the better one.

    >>> grade(0.05), grade(0.063848), grade(0.51)
    ('A', 'B', 'E')
    """
    return next((letter for most, letter in GRADES if ratio <= most), "E")
