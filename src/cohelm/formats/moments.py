"""Moments as systems export them: a day with a time, in UTC unless an offset stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.dates import NO_DAYS, day_first, read_day, serial_day
from cohelm.formats.sheets import Cell

CLOCK = re.compile(
    r"[T ,]*(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?\s*\Z",
    re.IGNORECASE,
)
NOON = 12
SERIAL = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC, or a day where no time is stated. `zoned`: its offset was stated."""

    at: datetime
    timed: bool
    zoned: bool = False

    @property
    def text(self) -> str:
        """As an observation states it: `2026-03-01`, or `2026-03-01T09:30:00+00:00`."""
        return self.at.isoformat() if self.timed else self.at.date().isoformat()

    @property
    def day(self) -> str:
        """The day in ISO form."""
        return self.at.date().isoformat()


@dataclass(frozen=True, slots=True)
class Moments:
    """A column of moments: one a row, the rows that could not be read, and what was assumed."""

    values: list[Moment | None]
    unread: list[int]
    notes: list[str]


def read_moments(cells: Sequence[Cell]) -> Moments:
    """The moments of a column; whether the day or the month stands first is told by all its cells."""
    texts = [_parts(cell)[0] for cell in cells]
    first = day_first(texts)
    values: list[Moment | None] = []
    unread = []
    for row, cell in enumerate(cells):
        text = text_of(cell) or ""
        moment = (
            None
            if is_unknown(text) or text in NO_DAYS
            else read_moment(cell, first=first is not False)
        )
        values.append(moment)
        if moment is None and not is_unknown(text) and text not in NO_DAYS:
            unread.append(row)
    notes = []
    ambiguous = first is None and any(
        re.match(r"\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", str(one)) for one in texts
    )
    if ambiguous:
        notes.append("nothing tells whether the day or the month stands first: read as day first")
    if any(one and one.timed and not one.zoned for one in values):
        notes.append("times state no offset: read as UTC")
    return Moments(values, unread, notes)


def read_moment(cell: Cell, *, first: bool = True) -> Moment | None:
    """The moment in a cell; None where it is none.

    >>> read_moment("03/Mar/24 9:15 PM").text, read_moment("2026-03-01 09:30+02:00").text
    ('2024-03-03T21:15:00+00:00', '2026-03-01T07:30:00+00:00')
    """
    if isinstance(cell, datetime):
        zoned = cell.tzinfo is not None
        moment = cell.astimezone(UTC) if zoned else cell.replace(tzinfo=UTC)
        return Moment(
            moment.replace(microsecond=0), bool(cell.hour or cell.minute or cell.second), zoned
        )
    if isinstance(cell, float) and not cell.is_integer() and 20_000 < cell < 80_000:
        seconds = round((cell % 1) * 86_400)
        start = datetime.combine(SERIAL + timedelta(days=int(cell)), datetime.min.time(), UTC)
        return Moment(start + timedelta(seconds=seconds), True)
    said, clock = _parts(cell)
    found = read_day(said, first=first) or serial_day(said)
    if found is None or found.precision != "day":
        return None
    midnight = datetime.combine(date.fromisoformat(found.day), datetime.min.time(), UTC)
    if clock is None:
        return Moment(midnight, False)
    return _timed(midnight, clock)


def _parts(cell: Cell) -> tuple[Cell, re.Match[str] | None]:
    """The day in a cell and its clock, apart."""
    if not isinstance(cell, str):
        return cell, None
    text = cell.strip()
    clock = CLOCK.search(text)
    if clock is not None and clock.start() >= 6:
        text = text[: clock.start()].strip(" ,T")
    else:
        clock = None
    return text, clock


def _timed(midnight: datetime, clock: re.Match[str]) -> Moment | None:
    hour, minute, second = int(clock["h"]), int(clock["m"]), int(clock["s"] or 0)
    if clock["half"]:
        hour = hour % NOON + (NOON if clock["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    moment = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
    zone = clock["zone"]
    if zone and zone[0] in "+-":
        digits = zone.replace(":", "")
        offset = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
        if offset >= timedelta(hours=24):
            return None
        tz = timezone(offset if zone[0] == "+" else -offset)
        moment = moment.replace(tzinfo=tz).astimezone(UTC)
    return Moment(moment, True, bool(zone))
