"""A sentence that keeps its message and its values, so that a page can say it in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache, lru_cache, partial
from string import Formatter
from typing import Any, Self

NUMBER = "1,234.5"
"""The message by which a catalogue says with which marks its language writes numbers: `1.234,5`."""
WRITES = re.compile(r"1(\D?)234(\D)5")

_gathering: ContextVar[dict[str, Prose] | None] = ContextVar("gathering", default=None)


class Prose(str):
    """A sentence in English, equal to its text everywhere; `message` has its `values` by name.

    A value that is a sentence itself is translated with it; any other, such as the name of an item,
    stays as it is. What makes a new text of it (an f-string, a frame, JSON) has the English.

    >>> said = Prose("{item} has no owner", item="application:crm")
    >>> said, said.message
    ('application:crm has no owner', '{item} has no owner')
    >>> said.through({"{item} has no owner": "{item} gehört niemandem"}.__getitem__)
    'application:crm gehört niemandem'
    """

    __slots__ = ("message", "values")

    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, /, **values: Any) -> Self:
        """The sentence; a message is a format string, and each of its fields is one of the values."""
        sentence = str.__new__(cls, message.format(**values))
        sentence.message, sentence.values = message, values
        made = _gathering.get()
        if made is not None and values:
            sentence.values = {name: _again_of(value, made) for name, value in values.items()}
            if sentence not in values.values():
                made[str(sentence)] = sentence
            elif " " in sentence:  # passed on; a lone word of somebody's may be ours elsewhere
                made.setdefault(str(sentence), sentence)
        return sentence

    def __format__(self, spec: str) -> str:
        """The text; in a message `{name:A}` begins it with a capital, `{name:a}` with a small letter."""
        first = {"A": self[:1].upper(), "a": self[:1].lower()}.get(spec)
        return super().__format__(spec) if first is None else first + self[1:]

    def __add__(self, behind: str) -> Prose:
        return joined((self, behind), "")

    def __radd__(self, before: str) -> Prose:
        return joined((before, self), "")

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), **self.values), (self.message,)

    def through(self, translate: Callable[[str], str]) -> Prose:
        """The sentence and those within it, each message through `translate`."""
        values = {name: _through(value, translate) for name, value in self.values.items()}
        return Prose(self._said(translate), **values)

    def _said(self, translate: Callable[[str], str]) -> str:
        """The message in another language, in the form of the last whole number in it.

        English may have one form where another language has several: `{of} cases`, never fewer than ten.
        """
        in_number = getattr(translate, "in_number", None)
        numbers = [self.values[name] for name in _names(self.message)] if in_number else []
        whole = [number for number in numbers if type(number) is int]
        if in_number is None or not whole:
            return translate(self.message)
        return str(in_number(self.message, self.message, whole[-1]))


class Again(Prose):
    """A text that a frame or an error held; whoever translates may know what it was made of."""

    __slots__ = ()

    def through(self, translate: Callable[[str], str]) -> Prose:
        """As `translate.again` finds it, where there is that, else as any other message."""
        found = getattr(translate, "again", translate)
        return Again(_escaped(found(str(self))))


class Digits(Prose):
    """A number that is written already; another language has other marks between its digits.

    >>> Digits("312,000.50").through({NUMBER: "1.234,5"}.__getitem__)
    '312.000,50'
    """

    __slots__ = ()

    def __new__(cls, text: str, /) -> Self:
        """The number as it stands in English."""
        made = str.__new__(cls, text)
        made.message, made.values = text, {}
        return made

    def through(self, translate: Callable[[str], str]) -> Prose:
        """The number with the marks that `translate` gives to NUMBER; as it is where it gives none."""
        has_marks = not self.isdigit()
        return Digits(self.translate(_marks(translate(NUMBER)))) if has_marks else self


class _Counted:
    """A number that a message writes: `{many:,}`."""

    def __init__(self, number: float | Decimal, translate: Callable[[str], str]) -> None:
        self.number, self.translate = number, translate

    def __format__(self, spec: str) -> str:
        return Digits(format(self.number, spec)).through(self.translate)


def _through(value: Any, translate: Callable[[str], str]) -> Any:
    """A value of a sentence in another language."""
    if isinstance(value, Prose):
        return value.through(translate)
    return _Counted(value, translate) if isinstance(value, float | int | Decimal) else value


@lru_cache(4096)
def _names(message: str) -> tuple[str, ...]:
    """The values of a message in their order."""
    return tuple(name for _before, name, _spec, _turn in Formatter().parse(message) if name)


@cache
def _marks(written: str) -> dict[int, str]:
    """What stands for the comma and the point of an English number."""
    found = WRITES.fullmatch(written)
    return {ord(","): found[1], ord("."): found[2]} if found and written != NUMBER else {}


@contextmanager
def gathered() -> Iterator[dict[str, Prose]]:
    """The sentences with values in them that are made within, by their text.

    A column of a frame keeps the text alone: whoever shows it finds the sentence again here. One that is
    made of such a text within is made of the sentence. What is said is the same with and without.

    >>> with gathered() as made:
    ...     rows = [str(Prose("{item} has no owner", item="crm"))]
    >>> made[rows[0]].message
    '{item} has no owner'
    """
    made: dict[str, Prose] = {}
    token = _gathering.set(made)
    try:
        yield made
    finally:
        _gathering.reset(token)


def _again_of(value: Any, made: dict[str, Prose]) -> Any:
    return made.get(value, value) if type(value) is str else value


def again(text: str) -> Prose:
    """A text of the program that a frame held, as a sentence again; braces in it stand for themselves.

    Within `gathered` it is the sentence that was made, with its values.

    >>> again("holds {2}"), again("adopt").message
    ('holds {2}', 'adopt')
    >>> with gathered():
    ...     again(str(Prose("{item} has no owner", item="crm"))).message
    '{item} has no owner'
    """
    made = (_gathering.get() or {}).get(text)
    return made or Again(_escaped(text))


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def written(text: str) -> Prose:
    """What somebody wrote, said where the program speaks too: no language changes it.

    >>> written("Rented for a year.").through(lambda message: message.replace("year", "Jahr"))
    'Rented for a year.'
    """
    return joined((text,))


def joined(parts: Iterable[object], between: str = " ") -> Prose:
    """Sentences and words behind each other, which stay what they are; `between` is no language.

    >>> both = joined([Prose("It ends."), Prose("It costs {amount}.", amount="8 EUR")])
    >>> both, both.through(lambda message: message.replace("It", "This"))
    ('It ends. It costs 8 EUR.', 'This ends. This costs 8 EUR.')
    """
    named = {f"part_{number}": part for number, part in enumerate(parts, 1)}
    return Prose(between.join(f"{{{name}}}" for name in named), **named)
