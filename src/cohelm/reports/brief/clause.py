"""A part of a sentence between its semicolons, which stays that part in another language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from cohelm.core.prose import Prose

BETWEEN = ";"


class Clause(Prose):
    """One of the clauses of a sentence, begun with a capital.

    In another language it is the one that stands there; of a translation with other semicolons, all
    of it.

    >>> said = Prose("{n} were sold; {m} wait", n=3, m=2)
    >>> clauses(said)
    ('3 were sold', '2 wait')
    >>> clauses(said)[1].through(lambda _: "{n} verkauft; es warten {m}")
    'Es warten 2'
    """

    __slots__ = ("at", "sentence")

    at: int
    sentence: str

    def __new__(cls, sentence: str, at: int, /) -> Self:
        """The clause at a place, from 0."""
        clause = super().__new__(cls, "{clause}", clause=_parts(sentence)[at])
        clause.sentence, clause.at = sentence, at
        return clause

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.sentence, self.at)

    def through(self, translate: Callable[[str], str]) -> Prose:
        """The same clause of the whole sentence, each message through `translate`."""
        whole = (
            self.sentence.through(translate) if isinstance(self.sentence, Prose) else self.sentence
        )
        parts = _parts(whole)
        is_alike = len(parts) == len(_parts(self.sentence))
        return Prose("{clause}", clause=parts[self.at] if is_alike else whole)


def clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, in their order."""
    return tuple(Clause(sentence, at) for at in range(len(_parts(sentence))))


def _parts(sentence: str) -> list[str]:
    parts = [one.strip() for one in sentence.split(BETWEEN)]
    return [one[0].upper() + one[1:] for one in parts if one]
