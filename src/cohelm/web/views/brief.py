"""The pack for the board: what is in it, and having it made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.days import day_asked
from cohelm.core.prose import Prose
from cohelm.reports.brief.opening import TOPIC
from cohelm.reports.brief.pack import PAGES, since_asked
from cohelm.reports.brief.written import FORMS, form_of
from cohelm.store.jobs import start
from cohelm.web.addresses import kept_address
from cohelm.web.documents import language_read
from cohelm.web.packing import PACK
from cohelm.web.plan import asked_of

WORDS = {
    ".pdf": Prose("PDF, to print and to send"),
    ".pptx": Prose("Slides, with charts that can be edited"),
    ".html": Prose("One page, to read on a screen"),
    ".md": Prose("Markdown, to paste"),
    ".xlsx": Prose("A workbook, with the items behind the numbers"),
}


@permission(READER)
def brief_page(request: HttpRequest) -> HttpResponse:
    """What a pack holds, and in which form it is wanted. Raises UsageError."""
    asked = asked_of(request)
    context = {
        "title": _("The pack for the board"),
        "topics": [TOPIC, *(topic for topic, _ in PAGES)],
        "forms": [(form.removeprefix("."), WORDS[form]) for form in FORMS],
        "since": since_asked(None, asked.on),
        "on": asked.on,
    }
    return render(request, "brief.html", context)


@require_POST
@permission(READER)
def brief_file(request: HttpRequest) -> HttpResponse:
    """Queues the pack in the form that `form` names, compared with the day `since`. Raises UsageError."""
    asked = asked_of(request)
    name = f"pack-{asked.on}.{request.POST.get('form', 'pdf')}"
    form_of(name)
    since = since_asked(day_asked(request.POST.get("since", ""), where="since"), asked.on)
    arguments = {
        "user": request.user.pk, "name": name, "on": asked.on.isoformat(), "since": since.isoformat(),
        "known_at": asked.known_at.isoformat() if asked.known_at else "", "scenario": asked.scenario,
        "language": language_read(),
    }  # fmt: skip
    job = start(PACK, "The pack for the board", arguments, owner=asker(request).username)
    return HttpResponseRedirect(kept_address(asked, reverse("job", args=[job.pk]), {}))
