"""Days, months, quarters and years as people write them; day or month first is told by the column."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from cohelm.formats.sheets import Cell

Precision = Literal["day", "month", "quarter", "year"]

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d{2}.*))?\Z")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})\Z")
PARTS = re.compile(
    r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?:,?[T ]+\d{1,2}:\d{2}.*)?\Z"
)
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})\Z")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z")
QUARTER = re.compile(r"(?:Q([1-4])[\s/-]*(\d{4})|(\d{4})[\s/-]*Q([1-4]))\Z", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?\Z")
NAMED = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]+)?(?:of\s+)?(?P<m>[^\W\d]{3,10})\.?"
    r"(?:[\s-]+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?(?=\s))?,?[\s/-]+'?(?P<y>\d{4}|\d{2})"
    r"(?:,?\s+\d{1,2}:\d{2}.*)?\Z",
    re.IGNORECASE,
)
NAMES = (
    "january jan januar janvier enero gennaio januari janv jänner",
    "february feb februar février febrero febbraio februari fevrier févr fev",
    "march mar märz mars marzo maart maerz mrz mär",
    "april apr avril abril aprile avr abr",
    "may mai mayo maggio mei",
    "june jun juni juin junio giugno",
    "july jul juli juillet julio luglio juil",
    "august aug août agosto augustus aout",
    "september sep sept septembre septiembre settembre",
    "october oct oktober octobre octubre ottobre okt",
    "november nov novembre noviembre",
    "december dec dezember décembre diciembre dicembre dez decembre déc",
)
MONTHS = {name: number for number, names in enumerate(NAMES, 1) for name in names.split()}

# Days that systems write where they have none.
NO_DAYS = frozenset(
    {"1970-01-01", "1900-01-01", "1899-12-30", "1899-12-31", "1753-01-01", "0001-01-01",
     "9999-12-31"}
)  # fmt: skip
SERIALS = range(20_000, 80_000)  # what a spreadsheet counts from 1954 to 2119
FIRST_SERIAL = date(1899, 12, 30)
# Two digits up to 68 are of this century: the rule of POSIX.
CENTURY = 69


@dataclass(frozen=True, slots=True)
class Day:
    """A day in ISO form, and how much of it was stated."""

    day: str
    precision: Precision = "day"


def day_first(cells: Iterable[Cell]) -> bool | None:
    """Whether the texts of a column write the day before the month; None when none tells."""
    day = month = 0
    for cell in cells:
        found = PARTS.match(cell.strip()) if isinstance(cell, str) else None
        if found:
            day += int(found[1]) > 12
            month += int(found[2]) > 12
    return None if day == month else day > month


def needs_order(cells: Iterable[Cell]) -> bool:
    """Whether a column has dates of three numbers with the year last."""
    return any(isinstance(cell, str) and PARTS.match(cell.strip()) for cell in cells)


def read_day(cell: Cell, *, first: bool = True, last: bool = False) -> Day | None:
    """The day in a cell; None when it is none. `first`: the day stands before the month.

    A month, a quarter or a year is its first day, or its last with `last`.

    >>> read_day("December 1, 2016").day, read_day("2018-11", last=True).day
    ('2016-12-01', '2018-11-30')
    """
    if isinstance(cell, datetime):
        return Day(cell.date().isoformat())
    if isinstance(cell, date):
        return Day(cell.isoformat())
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, str):
        return _of_text(cell.strip(), first, last)
    if cell != cell or not float(cell).is_integer():
        cell = int(cell) if cell == cell and abs(cell) < 1e6 else 0
    if cell in range(1950, 2101):
        return _span(int(cell), 1, 12, "year", last)
    return Day((FIRST_SERIAL + timedelta(days=int(cell))).isoformat()) if cell in SERIALS else None


def serial_day(cell: Cell) -> Day | None:
    """The day that a text is as spreadsheets count days (`45853`); None when it is none.

    Only what is known to be a day is read so: the same digits may be any number.
    """
    if not isinstance(cell, str) or not (cell.isascii() and cell.isdecimal() and len(cell) == 5):
        return None
    return read_day(int(cell)) if int(cell) in SERIALS else None


@lru_cache(maxsize=100_000)
def _of_text(text: str, first: bool, last: bool) -> Day | None:
    if found := ISO.match(text) or COMPACT.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := PARTS.match(text):
        one, two = int(found[1]), int(found[2])
        day, month = (one, two) if first else (two, one)
        return _day(_year(found[3]), month, day)
    if found := YEAR_MONTH.match(text):
        return _span(int(found[1]), int(found[2]), 1, "month", last)
    if found := MONTH_YEAR.match(text):
        return _span(int(found[2]), int(found[1]), 1, "month", last)
    if found := QUARTER.match(text):
        quarter, year = int(found[1] or found[4]), int(found[2] or found[3])
        return _span(year, quarter * 3 - 2, 3, "quarter", last)
    if YEAR.match(text):
        return _span(int(text[:4]), 1, 12, "year", last)
    return _named(text, last)


def _named(text: str, last: bool) -> Day | None:
    found = NAMED.match(text)
    month = MONTHS.get(found["m"].lower()) if found else None
    if not found or month is None or (found["d1"] and found["d2"]):
        return None
    day = found["d1"] or found["d2"]
    if day is None:
        return _span(_year(found["y"]), month, 1, "month", last)
    return _day(_year(found["y"]), month, int(day))


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= CENTURY else 2000)


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day).isoformat())
    except ValueError:
        return None


def _span(year: int, month: int, months: int, precision: Precision, last: bool) -> Day | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not last:
        return Day(date(year, month, 1).isoformat(), precision)
    end = month + months - 1
    return Day(date(year, end, monthrange(year, end)[1]).isoformat(), precision)
