"""Scenarios: made, compared with the current plan item by item, adopted or dropped."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.core.comparing import Comparison
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, Conflict, NotPermitted, UnknownName
from cohelm.core.keys import free_slug
from cohelm.core.prose import Prose, joined
from cohelm.reports.wording import count, plain
from cohelm.store import scenarios
from cohelm.store.adopting import Met, conflicts
from cohelm.store.enforce import RightNeeded
from cohelm.store.load import load
from cohelm.store.models import Scenario
from cohelm.web.changed import people, value_said
from cohelm.web.compared import parts, sentence
from cohelm.web.plan import asked_of
from cohelm.web.written import tell

PICK = "pick "
"""What the name of a pick begins with in the form; the name of the conflict follows."""


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
        return _listed(request, _("Say what the scenario is to be called."), 422)
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
    audience = asker(request).audience
    is_there = (
        scenario.state != scenarios.ADOPTED
    )  # else what the plan became since would seem its own
    found = scenarios.compare_with_plan(name, audience) if is_there else Comparison((), (), ())
    met = conflicts(name, audience) if scenario.state == scenarios.OPEN else []
    context = {
        "title": scenario.title,
        "here_is": "scenarios",
        "scenario": scenario,
        "parts": parts(found, load(audience=audience), load(audience=audience, scenario=name)),
        "sentence": sentence(found),
        "met": len(met),
        "author": people().get(scenario.author, scenario.author),
    }
    return render(request, "scenarios/scenario.html", context)


@permission(CONTRIBUTOR)
def adopt_scenario(request: HttpRequest, name: str) -> HttpResponse:
    """Makes the scenario the current plan. Where the plan changed the same since, both are shown, and
    picked: on a page of its own, so that one can go back to it. Raises NotPermitted, UnknownName."""
    scenario, person = _seen(request, name), asker(request)
    if request.method != "POST":
        met = conflicts(name, person.audience) if scenario.state == scenarios.OPEN else []
        if not met:
            return HttpResponseRedirect(reverse("scenario", args=[name]))
        return _ask_whose(request, scenario, met, status=200)
    picks = {field.removeprefix(PICK): value for field, value in request.POST.dict().items()
             if field.startswith(PICK)}  # fmt: skip
    try:
        scenarios.opened(name, person.writer)
        met = conflicts(name, person.audience)
        if met and _is_open(request, met, picks):
            return _ask_whose(request, scenario, met)
        written = scenarios.adopt(
            name,
            by=person.writer,
            past_rights=request.POST.get("past_rights", "").strip()[:500],
            picks=picks,
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


def _is_open(request: HttpRequest, met: list[Met], picks: Mapping[str, str]) -> bool:
    """Whether a conflict is not picked yet, or was picked before somebody changed it again."""
    at, plan = request.POST.get("at", ""), load(audience=asker(request).audience)
    seen = int(at) if at.isdecimal() and len(at) < 19 else 0
    return any(
        one.name not in picks or (one.key in plan and plan.version(one.key) > seen) for one in met
    )


def _ask_whose(
    request: HttpRequest, scenario: Scenario, met: list[Met], *, status: int = Conflict.status
) -> HttpResponse:
    plan = load(audience=asker(request).audience)
    context = {
        "title": _("Adopt “{title}”: {count}").format(
            title=scenario.title, count=count(len(met), "conflict")
        ),
        "here_is": "scenarios",
        "scenario": scenario,
        "at": plan.revision,
        "met": [(one, plan.name(one.key), *_said(plan, one)) for one in met],
    }
    return render(request, "scenarios/adopt.html", context, status=status)


def _said(plan: Enterprise, one: Met) -> tuple[str, ...]:
    """What a conflict is about, and its three sides, in words."""
    kind = plan.schema.kind(one.key.partition(":")[0])
    if one.field:
        sides = (value_said(plan, kind, one.field, side) for side in (one.base, one.now, one.then))
        return kind.fields[one.field].label, *sides
    parts = one.subject.split(" ")
    label = _("The item")
    if parts[2:]:
        label = joined((Prose(kind.relations[parts[1]].label), plan.name(parts[2])))
    there = [_("not there") if side is None else plain(side) or _("there")
             for side in (one.base, one.now, one.then)]  # fmt: skip
    return label, *there


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


def _seen(request: HttpRequest, name: str) -> Scenario:
    found = scenarios.listed(asker(request).audience)
    for one in found:
        if one.name == name:
            return one
    raise UnknownName.of("scenario", name, [one.name for one in found])
