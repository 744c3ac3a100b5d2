"""The list of a kind: which items, in which order, with which columns; also as JSON and CSV."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose
from cohelm.core.table import Mask
from cohelm.reports.listing import (
    Listing,
    column,
    listing,
    records,
    write_csv,
)
from cohelm.reports.spreadsheet import write_xlsx
from cohelm.reports.wording import count
from cohelm.store.access import Level
from cohelm.web.download import csv_file
from cohelm.web.facets import facets
from cohelm.web.navigation import DOMAINS
from cohelm.web.offices import falling, office_codes
from cohelm.web.paging import Page
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.rows import office_choices, rows
from cohelm.web.savedviews import STATE, views_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission(READER)
def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The page of a list. A condition that cannot be read is answered beside its box."""
    plan = plan_of(request)
    plan.schema.kind(kind)
    wrong = ""
    try:
        is_kept = _of_office(request, kind)
        listed = _listed(request, kind)
    except UsageError as error:
        wrong, is_kept = str(error), None
        listed = _none(plan, kind, asked_of(request).on)
    context = _context(request, listed, is_kept, wrong)
    htmx = getattr(request, "htmx", None)
    template = "items/_list.html" if htmx and not htmx.boosted else "items/list.html"
    return render(request, template, context, status=400 if wrong else 200)


@permission(READER)
def list_json(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list, whole, as JSON."""
    found, plan = found_of(request, kind), plan_of(request)
    return JsonResponse(
        {
            "kind": kind,
            "total": len(found.ids),
            "examined": found.examined,
            "unknown": found.unknown,
            "items": records(plan, found, found.ids),
        }
    )


@permission(READER)
def list_csv(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list, whole, as CSV."""
    found, plan = found_of(request, kind), plan_of(request)
    return csv_file(write_csv(found, records(plan, found, found.ids)), f"{kind}.csv")


@permission(READER)
def list_xlsx(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list, whole, as a spreadsheet."""
    found, plan = found_of(request, kind), plan_of(request)
    types = {"id": "text"} | {
        one.name: one.field.type if one.field else "links" for one in found.columns
    }
    content = write_xlsx(kind, types, records(plan, found, found.ids))
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{kind}.xlsx"'},
    )


def found_of(request: HttpRequest, kind: str) -> Listing:
    """What the address asks for; `office` narrows it to what falls to one, or to nobody.

    Raises UnknownName, ConditionError.
    """
    is_kept = _of_office(request, kind)
    found = _listed(request, kind)
    return found if is_kept is None else found.narrowed(is_kept)


def _of_office(request: HttpRequest, kind: str) -> Mask | None:
    """The rows of the kind's frame that fall to the office that is asked for; None for all."""
    office = request.GET.get("office", "").strip()
    if not office:
        return None
    plan = plan_of(request)
    if office != "nobody" and office not in plan.table("office"):
        raise UnknownName.of("office", office, [*plan.table("office").ids, "nobody"])
    keys, codes = office_codes(plan, kind, asked_of(request).on)
    key = "" if office == "nobody" else f"office:{office}"
    falls: Mask = codes == (keys.index(key) if key in keys else -1)
    return falls


def _listed(request: HttpRequest, kind: str) -> Listing:
    stated = [name for part in request.GET.getlist("columns") for name in part.split(",")]
    return listing(
        plan_of(request),
        kind,
        on=asked_of(request).on,
        where=request.GET.get("where", ""),
        sort=request.GET.get("sort", ""),
        columns=[name.strip() for name in stated if name.strip()],
    )


def _none(plan: Enterprise, kind: str, on: date) -> Listing:
    """The list of a condition that cannot be read: nothing, of all items."""
    found = listing(plan, kind, on=on)
    return found.narrowed(np.zeros(found.examined, bool))


def _context(
    request: HttpRequest, listed: Listing, is_kept: Mask | None, wrong: str
) -> dict[str, Any]:
    """What the page shows of a list; `listed` is the list before it is narrowed to an office."""
    plan, spec, on = plan_of(request), listed.kind, asked_of(request).on
    found = listed if is_kept is None else listed.narrowed(is_kept)
    where = request.GET.get("where", "").strip()
    office = request.GET.get("office", "").strip()
    page = Page.of(found, request.GET)
    return {
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "title": _("This cannot be looked for") if wrong else _title(found, where),
        "found": found,
        "where": where,
        "wrong": wrong,
        "rows": rows(plan, found, page.ids, falling(plan, spec.name, on), on),
        "sort": request.GET.get("sort", "") or "name",
        "page": page,
        "is_close": request.GET.get("density") == "close",
        "choices": _choices(plan, spec),
        "shown": [one.name for one in found.columns],
        "facets": facets(plan, found, "" if wrong else where, on, is_kept),
        "views": views_of(request, spec.name),
        "offices": office_choices(plan, listed, on, office),
        "office": office,
        "kept": _kept(request),
        "my_office": asker(request).office,
        "may_make": asker(request).may(Level.CONTRIBUTOR) and asked_of(request).may_change,
    }


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What the address says of the list and of the plan, for forms that change a part of it."""
    stated = request.GET.dict() | {"columns": ",".join(request.GET.getlist("columns"))}
    state = [(name, stated[name].strip()) for name in STATE if stated.get(name, "").strip()]
    return [*state, *asked_of(request).query().items()]


def _title(found: Listing, where: str) -> str:
    plural = found.kind.plural.replace("_", " ")
    total = count(len(found.ids), found.kind.label.lower(), plural)
    if where or len(found.ids) < found.examined:
        return Prose("{total:A} of {examined:,}", total=total, examined=found.examined)
    return Prose("{total:A}", total=total)


def _choices(plan: Enterprise, spec: KindSpec) -> list[tuple[str, list[Any]]]:
    """The columns that one may choose from, in groups."""
    return [
        (_("Fields"), [column(plan, spec.name, name) for name in spec.fields]),
        (_("Leads to"), [column(plan, spec.name, name) for name in spec.relations]),
        (_("Is led to by"), [column(plan, spec.name, name)
                          for name in sorted(plan.schema.inverses[spec.name])
                          if name not in spec.fields and name not in spec.relations]),
    ]  # fmt: skip
