"""How what has no place here is kept: things as items of kind `element`, what is said of them as tags.

One rule for every format: a property, an annotation or a word that no field holds is a tag `key=value`.
"""

from __future__ import annotations

KEPT = "element"
"""The kind of what has none."""
LONGEST_NAME = 300


def tag(key: str, value: str) -> str:
    """A tag that says something by a word of another tool; one without a value is the word alone.

    >>> tag("colour", "red"), tag("seaworthy", "")
    ('colour=red', 'seaworthy')
    """
    word, said = " ".join(key.split()), value.strip()
    return f"{word}={said}" if said else word


def said_by(tag: str) -> tuple[str, str]:
    """The word and the value of a tag.

    >>> said_by("colour=red"), said_by("seaworthy")
    (('colour', 'red'), ('seaworthy', ''))
    """
    word, _, said = tag.partition("=")
    return word, said


def short_name(name: str) -> str:
    """A name on one line and short enough for a name here; the rest gives way to an ellipsis."""
    plain = " ".join(name.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1].rstrip() + "…"
