"""The pack for the board: what is in it, and the pack as a file."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cohelm.accounts.board_pack import board_pack
from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.days import day_asked
from cohelm.reports.brief.opening import TOPIC
from cohelm.reports.brief.pack import PAGES, since_asked
from cohelm.reports.brief.written import FORMS, form_of, pack_document
from cohelm.web.plan import asked_of

WORDS = {
    ".pdf": "PDF, to print and to send",
    ".pptx": "Slides, with charts that can be edited",
    ".html": "One page, to read on a screen",
    ".md": "Markdown, to paste",
    ".xlsx": "A workbook, with the items behind the numbers",
}
TYPES = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@permission(READER)
def brief_page(request: HttpRequest) -> HttpResponse:
    """What a pack holds, and in which form it is wanted. Raises UsageError."""
    asked = asked_of(request)
    stated = {name: asked.query().get(name, "") for name in ("on", "known_at", "scenario")}
    context = {
        "title": _("The pack for the board"),
        "topics": [TOPIC, *(topic for topic, _ in PAGES)],
        "forms": [(form.removeprefix("."), WORDS[form]) for form in FORMS],
        "since": since_asked(None, asked.on),
        "on": asked.on,
        "kept": {name: value for name, value in stated.items() if value},
    }
    return render(request, "brief.html", context)


@permission(READER)
def brief_file(request: HttpRequest) -> HttpResponse:
    """The pack in the form that `form` names, compared with the day `since`. Raises UsageError."""
    asked = asked_of(request)
    name = f"pack-{asked.on}.{request.GET.get('form', 'pdf')}"
    form = form_of(name)
    made = board_pack(
        asker(request).audience, on=asked.on, now=timezone.now(),
        since=day_asked(request.GET.get("since", ""), where="since"),
        known_at=asked.known_at, scenario=asked.scenario, output=name,
    )  # fmt: skip
    named = f'attachment; filename="{PurePath(name).name}"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return HttpResponse(pack_document(made, name), content_type=TYPES[form], headers=headers)
