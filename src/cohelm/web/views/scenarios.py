"""Scenarios: made, compared with the current plan item by item, adopted or dropped."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, NotPermitted, UnknownName
from cohelm.core.keys import free_slug
from cohelm.store import scenarios
from cohelm.store.enforce import RightNeeded
from cohelm.store.models import Scenario
from cohelm.web.changed import Line, people, value_said
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.written import tell


@permission(READER)
def scenarios_page(request: HttpRequest) -> HttpResponse:
    """All scenarios that the asker may see; and making one."""
    asked_of(request)
    if request.method == "POST":
        return _made(request)
    return _listed(request)


def _listed(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    found = scenarios.listed(asker(request).audience)
    names = people()
    context = {
        "title": _("Scenarios"),
        "here_is": "scenarios",
        "open": [(one, names.get(one.author, one.author)) for one in found if one.state == "open"],
        "closed": [
            (one, names.get(one.author, one.author)) for one in found if one.state != "open"
        ],
        "wrong": wrong,
        "stated": request.POST.get("title", ""),
    }
    return render(request, "scenarios/scenarios.html", context, status=status)


def _made(request: HttpRequest) -> HttpResponse:
    person, title = asker(request), request.POST.get("title", "").strip()
    if not person.may_write:
        raise NotPermitted("making a scenario takes the access level contributor")
    if not title:
        return _listed(request, "Say what the scenario is to be called.", 422)
    taken = set(Scenario.objects.values_list("name", flat=True))
    made = scenarios.make(free_slug(title, taken), by=person.writer, title=title[:300])
    tell(
        request,
        _("The scenario “{title}” was made. What you change now is changed in it alone.").format(
            title=made.title
        ),
    )
    return HttpResponseRedirect(reverse("home") + f"?scenario={made.name}")


@permission(READER)
def scenario_page(request: HttpRequest, name: str) -> HttpResponse:
    """A scenario beside the current plan. Raises UnknownName."""
    scenario = _seen(request, name)
    found = scenarios.compare(name, asker(request).audience)
    context = {
        "title": scenario.title,
        "here_is": "scenarios",
        "scenario": scenario,
        "changed": [(one, _lines(plan_of(request), one)) for one in found.changed],
        "author": people().get(scenario.author, scenario.author),
        "found": found,
    }
    return render(request, "scenarios/scenario.html", context)


@require_POST
@permission(CONTRIBUTOR)
def adopt_scenario(request: HttpRequest, name: str) -> HttpResponse:
    """Makes the scenario the current plan. Raises NotPermitted, Conflict."""
    scenario = _seen(request, name)
    try:
        written = scenarios.adopt(
            name,
            by=asker(request).writer,
            past_rights=request.POST.get("past_rights", "").strip()[:500],
        )
    except RightNeeded:
        raise
    except CohelmError as error:
        context = {
            "title": _("“{title}” was not adopted").format(title=scenario.title),
            "error": error,
        }
        return render(request, "error.html", context, status=error.status)
    tell(
        request,
        _("The scenario “{title}” is the current plan now.").format(title=scenario.title),
        written,
    )
    return HttpResponseRedirect(reverse("scenario", args=[name]))


@require_POST
@permission(CONTRIBUTOR)
def drop_scenario(request: HttpRequest, name: str) -> HttpResponse:
    """Puts the scenario aside. Raises NotPermitted."""
    scenario = _seen(request, name)
    scenarios.drop(name, by=asker(request).writer)
    tell(
        request,
        _("The scenario “{title}” was dropped; its changes stay in the log.").format(
            title=scenario.title
        ),
    )
    return HttpResponseRedirect(reverse("scenarios"))


def _lines(plan: Enterprise, difference: scenarios.Difference) -> list[Line]:
    """What differs of an item, in words: fields by what they are, relations by the items' names."""
    kind = plan.schema.kind(difference.key.partition(":")[0])
    return [
        Line(
            kind.fields[name].label if name in kind.fields else kind.relations[name].label,
            *(value_said(plan, kind, name, side) for side in sides),
        )
        for name, *sides in difference.fields
        if name in kind.fields or name in kind.relations
    ]


def _seen(request: HttpRequest, name: str) -> Scenario:
    found = scenarios.listed(asker(request).audience)
    for one in found:
        if one.name == name:
            return one
    raise UnknownName.of("scenario", name, [one.name for one in found])
