"""The home page: what is raised, what the two offices look at, what the plan rests on."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.permission import READER, asker, permission
from cohelm.accounts.standing import concerns_of
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.web.changed import latest
from cohelm.web.designs.agenda import first_topics
from cohelm.web.overview import domains, ground, panels
from cohelm.web.plan import asked_of
from cohelm.web.settled import stands_on
from cohelm.web.tiles import tiles
from cohelm.web.views.first_steps import sample_batch


@permission(READER)
def home_page(request: HttpRequest) -> HttpResponse:
    """Home."""
    plan, on = stands_on(request, "home"), asked_of(request).on
    found = concerns_of(plan, on).concerns
    counted = Counter(concern.severity for concern in found)
    unclaimed = [concern for concern in found if not concern.office]
    lines = domains(plan, found)
    context = {
        "title": _headline(counted["act"], counted["watch"], len(plan)),
        "is_empty": not any(plan.keys()),
        "sample": sample_batch() if asked_of(request).is_now else None,
        "organisation": plan.organisation.get("name", ""),
        "ground": ground(plan, on),
        "panels": panels(plan, on, found),
        "tiles": tiles(plan, on),
        "unclaimed": len(unclaimed),
        "unclaimed_act": sum(1 for concern in unclaimed if concern.severity == "act"),
        "lines": [line for line in lines if line.items],
        "blank": [line for line in lines if not line.items],
        "latest": latest(asker(request).audience, plan, limit=6),
        **first_topics(plan, on),
    }
    return render(request, "home.html", context)


def _headline(act: int, watch: int, items: int) -> str:
    if not items:
        return Prose("Nothing is known yet")
    if act:
        return Prose(
            "{concerns} to act on, {others} to watch",
            concerns=count(act, "concern"),
            others=count(watch, "more", "more"),
        )
    return Prose("{concerns:A} to watch, none to act on", concerns=count(watch, "concern"))
