"""Numbers as people write them, with the decimal mark decided for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from cohelm.formats.sheets import Cell
from cohelm.formats.units import NO_UNIT, Unit, unit_in

MINUS = "-−–"
DASH = r"\-−–"
NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[{DASH}+])?\s*(?P<before>[^\d\s(.,+{DASH}][^\d(]*?)?\s*"
    rf"(?P<inner>[{DASH}])?\s*"
    r"(?P<digits>\d[\d.,'’\u00a0\u202f ]*(?:[eE][+-]?\d{1,3}(?!\w))?|[.,]\d+)\s*"
    rf"(?P<after>[^\d\s){DASH}][^\d)]*?)?\s*(?P<close>\))?\s*(?P<last>[{DASH}])?\Z"
)
YEARLY = re.compile(r"\s*(?:(?:/|per\s+)\s*(?:year|yr|annum|a)|p\.?\s?a\.?)\s*\Z", re.IGNORECASE)
SPACES = re.compile(r"[\s'’\u00a0\u202f]")
GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}\Z"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+\Z"),
}
LONGEST = 120
"""A longer text is prose: no number with its unit, and dear to match."""
DECIMAL_COMMA = ("EUR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL", "TRY", "kr")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a cell states it, with the unit that stood beside it; its factor is applied."""

    value: Decimal
    unit: Unit = NO_UNIT


def read_number(cell: Cell, mark: str = ".") -> Amount | None:
    """The number in a cell, with `mark` as the decimal mark; None when it is none.

    Brackets and a trailing minus are a minus. A percentage keeps its number (`12%` is 12) and says so
    in its unit.

    >>> str(read_number("(1.200,50 k€)", ",").value)
    '-1200500.00'
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        # Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0.3 there.
        return Amount(Decimal(f"{cell:.15g}")) if isfinite(cell) else None
    return _of_text(cell.strip(), mark) if isinstance(cell, str) else None


def plain_number(cell: Cell) -> float | None:
    """The number in a cell as a float, for comparing sums; None when it is none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    amount = read_number(cell)
    return None if amount is None else float(amount.value)


def decimal_mark(cells: Iterable[Cell], currency: str = "") -> tuple[str, str]:
    """Which decimal mark the texts of a column use, `.` or `,`, and a sentence where it is a guess."""
    votes = {".": 0, ",": 0}
    unsure = 0
    for cell in cells:
        text = cell.strip() if isinstance(cell, str) else ""
        found = NUMBER.match(text) if 0 < len(text) <= LONGEST else None
        if not found:
            continue
        mark = _shown_mark(SPACES.sub("", found["digits"]).rstrip(".,"))
        if mark in votes:
            votes[mark] += 1
        unsure += mark == "1.234"
    if votes["."] or votes[","] or not unsure:
        return ("," if votes[","] > votes["."] else "."), ""
    if currency in DECIMAL_COMMA:
        return ",", "numbers such as 1.234 are read as thousands, since they are in " + currency
    return ".", "numbers such as 1.234 are read with a decimal point"


def _shown_mark(digits: str) -> str:
    """The decimal mark that a number gives away; `1.234` where a point may be either, else ""."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if points > 1:
        return ","
    if commas > 1:
        return "."
    whole, _, rest = digits.replace(",", ".").partition(".")
    if not points and not commas:
        return ""
    groups = len(rest) == 3 and 1 <= len(whole) <= 3 and whole.strip("0") != ""
    if groups:
        return "1.234" if points else ""
    return "." if points else ","


@lru_cache(maxsize=200_000)
def _of_text(text: str, mark: str) -> Amount | None:
    if len(text) > LONGEST:
        return None
    found = NUMBER.match(YEARLY.sub("", text.removesuffix(".-").removesuffix(".–")))
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    unit = _unit_beside(found["before"], found["after"])
    digits = _digits(found["digits"], mark)
    if unit is None or digits is None:
        return None
    signs = sum(bool(part) for part in (found["open"], found["inner"], found["last"]))
    signs += found["sign"] is not None and found["sign"] in MINUS
    if signs > 1:
        return None
    value = Decimal(digits) * unit.factor
    if not value.is_finite() or abs(value) > Decimal(10) ** 18:
        return None
    return Amount(-value if signs else value, unit)


def _unit_beside(before: str | None, after: str | None) -> Unit | None:
    """What the words around a number say; None when they are no unit, so it is no number either."""
    if not before and not after:
        return NO_UNIT
    first = unit_in(before or "")
    second = unit_in(after or "")
    if (before and not first) or (after and not second):
        return None
    if first.currency and second.currency and first.currency != second.currency:
        # "$5 CAD" says which dollar; "€5 USD" contradicts itself.
        if "$" not in (first.currency, second.currency):
            return None
        currency = second.currency if first.currency == "$" else first.currency
    else:
        currency = first.currency or second.currency
    return Unit(currency, first.factor * second.factor, first.percent or second.percent)


def _digits(text: str, mark: str) -> str | None:
    """The digits in a form that Decimal reads, or None where their groups are broken."""
    plain = SPACES.sub("", text).rstrip(".,")
    if " " in text.strip() and not re.fullmatch(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?\s*", text):
        return None
    other = "," if mark == "." else "."
    whole, point, rest = plain.partition(mark)
    if other in rest or mark in rest:
        # A point that stands more than once, as in 1.234.567, parts thousands whatever the column does.
        return plain.replace(mark, "") if GROUPED[mark].match(plain) else None
    if other in whole:
        if not GROUPED[other].match(whole):
            return None
        whole = whole.replace(other, "")
    return f"{whole or '0'}{'.' if point else ''}{rest}"
