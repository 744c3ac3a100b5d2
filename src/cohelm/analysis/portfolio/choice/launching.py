"""How many initiatives may begin in each of the years?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cohelm.core.errors import UnknownName, UsageError

LAUNCHES = "launches"
"""The resource of which each initiative that has not begun takes one in the year of its start."""
ACCEPTED = "5, or 2027=5,2028=4"


def launches_stated(text: str, periods: Sequence[str]) -> dict[str, Fraction]:
    """`5` for every period, or `2027=5,2028=4` for each that is named; any other has no limit.

    Empty where nothing is said. Raises UsageError, UnknownName.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1 and "=" not in parts[0]:
        return dict.fromkeys(periods, _whole(parts[0]))
    found = {}
    for part in parts:
        name, _, number = (one.strip() for one in part.partition("="))
        if name not in periods:
            raise UnknownName.of("period", name, list(periods), where=LAUNCHES)
        found[name] = _whole(number)
    return found


def _whole(text: str) -> Fraction:
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"'{text}' is no number of launches", where=LAUNCHES, accepted=ACCEPTED)
    return Fraction(int(text))
