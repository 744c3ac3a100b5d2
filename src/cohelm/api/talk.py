"""Comments and mentions, one's own drafts, and what stands between the offices."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from cohelm.accounts.commenting import comment, led_offices
from cohelm.accounts.permission import asker
from cohelm.api.access import leads, reads, writes
from cohelm.api.concern import Noted
from cohelm.api.paging import Turn, page_of
from cohelm.api.texts import Words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.store.between import release, releases, standing, stands, withdraw
from cohelm.store.comments import comments_of, mentions_of, take_back
from cohelm.store.drafts import drafts, submit
from cohelm.store.load import load
from cohelm.store.models import Comment

router = Router(tags=["talk"])


class Said(Schema):
    """A comment on an item."""

    number: int
    key: str
    actor: str
    time: datetime
    text: str
    mentions: list[str]


class Comments(Schema):
    """A page of the comments on an item, the oldest first."""

    comments: list[Said]
    after: str | None


class Mentions(Schema):
    """A page of the comments in which one is mentioned, the newest first."""

    mentions: list[Said]
    after: str | None


class ToSay(Schema, extra="forbid"):
    """What is said: plain text, in which @name mentions an account that sees the item."""

    text: Words = ""


class BetweenBoth(Schema):
    """What stands between the offices, and which of them released it as it is now."""

    key: str
    name: str
    released_by: list[str]
    waits_for: list[str]


class Called(Schema):
    """An item by its key and name."""

    key: str
    name: str


class StandingBetween(Schema):
    """A page of what stands between the offices, by key."""

    between: list[BetweenBoth]
    after: str | None


class Drafts(Schema):
    """A page of one's own drafts, by key."""

    drafts: list[Called]
    after: str | None


class Released(Schema):
    """Whether the item is open to all now, and by which batch; until then it stays where it is."""

    is_open: bool
    batch: int = 0


@router.get("/items/{kind}/{id}/comments", auth=reads, response=Comments, summary="Its comments")
def list_comments(request: HttpRequest, kind: str, id: str, turn: Query[Turn]) -> Any:
    """Oldest first. Raises UnknownName."""
    plan, key = _seen(request, kind, id)
    page, after = page_of(comments_of(plan, key), turn, lambda one: one.pk, int)
    return {"comments": [_said(one) for one in page], "after": after}


@router.post(
    "/items/{kind}/{id}/comments",
    auth=reads,
    response={201: Said},
    summary="Say something about it",
)
def add_comment(request: HttpRequest, kind: str, id: str, body: ToSay) -> Any:
    """Whom it mentions is told by mail. Raises UnknownName, InputError."""
    plan, key = _seen(request, kind, id)
    made = comment(plan, key, body.text, actor=asker(request).username, now=timezone.now())
    return Status(201, _said(made))


@router.delete("/comments/{number}", auth=reads, response={204: None}, summary="Take it back")
def delete_comment(request: HttpRequest, number: int) -> Any:
    """A comment of one's own. Raises UnknownName, NotPermitted."""
    plan = load(audience=asker(request).audience)
    if not any(one.key in plan for one in Comment.objects.filter(pk=number)):
        raise UnknownName(f"there is no comment {number}")
    take_back(number, actor=asker(request).username)
    return Status(204, None)


@router.get("/mentions", auth=reads, response=Mentions, summary="Where one is mentioned")
def list_mentions(request: HttpRequest, turn: Query[Turn]) -> Any:
    """The newest first, on items that one sees."""
    person = asker(request)
    found = mentions_of(load(audience=person.audience), person.username)
    page, after = page_of(found, turn, lambda one: -one.pk, int)
    return {"mentions": [_said(one) for one in page], "after": after}


@router.get("/drafts", auth=writes, response=Drafts, summary="One's own drafts")
def list_drafts(request: HttpRequest, turn: Query[Turn]) -> Any:
    """Nobody else sees them until they are submitted."""
    plan = load(audience=asker(request).audience)
    page, after = page_of(sorted(drafts(plan, asker(request).username)), turn, str, str)
    return {"drafts": [{"key": key, "name": plan.name(key)} for key in page], "after": after}


@router.post("/items/{kind}/{id}/submit", auth=writes, response=Noted, summary="Submit a draft")
def submit_draft(request: HttpRequest, kind: str, id: str) -> Any:
    """Shows it to all with access. Raises UnknownName where it is no draft of one's own."""
    plan = load(audience=asker(request).audience)
    return submit(plan, f"{kind}:{id}", by=asker(request).writer, via="api")


@router.get("/between", auth=reads, response=StandingBetween, summary="Between the two")
def list_standing(request: HttpRequest, turn: Query[Turn]) -> Any:
    """Empty for whoever leads no office."""
    plan, led = load(audience=asker(request).audience), led_offices()
    page, after = page_of(sorted(standing(plan)), turn, str, str)
    held = {key: set(releases(plan, key)) for key in page}
    between = [
        {"key": key, "name": plan.name(key), "released_by": sorted(held[key] & led),
         "waits_for": sorted(led - held[key])}
        for key in page
    ]  # fmt: skip
    return {"between": between, "after": after}


@router.post("/items/{kind}/{id}/release", auth=leads, response=Released, summary="Release it")
def release_item(request: HttpRequest, kind: str, id: str) -> Any:
    """For one's own office; open to all once every office has. Raises UnknownName, NotPermitted."""
    person, key = asker(request), _standing(request, kind, id)
    written = release(key, by=person.writer, office=person.office, offices=led_offices())
    return {"is_open": written is not None, "batch": written.batch if written else 0}


@router.delete("/items/{kind}/{id}/release", auth=leads, response={204: None}, summary="Withdraw")
def withdraw_release(request: HttpRequest, kind: str, id: str) -> Any:
    """Takes the release of one's own office back. Raises UnknownName."""
    withdraw(_standing(request, kind, id), asker(request).office)
    return Status(204, None)


def _seen(request: HttpRequest, kind: str, id: str) -> tuple[Enterprise, str]:
    plan = load(audience=asker(request).audience)
    if f"{kind}:{id}" not in plan:
        raise UnknownName(f"there is no {plan.schema.kind(kind).label.lower()} '{id}'")
    return plan, f"{kind}:{id}"


def _standing(request: HttpRequest, kind: str, id: str) -> str:
    plan, key = _seen(request, kind, id)
    if not stands(plan, key):
        raise UnknownName(f"there is no {kind.replace('_', ' ')} '{id}' between the offices")
    return key


def _said(one: Comment) -> dict[str, Any]:
    names = ("key", "actor", "time", "text", "mentions")
    return {"number": one.pk} | {name: getattr(one, name) for name in names}
