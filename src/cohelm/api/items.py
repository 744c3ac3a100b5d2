"""Items: listed, read, written whole or in part, removed."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Body, Header, Query, Router, Schema, Status
from pydantic import Field

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.paging import cursor_of, place_after
from cohelm.api.plan import Lens, plan_of, refuse_another_time, whole_plan_of
from cohelm.api.texts import PastRights, Reason
from cohelm.api.versions import refuse_another_version, refuse_no_version, refuse_what_is_there, tag
from cohelm.api.writing import Stated, Words, make, put, remove
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.keys import split
from cohelm.reports.listing import Listing, column, listing, records
from cohelm.store.editions import stated_in
from cohelm.store.merging import merge
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


class InList(Schema):
    """A list whose newest edition has the item: whatever it says of it held then."""

    file: str
    row: int
    time: datetime


class Sources(Schema):
    """The source of each value of an item that the asker sees, and the lists that have it now."""

    key: str
    sources: list[Source]
    stated_in: list[InList]


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
    fields: Annotated[str, Query(description="Fields and relations, separated by commas.")] = "",
    sort: Annotated[str, Query(description="A column, or -column from the highest down.")] = "id",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    after: Annotated[str, Query(description="The cursor of the page before.")] = "",
) -> Any:
    """The items that may be seen, by id or as `sort` says. Raises UnknownName, ConditionError."""
    plan, place = plan_of(request, lens), place_after(after, str)
    names = _named(fields)
    for name in names:
        column(plan, kind, name, where="fields")
    try:
        found = listing(plan, kind, on=lens.asked().on, where=where, sort=sort, columns=names)
    except UsageError as error:
        error.where = error.where or "where"  # what names no place is wrong with the condition
        raise
    if fields.strip() and not names:
        found = replace(found, columns=())
    start = _start(found, place[0]) if place else 0
    page = found.ids[start : start + limit]
    return {
        "kind": kind,
        "total": len(found.ids),
        "examined": found.examined,
        "unknown": found.unknown,
        "items": records(plan, found, page),
        "after": cursor_of((page[-1],)) if start + limit < len(found.ids) else None,
    }


def _named(fields: str) -> list[str]:
    """The fields and relations that are named; `id` stands in every answer, named or not."""
    names = [name.strip() for name in fields.split(",")]
    return [name for name in names if name not in ("", "id")]


def _start(found: Listing, last: str) -> int:
    """Where the page after an item begins, whether or not the item is in the list still.

    Raises UsageError where there is no such item any more.
    """
    start = found.after(last)
    if start is None:
        raise UsageError(
            f"'{last}' is not there any more", where="after", mend="Begin at the first page."
        )
    return start


@router.get("/{kind}/{id}", auth=reads, response={200: Item, 304: None}, summary="One item")
def read_item(
    request: HttpRequest,
    kind: str,
    id: str,
    lens: Query[Lens],
    fields: Annotated[str, Query(description="Only these, separated by commas.")] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Any:
    """The item with all its links; its version is the ETag. Raises UnknownName."""
    plan = whole_plan_of(request, lens) if not lens.on else plan_of(request, lens)
    key = there(plan, kind, id)
    headers = {"ETag": tag(plan, key, lens.scenario)}
    if if_none_match and headers["ETag"] in if_none_match:
        return HttpResponse(status=304, headers=headers)
    document = plan.document(key)
    if fields:
        document = _sparse(plan, kind, document, fields)
    said = {"key": key, "version": plan.version(key), "document": document}
    # written here: the question that is asked most is not to be validated again on its way out
    return HttpResponse(orjson.dumps(said), content_type="application/json", headers=headers)


def _sparse(plan: Enterprise, kind: str, document: dict[str, Any], fields: str) -> dict[str, Any]:
    """Only the named fields and relations. Raises UnknownName for one that there is not."""
    spec, names = plan.schema.kind(kind), _named(fields)
    for name in names:
        if name not in spec.fields and name not in spec.relations:
            known = [*spec.fields, *spec.relations]
            raise UnknownName.of(f"field or relation of {kind}", name, known, where="fields")
    return {name: document[name] for name in names if name in document}


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
        "stated_in": [
            {"file": file, "row": row, "time": time} for file, row, time in stated_in(key)
        ],
    }


@router.post("/{kind}", auth=writes, response={201: Wrote}, summary="Make an item")
def make_item(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    lens: Query[Lens],
    document: Annotated[dict[str, Any], Body()],
    reason: Reason = "",
    past_rights: PastRights = "",
) -> Any:
    """Makes an item; the id is made from its name. Raises InputError, NotPermitted."""
    plan = _changeable(request, lens)
    plan.schema.kind(kind)
    words = Words(lens.scenario, reason, past_rights)
    return _answered(request, response, make(plan, kind, document, asker(request), words), lens)


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
    reason: Reason = "",
    past_rights: PastRights = "",
) -> Any:
    """Writes an item whole: what the document leaves out is emptied.

    `If-Match` with the ETag that was read is required, or `If-None-Match: *` to make one.
    """
    plan = _changeable(request, lens)
    plan.schema.kind(kind)
    if if_none_match.strip() == "*":
        refuse_what_is_there(plan, f"{kind}:{id}", lens.scenario)
    else:
        refuse_no_version(if_match)
        refuse_another_version(plan, there(plan, kind, id), if_match, lens.scenario)
    stated = Stated(kind, id, document, whole=True)
    words = Words(lens.scenario, reason, past_rights)
    return _answered(request, response, put(plan, stated, asker(request), words), lens)


@router.patch("/{kind}/{id}", auth=writes, response=Wrote, summary="Change a part of an item")
def patch_item(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    id: str,
    lens: Query[Lens],
    document: Annotated[dict[str, Any], Body()],
    if_match: Annotated[str, Header()] = "",
    reason: Reason = "",
    past_rights: PastRights = "",
) -> Any:
    """Changes the fields and relations that are named; null empties one. `If-Match` is required."""
    plan = _changeable(request, lens)
    key = there(plan, kind, id)
    refuse_no_version(if_match)
    refuse_another_version(plan, key, if_match, lens.scenario)
    stated = Stated(kind, id, document, whole=False)
    words = Words(lens.scenario, reason, past_rights)
    return _answered(request, response, put(plan, stated, asker(request), words), lens)


@router.delete("/{kind}/{id}", auth=writes, response=Wrote, summary="Remove an item")
def remove_item(
    request: HttpRequest,
    kind: str,
    id: str,
    lens: Query[Lens],
    if_match: Annotated[str, Header()] = "",
    reason: Reason = "",
    past_rights: PastRights = "",
) -> Any:
    """Removes an item with its links and observations; it can be undone. `If-Match` is required."""
    plan = _changeable(request, lens)
    key = there(plan, kind, id)
    refuse_no_version(if_match)
    refuse_another_version(plan, key, if_match, lens.scenario)
    written = remove(plan, key, asker(request), Words(lens.scenario, reason, past_rights))
    return {"key": key, "batch": written.batch, "changes": written.changes, "version": 0}


class Twin(Schema, extra="forbid"):
    """The other record of the same thing, which goes."""

    gone: str = Field("", description="Its key, kind:id, of the same kind.")


@router.post("/{kind}/{id}/merge", auth=writes, response=Wrote, summary="Make two items one")
def merge_items(
    request: HttpRequest, kind: str, id: str, lens: Query[Lens], twin: Twin, reason: Reason = ""
) -> Any:
    """Moves links and observations of `gone` to this item and removes it; it can be undone.

    Refused where something hangs on it that the asker does not see.
    """
    plan = _changeable(request, lens)
    key = there(plan, kind, id)  # before what was sent: who may not see it is told nothing else
    if not twin.gone:
        raise UsageError("the other one is not named", where="gone", accepted="kind:id")
    by = asker(request).writer
    try:
        split(twin.gone)
        written = merge(key, twin.gone, by=by, via="api", scenario=lens.scenario, reason=reason)
    except (UnknownName, InputError) as error:
        error.where = "gone"
        raise
    version = whole_plan_of(request, lens).version(key)
    return {"key": key, "batch": written.batch, "changes": written.changes, "version": version}


def there(plan: Enterprise, kind: str, id_: str) -> str:
    """The key of an item that is there for the asker. Raises UnknownName."""
    plan.schema.kind(kind)
    if f"{kind}:{id_}" not in plan:
        raise UnknownName(f"there is no {kind} '{id_}'")
    return f"{kind}:{id_}"


def _changeable(request: HttpRequest, lens: Lens) -> Enterprise:
    refuse_another_time(lens)
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
