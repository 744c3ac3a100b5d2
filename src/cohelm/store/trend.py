"""How many concerns stood at past moments, as the plan was known then; and since when each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cohelm.analysis.checks import raised
from cohelm.core.audience import Audience
from cohelm.core.concern import Severity
from cohelm.store.database import fetch
from cohelm.store.history import moment
from cohelm.store.load import load

MOST_POINTS = 8
WORK = 60_000
"""So many items are looked at in all: of a larger organisation there are fewer points, at least two."""


@dataclass(frozen=True, slots=True)
class Point:
    """The concerns that stood at a moment: how many by severity, and which by code and first item."""

    time: datetime
    severities: Mapping[Severity, int]
    standing: frozenset[tuple[str, str]]

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.standing)


@dataclass(frozen=True, slots=True)
class Trend:
    """The points, oldest first, the last of them now. `known_since` is the day of the first change on
    record: nothing is known of the time before. It is None where nothing was ever written."""

    points: tuple[Point, ...]
    known_since: date | None

    def since(self, identity: tuple[str, str]) -> tuple[date | None, date | None]:
        """Between which days a concern that stands now came up: not there on the first, there on the
        second and at every point since. The first is None where it was there at the oldest point."""
        there: date | None = None
        for point in reversed(self.points):
            if identity not in point.standing:
                return (point.time.date(), there) if there else (None, None)
            there = point.time.date()
        return None, there


def trend(audience: Audience, *, now: datetime) -> Trend:
    """The concerns at moments spread evenly from the first change on record until now.

    Each point is the plan as it was known then, on that day. Cost: the checks once a point.
    """
    rows = fetch("SELECT MIN(time) FROM store_batch WHERE scenario = ''")
    if not rows or rows[0][0] is None:
        return Trend((), None)
    first = moment(rows[0][0])
    items = max(1, len(load(audience=audience)))
    many = max(2, min(MOST_POINTS, WORK // items))
    points = tuple(_point(audience, time, now) for time in _moments(first, now, many))
    return Trend(points, first.date())


def _moments(first: datetime, now: datetime, many: int) -> list[datetime]:
    """The ends of days between the first change and now, and now: at most so many."""
    days = (now.date() - first.date()).days
    if days <= 0:
        return [now]
    steps = min(many - 1, days)
    end = first.replace(hour=23, minute=59, second=59, microsecond=999999)
    past = [end + timedelta(days=round(days * step / steps)) for step in range(steps)]
    return [*past, now]


def _point(audience: Audience, time: datetime, now: datetime) -> Point:
    known_at = None if time == now else time
    plan = load(audience=audience, known_at=known_at).at(time.date())
    found = raised(plan, on=time.date())
    standing = frozenset(one.identity for one in found.concerns)
    return Point(time, found.severities, standing)
