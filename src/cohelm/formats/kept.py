"""How what has no place here is kept: things as items of kind `element`, what is said of them as tags.

One rule for every format: a property, an annotation or a word that no field holds is a tag `key=value`;
writing turns such a tag into the property, annotation or word that it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from cohelm.core.schema import Schema

OWN = "cohelm."
"""What a reference in a file of others begins with where an item has no other name there."""
PLAIN = "tag"
"""The word under which a plain tag is written where a format has no tags."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
KEPT = "element"
"""The kind of what has none."""
LONGEST_NAME = 300


def tag(key: str, value: str) -> str:
    """A tag that says something by a word of another tool; one without a value is the word alone.

    >>> tag("colour", "red"), tag("seaworthy", "")
    ('colour=red', 'seaworthy')
    """
    word, said = " ".join(key.split()), value.strip()
    if key == PLAIN:
        return said
    return f"{word}={said}" if said else word


def said_by(tag: str) -> tuple[str, str]:
    """The word and the value of a tag.

    >>> said_by("colour=red"), said_by("seaworthy")
    (('colour', 'red'), ('seaworthy', ''))
    """
    word, _, said = tag.partition("=")
    return word, said


def split_tags(tags: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The plain tags, and those that say something, as (key, value).

    >>> split_tags(["core", "colour=red"])
    (['core'], [('colour', 'red')])
    """
    plain, said = [], []
    for one in tags:
        key, is_said, value = one.partition("=")
        if is_said and key:
            said.append((key, value))
        else:
            plain.append(one)
    return plain, said


def worded_tags(tags: Iterable[str]) -> list[tuple[str, str]]:
    """All tags as (key, value), in their order; a plain one stands under the word for these.

    >>> worded_tags(["colour=red", "core"])
    [('colour', 'red'), ('tag', 'core')]
    """
    return [
        (key, value) if is_said and key else (PLAIN, one)
        for one in tags
        for key, is_said, value in (one.partition("="),)
    ]


def short_name(name: str) -> str:
    """A name on one line and short enough for a name here; the rest gives way to an ellipsis."""
    plain = " ".join(name.split())
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1].rstrip() + "…"


def reference(key: str, values: Mapping[str, Any], system: str) -> str:
    """What an item is called in a file of that system: as it was there, else by its key here.

    >>> reference("application:crm", {}, "archimate")
    'cohelm.application.crm'
    """
    known = (values.get("external_ids") or {}).get(system)
    return str(known) if known else OWN + key.replace(":", ".", 1)


def own_key(word: str, schema: Schema) -> tuple[str, str]:
    """Kind and id of an item that was written from here; both empty for any other word."""
    if not word.startswith(OWN):  # as most
        return "", ""
    kind, _, id_ = word.removeprefix(OWN).partition(".")
    return (kind, id_) if id_ and kind in schema.kinds else ("", "")


def own_field(word: str) -> str:
    """The field that a property is, which was written from here; empty for any other word.

    >>> own_field("cohelm.criticality")
    'criticality'
    """
    return word.removeprefix(OWN) if word.startswith(OWN) else ""


def stated_value(value: Any) -> str:
    """A value in its plain form as a text: texts as they are, all else as JSON.

    >>> stated_value({"phase_out": "2027-01-01"})
    '{"phase_out": "2027-01-01"}'
    """
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def plain_value(text: str) -> Any:
    """The value that such a text states; numbers stay texts, which every field of numbers reads.

    >>> plain_value("[1, 2]"), plain_value("true"), plain_value("2.10")
    ([1, 2], True, '2.10')
    """
    if text in ("true", "false"):
        return text == "true"
    if text[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def printable(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return UNPRINTABLE.sub("", text)
