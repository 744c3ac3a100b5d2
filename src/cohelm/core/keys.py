"""How things are named: `kind:id`, where the id is a slug that is unique in its kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, MutableMapping

from cohelm.core.errors import InputError
from cohelm.core.prose import Prose

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\Z")
UNFIT = re.compile(r"[^a-z0-9._]+")
LONGEST = 120


def slug(text: str) -> str:
    """A slug from any text: ASCII letters, digits, `-`, `.`, `_`; never empty.

    >>> slug("Über-App (v2)")
    'uber-app-v2'
    """
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    short = UNFIT.sub("-", plain.lower()).strip("-._")[:LONGEST].strip("-._")
    return short or "item-" + format(sum(ord(c) * 31**i for i, c in enumerate(text[:8])), "x")[-8:]


def bare(name: str) -> str:
    """A name without what two spellings of it differ in: capitals, and signs between words.

    >>> bare("Languages & Frameworks") == bare("languages_and_frameworks")
    True
    """
    return " ".join(re.findall(r"[^\W_]+", name.casefold().replace("&", " and ")))


def free_slug(
    text: str, taken: Container[str], reached: MutableMapping[str, int] | None = None
) -> str:
    """The slug of `text`, with the first suffix `-2`, `-3` … that is not in `taken`.

    `reached` is for those who ask for many and give none back: it keeps how far each slug has come,
    so that ten thousand of one name are not each tried against all before.
    """
    base = slug(text)
    number = reached.get(base, 1) if reached is not None else 1
    while (candidate := _numbered(base, number)) in taken:
        number += 1
    if reached is not None:
        reached[base] = number
    return candidate


def _numbered(base: str, number: int) -> str:
    suffix = f"-{number}" if number > 1 else ""
    return base[: LONGEST - len(suffix)].rstrip("-._") + suffix if suffix else base


def split(key: str) -> tuple[str, str]:
    """`application:crm` as `("application", "crm")`. Raises InputError when it is no key."""
    kind, colon, id_ = key.partition(":")
    if not colon or not SLUG.match(id_) or not kind.replace("_", "").isalnum():
        raise InputError(
            Prose("'{key}' is not a key", key=key),
            accepted=Prose("kind:id, such as application:crm"),
        )
    return kind, id_
