"""Headers as people write them: case, short forms, typing errors, units."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.formats.known.ugly.grammar import half, headers_of
from tests.formats.known.ugly.truth import Column

ONE, THOUSAND, MILLION = Decimal(1), Decimal(1_000), Decimal(1_000_000)
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
# How a header says that its amounts are in so many of a currency; {s} is the sign, {c} the code.
UNITS = {
    THOUSAND: ("(k{s})", "in {c} '000", "(T{c})", "[{s}k]", "({c} thousand)", "in T{c}", "{c} k",
               "(Tsd. {c})", "in thousands of {c}", "(k{c})", "{s} 000s"),
    MILLION: ("({s}m)", "in Mio. {c}", "[{c} million]", "({c} mn)", "in {s} millions", "(Mio. {s})",
              "(M{s})"),
    ONE: ("({s})", "in {c}", "[{c}]", "{c}", "({c})", "", "", "", ""),
}  # fmt: skip
ABOVE = {
    THOUSAND: ("All figures in {c} thousand", "Alle Beträge in T{c}", "Angaben in Tsd. {c}",
               "(amounts in k{s})", "Montants en milliers d'{c}", "Values in {c} '000"),
    MILLION: ("All amounts in {c} million", "Alle Angaben in Mio. {c}", "Figures in {s}m"),
}  # fmt: skip
FROM_LENGTH = 6


def unit_words(factor: Decimal, currency: str, rng: random.Random) -> str:
    """How a header says the unit of its amounts; empty where it says none."""
    form = rng.choice(UNITS[factor])
    return form.format(s=SIGNS.get(currency, currency), c=currency)


def line_above(factor: Decimal, currency: str, rng: random.Random) -> str:
    """A line above the table that says the unit of all its amounts."""
    return rng.choice(ABOVE[factor]).format(s=SIGNS.get(currency, currency), c=currency)


def respelt(column: Column, rng: random.Random, *, kept_back: bool) -> tuple[str, str]:
    """One of the column's headers as somebody typed it, and what was done to it."""
    text = rng.choice(headers_of(rng.choice(list(half(column.headers, kept_back=kept_back)))))
    if column.verbatim:
        return text, ""
    done = ""
    if rng.random() < 0.10:
        text, done = rng.choice(mistyped(text) or [text]), "typo"
    elif rng.random() < 0.08:
        text, done = rng.choice(shortened(text) or [text]), "short"
    return _cased(text, rng), done


def _cased(text: str, rng: random.Random) -> str:
    words = text.split()
    return rng.choice(
        (text, text, text, text.upper(), text.lower(), text.title(), "_".join(words),
         "".join(word[:1].upper() + word[1:] for word in words), f" {text}  ", f"{text}:",
         f"{text} *", " \n".join([*words[:1], " ".join(words[1:])]) if len(words) > 1 else text)
    )  # fmt: skip


def mistyped(text: str) -> list[str]:
    """Every way in which one letter of a header is swapped, doubled or dropped."""
    places = [
        at for at in range(1, len(text) - 2) if text[at - 1 : at + 2].isalpha() and _long(text, at)
    ]
    swapped = [text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in places]
    doubled = [text[:at] + text[at] * 2 + text[at + 1 :] for at in places]
    return swapped + doubled + [text[:at] + text[at + 1 :] for at in places]


def _long(text: str, at: int) -> bool:
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return (end if end >= 0 else len(text)) - start >= FROM_LENGTH


def shortened(text: str) -> list[str]:
    """Every way in which one long word of a header is cut after a consonant, with a point."""
    words = text.split()
    found = []
    for at, word in enumerate(words):
        if len(word) >= FROM_LENGTH + 2 and word.isalpha():
            cut = next((n for n in range(5, len(word)) if word[n - 1] not in "aeiouäöüé"), 5)
            found.append(" ".join([*words[:at], f"{word[:cut]}.", *words[at + 1 :]]))
    return found
