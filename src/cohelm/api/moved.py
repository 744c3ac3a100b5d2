"""What moved since each list came before, or since a batch; and what became of what a list lacks."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Query, Router, Schema
from pydantic import Field

from cohelm.accounts.absence import say_absence
from cohelm.accounts.moved import (
    ListMoved,
    keep_missing,
    lists_moved,
    remove_missing,
    since_batch,
)
from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.reports.moved import moved_answer

router = Router(tags=["import"])


class Edition(Schema):
    """The newest edition of a list and the one before it; none of it for what moved since a batch."""

    number: int
    file: str
    batch: int | None
    time: datetime
    rows: int
    earlier: str | None
    absent: str


class Change(Schema):
    """One field or relation of one item, in words; `by` is the difference of amounts."""

    item: str
    field: str
    was: str
    is_: str = Field(alias="is")
    by: str | None


class Total(Schema):
    """`is` = `was` + `new` + `changed` − `missing`, in one currency."""

    field: str
    was: str
    is_: str = Field(alias="is")
    new: str
    changed: str
    missing: str


class Moved(Schema):
    """What moved of the items of one kind."""

    edition: Edition | None = None
    kind: str
    sentences: list[str]
    new: list[str]
    missing: list[str]
    removed: list[str]
    changed: list[Change]
    totals: list[Total]


class MissingItems(Schema, extra="forbid"):
    """What became of items that a list no longer has: `kept` or `removed`, by key."""

    kept: list[str] = []
    removed: list[str] = []
    reason: str = "no longer in the list that it came from"


class Answered(Schema):
    """How many open questions were answered, and the batch of what was removed, if anything was."""

    answered: int
    batch: int | None


class Absence(Schema, extra="forbid"):
    """What it means that the next edition of a list lacks an item; `edition` is its newest one."""

    edition: int
    absent: Literal["ask", "kept", "removed"]


@router.get("/moved", auth=reads, response=list[Moved], by_alias=True, summary="What moved")
def moved(
    request: HttpRequest,
    since: Annotated[
        int, Query(ge=0, le=2**62, description="All after this batch; 0: by list.")
    ] = 0,
) -> Any:
    """Of each list what its newest edition moved; or of each kind what moved since a batch."""
    audience = asker(request).audience
    if since:
        return [moved_answer(one) for one in since_batch(audience, since)]
    return [{**moved_answer(one.moved), "edition": _edition(one)} for one in lists_moved(audience)]


def _edition(one: ListMoved) -> dict[str, Any]:
    edition = one.edition
    return {
        "number": edition.number, "file": edition.file, "batch": edition.batch or None,
        "time": edition.time, "rows": len(edition.rows),
        "earlier": one.earlier.file if one.earlier else None,
        "absent": edition.absent,
    }  # fmt: skip


@router.post("/moved/absence", auth=writes, response=Absence, summary="Say what absence means")
def tell_absence(request: HttpRequest, told: Annotated[Absence, Body()]) -> Any:
    """Keeps with a list what it means that it lacks an item. Raises NotPermitted, UnknownName."""
    say_absence(told.edition, told.absent, asker(request).writer)
    return told


@router.post("/moved/missing", auth=writes, response=Answered, summary="Say what became of items")
def tell_missing(request: HttpRequest, told: Annotated[MissingItems, Body()]) -> Any:
    """Keeps or removes items that a list no longer has. Raises NotPermitted, UnknownName."""
    writer = asker(request).writer
    answered = keep_missing(told.kept, writer) if told.kept else 0
    batch = None
    if told.removed:
        batch = remove_missing(told.removed, writer, via="api", reason=told.reason).batch or None
        answered += len(told.removed)
    return {"answered": answered, "batch": batch}
