"""How well the values of a column can be what a role holds, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Callable

from cohelm.formats.dates import read_day, serial_day
from cohelm.formats.known.known import Holds, Role
from cohelm.formats.numbers import read_number
from cohelm.formats.profile import Profile
from cohelm.formats.sheets import Cell
from cohelm.formats.units import CODES, SYMBOLS

COMPANY = re.compile(
    r"(?i)(?:\b(?:gmbh|ag|kg|se|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|pty|co|"
    r"company|bv|b\.v|nv|n\.v|sa|s\.a|sas|sarl|s\.a\.r\.l|spa|s\.p\.a|srl|s\.r\.l|sl|oy|oyj|ab|as|"
    r"aps|a/s|kft|sp\. z o\.o|group|holding|technologies|systems|software|solutions|services|"
    r"consulting|telecom|cloud|networks|partners)\b\.?)"
)
SHAPES: dict[Holds, dict[str, float]] = {
    "name": {"word": 1.0, "code": 0.6, "prose": 0.5, "number": 0.1},
    "company": {"word": 1.0, "code": 0.6, "prose": 0.5, "number": 0.1},
    "code": {"code": 1.0, "number": 0.9, "word": 0.55, "date": 0.2},
    "word": {"word": 1.0, "prose": 0.7, "boolean": 1.0, "code": 0.7, "number": 0.1},
    "text": {"word": 1.0, "prose": 1.0, "code": 0.9, "number": 0.85, "date": 0.3, "boolean": 0.8},
}


def holds(column: Profile, role: Role) -> float:
    """How well the values fit what the role holds, in [0, 1]; one half where there are none."""
    if not column.filled:
        return 0.5
    if role.holds in SHAPES:
        weights = SHAPES[role.holds]
        fit = sum(weights.get(shape, 0.0) * share for shape, share in column.shapes.items())
        if role.holds in ("name", "company"):
            fit *= 1 - _share(column, _is_amount)  # nobody is called `0.07 Mio. $`
        return fit if role.holds != "code" or column.length <= 60 else 0.0
    return _share(column, READS[role.holds])


def looks(column: Profile, role: Role) -> float:
    """How much the values alone give a role away, in [0, 1].

    Companies and currencies do; amounts, days and texts that tell the rows apart do a little.
    """
    if not column.filled:
        return 0.0
    if role.holds == "company":
        return _share(column, _is_company)
    if role.holds == "currency":
        return _share(column, _is_currency)
    if role.holds == "day":
        return 0.6 * _share(column, _shows_day)
    if role.holds in ("name", "text"):
        apart = column.distinct >= 0.9 * column.filled > 0 and column.length <= 120
        return 0.7 * column.shapes.get("word", 0.0) if apart else 0.0
    return 0.6 * _share(column, _shows_money) if role.holds == "money" else 0.0


def _share(column: Profile, test: Callable[[Cell], bool]) -> float:
    """The share of the different cells that pass a test; there are some."""
    if test not in column.shares:
        column.shares[test] = sum(map(test, column.cells)) / len(column.cells)
    return column.shares[test]


def _is_money(cell: Cell) -> bool:
    if isinstance(cell, str) and read_day(cell) is not None and not cell.strip().isdigit():
        return False
    amount = read_number(cell) or read_number(cell, ",")
    return amount is not None and not amount.unit.percent


def _is_amount(cell: Cell) -> bool:
    """Whether a text is a number with its unit or currency."""
    amount = read_number(cell) if isinstance(cell, str) else None
    return amount is not None and bool(amount.unit)


def _shows_money(cell: Cell) -> bool:
    """Whether a number is written as amounts are, with cents, parted thousands or a currency."""
    if isinstance(cell, float):
        return not cell.is_integer()
    return isinstance(cell, str) and not cell.strip().isalnum() and _is_money(cell)


def _is_day(cell: Cell) -> bool:
    found = read_day(cell) or read_day(cell, first=False) or serial_day(cell)
    return found is not None and found.precision == "day"


def _is_month(cell: Cell) -> bool:
    """Whether a cell is a day or a month of a year."""
    found = read_day(cell, last=True) if isinstance(cell, str) else None
    return _is_day(cell) or (found is not None and found.precision == "month")


def _shows_day(cell: Cell) -> bool:
    """Whether a cell is a day and cannot be a number."""
    return not isinstance(cell, int | float) and serial_day(cell) is None and _is_day(cell)


def _is_currency(cell: Cell) -> bool:
    text = str(cell).strip()
    return text.upper() in CODES or text.lower() in SYMBOLS


def _is_company(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(COMPANY.search(cell))


READS: dict[Holds, Callable[[Cell], bool]] = {
    "money": _is_money,
    "number": _is_money,
    "day": _is_day,
    "month": _is_month,
    "currency": _is_currency,
}
