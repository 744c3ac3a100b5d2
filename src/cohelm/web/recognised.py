"""A sentence that lost its message on the way, through a frame, an error or a database, is found again.

What the library says is English, and most of it keeps its message (`core/prose.py`). A column of a frame
or a row of a database holds plain text: here it is matched with the messages of the reader's catalogue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from string import Formatter

from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import translation

from cohelm.core.prose import Prose

WRITTEN_IN = "en"
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCES = ("; ", ". ")
BETWEEN = (*SENTENCES, ": ", ", ", " (", ")")
"""What stands between sentences and words that are said one after the other, the widest first."""
COUNTED = re.compile(r"([\d.,\u2212]+[ \u00a0])?(.*?)([ \u00a0]\d+)?", re.DOTALL)
"""A number with what it counts; a day, with its month between."""


def recognised(text: str) -> str:
    """A text of the program in the reader's language, as far as it is made of known messages.

    Not for what people wrote: a name that reads like a message would be translated.
    """
    language = get_language() or WRITTEN_IN
    if language == WRITTEN_IN or not text:
        return text
    return text.through(gettext) if isinstance(text, Prose) else _found(language, text)


@lru_cache(20_000)
def _found(language: str, text: str) -> str:
    small = text[:1].lower() + text[1:]
    for tried, put in ((text, str), (small, _begun), (f"{text}.", _cut)):
        known = _known(tried) or _filled(language, tried)
        if known is not None:
            return put(known)
    for mark in BETWEEN:
        if mark in text:
            return mark.join(_found(language, part) for part in text.split(mark))
    return text


def _known(text: str) -> str | None:
    """A text that is a message as it stands, or counts something that is one."""
    if (said := gettext(text)) != text:
        return said
    before, noun, after = COUNTED.fullmatch(text).groups("")  # type: ignore[union-attr]
    if noun != text and (said := gettext(noun)) != noun:
        return f"{before}{said}{after}"
    return None


def _begun(said: str) -> str:
    return said[:1].upper() + said[1:]


def _cut(said: str) -> str:
    return said.removesuffix(".")


def _filled(language: str, text: str) -> str | None:
    """A message with values in it, the one of the most words that fits; the values are looked at too."""
    index = _index(language)
    fitting = {message for word in WORD.findall(text) for message in index.get(word, ())}
    for message in sorted(fitting, key=lambda one: (-len(_literal(one)), one)):
        found = _pattern(message).fullmatch(text)
        if found and not any(mark in one for one in found.groups() for mark in SENTENCES):
            values = {
                name: value if value[:1].isupper() else _found(language, value)
                for name, value in found.groupdict().items()
            }  # a capital begins a name
            return "".join(
                before + values.get(name, "") for before, name in _pieces(gettext(message))
            )
    return None


@cache
def _index(language: str) -> dict[str, list[str]]:
    """The messages with values, by the word of each that the fewest others have."""
    messages = [
        one
        for one, _said in translation(language)._catalog.items()  # type: ignore[attr-defined]
        if isinstance(one, str) and "{" in one and WORD.search(_literal(one))
    ]
    words = {one: WORD.findall(_literal(one)) for one in messages}
    often = Counter(word for found in words.values() for word in set(found))
    index: dict[str, list[str]] = {}
    for message, found in words.items():
        index.setdefault(min(found, key=lambda word: (often[word], word)), []).append(message)
    return index


def _literal(message: str) -> str:
    """What a message says whatever its values are."""
    return " ".join(before for before, _name in _pieces(message))


@cache
def _pattern(message: str) -> re.Pattern[str]:
    seen: set[str] = set()
    parts: list[str] = []
    for before, name in _pieces(message):
        parts.append(re.escape(before))
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _pieces(message: str) -> Iterator[tuple[str, str]]:
    """The texts of a message, each with the name of the value behind it."""
    return ((before, name or "") for before, name, _spec, _turn in Formatter().parse(message))
