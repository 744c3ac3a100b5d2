"""The words in which concerns tell business readers of money, days and numbers of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from cohelm.core.money import Money
from cohelm.core.plural import in_number
from cohelm.core.prose import Digits, Prose, again, joined

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip

MOST_LISTED = 4


@lru_cache(4096)
def day_in_words(day: date) -> str:
    """`31 March 2027`.

    >>> day_in_words(date(2027, 3, 31))
    '31 March 2027'
    """
    return Prose(
        "{day} {month} {year}", day=day.day, month=Prose(MONTHS[day.month - 1]), year=day.year
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
    amount = money.amount.quantize(Decimal(1) if whole else Decimal("0.01"))
    return joined((Digits(f"{amount:,f}"), money.currency))


def counted(number: int, noun: str) -> str:
    """A number with its noun; `tools/messages.py` finds both forms of the noun where this is called.

    >>> counted(1, "item"), counted(3000, "item")
    ('1 item', '3,000 items')
    """
    return in_number(number, noun, f"{noun}s")


@cache
def worded(name: str) -> Prose:
    """A name of the model, such as a verb or a step of a scale, in words.

    >>> worded("accept_risk")
    'accept risk'
    """
    return Prose(name.replace("_", " "))


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
        return Prose("{words} and {more} more", words=joined(words[:MOST_LISTED], ", "), more=more)
    if len(words) < 2:
        return words[0] if words else ""
    return Prose("{words} and {last}", words=joined(words[:-1], ", "), last=words[-1])


def either(words: Sequence[str]) -> str:
    """Words of the program of which any is meant.

    >>> either(["money", "people"])
    'money or people'
    """
    first, *others = map(again, words)
    for other in others:
        first = Prose("{one} or {other}", one=first, other=other)
    return first


def percent(share: float, digits: int = 0) -> str:
    """A share as per cent.

    >>> percent(0.181), percent(0.08, 1)
    ('18 %', '8.0 %')
    """
    return joined((Digits(f"{share * 100:.{digits}f}"), "%"))


def uptime(share: float) -> str:
    """A share of time with as many digits as tell nines apart.

    >>> uptime(0.9973773), uptime(0.99999), uptime(1.0)
    ('99.738 %', '99.999 %', '100 %')
    """
    digits = 3 if share <= 0.9999 else 5
    return joined((Digits(f"{share * 100:.{digits}f}".rstrip("0").rstrip(".")), "%"))
