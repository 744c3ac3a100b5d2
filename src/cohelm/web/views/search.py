"""Find anything: items by what they are called and what they say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.store.search import search
from cohelm.web.near import near_destinations
from cohelm.web.plan import plan_of

LONGEST = 200
MOST = 50
MOST_NEAR = 8


@permission(READER)
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found."""
    asked_for = request.GET.get("q", "").strip()[:LONGEST]
    plan = plan_of(request)
    hits = search(plan, asked_for, limit=MOST) if asked_for else []
    found = Prose("{items:A} found", items=count(len(hits), "item"))
    context = {
        "title": found if asked_for else Prose("Find anything"), "q": asked_for,
        "hits": [(hit, plan.schema.kind(hit.kind)) for hit in hits],
    }  # fmt: skip
    return render(request, "search.html", context | {"is_full": len(hits) == MOST})


@permission(READER)
def near_page(request: HttpRequest) -> HttpResponse:
    """What stands below the box while one types: pages, questions and actions, then items."""
    typed, plan = request.GET.get("q", "").strip()[:LONGEST], plan_of(request)
    hits = search(plan, typed, limit=MOST_NEAR) if typed else []
    context = {
        "q": typed,
        "places": near_destinations(plan, asker(request), typed),
        "hits": [(hit, plan.schema.kind(hit.kind)) for hit in hits],
    }
    return render(request, "parts/_near.html", context)
