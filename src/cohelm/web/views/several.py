"""Changing several items of a list at once: choose, see what would change, then write one batch."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, UsageError
from cohelm.core.kindspec import KindSpec
from cohelm.core.plural import in_number
from cohelm.core.prose import Prose
from cohelm.store.apply import apply
from cohelm.store.enforce import RightNeeded
from cohelm.web.addresses import kept_address
from cohelm.web.navigation import DOMAINS
from cohelm.web.plan import asked_of, whole_plan_of
from cohelm.web.savedviews import STATE
from cohelm.web.several import Several, editable, several
from cohelm.web.views.items import found_of
from cohelm.web.written import tell

SHOWN = 50


@permission(CONTRIBUTOR)
def several_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The items that the list shows, or those ticked (`id`); a field and its value make a preview.

    A POST writes it. Raises UnknownName, UsageError.
    """
    if not asked_of(request).may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    plan = whole_plan_of(request)
    spec = plan.schema.kind(kind)
    ids = _ids(request, kind)
    name, text = request.GET.get("field", ""), request.GET.get("value", "")
    preview: Several | None = None
    error: CohelmError | None = None
    try:
        if name:
            by, on = asker(request).writer, asked_of(request).on
            preview = several(plan, kind, ids, name, text, by=by, on=on)
            if request.method == "POST":
                return _written(request, kind, preview)
    except RightNeeded:
        raise
    except CohelmError as found:
        error = found
    context = _context(request, plan, spec, ids, preview) | {"error": error}
    return render(request, "items/several.html", context, status=error.status if error else 200)


def _ids(request: HttpRequest, kind: str) -> tuple[str, ...]:
    """The ticked items among those that the list shows; all of them where none is ticked."""
    ids = found_of(request, kind).ids
    ticked = set(request.GET.getlist("id"))
    return tuple(id_ for id_ in ids if not ticked or id_ in ticked)


def _written(request: HttpRequest, kind: str, preview: Several) -> HttpResponse:
    written = apply(
        preview.changes,
        by=asker(request).writer,
        via="web",
        reason=request.POST.get("reason", "").strip()[:500],
        scenario=asked_of(request).scenario,
        past_rights=request.POST.get("past_rights", "").strip()[:500],
    )
    tell(request, f"{preview.sentence}.", written)
    kept = {name: request.GET.get(name, "") for name in STATE}
    return HttpResponseRedirect(
        kept_address(asked_of(request), reverse("items", args=[kind]), kept)
    )


def _context(
    request: HttpRequest,
    plan: Enterprise,
    spec: KindSpec,
    ids: tuple[str, ...],
    preview: Several | None,
) -> dict[str, Any]:
    plural = spec.plural.replace("_", " ")
    return {
        "title": Prose("Change {items}", items=in_number(len(ids), spec.label.lower(), plural)),
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "domain_name": spec.domain,
        "names": [plan.name(f"{spec.name}:{id_}") for id_ in ids[:8]],
        "more": max(0, len(ids) - 8),
        "fields": list(editable(spec)),
        "field": request.GET.get("field", ""),
        "value": request.GET.get("value", ""),
        "carried": [
            (name, value)
            for name, values in request.GET.lists()
            if name not in ("field", "value")
            for value in values
        ],
        "preview": preview,
        "rows": preview.rows[:SHOWN] if preview else (),
        "more_rows": max(0, len(preview.rows) - SHOWN) if preview else 0,
        "refused": preview.refused[:SHOWN] if preview else (),
    }
