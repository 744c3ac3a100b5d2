"""A pseudo-locale: English with accents, two fifths longer, in brackets; and its catalogue as a file.

What a message says itself is longer, and so is each value that is a message; a name or a number is not.
"""

from __future__ import annotations

import importlib.util
import math
import re
import struct
from functools import cache
from pathlib import Path
from typing import Any

from pytest_django.fixtures import Settings

CODE = "en-xa"
OPEN, CLOSE = "⟦", "⟧"
KEPT = re.compile(r"%\(\w+\)s|%%|\{[^{}]*\}|&#?\w+;|<[^>]*>")
"""What is not text in a message: variables, entities, marks."""
ACCENTS = str.maketrans("aceginorsuyzACEIOU", "àçéğíñóřšúýžÁÇÉÍÓÚ")


def pseudo(message: str) -> str:
    """The message as a language would have it that is longer, accented, and easy to see."""
    at, found = 0, []
    for kept in KEPT.finditer(message):
        found += [message[at : kept.start()].translate(ACCENTS), kept.group(0)]
        at = kept.end()
    found.append(message[at:].translate(ACCENTS))
    more = math.ceil(0.4 * len("".join(KEPT.sub("", message).split())))
    longer = " ".join("ẋ" * min(7, more - start) for start in range(0, more, 7))
    return f"{OPEN}{''.join(found)}{' ' if longer else ''}{longer}{CLOSE}"


@cache
def messages() -> dict[str, list[str]]:
    """Every message that the program has but those that are counted."""
    found: dict[str, list[str]] = _tool().messages()
    return found


@cache
def plurals() -> dict[str, str]:
    """What is counted: what is said of several, by what is said of one."""
    return {one: several for one, (several, _places) in _tool().plurals().items()}


@cache
def _tool() -> Any:
    path = Path(__file__).parents[2] / "tools" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def catalogue() -> bytes:
    """The catalogue of the pseudo-locale, as `msgfmt` would write it."""
    head = {
        "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    }
    forms = {
        f"{one}\0{several}": f"{pseudo(one)}\0{pseudo(several)}"
        for one, several in plurals().items()
    }
    return compiled(head | forms | {one: pseudo(one) for one in messages()})


def write_catalogue(folder: Path) -> None:
    """Writes the catalogue where Django looks for it."""
    place = folder / "en_XA" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(catalogue())


def offered(settings: Settings, folder: Path) -> dict[str, str]:
    """Offers the pseudo-locale for a test; the header that asks for it."""
    write_catalogue(folder)
    settings.LOCALE_PATHS = [folder]
    settings.LANGUAGES = [("en", "English"), (CODE, "Pseudo")]
    return {"Accept-Language": CODE}


def compiled(said: dict[str, str]) -> bytes:
    """A catalogue as gettext reads it: a head, two tables of (length, place), the texts."""
    pairs = sorted((text.encode(), other.encode()) for text, other in said.items())
    start = 28 + 16 * len(pairs)
    tables: tuple[list[int], list[int]] = ([], [])
    texts = b""
    for which in (0, 1):
        for pair in pairs:
            tables[which].extend((len(pair[which]), start + len(texts)))
            texts += pair[which] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + texts
