"""How far is a key result on its way, how far its goal, and is that fast enough?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cohelm.core.prose import Prose


def score(
    baseline: float | None,
    target: float | None,
    current: float | None,
    *,
    band: float | None = None,
) -> tuple[float | None, str]:
    """The share of the way that a key result has gone, in [0, 1], or none and why.

    One with a `band` is to be held: 1 within it, ends included, else 0; it takes no baseline. One
    whose target lies below its baseline falls; the same formula holds.

    Source: Doerr, Measure What Matters (2018), for key results that are scored from 0 to 1.

    >>> score(20, 60, 45)
    (0.625, '')
    >>> score(40, 10, 25)
    (0.5, '')
    >>> score(5, 5, 5)
    (None, 'its target is its baseline')
    """
    if target is None:
        return None, Prose("no target on record")
    if current is None:
        return None, Prose("no current value on record")
    if band is not None:
        return (1.0 if abs(current - target) <= band else 0.0), ""
    if baseline is None:
        return None, Prose("no baseline on record")
    if target == baseline:
        return None, Prose("its target is its baseline")
    return min(1.0, max(0.0, (current - baseline) / (target - baseline))), ""


def mean(scores: Iterable[float | None]) -> float | None:
    """The mean of the scores that are known; none where none is."""
    known = [one for one in scores if one is not None]
    return sum(known) / len(known) if known else None


def elapsed(start: date | None, due: date | None, on: date) -> tuple[float | None, str]:
    """The share of a period that is over on a day, in (0, 1], or none and why.

    Nought on the first day, 1 on the last and after it.

    >>> elapsed(date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 6))
    (0.5, '')
    """
    if start is None or due is None or due <= start:
        return None, Prose("no period on record")
    if on <= start:
        return None, Prose("its period has not begun")
    return min(1.0, (on - start).days / (due - start).days), ""
