"""A column of amounts as exact money: the currency and the factor from cell, header, table or home."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cohelm.formats.numbers import Amount, decimal_mark, read_number
from cohelm.formats.sheets import Cell
from cohelm.formats.units import NO_UNIT, Unit, currency_of, unit_of

NO_CURRENCY = (
    "nothing says their currency. Accepted: a sign or a code in the cells or the header (k€, USD), or "
    "a currency in the mapping"
)
SIGNS_OF_SEVERAL = ("$", "kr")
"""Signs that several countries write: what a person or the table says, settles which is meant."""
BARE = re.compile(r"[\s\d.,'’-]*\Z|\D*\Z")
"""Digits without a word beside them, or words without digits: no amount with its currency."""
NO_SAYING = "since nothing says which currency it is"
"""Ends the note on a currency that was assumed."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a column is written where its own cells do not tell: what a person or its table said.

    `unit` holds where neither cell nor header names one, `home` is the organisation's currency.
    """

    day_first: bool | None = None
    unit: Unit = NO_UNIT
    home: str = ""


def money_reader(
    cells: Sequence[Cell], header: str, manner: Manner
) -> tuple[Callable[[Cell], str | None], list[str], str]:
    """How a cell of the column is read as money, what is assumed, and why none can be, if so.

    A cell's own currency and factor go before the header's, and these before what a line near the
    table says. Money is `312000 EUR`.
    """
    unit, notes = _unit(header, manner)
    word = unit.currency or own_currency(cells)
    currency, assumed = currency_of(word, manner.home) if word else (manner.home, True)
    mark, guess = decimal_mark(cells, currency)
    if guess:
        notes.append(guess)
    if currency and assumed:
        what = f"'{word}' is read as {currency}" if word else f"the amounts are read as {currency}"
        notes.append(f"{what}, {NO_SAYING}")

    def read(cell: Cell) -> str | None:
        amount = read_number(cell, mark)
        if amount is None or amount.unit.percent:
            return None
        own = amount.unit.currency
        # The column has settled whose dollar or crown a bare sign is.
        code = (
            currency if own in ("", word, *SIGNS_OF_SEVERAL) else currency_of(own, manner.home)[0]
        )
        return _plain(amount, unit, code) if code else None

    return read, notes, "" if currency else NO_CURRENCY


def own_currency(cells: Sequence[Cell]) -> str:
    """The currency beside the first amount that has one; empty when none has."""
    for cell in dict.fromkeys(cells):  # many rows say the same
        if isinstance(cell, str) and not BARE.match(cell):
            amount = read_number(cell) or read_number(cell, ",")
            if amount and amount.unit.currency:
                return amount.unit.currency
    return ""


def _unit(header: str, manner: Manner) -> tuple[Unit, list[str]]:
    """The unit of the column: the header's, with the factor of the table where it names none."""
    own, around = unit_of(header), manner.unit
    if own.currency in SIGNS_OF_SEVERAL and around.currency:
        own = replace(own, currency=around.currency)
    same = own.currency in ("", around.currency) or not around.currency
    if own.factor != 1 or around.factor == 1 or not same:
        return Unit(own.currency or around.currency, own.factor), []
    note = (
        f"the amounts are read in units of {around.factor:,}, as a line near them or a person says"
    )
    return Unit(own.currency or around.currency, around.factor), [note]


def _plain(amount: Amount, unit: Unit, currency: str) -> str:
    value = amount.value if amount.unit.factor != 1 else amount.value * unit.factor
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, cents = plain.partition(".")
    return f"{whole}.{cents.ljust(2, '0')} {currency}" if point else f"{whole} {currency}"
