"""JSON of others: bounded in size and depth; and careful looks into what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from cohelm.core.errors import InputError

MOST_BYTES = 100 * 2**20
MOST_MAPPINGS = 500_000
"""So many braces may open; each takes memory, and a file of millions is a dump, not a model."""

Node = Mapping[str, Any]
EMPTY: Node = {}


def is_object(content: bytes) -> bool:
    """Whether a file begins as a JSON object does."""
    return content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_json(name: str, content: bytes, *, accepted: str) -> Any:
    """What a JSON file holds. Raises InputError with the line and the column of what is wrong."""
    if len(content) > MOST_BYTES:
        most = f"at most {MOST_BYTES // 2**20} MB"
        raise InputError("the file is too large", where=name, accepted=f"{accepted}, {most}")
    if content.count(b"{") + content.count(b"[") > MOST_MAPPINGS:
        most = f"at most {MOST_MAPPINGS:,} objects and lists"
        raise InputError("the file holds too many", where=name, accepted=f"{accepted}, {most}")
    try:
        return orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        where = f"{name}:{error.lineno}:{error.colno}"
        raise InputError(f"this is not JSON: {error.msg}", where=where, accepted=accepted) from None


def text(node: Node, *keys: str) -> str:
    """The first of these that is a text or a number, as text on one or several lines; else empty."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def inner(node: Node, key: str) -> Node:
    """The mapping under a key; an empty one where there is none."""
    value = node.get(key)
    return value if isinstance(value, Mapping) else EMPTY


def nodes(node: Node, key: str) -> list[Node]:
    """The mappings in the list under a key; anything else is left aside."""
    value = node.get(key)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def texts(node: Node, key: str) -> list[str]:
    """The texts in the list under a key; anything else is left aside."""
    value = node.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
