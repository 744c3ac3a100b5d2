"""Documents in a language: within, what is made keeps its sentences, and is said as pages say it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import get_language, override

from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose, gathered
from cohelm.reports.language import ENGLISH, Language
from cohelm.web.recognised import WRITTEN_IN, recognised


def language_asked(code: str) -> str:
    """A language that there is, by its code. Raises UnknownName with those there are."""
    codes = [one for one, _name in settings.LANGUAGES]
    found = code.lower().replace("_", "-")
    if found not in codes:
        mend = (
            ""
            if len(codes) > 1
            else "No other has its catalogue here: docs/explanation/languages.md"
        )
        raise UnknownName(f"there is no language '{code}'", accepted=", ".join(codes), mend=mend)
    return found


def language_read() -> str:
    """The code of the language that is read now."""
    return get_language() or WRITTEN_IN


def language_there(code: str) -> str:
    """A language by its code; where there is no such one any more, that which is read now."""
    return code if code in dict(settings.LANGUAGES) else language_read()


@contextmanager
def documents_in(code: str) -> Iterator[Language]:
    """The language of documents that are made and written within.

    A sentence whose frame holds its text alone is known again by it (`core/prose.py`, `gathered`).
    """
    if code == WRITTEN_IN:
        yield ENGLISH
        return
    with override(code), gathered():
        yield Language(code, _said)


def _said(text: str) -> str:
    """A sentence of the program in the language; what people wrote as it stands."""
    return recognised(text) if isinstance(text, Prose) else text
