"""Whether a page that stands on an earlier revision could stand on a newer one by now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cohelm.accounts.permission import READER, permission
from cohelm.core.errors import UnknownName
from cohelm.web.settled import NEEDS, behind_of, stands_on


@permission(READER)
def settled_part(request: HttpRequest, need: str) -> HttpResponse:
    """What the page then says: asked again every few seconds until there is. Raises UnknownName."""
    if need not in NEEDS:
        raise UnknownName.of("need", need, NEEDS)
    since = request.GET.get("since", "")
    plan = stands_on(request, need)
    is_newer = since.isdecimal() and plan.revision > int(since[:18])
    htmx = getattr(request, "htmx", None)
    context = {
        "earlier": None if is_newer else behind_of(request),
        "newer": plan.revision if is_newer else None,
        "page": (htmx.current_url_abs_path if htmx else None) or reverse("home"),
    }
    return render(request, "parts/_behind.html", context)
