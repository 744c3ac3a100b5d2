"""The words in which concerns tell business readers of money, days and numbers of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cohelm.core.money import Money

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip

MOST_LISTED = 4


def day_in_words(day: date) -> str:
    """`31 March 2027`.

    >>> day_in_words(date(2027, 3, 31))
    '31 March 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def money_of(column: Mapping[str, Any] | None) -> Money | None:
    """Money out of the struct that a column holds."""
    if column is None or column["amount"] is None:
        return None
    return Money(column["amount"], column["currency"])


def money_in_words(money: Money) -> str:
    """An amount with its thousands set apart and its currency behind.

    >>> money_in_words(Money(Decimal("312000.500000"), "EUR"))
    '312,000.50 EUR'
    """
    whole = money.amount == money.amount.to_integral_value()
    return f"{money.amount.quantize(Decimal(1) if whole else Decimal('0.01')):,f} {money.currency}"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "item"), counted(3000, "item")
    ('1 item', '3,000 items')
    """
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def span(days: int) -> str:
    """A number of days as one says it: from two months on in months, rounded.

    >>> span(1), span(59), span(61), span(204)
    ('1 day', '59 days', '2 months', '7 months')
    """
    return counted(days, "day") if days < 60 else counted(round(days * 12 / 365.25), "month")


def listed(words: Sequence[str]) -> str:
    """Words in a row as one says them; past the fourth, the number of the others.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    shown = list(words[:MOST_LISTED])
    if len(words) > MOST_LISTED:
        return ", ".join(shown) + f" and {len(words) - MOST_LISTED} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def uptime(share: float) -> str:
    """A share of time with as many digits as tell nines apart.

    >>> uptime(0.9973773), uptime(0.99999), uptime(1.0)
    ('99.738 %', '99.999 %', '100 %')
    """
    digits = 3 if share <= 0.9999 else 5
    return f"{share * 100:.{digits}f}".rstrip("0").rstrip(".") + " %"
