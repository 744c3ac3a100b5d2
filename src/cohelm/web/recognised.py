"""A sentence that lost its message on the way, through a frame, an error or a database, is found again.

What the library says is English, and most of it keeps its message (`core/prose.py`). A column of a frame
or a row of a database holds plain text. Where an answer was computed in this process, its sentences are
remembered by their text; any other text is matched with the messages of the reader's catalogue.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache, partial
from itertools import islice
from string import Formatter
from threading import Lock

from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import translation

from cohelm.core.prose import Prose
from cohelm.web.plurals import in_number, message_in_number, noun_in_number, plural_said

WRITTEN_IN = "en"
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCES = ("; ", ". ")
BETWEEN = (*SENTENCES, ": ", ", ", " (", ")")
"""What stands between sentences and words that are said one after the other, the widest first."""
LISTED = re.compile(", | and ")
COUNTED = re.compile(r"([\d.,\u2212]+[ \u00a0])?(.*?)([ \u00a0][\d-]+)?", re.DOTALL)
"""A number with what it counts; a day, with its month between; a word with its month behind."""
LEAST, FRONT = 0.15, 4
"""Lest "… of …" fit all that people write: what a message says is at least this share of a text, or it
begins with so many letters; or it has so many, and each value is a name, a number or a message."""
MONTH = re.compile(r"(?<=\d )[A-Z][a-z]+(?= \d{4}\b)")
"""That of a day: 2 Nov 2026."""


MOST_REMEMBERED = 20_000
_remembered: OrderedDict[str, Prose] = OrderedDict()
"""The last sentences of answers, by their text; an older one is matched as any other text is."""
_lock = Lock()


def remember(made: Mapping[str, Prose]) -> None:
    """Keeps the sentences of an answer, whose frames hold their texts alone."""
    kept = (one for one in made.items() if _is_sentence(*one))
    with _lock:
        for text, sentence in islice(kept, MOST_REMEMBERED):
            _remembered[text] = sentence
            _remembered.move_to_end(text)
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)


def _is_sentence(text: str, made: Prose) -> bool:
    """Not a lone word that somebody wrote, which elsewhere may be the program's; nor what is but another
    sentence, begun with a capital or ended."""
    same = _bare(text)
    if any(isinstance(one, Prose) and _bare(one) == same for one in made.values.values()):
        return False
    return " " in text or WORD.search(_literal(made.message)) is not None


def _bare(text: str) -> str:
    return text.casefold().removesuffix(".")


def recognised(text: str) -> str:
    """A text of the program in the reader's language, as far as it is made of known messages.

    Not for what people wrote: a name that reads like a message would be translated.
    """
    language = get_language() or WRITTEN_IN
    if language == WRITTEN_IN or not text:
        return text
    return text.through(MESSAGES) if isinstance(text, Prose) else _said(language, text)


def worded(text: str) -> str:
    """A word of the program, a label or a heading, begun with a capital or not; else as it stands."""
    if (get_language() or WRITTEN_IN) == WRITTEN_IN:
        return text
    for tried, put in _spelt(text):
        if (said := gettext(tried)) != tried or (said := plural_said(tried)):
            return put(said)
    return text


def _spelt(text: str) -> tuple[tuple[str, Callable[[str], str]], ...]:
    """As messages may have a text, each with what makes its translation that of the text."""
    small, large = text[:1].lower() + text[1:], text[:1].upper() + text[1:]
    return (text, str), (small, _begun), (large, str), (f"{text}.", _cut)


class _Messages:
    """The messages of the reader's language: as they are written, and as what a frame held of them."""

    def __call__(self, text: str) -> str:
        return worded(text)

    def in_number(self, one: str, several: str, number: float | Decimal) -> str:
        """What is counted, by the rule of the language; by that of English where it has none."""
        return in_number(one, several, number) or worded(one if number == 1 else several)

    def again(self, text: str) -> str:
        """What a text is that has lost its message."""
        return _said(get_language() or WRITTEN_IN, text)


MESSAGES = _Messages()


def _said(language: str, text: str) -> str:
    """A text as the sentence that is remembered of it, else by the messages that fit it."""
    for tried, put in _spelt(text):
        if (sentence := _remembered.get(tried)) is not None:
            return put(sentence.through(MESSAGES))
    return _found(language, text)


@lru_cache(20_000)
def _found(language: str, text: str) -> str:
    for known_by in (
        _known,
        partial(_filled, language),
    ):  # what is a message is not filled into one
        for tried, put in _spelt(text):
            if (said := known_by(tried)) is not None:
                return put(said)
    for mark in BETWEEN:
        if mark in text:
            first, *others = text.split(mark)
            return _found(language, first) + "".join(_behind(language, mark, one) for one in others)
    return text


def _behind(language: str, mark: str, part: str) -> str:
    """What stands behind a mark; a message may begin with a semicolon."""
    said = _known(mark + part) or _filled(language, mark + part) if mark == SENTENCES[0] else None
    return mark + _found(language, part) if said is None else said


def _known(text: str) -> str | None:
    """A text that is a message as it stands, or counts something that is one."""
    if (said := gettext(text)) != text:
        return said
    before, noun, after = COUNTED.fullmatch(text).groups("")  # type: ignore[union-attr]
    if noun == text:
        return plural_said(text) or None
    if before and (said := noun_in_number(noun, before)):
        return f"{before}{said}{after}"
    if (said := gettext(noun)) != noun or (said := plural_said(noun)):
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
        if not found or any(mark in one for one in found.groups() for mark in SENTENCES):
            continue
        if _is_telling(language, message, found):
            values = {name: _value(language, said) for name, said in found.groupdict().items()}
            form = message_in_number(message, found.groups()) or gettext(message)
            return "".join(before + values.get(name, "") for before, name in _pieces(form))
    return None


def _is_closed(language: str, value: str, *, of_names: bool = True) -> bool:
    """Whether a value is a name, a number or a key, a message, or several of these."""
    words = [word for word in value.split() if WORD.search(word) and not word.isupper()]
    if not words or (of_names and (value[:1].isupper() or all(":" in word for word in words))):
        return True
    if _known(value) is not None or _filled(language, value) is not None:
        return True
    parts = LISTED.split(value)
    return len(parts) > 1 and all(_is_closed(language, part, of_names=of_names) for part in parts)


def _value(language: str, text: str) -> str:
    """A value of a message: a capital begins a name, in which only days are the program's."""
    if text[:1].isupper() and (said := gettext(text)) != text:
        return said
    if text[:1].isupper():
        return MONTH.sub(lambda month: gettext(month.group(0)), text)
    return _found(language, text)


@cache
def _index(language: str) -> dict[str, list[str]]:
    """The messages with values, by the word of each that the fewest others have."""
    messages = [
        one
        for one in dict.fromkeys(_written(language))
        if "{" in one and WORD.search(_literal(one))
    ]
    words = {one: WORD.findall(_literal(one)) for one in messages}
    often = Counter(word for found in words.values() for word in set(found))
    index: dict[str, list[str]] = {}
    for message, found in words.items():
        index.setdefault(min(found, key=lambda word: (often[word], word)), []).append(message)
    return index


def _written(language: str) -> Iterator[str]:
    """The messages of a catalogue as they are written; of what it counts, that of one."""
    catalogue = translation(language)._catalog  # type: ignore[attr-defined]
    return (one if isinstance(one, str) else one[0] for one, _said in catalogue.items())


@cache
def _letters(message: str) -> tuple[int, int]:
    """How many letters a message says itself, and with how many it begins."""
    counts = [len("".join(WORD.findall(before))) for before, _name in _pieces(message)]
    return sum(counts), counts[0]


def _is_telling(language: str, message: str, found: re.Match[str]) -> bool:
    """Whether a message that fits is what was said, and not only fits."""
    letters, front = _letters(message)
    if front >= FRONT or letters >= max(FRONT, LEAST * len(found.group())):
        return True
    of_names = letters >= FRONT
    return all(_is_closed(language, value, of_names=of_names) for value in found.groups())


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
            text = ".+?" if before or not seen else ""  # of two in a row the first is both
            text = ".*?" if before.endswith("'") else text
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{text})")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _pieces(message: str) -> Iterator[tuple[str, str]]:
    """The texts of a message, each with the name of the value behind it."""
    return ((before, name or "") for before, name, _spec, _turn in Formatter().parse(message))
