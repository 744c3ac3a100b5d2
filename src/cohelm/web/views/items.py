"""The list of a kind: which items, in which order, with which columns; also as JSON and CSV."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.kindspec import KindSpec
from cohelm.reports.listing import (
    Listing,
    column,
    listing,
    records,
    usual_columns,
    write_csv,
)
from cohelm.reports.spreadsheet import write_xlsx
from cohelm.reports.wording import count
from cohelm.store.access import Level
from cohelm.web.facets import facets
from cohelm.web.navigation import DOMAINS
from cohelm.web.offices import falling
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.rows import office_choices, rows
from cohelm.web.savedviews import views_of

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission(READER)
def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The page of a list. A condition that cannot be read is answered beside its box."""
    plan, spec = plan_of(request), plan_of(request).schema.kind(kind)
    wrong = ""
    try:
        found = found_of(request, kind)
    except UsageError as error:
        wrong = str(error)
        found = Listing(spec, usual_columns(plan, kind), (), len(plan.table(kind)), 0)
    context = _context(request, plan, found) | {"wrong": wrong}
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
    text = write_csv(found, records(plan, found, found.ids))
    return HttpResponse(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{kind}.csv"'},
    )


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
    found = _listed(request, kind)
    office = request.GET.get("office", "").strip()
    if not office:
        return found
    plan = plan_of(request)
    if office != "nobody" and office not in plan.table("office"):
        raise UnknownName.of("office", office, [*plan.table("office").ids, "nobody"])
    key = "" if office == "nobody" else f"office:{office}"
    fallen = falling(plan, kind, asked_of(request).on)
    return replace(found, ids=tuple(id_ for id_ in found.ids if fallen[id_] == key))


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


def _context(request: HttpRequest, plan: Enterprise, found: Listing) -> dict[str, Any]:
    spec, where, on = found.kind, request.GET.get("where", "").strip(), asked_of(request).on
    fallen = falling(plan, spec.name, on)
    office = request.GET.get("office", "").strip()
    pages = max(1, -(-len(found.ids) // PER_PAGE))
    page = min(max(1, _page(request)), pages)
    shown = found.ids[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "title": _title(found, where),
        "found": found,
        "total": len(found.ids),
        "where": where,
        "rows": rows(plan, found, shown, fallen, on),
        "sort": request.GET.get("sort", "") or "name",
        "page": page,
        "pages": pages,
        "first": (page - 1) * PER_PAGE + 1,
        "last": (page - 1) * PER_PAGE + len(shown),
        "choices": _choices(plan, spec),
        "shown": [one.name for one in found.columns],
        "facets": facets(plan, spec, where, on),
        "views": views_of(request, spec.name),
        "offices": office_choices(plan, spec.name, on, fallen, office),
        "office": office,
        "may_make": asker(request).may(Level.CONTRIBUTOR) and asked_of(request).may_change,
    }


def _title(found: Listing, where: str) -> str:
    plural = found.kind.plural.replace("_", " ")
    total = count(len(found.ids), found.kind.label.lower(), plural)
    if where or len(found.ids) < found.examined:
        return f"{total[0].upper()}{total[1:]} of {found.examined:,}"
    return f"{total[0].upper()}{total[1:]}"


def _page(request: HttpRequest) -> int:
    stated = request.GET.get("page", "1")
    return int(stated) if stated.isdecimal() and len(stated) < 9 else 1


def _choices(plan: Enterprise, spec: KindSpec) -> list[tuple[str, list[Any]]]:
    """The columns that one may choose from, in groups."""
    return [
        (_("Fields"), [column(plan, spec.name, name) for name in spec.fields]),
        (_("Leads to"), [column(plan, spec.name, name) for name in spec.relations]),
        (_("Is led to by"), [column(plan, spec.name, name)
                          for name in sorted(plan.schema.inverses[spec.name])
                          if name not in spec.fields and name not in spec.relations]),
    ]  # fmt: skip
