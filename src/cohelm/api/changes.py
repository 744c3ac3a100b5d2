"""What was changed, change by change and batch by batch; and taking a batch back."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.paging import cursor_of, place_after
from cohelm.api.texts import NO_CONTROL
from cohelm.core.errors import Conflict, InputError, NotPermitted, UnknownName
from cohelm.core.keys import split
from cohelm.store.history import batches, history
from cohelm.store.undo import undo

router = Router(tags=["changes"])
MOST = 500


class Difference(Schema):
    """One field: what it was, and what it became."""

    field: str
    was: Any = None
    became: Any = None


class Entry(Schema):
    """One change."""

    seq: int
    batch: int
    time: datetime
    actor: str
    via: str
    reason: str
    scenario: str
    subject: str
    what: str
    undoes: int | None
    differences: list[Difference]


class Page(Schema):
    """A page of changes, newest first. `after` is what the next page is asked for with."""

    changes: list[Entry]
    after: str | None


class BatchEntry(Schema):
    """What was written in one go. `changes` counts those that the asker may see."""

    id: int
    time: datetime
    actor: str
    via: str
    reason: str
    scenario: str
    changes: int
    undoes: int | None


class Batches(Schema):
    """A page of batches, newest first."""

    batches: list[BatchEntry]
    after: str | None


class Undone(Schema):
    """The batch by which another was taken back."""

    batch: int
    changes: int


@router.get("/changes", auth=reads, response=Page, summary="What was changed")
def list_changes(
    request: HttpRequest,
    key: Annotated[
        str, Query(pattern=NO_CONTROL, description="Of one item, as kind:id; of all when empty.")
    ] = "",
    after: Annotated[str, Query(description="The cursor of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Any:
    """The changes that the asker may see, newest first. Raises InputError for what is no key."""
    place = place_after(after, int)
    if key:
        _refuse_no_key(key)
    found = history(
        asker(request).audience,
        key=key or None,
        before=place[0] if place else None,
        limit=limit + 1,
        actor=asker(request).username,
    )
    page = found[:limit]
    changes = [
        {name: getattr(one, name) for name in Entry.model_fields if name != "differences"}
        | {"differences": [{"field": f, "was": was, "became": is_}
                           for f, was, is_ in one.differences]}
        for one in page
    ]  # fmt: skip
    return {"changes": changes, "after": cursor_of((page[-1].seq,)) if len(found) > limit else None}


@router.get("/batches", auth=reads, response=Batches, summary="What was written in one go")
def list_batches(
    request: HttpRequest,
    after: Annotated[str, Query(description="The cursor of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Any:
    """The batches of which the asker may see any change, newest first."""
    place = place_after(after, int)
    before, page = (place[0] if place else None), list[dict[str, Any]]()
    while len(page) <= limit:
        found = batches(before=before, limit=limit + 1, scenario=None)
        if not found:
            break
        before = found[-1].id
        for one in found:
            if seen := _seen_of(request, one.id, one.changes):
                stated = {name: getattr(one, name) for name in BatchEntry.model_fields}
                page.append(stated | {"changes": seen})
    rest = len(page) > limit
    page = page[:limit]
    return {"batches": page, "after": cursor_of((page[-1]["id"],)) if rest else None}


@router.post("/batches/{number}/undo", auth=writes, response=Undone, summary="Undo a batch")
def undo_batch(request: HttpRequest, number: int, keep_later: bool = False) -> Any:
    """Takes a batch back. Later edits are a conflict; with `keep_later` they stay, and the rest goes."""
    if not 0 < number < 2**62 or not _is_seen(request, number):
        raise UnknownName(f"there is no batch {number}")
    try:
        written = undo(number, by=asker(request).writer, via="api", keep_later=keep_later)
    except NotPermitted:
        # the reasons name items, and among them may be some that the asker may not see
        raise NotPermitted(f"batch {number} holds what is not yours to change") from None
    except Conflict:
        raise Conflict(
            f"batch {number} was edited since",
            mend="Look at the history of its items; keep_later=true undoes the rest.",
        ) from None
    return {"batch": written.batch, "changes": written.changes}


def _refuse_no_key(key: str) -> None:
    try:
        split(key)
    except InputError as error:
        error.where = "key"
        raise


def _is_seen(request: HttpRequest, number: int) -> bool:
    """Whether there is such a batch, with a change that the asker may see."""
    found = batches(before=number + 1, limit=1, scenario=None)
    return (
        bool(found) and found[0].id == number and bool(_seen_of(request, number, found[0].changes))
    )


def _seen_of(request: HttpRequest, first: int, changes: int) -> int:
    """How many changes of a batch the asker may see; they are numbered on from the batch."""
    person, end = asker(request), first + changes
    return len(
        history(person.audience, before=end, since=first, limit=changes, actor=person.username)
    )
