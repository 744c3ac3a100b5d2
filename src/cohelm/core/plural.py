"""A count and what it counts, in the number that a language has for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, Self

from cohelm.core.prose import Prose


class Plural(Prose):
    """What is said of one, or of several: English has two forms, another language as many as it has.

    Where `translate` has `in_number(one, several, number)`, the number decides which form is said. A form
    may write the number, `{number:,}`, and further values.

    >>> said = Plural("item is late", "items are late", number=3)
    >>> said
    'items are late'
    >>> Plural("A mail for {whom}", "{number:,} mails for {whom}", number=2000, whom="you")
    '2,000 mails for you'
    """

    __slots__ = ("number", "one", "several")

    number: float | Decimal
    one: str
    several: str

    def __new__(cls, one: str, several: str, /, *, number: float | Decimal, **values: Any) -> Self:
        """The text of one where the number is 1, else that of several; of none too."""
        held = {"number": number, **values} if "{" in one + several else {}
        said = super().__new__(cls, one if number == 1 else several, **held)
        said.one, said.several, said.number = one, several, number
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        values = self.values | {"number": self.number}
        return partial(type(self), **values), (self.one, self.several)

    def _said(self, translate: Callable[[str], str]) -> str:
        in_number = getattr(translate, "in_number", None)
        if in_number is None:
            return translate(self.message)
        return str(in_number(self.one, self.several, self.number))


def in_number(count: int, one: str, several: str) -> Prose:
    """The count, and behind it what is said of one or of several; none is said as several are.

    >>> in_number(1, "row is", "rows are"), in_number(2000, "row is", "rows are")
    ('1 row is', '2,000 rows are')
    """
    return Prose("{number:,} {noun}", number=count, noun=Plural(one, several, number=count))
