"""What share of something is over after so many days: a curve in steps, with what is still open on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 240, 48, 16, 14, 34
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Steps:
    """The picture: the curve as a point list, ticks with their words, and a mark for each still open.

    `reached` are the places at which a share was reached, as x and y.
    """

    line: str
    open: tuple[tuple[float, float], ...]
    reached: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def draw_steps(
    course: Sequence[tuple[int, float]], still_open: Sequence[int], *, shares: Sequence[float]
) -> Steps | None:
    """The share after each number of days, those first that are least; None where nothing is over.

    `still_open` are the days of what is open so far. Of `shares` those that are reached are marked.
    """
    if not course:
        return None
    most = max(course[-1][0], *still_open, 1)

    def x(days: float) -> float:
        return round(LEFT + days / most * (WIDTH - LEFT - RIGHT), 1)

    def y(share: float) -> float:
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    points, before = [(x(0), y(0.0))], 0.0
    for days, share in course:
        points += [(x(days), y(before)), (x(days), y(share))]
        before = share
    points.append((x(most), y(before)))
    at = {days: max((of for n, of in course if n <= days), default=0.0) for days in still_open}
    first = (next((days for days, of in course if of >= share), None) for share in shares)
    return Steps(
        " ".join(f"{across},{up}" for across, up in points),
        tuple((x(days), y(at[days])) for days in still_open),
        tuple((x(n), y(share)) for n, share in zip(first, shares, strict=True) if n is not None),
        tuple((y(share), f"{share:.0%}") for share in SHARES),
        tuple((x(days), f"{days:,}") for days in range(0, most + 1, _every(most))),
    )


def _every(most: int) -> int:
    """The distance of ticks along the days, of which there are at most nine.

    >>> _every(496), _every(7), _every(41)
    (90, 1, 7)
    """
    return next((one for one in (1, 7, 30, 90, 180, 365) if most / one < 8), most)
