"""Finding items by words."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.api.access import reads
from cohelm.api.plan import Lens, plan_of
from cohelm.store.search import search

router = Router(tags=["search"])
MOST = 200


class Hit(Schema):
    """An item that was found; `snippet` is the part of its text where the words stand."""

    key: str
    name: str
    kind: str
    snippet: str


class Found(Schema):
    """What was found, the best first."""

    hits: list[Hit]


@router.get("/search", auth=reads, response=Found, summary="Find items")
def search_items(
    request: HttpRequest,
    lens: Query[Lens],
    q: Annotated[str, Query(max_length=200, description="Words, or how they begin.")],
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
) -> Any:
    """Items in which every word begins a word; typing errors are forgiven where little is found."""
    return {"hits": search(plan_of(request, lens), q, limit=limit)}
