"""How well the values of a column can be what a role holds, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Callable

from cohelm.formats.dates import read_day
from cohelm.formats.known.known import Holds, Looks, Role
from cohelm.formats.numbers import read_number
from cohelm.formats.periods import read_period
from cohelm.formats.profile import Profile
from cohelm.formats.sheets import Cell
from cohelm.formats.units import CODES, SYMBOLS
from cohelm.formats.words import tokens

COMPANY = re.compile(
    r"(?i)(?:\b(?:gmbh|ag|kg|se|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|pty|co|"
    r"company|bv|b\.v|nv|n\.v|sa|s\.a|sas|sarl|s\.a\.r\.l|spa|s\.p\.a|srl|s\.r\.l|sl|oy|oyj|ab|as|"
    r"aps|a/s|kft|sp\. z o\.o|group|holding|technologies|systems|software|solutions|services|"
    r"consulting|telecom|cloud|networks|partners)\b\.?)"
)
PERSON = re.compile(r"[^\W\d_][\w'’.-]+,?(?: [^\W\d_][\w'’.-]*){1,3}\Z")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+\Z")
PARTED = re.compile(r"[\s,;/|+&()-]+")
SHAPES: dict[Holds, dict[str, float]] = {
    "name": {"word": 1.0, "code": 0.6, "prose": 0.5, "number": 0.1},
    "code": {"code": 1.0, "number": 0.9, "word": 0.55, "date": 0.2},
    "text": {"word": 1.0, "prose": 1.0, "code": 0.9, "number": 0.85, "date": 0.3, "boolean": 0.8},
}


def holds(column: Profile, role: Role) -> float:
    """How well the values fit what the role holds, in [0, 1]; one half where there are none."""
    if not column.filled:
        return 0.5
    if role.holds in SHAPES:
        weights = SHAPES[role.holds]
        fit = sum(weights.get(shape, 0.0) * share for shape, share in column.shapes.items())
        return fit if role.holds != "code" or column.length <= 60 else 0.0
    if role.looks == "currency":
        return _share(column, _is_currency)
    if role.holds == "choice":
        words = {_folded(one) for one in role.choices}
        return _share(column, lambda cell: _folded(str(cell)) in words)
    if role.holds == "letters":
        return _share(column, lambda cell: _is_letters(cell, role.choices))
    return _share(column, READS[role.holds])


def looks(column: Profile, role: Role) -> float:
    """How much the values alone give a role away, in [0, 1]: companies, people, words of a choice."""
    if not column.filled:
        return 0.0
    if role.looks:
        return _share(column, LOOKS[role.looks])
    if role.holds in ("choice", "letters"):
        return 0.9 * holds(column, role)
    if role.holds in ("money", "day"):
        return 0.6 * holds(column, role)
    return 0.0


def _share(column: Profile, test: Callable[[Cell], bool]) -> float:
    """The share of the different cells that pass a test."""
    cells = column.cells
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _folded(text: str) -> str:
    return " ".join(tokens(text)) or text.strip().casefold()


def _is_money(cell: Cell) -> bool:
    if isinstance(cell, str) and read_day(cell) is not None and not cell.strip().isdigit():
        return False
    amount = read_number(cell) or read_number(cell, ",")
    return amount is not None and not amount.unit.percent


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return False
    found = read_day(cell) or read_day(cell, first=False)
    return found is not None and found.precision == "day"


def _is_currency(cell: Cell) -> bool:
    text = str(cell).strip()
    return text.upper() in CODES or text.lower() in SYMBOLS


def _is_letters(cell: Cell, letters: tuple[str, ...]) -> bool:
    parts = [one for one in PARTED.split(str(cell).strip().upper()) if one]
    return bool(parts) and all(one in letters or set(one) <= set(letters) for one in parts)


READS: dict[Holds, Callable[[Cell], bool]] = {
    "money": _is_money,
    "number": _is_money,
    "day": _is_day,
    "period": lambda cell: read_period(cell) is not None,
}
LOOKS: dict[Looks, Callable[[Cell], bool]] = {
    "company": lambda cell: isinstance(cell, str) and bool(COMPANY.search(cell)),
    "person": lambda cell: isinstance(cell, str) and bool(PERSON.match(cell.strip())),
    "currency": _is_currency,
    "email": lambda cell: isinstance(cell, str) and bool(MAIL.match(cell.strip())),
}
