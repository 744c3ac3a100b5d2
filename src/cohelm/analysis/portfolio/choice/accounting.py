"""Which part of what an initiative costs is capital, and which is operating money?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from cohelm.analysis.portfolio.ahead import worth_in
from cohelm.analysis.portfolio.books import Books
from cohelm.analysis.portfolio.year import months_between
from cohelm.analysis.wording import money_of
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

MONEY, CAPITAL, OPERATING = Prose("money"), Prose("capital"), Prose("operating money")
"""All money of initiatives, what of it is written off over years, and what is spent at once."""
KINDS = {"capital": CAPITAL, "operating": OPERATING}
"""The two kinds of money by the words for them in a budget."""
Accounting = Literal["assumed", "stated"]
"""Whether cost of which no capital part is stated is taken to be one of both, or neither."""
BY_RULE = Prose(
    "Where no capital cost is stated, the cost of an initiative that has a total is capital; that of one"
    " that has a yearly cost alone is operating money."
)
OF_NO_KIND = Prose("no kind of money")
OF_NEITHER = Prose(
    "Of what nobody knows the kind of money counts in all money alone: neither as capital nor as"
    " operating."
)


@dataclass(frozen=True, slots=True)
class Accounted:
    """By initiative's key, the part of its cost that is capital, in [0, 1]; absent where unknown."""

    capital: Mapping[str, Fraction]
    by_rule: tuple[str, ...]
    unknown: tuple[str, ...]

    def part(self, key: str, kind: str) -> Fraction:
        """The part of its cost that is of a kind; nought where nobody knows."""
        if kind == MONEY:
            return Fraction(1)
        share = self.capital.get(key)
        if share is None:
            return Fraction(0)
        return share if kind == CAPITAL else 1 - share

    def assumed(self, there: set[str]) -> list[Assumption]:
        """What is taken to be so of those that are there, named."""
        return [
            Assumption(name, sentence, kept)
            for name, sentence, keys in (
                (Prose("kind of money by rule"), BY_RULE, self.by_rule),
                (OF_NO_KIND, OF_NEITHER, self.unknown),
            )
            if (kept := tuple(one for one in keys if one in there))
        ]


def accounted(books: Books, rows: Sequence[Mapping[str, Any]], how: Accounting) -> Accounted:
    """The capital part of each: `capital_cost` of the total cost, or of the yearly one over its days.

    Where that is not known, and `how` says so: all of it, if there is a total cost, else nothing.
    """
    capital: dict[str, Fraction] = {}
    by_rule, unknown = [], []
    for row in rows:
        key, share = f"initiative:{row['id']}", _stated(books, row)
        once, yearly = row.get("total_cost"), row.get("cost_per_year")
        if share is not None:
            capital[key] = share
        elif how == "assumed" and (once or yearly):
            capital[key] = Fraction(1 if once else 0)
            by_rule.append(key)
        else:
            unknown.append(key)
    return Accounted(capital, tuple(by_rule), tuple(unknown))


def _stated(books: Books, row: Mapping[str, Any]) -> Fraction | None:
    """What is capital as a part of all; None where either is not known, or it is more than all."""
    part = money_of(row.get("capital_cost"))
    whole, months = money_of(row.get("total_cost")), 12
    if whole is None:
        whole = money_of(row.get("cost_per_year"))
        start, end = row["start"], row["end"]
        months = len(list(months_between(start, end))) if start and end else 0
    if part is None or whole is None or not months:
        return None
    amounts = worth_in(books, part), worth_in(books, whole)
    if amounts[0] is None or not amounts[1]:
        return None
    share = Fraction(amounts[0]) / (Fraction(amounts[1]) * months / 12)
    return share if share <= 1 else None
