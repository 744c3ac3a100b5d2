"""The language of a document, passed in by whoever has it made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, with what says a text in it.

    `words` translates a `Prose` (`core/prose.py`) and leaves any other text, which people wrote, as it
    stands. English is what a sentence is without it.

    >>> from cohelm.core.prose import Prose
    >>> german = Language("de", lambda text: {"Left out": "Ohne"}.get(text, text))
    >>> german(Prose("Left out")), ENGLISH(Prose("Left out"))
    ('Ohne', 'Left out')
    """

    code: str = "en"
    words: Callable[[str], str] = str

    def __call__(self, text: str) -> str:
        """The text in the language."""
        return self.words(text)


ENGLISH = Language()
