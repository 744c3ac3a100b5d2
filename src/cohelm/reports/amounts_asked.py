"""What somebody says of the amounts in files: their currency and their unit."""

from __future__ import annotations

from cohelm.core.errors import UnknownName
from cohelm.formats.units import CODES
from cohelm.reports.doubts import UNITS


def unit_asked(text: str, *, where: str) -> int:
    """What amounts are to be multiplied by, 1 where it is blank. Raises UnknownName."""
    word = text.strip().lower()
    if word and word not in UNITS:
        raise UnknownName.of("unit", text, UNITS, where=where)
    return UNITS.get(word, 1)


def currency_asked(text: str, *, where: str) -> str:
    """The code of a currency that somebody states, empty where it is blank. Raises UnknownName."""
    code = text.strip().upper()
    if code and code not in CODES:
        raise UnknownName.of("currency", text, CODES, where=where)
    return code
