"""Home of an officer: a few numbers, what changed, what waits, what is coming, and the seam."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cohelm.accounts.permission import READER, asker, permission
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.web.answered import answered
from cohelm.web.designs.agenda import first_topics
from cohelm.web.offices import offices
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.tiles import tiles
from cohelm.web.views.since import changed_by_office

SHOWN = 12
DESK = next(one for one in ANALYSES if one.name == "desk")


@require_GET
@permission(READER)
def office_page(request: HttpRequest, id_: str) -> HttpResponse:
    """The desk of one office, with the way to the others'. Raises UnknownName."""
    plan, on = plan_of(request), asked_of(request).on
    known = offices(plan)
    office = next((one for one in known if one.id == id_), None)
    if office is None:
        raise UnknownName.of("office", id_, [one.id for one in known])
    result = answered(plan, DESK, on, {"office": id_})
    monday = _monday(on)
    eve = monday - timedelta(days=1)
    changed = changed_by_office(plan, eve, on, asker(request).audience)
    mine = changed.get(office.key, [])
    topics = first_topics(plan, on)
    numbers = tiles(plan, on)
    context = {
        "title": result.sentence, "office": office, "others": [one for one in known if one != office],
        "tiles": numbers.get(office.hue, []), "joint": numbers["joint"], "monday": monday,
        "eve": eve.isoformat(),
        "changed": mine[:SHOWN], "changed_more": max(0, len(mine) - SHOWN),
        "waits": _rows(plan, result.waits), "waits_more": max(0, len(result.waits) - SHOWN),
        "coming": _rows(plan, result.coming), "coming_more": max(0, len(result.coming) - SHOWN),
        **topics,
    }  # fmt: skip
    return render(request, "office.html", context)


def _monday(on: date) -> date:
    """The Monday of the week; on a Monday that of the week before, for what came over the week."""
    return on - timedelta(days=on.weekday() or 7)


def _rows(plan: Enterprise, frame: Any) -> list[dict[str, Any]]:
    """The first rows with the name of each item, and its id under its kind, for its page."""
    return [
        row | {"name": plan.name(row["item"]), kind: id_}
        for row in frame.head(SHOWN).iter_rows(named=True)
        for kind, _, id_ in [row["item"].partition(":")]
    ]
