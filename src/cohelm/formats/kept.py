"""How what has no place here is kept: things as items of kind `element`, what is said of them as tags.

One rule for every format: a property, an annotation or a word that no field holds is a tag `key=value`.
"""

from __future__ import annotations

KEPT = "element"
"""The kind of what has none."""
LONGEST_NAME = 300


def tag(key: str, value: str) -> str:
    """A tag that says something by a word of another tool.

    >>> tag("colour", "red")
    'colour=red'
    """
    return f"{' '.join(key.split())}={value.strip()}"


def short_name(name: str) -> str:
    """A name on one line and short enough for a name here; the rest gives way to an ellipsis."""
    plain = " ".join(name.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1].rstrip() + "…"
