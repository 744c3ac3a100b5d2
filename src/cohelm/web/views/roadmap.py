"""The roadmap, by itself or against another plan: an earlier one, or a scenario."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.asked import another
from cohelm.accounts.permission import READER, asker, permission
from cohelm.store import scenarios
from cohelm.web.answered import NAMED
from cohelm.web.compared import side_said
from cohelm.web.plan import asked_of
from cohelm.web.views.analyses import context_of, result_of

ROADMAP = NAMED["roadmap"]
A_QUARTER = timedelta(days=91)


@permission(READER)
def roadmap_page(request: HttpRequest) -> HttpResponse:
    """The page; `than_…` in the address names the other plan. Raises UsageError, UnknownName."""
    asked, known = asked_of(request), scenarios.listed(asker(request).audience)
    than = another(request.GET.dict(), asked)
    titles = {one.name: one.title for one in known}
    context = context_of(request, ROADMAP, result_of(request, ROADMAP)) | {
        "than": than,
        "than_said": side_said(than, titles) if than else "",
        "open": [one for one in known if one.state == scenarios.OPEN],
        "a_quarter_ago": (asked.today - A_QUARTER).isoformat(),
    }
    return render(request, "analyses/roadmap.html", context)
