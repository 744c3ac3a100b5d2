"""Items: listed, read, written whole or in part, removed."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Header, Query, Router, Schema, Status
from pydantic import Field

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.plan import Lens, plan_of, refuse_the_past, whole_plan_of
from cohelm.api.versions import refuse_another_version, refuse_no_version, tag
from cohelm.api.writing import Stated, make, put, remove
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.reports.listing import listing, records
from cohelm.store.sources import sources_of

router = Router(tags=["items"])
MOST = 1000


class Listed(Schema):
    """A page of a list. `after` is what the next page is asked for with; none at the end."""

    kind: str
    total: int
    examined: int
    unknown: int = Field(description="Items of which the condition cannot tell, left out.")
    items: list[dict[str, Any]]
    after: str | None = None


class Item(Schema):
    """An item as its YAML file has it: fields and relations in `document`."""

    key: str
    version: int
    document: dict[str, Any]


class Source(Schema):
    """What made a value what it is. Without `file` nobody brought it in a file."""

    name: str = Field(description="The field, the relation and its target, or the metric and day.")
    file: str
    row: int = Field(description="0 where the whole file says it, or no file.")
    batch: int
    time: datetime
    actor: str
    via: str
    reason: str


class Sources(Schema):
    """The source of each value of an item that the asker sees."""

    key: str
    sources: list[Source]


class Wrote(Schema):
    """What was written. `batch` is 0 where nothing differed."""

    key: str
    batch: int
    changes: int
    version: int


@router.get("/{kind}", auth=reads, response=Listed, summary="List items of a kind")
def list_items(
    request: HttpRequest,
    kind: str,
    lens: Query[Lens],
    where: Annotated[str, Query(description="A condition, such as criticality >= 'high'.")] = "",
    columns: Annotated[str, Query(description="Fields and relations, separated by commas.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    after: Annotated[str, Query(description="The id after which the page begins.")] = "",
) -> Any:
    """The items by id. Raises UnknownName, ConditionError."""
    plan = plan_of(request, lens)
    names = [name.strip() for name in columns.split(",") if name.strip()]
    found = listing(plan, kind, on=lens.asked().on, where=where, sort="id", columns=names)
    rest = [id_ for id_ in found.ids if id_ > after]
    page = rest[:limit]
    return {
        "kind": kind,
        "total": len(found.ids),
        "examined": found.examined,
        "unknown": found.unknown,
        "items": records(plan, found, page),
        "after": page[-1] if len(rest) > limit else None,
    }


@router.get("/{kind}/{id}", auth=reads, response=Item, summary="One item")
def read_item(
    request: HttpRequest, response: HttpResponse, kind: str, id: str, lens: Query[Lens]
) -> Any:
    """The item with all its links; its version is the ETag. Raises UnknownName."""
    plan = whole_plan_of(request, lens) if not lens.on else plan_of(request, lens)
    key = there(plan, kind, id)
    response["ETag"] = tag(plan, key, lens.scenario)
    return {"key": key, "version": plan.version(key), "document": plan.document(key)}


@router.get(
    "/{kind}/{id}/sources", auth=reads, response=Sources, summary="Where an item's values are from"
)
def read_sources(request: HttpRequest, kind: str, id: str, lens: Query[Lens]) -> Any:
    """Of each value the file and row that it was read from, who wrote it, when. Raises UnknownName."""
    plan, asked = plan_of(request, lens), lens.asked()
    key = there(plan, kind, id)
    found = sources_of(plan, key, scenario=asked.scenario, known_at=asked.known_at)
    fields = Source.model_fields
    return {
        "key": key,
        "sources": [{name: getattr(one, name) for name in fields} for one in found],
    }


@router.post("/{kind}", auth=writes, response={201: Wrote}, summary="Make an item")
def make_item(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    lens: Query[Lens],
    document: Annotated[dict[str, Any], Body()],
    reason: str = "",
) -> Any:
    """Makes an item; the id is made from its name. Raises InputError, NotPermitted."""
    plan = _changeable(request, lens)
    plan.schema.kind(kind)
    return _answered(
        request, response, make(plan, kind, document, asker(request), lens.scenario, reason), lens
    )


@router.put("/{kind}/{id}", auth=writes, response={200: Wrote, 201: Wrote}, summary="Write an item")
def put_item(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    id: str,
    lens: Query[Lens],
    document: Annotated[dict[str, Any], Body()],
    if_match: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
    reason: str = "",
) -> Any:
    """Writes an item whole: what the document leaves out is emptied.

    `If-Match` with the ETag that was read is required, or `If-None-Match: *` to make one.
    """
    plan = _changeable(request, lens)
    plan.schema.kind(kind)
    is_there = f"{kind}:{id}" in plan
    if if_none_match.strip() == "*":
        if is_there:
            refuse_another_version(plan, f"{kind}:{id}", "*", lens.scenario)
    else:
        refuse_no_version(if_match)
        refuse_another_version(plan, there(plan, kind, id), if_match, lens.scenario)
    stated = Stated(kind, id, document, whole=True)
    return _answered(
        request, response, put(plan, stated, asker(request), lens.scenario, reason), lens
    )


@router.patch("/{kind}/{id}", auth=writes, response=Wrote, summary="Change a part of an item")
def patch_item(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    id: str,
    lens: Query[Lens],
    document: Annotated[dict[str, Any], Body()],
    if_match: Annotated[str, Header()] = "",
    reason: str = "",
) -> Any:
    """Changes the fields and relations that are named; null empties one. `If-Match` is required."""
    plan = _changeable(request, lens)
    key = there(plan, kind, id)
    refuse_no_version(if_match)
    refuse_another_version(plan, key, if_match, lens.scenario)
    stated = Stated(kind, id, document, whole=False)
    return _answered(
        request, response, put(plan, stated, asker(request), lens.scenario, reason), lens
    )


@router.delete("/{kind}/{id}", auth=writes, response=Wrote, summary="Remove an item")
def remove_item(
    request: HttpRequest,
    kind: str,
    id: str,
    lens: Query[Lens],
    if_match: Annotated[str, Header()] = "",
    reason: str = "",
) -> Any:
    """Removes an item with its links and observations; it can be undone. `If-Match` is required."""
    plan = _changeable(request, lens)
    key = there(plan, kind, id)
    refuse_no_version(if_match)
    refuse_another_version(plan, key, if_match, lens.scenario)
    written = remove(plan, key, asker(request), lens.scenario, reason)
    return {"key": key, "batch": written.batch, "changes": written.changes, "version": 0}


def there(plan: Enterprise, kind: str, id_: str) -> str:
    """The key of an item that is there for the asker. Raises UnknownName."""
    plan.schema.kind(kind)
    if f"{kind}:{id_}" not in plan:
        raise UnknownName(f"there is no {kind} '{id_}'")
    return f"{kind}:{id_}"


def _changeable(request: HttpRequest, lens: Lens) -> Enterprise:
    refuse_the_past(lens)
    if lens.on:
        raise UsageError("a write has no 'on'", where="on", mend="State dates on links instead.")
    return whole_plan_of(request, lens)


def _answered(
    request: HttpRequest, response: HttpResponse, wrote: tuple[str, Any, bool], lens: Lens
) -> Any:
    key, written, is_new = wrote
    plan = whole_plan_of(request, lens)
    response["ETag"] = tag(plan, key, lens.scenario)
    body = {
        "key": key,
        "batch": written.batch,
        "changes": written.changes,
        "version": plan.version(key),
    }
    return Status(201 if is_new else 200, body)
