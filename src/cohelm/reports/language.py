"""The language of a document, passed in by whoever has it made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cohelm.core.prose import Prose

BEFORE_A_SIGN = re.compile(r"(?<=\d) (?=[%€$£¥])")
GLUE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, with what says a text in it.

    `words` translates a `Prose` (`core/prose.py`) and leaves any other text, which people wrote, as it
    stands. English is what a sentence is without it. No line of a document ends between a number and
    its sign.

    >>> from cohelm.core.prose import Prose
    >>> german = Language("de", lambda text: {"Left out": "Ohne"}.get(text, text))
    >>> german(Prose("Left out")), ENGLISH(Prose("Left out"))
    ('Ohne', 'Left out')
    >>> ENGLISH(Prose("12 % of it")), ENGLISH("12 % as somebody wrote")
    ('12\\xa0% of it', '12 % as somebody wrote')
    """

    code: str = "en"
    words: Callable[[str], str] = str

    def __call__(self, text: str) -> str:
        """The text in the language."""
        said = self.words(text)
        return BEFORE_A_SIGN.sub(GLUE, said) if isinstance(text, Prose) else said


ENGLISH = Language()
