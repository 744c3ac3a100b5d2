"""Comments on an item, with mentions: said, taken back, and where one was mentioned."""

from __future__ import annotations

from itertools import islice

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.commenting import comment as say
from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted, UnknownName
from cohelm.store.comments import comments_of, mentions_of, take_back
from cohelm.store.load import load
from cohelm.store.models import Comment
from cohelm.web.addresses import kept_address
from cohelm.web.cells import Linked, linked
from cohelm.web.changed import people
from cohelm.web.plan import asked_of
from cohelm.web.written import tell

NEWEST = 100
"""So many mentions are shown."""
Said = tuple[Comment, str, Linked]
"""A comment, the name of whoever wrote it, the item that it is about."""


@require_POST
@permission(READER)
def comment(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Says something about an item. Raises UnknownName, InputError."""
    person, key = asker(request), f"{kind}:{id_}"
    if person.read_only:
        raise NotPermitted("this token reads and does not write")
    plan = load(audience=person.audience)
    if key not in plan:
        raise UnknownName(f"there is no {plan.schema.kind(kind).label.lower()} '{id_}'")
    text = request.POST.get("text", "")
    made = say(plan, key, text, actor=person.username, now=timezone.now())
    names = people()
    told = ", ".join(names.get(one, one) for one in made.mentions)
    tell(
        request,
        _("Your comment is kept. Mentioned: {told}.").format(told=told)
        if told
        else _("Your comment is kept."),
    )
    return _to_item(request, key)


@require_POST
@permission(READER)
def take_back_comment(request: HttpRequest, number: int) -> HttpResponse:
    """Takes one's own comment back. Raises UnknownName, NotPermitted."""
    seen = {one.pk for one in Comment.objects.filter(pk=number)
            if one.key in load(audience=asker(request).audience)}  # fmt: skip
    if number not in seen:
        raise UnknownName(f"there is no comment {number}")
    gone = take_back(number, actor=asker(request).username)
    tell(request, _("Your comment was taken back."))
    return _to_item(request, gone.key)


@permission(READER)
def mentions_page(request: HttpRequest) -> HttpResponse:
    """Where one was mentioned, newest first."""
    plan = load(audience=asker(request).audience)
    found = list(islice(mentions_of(plan, asker(request).username), NEWEST + 1))
    context = {
        "title": _("Where you are mentioned"),
        "here_is": "mentions",
        "said": _said(plan, found[:NEWEST]),
        "is_more": len(found) > NEWEST,
    }
    return render(request, "mentions.html", context)


def said_of(plan: Enterprise, key: str) -> list[Said]:
    """The comments on an item, oldest first."""
    return _said(plan, comments_of(plan, key))


def _said(plan: Enterprise, found: list[Comment]) -> list[Said]:
    names = people() if found else {}
    return [(one, names.get(one.actor, one.actor), linked(plan, [one.key])[0]) for one in found]


def _to_item(request: HttpRequest, key: str) -> HttpResponse:
    address = reverse("item", args=list(key.split(":", 1)))
    return HttpResponseRedirect(kept_address(asked_of(request), address, {}) + "#comments")
