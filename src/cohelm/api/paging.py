"""Pages of a list: how many rows, and the cursor after which the next page begins."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, TypeVar

import orjson
from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import Field

from cohelm.core.errors import UsageError

MOST = 500
Row = TypeVar("Row")
Kept = TypeVar("Kept", bound=Model)


class Turn(Schema):
    """Which page of a list is asked for."""

    after: str = Field("", description="The cursor of the page before.")
    limit: int = Field(100, ge=1, le=MOST)


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


def page_of(
    rows: Iterable[Row], turn: Turn, by: Callable[[Row], Any], of: type
) -> tuple[list[Row], str | None]:
    """A page of rows that stand in the order of `by`, from low to high, and the cursor of the next.

    `of` is what `by` gives: int or str. Raises UsageError for a cursor of another list.
    """
    place = place_after(turn.after, of)
    rest = rows if place is None else (one for one in rows if by(one) > place[0])
    found = list(islice(rest, turn.limit + 1))
    page = found[: turn.limit]
    return page, cursor_of((by(page[-1]),)) if len(found) > turn.limit else None


def newest(rows: QuerySet[Kept], turn: Turn) -> tuple[list[Kept], str | None]:
    """A page of the rows of a table, the newest first, and the cursor of the next. Raises UsageError."""
    place = place_after(turn.after, int)
    if place:
        rows = rows.filter(pk__lt=place[0])
    found = list(rows.order_by("-pk")[: turn.limit + 1])
    page = found[: turn.limit]
    return page, cursor_of((page[-1].pk,)) if len(found) > turn.limit else None
