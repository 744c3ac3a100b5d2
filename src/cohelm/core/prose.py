"""A sentence that keeps its message and its values, so that a page can say it in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, Self

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
            if sentence not in values.values():  # else it would be found within itself
                made[str(sentence)] = sentence
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
        values = {
            name: value.through(translate) if isinstance(value, Prose) else value
            for name, value in self.values.items()
        }
        return Prose(translate(self.message), **values)


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
    return made or Prose(text.replace("{", "{{").replace("}", "}}"))


def joined(parts: Iterable[object], between: str = " ") -> Prose:
    """Sentences and words behind each other, which stay what they are; `between` is no language.

    >>> both = joined([Prose("It ends."), Prose("It costs {amount}.", amount="8 EUR")])
    >>> both, both.through(lambda message: message.replace("It", "This"))
    ('It ends. It costs 8 EUR.', 'This ends. This costs 8 EUR.')
    """
    named = {f"part_{number}": part for number, part in enumerate(parts, 1)}
    return Prose(between.join(f"{{{name}}}" for name in named), **named)
