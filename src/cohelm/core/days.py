"""The day and the moment that somebody asks about, as texts of an address or of a command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from cohelm.core.errors import UsageError
from cohelm.core.prose import Prose

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
"""The days on which a plan can be looked at; what is computed from them stays within the calendar."""


def day_asked(text: str, *, where: str) -> date | None:
    """The day of an ISO text; None where it is blank. Raises UsageError, with `where` it stood.

    >>> day_asked("2026-03-31", where="--on")
    datetime.date(2026, 3, 31)
    """
    stated = text.strip()
    if not stated:
        return None
    try:
        found = date.fromisoformat(stated)
    except ValueError:
        raise UsageError(
            Prose("'{text}' is not a day", text=text),
            where=where,
            accepted=Prose("a day such as 2026-12-31"),
        ) from None
    if not FIRST <= found <= LAST:
        raise UsageError(
            Prose("{found} is too far away", found=found),
            where=where,
            accepted=Prose("{first} to {last}", first=FIRST, last=LAST),
        )
    return found


def moment_asked(text: str, *, where: str) -> datetime | None:
    """The moment (UTC) of an ISO text; a day means its end, blank is None. Raises UsageError.

    >>> moment_asked("2026-03-31", where="--known-at").isoformat()
    '2026-03-31T23:59:59.999999+00:00'
    """
    stated = text.strip()
    if not stated:
        return None
    try:
        found = datetime.fromisoformat(stated.replace(" ", "T"))
    except ValueError:
        raise UsageError(
            Prose("'{text}' is not a time", text=text),
            where=where,
            accepted=Prose("a day, or a moment such as 2026-03-31T14:00:00Z"),
        ) from None
    if not FIRST <= found.date() <= LAST:
        raise UsageError(
            Prose("'{text}' is too far away", text=text),
            where=where,
            accepted=Prose("{first} to {last}", first=FIRST, last=LAST),
        )
    if len(stated) == len("2026-03-31"):
        found += timedelta(days=1) - timedelta(microseconds=1)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
