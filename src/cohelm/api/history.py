"""What was changed; and taking a batch back."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.core.errors import Conflict, NotPermitted, UnknownName
from cohelm.store.history import history
from cohelm.store.undo import undo

router = Router(tags=["history"])
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
    """A page of changes, newest first. `before` is what the next page is asked for with."""

    changes: list[Entry]
    before: int | None


class Undone(Schema):
    """The batch by which another was taken back."""

    batch: int
    changes: int


@router.get("/history", auth=reads, response=Page, summary="What was changed")
def list_history(
    request: HttpRequest,
    key: Annotated[str, Query(description="Of one item, as kind:id; of all when empty.")] = "",
    before: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Any:
    """The changes that the asker may see, newest first."""
    found = history(asker(request).audience, key=key or None, before=before, limit=limit)
    changes = [
        {name: getattr(one, name) for name in Entry.model_fields if name != "differences"}
        | {"differences": [{"field": f, "was": was, "became": is_}
                           for f, was, is_ in one.differences]}
        for one in found
    ]  # fmt: skip
    return {"changes": changes, "before": found[-1].seq if len(found) == limit else None}


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


def _is_seen(request: HttpRequest, number: int) -> bool:
    """Whether the asker may see the last change of a batch, or any before it down to its first."""
    from cohelm.store.history import batches

    found = batches(before=number + 1, limit=1, scenario=None)
    if not found or found[0].id != number:
        return False
    last = number + found[0].changes
    seen = history(asker(request).audience, before=last, limit=1)
    return bool(seen) and seen[0].batch == number
