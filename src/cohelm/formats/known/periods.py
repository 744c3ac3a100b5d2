"""Which months, quarters or years of money the headers of a wide table stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cohelm.formats.dates import MONTHS

YEAR = re.compile(
    r"(?<!\d)(?:(?:FY|GJ|HJ|EX)\s*'?)?((?:19|20)\d{2})(?:\s*[/-]\s*\d{2,4})?(?!\d)", re.I
)
SHORT_YEAR = re.compile(r"(?i)(?<![a-z\d])(?:FY|GJ)\s*'?(\d{2})(?!\d)")
QUARTER = re.compile(
    r"(?i)(?<![a-z\d])(?:Q|T)([1-4])(?!\d)|(?<!\d)([1-4])\.?\s*(?:Q|quart|quartal)\b"
)
MONTH = r"0[1-9]|1[0-2]"
NUMBERED = re.compile(
    rf"(?<!\d)(?:(?P<y>20\d{{2}})[-/.](?P<m>{MONTH})|(?P<m2>{MONTH}|[1-9])[-/.](?P<y2>20\d{{2}}))(?!\d)"
)
PERIOD = re.compile(r"(?i)(?<![a-z])(?:P|M|periode?|period|per\.?)\s*0?(1[0-2]|[1-9])(?!\d)")
NAMED = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,10})\.?(?:[\s\-/.']*(\d{2}|\d{4}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months: from `first`, so many `months`. `year` is 0 where none was stated."""

    year: int
    month: int
    months: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)


@lru_cache(maxsize=5_000)
def period_of(header: str) -> Period | None:
    """The stretch of time that a header names: a month, a quarter or a year; None where it names none.

    A financial year is taken to begin in January of the year that names it, `2025/26` in 2025.

    >>> period_of("Ist Jan 26").first.isoformat(), period_of("Budget FY2026").months
    ('2026-01-01', 12)
    """
    if found := NUMBERED.search(header):
        return Period(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), 1)
    year = _year(header)
    if found := QUARTER.search(header):
        return Period(year, int(found[1] or found[2]) * 3 - 2, 3)
    for name, stated in NAMED.findall(header):
        if month := MONTHS.get(name.lower()):
            return Period(_full(stated) if stated else year, month, 1)
    if found := PERIOD.search(header):
        return Period(year, int(found[1]), 1)
    return Period(year, 1, 12) if year else None


def without_period(header: str) -> str:
    """The header without the words that name its stretch of time.

    >>> without_period("Budget FY2026 (k€)")
    'Budget (k€)'
    """
    plain = NUMBERED.sub(" ", header)
    plain = SHORT_YEAR.sub(" ", YEAR.sub(" ", QUARTER.sub(" ", PERIOD.sub(" ", plain))))
    plain = NAMED.sub(lambda one: " " if one[1].lower() in MONTHS else one[0], plain)
    return " ".join(plain.replace("()", " ").split())


def _year(header: str) -> int:
    if found := YEAR.search(header):
        return int(found[1])
    found = SHORT_YEAR.search(header)
    return 2000 + int(found[1]) if found else 0


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
