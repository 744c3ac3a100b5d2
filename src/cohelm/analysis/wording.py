"""The words in which concerns tell business readers of money, days and numbers of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cohelm.core.money import Money
from cohelm.core.said import Said, joined

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip

MOST_LISTED = 4


def day_in_words(day: date) -> str:
    """`31 March 2027`.

    >>> day_in_words(date(2027, 3, 31))
    '31 March 2027'
    """
    return Said(
        "{day} {month} {year}", day=day.day, month=Said(MONTHS[day.month - 1]), year=day.year
    )


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
    """A number with its noun; `tools/messages.py` finds both forms of the noun where this is called.

    >>> counted(1, "item"), counted(3000, "item")
    ('1 item', '3,000 items')
    """
    return Said("{number:,} {noun}", number=number, noun=Said(noun if number == 1 else f"{noun}s"))


def worded(name: str) -> Said:
    """A name of the model, such as a verb or a step of a scale, in words.

    >>> worded("accept_risk")
    'accept risk'
    """
    return Said(name.replace("_", " "))


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
    more = len(words) - MOST_LISTED
    if more > 0:
        return Said("{words} and {more} more", words=joined(words[:MOST_LISTED], ", "), more=more)
    if len(words) < 2:
        return words[0] if words else ""
    return Said("{words} and {last}", words=joined(words[:-1], ", "), last=words[-1])


def uptime(share: float) -> str:
    """A share of time with as many digits as tell nines apart.

    >>> uptime(0.9973773), uptime(0.99999), uptime(1.0)
    ('99.738 %', '99.999 %', '100 %')
    """
    digits = 3 if share <= 0.9999 else 5
    return f"{share * 100:.{digits}f}".rstrip("0").rstrip(".") + " %"
