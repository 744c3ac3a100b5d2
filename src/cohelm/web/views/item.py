"""One item: what is known of it, what it is linked to, what is raised about it, what was changed."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.reports.listing import listing, records, write_csv
from cohelm.reports.neighbourhood import neighbourhood
from cohelm.store.between import stands
from cohelm.store.editions import stated_in
from cohelm.store.history import history
from cohelm.web import sheet
from cohelm.web.changed import batches
from cohelm.web.concerns import about
from cohelm.web.download import csv_file
from cohelm.web.fromfiles import item_origin, item_sources
from cohelm.web.navigation import DOMAINS
from cohelm.web.offices import identity, offices, offices_of
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.settled import last_concerns
from cohelm.web.views.comments import said_of

LAST_CHANGES = 5


@permission(READER)
def item_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """The page of an item. Raises UnknownName.

    Of a large plan the concerns are the last that are known. Where none are yet, the page stands without
    them and asks for itself once more with `?concerns=all`, which waits.
    """
    plan, on, key = plan_of(request), asked_of(request).on, f"{kind}:{id_}"
    spec = plan.schema.kind(kind)
    _refuse_unknown(plan, key)
    groups = sheet.groups(plan, key, on)
    relations = sheet.relations(plan, key)
    reviewed = plan.plain(key).get("reviewed_on")
    raised, behind = last_concerns(request, wait="concerns" in request.GET)
    context = {
        "title": plan.name(key),
        "key": key,
        "id": id_,
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "domain_name": spec.domain,
        "office": identity(offices(plan), offices_of(plan, key, on)),
        "description": plan.plain(key).get("description", ""),
        "groups": groups,
        "around": neighbourhood(plan, key),
        "life": sheet.fact(plan, key, "lifecycle", on) if "lifecycle" in spec.fields else None,
        "origin": item_origin(plan, key, asked_of(request)),
        "reviewed": reviewed,
        "reviewed_days": (on - date.fromisoformat(reviewed)).days if reviewed else None,
        "relations": [one for one in relations if one.ends],
        "not_linked": [one for one in relations if not one.ends],
        "inverse": sheet.inverse_relations(plan, key),
        "observed": sheet.observed(plan, key),
        "concerns": None if raised is None else about(raised, key),
        "concerns_behind": behind,
        "changes": batches(history(asker(request).audience, key=key, limit=LAST_CHANGES), plan),
        "version": plan.version(key),
        "said": said_of(plan, key),
        "is_draft": plan.plain(key).get("clearance") == f"draft:{asker(request).username}",
        "is_between": stands(plan, key),
        "may_write": asker(request).may_write and asked_of(request).may_change,
    }
    return render(request, "items/item.html", context)


@permission(READER)
def item_json(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """The item as its YAML file has it, as JSON. Raises UnknownName."""
    plan, key = plan_of(request), f"{kind}:{id_}"
    _refuse_unknown(plan, key)
    return JsonResponse({"key": key, "version": plan.version(key), "document": plan.document(key)})


@permission(READER)
def item_csv(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """The item as a list of one row with all its fields and relations, as CSV. Raises UnknownName."""
    plan, key = plan_of(request), f"{kind}:{id_}"
    _refuse_unknown(plan, key)
    spec = plan.schema.kind(kind)
    found = listing(
        plan, kind, on=asked_of(request).on, where=f"id = '{id_}'",
        columns=[*spec.fields, *spec.relations],
    )  # fmt: skip
    return csv_file(write_csv(found, records(plan, found, found.ids)), f"{kind}-{id_}.csv")


def _refuse_unknown(plan: Enterprise, key: str) -> None:
    kind, __, id_ = key.partition(":")
    if key not in plan:
        raise UnknownName(f"there is no {plan.schema.kind(kind).label.lower()} '{id_}'")


@permission(READER)
def item_sources_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Of each value of an item the file and row, or the person, that it is from. Raises UnknownName."""
    plan, key = plan_of(request), f"{kind}:{id_}"
    spec = plan.schema.kind(kind)
    _refuse_unknown(plan, key)
    context = {
        "title": _("Where the values of {name} are from").format(name=plan.name(key)),
        "name": plan.name(key),
        "id": id_,
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "domain_name": spec.domain,
        "sources": item_sources(plan, key, asked_of(request)),
        "stated_in": stated_in(key),
    }
    return render(request, "items/sources.html", context)
