"""How many initiatives may begin in each of the years?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.prose import Prose

LAUNCHES = Prose("launches")
"""The resource of which each initiative that has not begun takes one in the year of its start."""
ACCEPTED = "5, or 2027=5,2028=4"


def launches_stated(text: str, years: Sequence[str], periods: Sequence[str]) -> dict[str, Fraction]:
    """`5` for every year, or `2027=5,2028=4` for each that is named; any other has no limit.

    Where the periods are quarters, one can be named too: `2027Q1=2`.

    Empty where nothing is said. Raises UsageError, UnknownName.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1 and "=" not in parts[0]:
        return dict.fromkeys(years, _whole(parts[0]))
    found = {}
    for part in parts:
        name, _, number = (one.strip() for one in part.partition("="))
        known = list(dict.fromkeys([*years, *periods]))
        if name not in known:
            raise UnknownName.of("period", name, known, where=LAUNCHES)
        found[name] = _whole(number)
    return found


def _whole(text: str) -> Fraction:
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"'{text}' is no number of launches", where=LAUNCHES, accepted=ACCEPTED)
    return Fraction(int(text))
