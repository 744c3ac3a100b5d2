"""A domain: its kinds with how many items there are, and what is raised about them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.permission import READER, asker, permission
from cohelm.accounts.standing import concerns_of
from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.store.access import Level
from cohelm.web.navigation import BRINGS, DOMAINS, question_of
from cohelm.web.offices import is_open
from cohelm.web.overview import domains
from cohelm.web.plan import asked_of
from cohelm.web.settled import stands_on


@permission(READER)
def domain_page(request: HttpRequest, name: str) -> HttpResponse:
    """One domain. Raises UnknownName."""
    if name not in DOMAINS:
        raise UnknownName.of("domain", name, DOMAINS)
    plan = stands_on(request, "concerns")
    found = concerns_of(plan, asked_of(request).on).concerns
    line = next(one for one in domains(plan, found) if one.name == name)
    kinds = {kind.name for kind, _ in line.kinds}
    here = [one for one in found if one.items and one.items[0].partition(":")[0] in kinds]
    context = {
        "title": DOMAINS[name],
        "question": question_of(name),
        "domain_name": name,
        "line": line,
        "bare": "" if line.items else DOMAINS[name],
        "brings": BRINGS[name],
        "analyses": _questions(plan, name),
        "concerns": here[:8],
        "more_concerns": max(0, len(here) - 8),
        "may_make": asker(request).may(Level.CONTRIBUTOR) and asked_of(request).may_change,
    }
    return render(request, "domain.html", context)


def _questions(plan: Enterprise, domain: str) -> list[Analysis]:
    """The questions of a domain that are open."""
    return [one for one in ANALYSES if one.domain == domain and is_open(one, plan)]
