"""A figure that nobody has stated, and how much could hang on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cohelm.analysis.money import in_words, rounded
from cohelm.core.money import Money


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing field of an item.

    `changes` says in a sentence what a value could change, with the bounds that known values give.
    `stake` is the most money that could move by it, in the currency of the books, None where nothing
    bounds it. `flips`: with a value within the bounds a decision comes out otherwise, or a sentence
    does whatever the share of money.
    """

    item: str
    field: str
    question: str
    changes: str
    stake: Decimal | None = None
    flips: bool = False


def worth(amount: Decimal, currency: str) -> str:
    """An amount as these sentences say it, without cents."""
    return in_words([rounded(Money(amount, currency))])
