"""Pages of a list: how many rows, and the cursor after which the next page begins."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import orjson

from cohelm.core.errors import UsageError


def cursor_of(place: tuple[Any, ...]) -> str:
    """The place of a row as an opaque text: what the next page is asked for with, as `after`."""
    return urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def place_after(cursor: str, *types: type) -> tuple[Any, ...] | None:
    """The place that a cursor stands for; None for the first page. Raises UsageError."""
    if not cursor:
        return None
    try:
        place = orjson.loads(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except ValueError:
        place = None
    fits = isinstance(place, list) and len(place) == len(types)
    if not fits or not all(type(one) is wanted for one, wanted in zip(place, types, strict=True)):
        raise UsageError(
            f"'{cursor[:80]}' is no cursor of this list",
            where="after",
            mend="Send the `after` of the page before, or nothing for the first page.",
        )
    return tuple(place)
