"""Counts in the reader's language: the rule of its catalogue says which of its forms a number takes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, ngettext, to_locale

WHOLE = re.compile(r"\d[\d,]*")


def in_number(one: str, several: str, number: float | Decimal) -> str:
    """The form that a number takes; empty where the catalogue has none.

    A part of a whole takes that of the next whole number above it, and never that of one.
    """
    said = ngettext(one, several, _whole(number))
    return "" if said in (one, several) else said


def noun_in_number(noun: str, counted: str) -> str:
    """The form of a noun, English and in either number, behind a count as a text has it: `1,200 `.

    Empty where the catalogue counts no such noun.
    """
    found = WHOLE.search(counted)
    if not found:
        return ""
    number = int(found.group().replace(",", ""))
    one = noun if number == 1 else _singular_of(noun)
    return in_number(one, noun, number) if one else ""


def message_in_number(message: str, values: Sequence[str]) -> str:
    """The form of a message by the last number among its values; empty where it has none."""
    numbers = [int(one.replace(",", "")) for one in values if WHOLE.fullmatch(one)]
    return in_number(message, message, numbers[-1]) if numbers else ""


def plural_said(several: str) -> str:
    """A plural that stands without its number; empty where the catalogue counts no such thing."""
    one = _singular_of(several)
    return in_number(one, several, 2) if one else ""


def _whole(number: float | Decimal) -> int:
    whole = abs(int(number))
    return whole if number == int(number) else max(2, whole + 1)


def _singular_of(several: str) -> str:
    """The singular of what the catalogues of the reader's language count, by its plural; else empty."""
    locale = to_locale(get_language() or "en")
    places = (Path(one) / locale / "LC_MESSAGES" / "django.mo" for one in settings.LOCALE_PATHS)
    return next((one for place in places if (one := _singulars(place).get(several))), "")


@cache
def _singulars(catalogue: Path) -> dict[str, str]:
    """What a catalogue counts: the singular by the plural, which gettext forgets as it reads."""
    found: dict[str, str] = {}
    for message in messages_in(catalogue.read_bytes()) if catalogue.exists() else ():
        one, _, several = message.partition("\0")
        if several:
            found.setdefault(several, one)
    return found


def messages_in(catalogue: bytes) -> Iterator[str]:
    """The messages of a catalogue as `msgfmt` writes it; a plural stands behind its singular and a NUL.

    **Source**: GNU gettext, manual, "The Format of GNU MO Files".
    """
    order = "<" if catalogue[:4] == b"\xde\x12\x04\x95" else ">"
    many, table = struct.unpack_from(f"{order}2I", catalogue, 8)
    for at in range(many):
        length, start = struct.unpack_from(f"{order}2I", catalogue, table + 8 * at)
        yield catalogue[start : start + length].decode()
