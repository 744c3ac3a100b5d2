"""Feeds for calendar programs: made, shown once, revoked; and the feed itself, by its secret."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohelm.accounts.asked import Asked
from cohelm.accounts.feeds import ShownFeed, make_feed, open_feed, revoke_feed
from cohelm.accounts.language import chosen_by
from cohelm.accounts.models import Feed
from cohelm.accounts.permission import ANYONE, READER, permission, user_of
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.prose import Prose
from cohelm.reports.ics import write_ics
from cohelm.web.documents import documents_in, language_read, language_there
from cohelm.web.feeds import CONTENTS
from cohelm.web.recognised import WRITTEN_IN
from cohelm.web.written import tell

LANGUAGE = "language"


@permission(READER)
def feeds_page(request: HttpRequest) -> HttpResponse:
    """One's own feeds; and making one."""
    shown: ShownFeed | None = None
    wrong = ""
    if request.method == "POST":
        try:
            shown = _made(request)
        except InputError as error:
            wrong = str(error)
    address = _address(shown) if shown else ""
    mine = Feed.objects.filter(user=user_of(request)).order_by("-made", "-pk")
    context = {
        "title": _("Feeds for your calendar"),
        "feeds": [(one, CONTENTS[one.what].title) for one in mine if one.what in CONTENTS],
        "contents": [(name, content.title) for name, content in CONTENTS.items()],
        "shown": shown,
        "address": request.build_absolute_uri(address) if shown else "",
        "wrong": wrong,
    }
    return render(request, "feeds.html", context, status=422 if wrong else 200)


def _made(request: HttpRequest) -> ShownFeed:
    what = request.POST.get("what", "")
    if what not in CONTENTS:
        raise InputError(f"there is no feed of '{what}'", accepted=", ".join(CONTENTS))
    return make_feed(
        user_of(request), name=request.POST.get("name", ""), what=what,
        is_named=request.POST.get("is_named") == "on", now=timezone.now(),
    )  # fmt: skip


def _address(shown: ShownFeed) -> str:
    """Where a new feed is read, in the language of whoever made it."""
    code = language_read()
    query = "" if code == WRITTEN_IN else f"?{LANGUAGE}={code}"
    return reverse("feed", args=[shown.secret]) + query


@require_POST
@permission(READER)
def revoke_one(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a feed away. Raises UnknownName for somebody else's."""
    revoke_feed(user_of(request), number)
    tell(request, _("The feed is gone: its address answers nothing from now on."))
    return HttpResponseRedirect(reverse("feeds"))


@require_GET
@permission(ANYONE)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the maker of the feed may see today; 404 for an address that is none, or no longer one.

    In the language that its maker chose, else in the `language` of its address: few calendar programs say
    which one is read.
    """
    now = timezone.now()
    try:
        found, person = open_feed(secret, now=now)
        content = CONTENTS[found.what]
    except (UnknownName, KeyError):
        raise Http404("there is nothing at this address") from None
    plan = Asked(now.date(), now.date()).enterprise(person.audience)
    code = chosen_by(person) or language_there(request.GET.get(LANGUAGE, ""))
    with documents_in(code) as say:
        entries = content.entries(plan, now.date(), found.is_named)
        name = Prose("Cohelm: {title:a}", title=content.title)
        body = write_ics(entries, name=name, stamp=now, say=say)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = f'inline; filename="{found.what}.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
