"""Months, quarters and years of accounts as headers and cells name them: `Jan-26`, `FY25/26 Q2`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from cohelm.formats.dates import MONTHS
from cohelm.formats.sheets import Cell

FISCAL = re.compile(
    r"(?i)(?:f\.?y\.?|gj|fiscal(?: year)?|financial year|year|jahr|exercice|exercise|annee)\s*'?"
    r"(?P<a>\d{4}|\d{2})(?:\s*[/–-]\s*(?P<b>\d{4}|\d{2}))?"
)
SPAN = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d{2})\s*[/–-]\s*(?P<b>(?:20)?\d{2})(?![\d/.-])")
YEAR = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d{2})(?!\d)")
QUARTER = re.compile(r"(?i)(?<![a-z\d])(?:q|qtr|quarter|quartal|t|trim)\s?(?P<n>[1-4])(?!\d)")
NUMBERED = re.compile(
    r"(?i)(?<![a-z\d])(?:p|period|periode|m|month|monat|mois)\s?(?P<n>0?\d|1[0-2])(?!\d)"
)
YEAR_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-/. ]?(?P<m>0[1-9]|1[0-2])(?!\d)")
MONTH_YEAR = re.compile(r"(?<!\d)(?P<m>0?[1-9]|1[0-2])[-/.](?P<y>(?:19|20)\d{2})(?!\d)")
WORD = re.compile(r"[^\W\d_]+")
SHORT_YEAR = re.compile(r"(?<!\d)'?(?P<y>\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, and within it a quarter (1 to 4) or a month (1 to 12); 0 for none.

    `year` is 0 where only a month or a quarter is named. `spans`: the year is one of accounts that
    lies in two (`2025/26` has the year 2025).
    """

    year: int
    quarter: int = 0
    month: int = 0
    spans: bool = False

    def first_day(self, year: int = 0, starts_in: int = 1) -> date | None:
        """Its first day, with `year` where it names none; `starts_in`: the year's first month.

        >>> Period(2025, quarter=2, spans=True).first_day(starts_in=4)
        datetime.date(2025, 7, 1)
        """
        stated = self.year or year
        if not stated:
            return None
        if self.month:
            return date(stated, self.month, 1)
        months = starts_in - 1 + 3 * max(self.quarter - 1, 0)
        return date(stated + months // 12, months % 12 + 1, 1)


def read_period(cell: Cell) -> Period | None:
    """The period that a cell is; None when it is none. A day is its month.

    >>> read_period("FY2025/26 Q3")
    Period(year=2025, quarter=3, month=0, spans=True)
    """
    if isinstance(cell, datetime | date):
        return Period(cell.year, month=cell.month)
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        whole = int(cell) if float(cell).is_integer() else 0
        if whole in range(1, 13):
            return Period(0, month=whole)
        if whole in range(1980, 2101):
            return Period(whole)
        cell = str(whole)
    if not isinstance(cell, str) or len(cell) > 40:
        return None
    found, rest = period_in(cell)
    return found if found and not WORD.findall(rest) and not re.search(r"\d{3}", rest) else None


@lru_cache(maxsize=20_000)
def period_in(text: str) -> tuple[Period | None, str]:
    """The period that a text names, and the text without it.

    >>> period_in("Budget Jan-26")
    (Period(year=2026, quarter=0, month=1, spans=False), 'Budget')
    """
    plain = text.replace("_", " ").strip()
    if found := YEAR_MONTH.search(plain) or MONTH_YEAR.search(plain):
        return Period(int(found["y"]), month=int(found["m"])), _cut(plain, found)
    year, spans, rest = _year(plain)
    month, rest = _month(rest)
    quarter = 0
    if not month and (part := QUARTER.search(rest)):
        quarter, rest = int(part["n"]), _cut(rest, part)
    elif not month and (part := NUMBERED.search(rest)) and int(part["n"]):
        month, rest = int(part["n"]), _cut(rest, part)
    if not year and (month or quarter) and (short := SHORT_YEAR.search(rest)):
        year, rest = 2000 + int(short["y"]), _cut(rest, short)
    if not (year or month or quarter):
        return None, text
    return Period(year, quarter, month, spans), rest


def _year(text: str) -> tuple[int, bool, str]:
    for pattern in (FISCAL, SPAN, YEAR):
        if found := pattern.search(text):
            parts = found.groupdict()
            year = int(parts["a"]) + (2000 if len(parts["a"]) == 2 else 0)
            other = int(parts.get("b") or 0) % 100
            if other and other != (year + 1) % 100:
                continue
            return year, bool(other), _cut(text, found)
    return 0, False, text


def _month(text: str) -> tuple[int, str]:
    for found in WORD.finditer(text):
        number = MONTHS.get(found[0].lower())
        if number:
            return number, _cut(text, found)
    return 0, text


def _cut(text: str, found: re.Match[str]) -> str:
    left = text[: found.start()] + " " + text[found.end() :]
    return " ".join(left.split()).strip(" -–/.,:'")
