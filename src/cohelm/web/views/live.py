"""Fund, live: a budget, a weight or a pin is changed, and the plan is there at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.kept import Kept
from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.analysis.portfolio.adjustment import Adjustment, Planned, adjusted, answered, planned
from cohelm.analysis.portfolio.choice.engine import Choice, Status
from cohelm.analysis.portfolio.choice.feasible import broken, values_of, weighted
from cohelm.analysis.portfolio.choice.proposed import Ground, Terms
from cohelm.analysis.portfolio.choice.setaside import names_a_quarter
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.store.access import Level
from cohelm.store.jobs import DONE, of_owner, start
from cohelm.store.picked import BETWEEN, pick
from cohelm.web.addresses import kept_address
from cohelm.web.offices import Office, offices
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.proving import PROVE
from cohelm.web.told import ADJUSTMENT, of_form, stated_of, terms_of
from cohelm.web.views.analyses import context_of
from cohelm.web.written import tell

MONEY = "money"
_grounds: Kept[tuple[Ground, Planned]] = Kept(32)


@permission(READER)
def adjustment_page(request: HttpRequest) -> HttpResponse:
    """The page; htmx is given the part that changes. What the form says goes into the address."""
    asked, form = asked_of(request), of_form(request.GET)
    if form is not None:
        return HttpResponseRedirect(kept_address(asked, request.path, form))
    plan, stated = plan_of(request), stated_of(request.GET)
    terms, job = terms_of(stated), request.GET.get("job", "")
    ground, before = _ground(plan, asked.on, terms)
    if job.isdigit():
        result = _of_job(ground, before, terms, int(job), asker(request).username)
    else:
        result = adjusted(ground, terms, before=before, full=stated.get("proof") == "full")
    context = context_of(request, ADJUSTMENT, result) | {
        "stated": stated,
        "weighed": _weights(plan, result, terms),
    }  # fmt: skip
    htmx = getattr(request, "htmx", None)
    return render(request, "analyses/_live.html" if htmx else "analyses/adjustment.html", context)


def _ground(plan: Enterprise, on: date, terms: Terms) -> tuple[Ground, Planned]:
    """What stays the same while budget, weights and pins change."""
    lasting = (terms.years, terms.people, terms.worth, terms.starts, terms.carry_over, terms.skills,
               terms.synergies, terms.launches, terms.accounting,
               names_a_quarter(terms.budget))  # fmt: skip

    def made() -> tuple[Ground, Planned]:
        ground = Ground.of(plan, on=on, terms=terms)
        return ground, planned(ground, terms)

    return _grounds.answer(plan, (on, *lasting), made)


def _weights(plan: Enterprise, result: Adjustment, terms: Terms) -> list[tuple[Office, str]]:
    """Each office with its part of a hundred."""
    ids = [key.partition(":")[2] for key in result.offices["office"]]
    stated = terms.weights or dict.fromkeys(ids, Fraction(1))
    whole = sum(stated.values(), Fraction(0))
    return [
        (one, f"{float(stated.get(one.id, Fraction(0)) / whole * 100):.0f}")
        for one in offices(plan)
        if one.id in ids
    ]


def _of_job(ground: Ground, before: Planned, terms: Terms, number: int, owner: str) -> Adjustment:
    """The plan that long work found, where it still fits. Raises UnknownName, UsageError."""
    job = of_owner(number, owner)
    asked = ground.proposed(terms)
    found = (job.result or {}) if job.state == DONE and job.kind == PROVE else {}
    chosen, bound = dict(found.get("chosen") or {}), found.get("bound")
    if not chosen or broken(asked.problem, chosen):
        raise UsageError("the plan moved since that was proved", mend="Ask for the proof again.")
    values = values_of(asked.problem, chosen)
    value = weighted(asked.problem, values)
    most = Fraction(bound) if bound else None
    status: Status = "optimal" if most == value else "feasible"
    return answered(
        ground, terms, before, Planned(asked, Choice(status, chosen, values, value, most))
    )


@require_POST
@permission(READER)
def prove_plan(request: HttpRequest) -> HttpResponse:
    """Queues the proof of the plan that the form's terms ask for. Raises UsageError, UnknownName."""
    asked, person, stated = asked_of(request), asker(request), stated_of(request.POST)
    terms_of(stated)
    if not asked.may_change:
        raise UsageError("a proof is made of the plan as it is known now")
    arguments: dict[str, Any] = {
        "user": request.user.pk, "on": asked.on.isoformat(), "scenario": asked.scenario,
        "stated": stated, "address": kept_address(asked, reverse(ADJUSTMENT.word), stated),
    }  # fmt: skip
    job = start(PROVE, "The best plan, proved", arguments, owner=person.username)
    return HttpResponseRedirect(kept_address(asked, reverse("job", args=[job.pk]), {}))


@require_POST
@permission(CONTRIBUTOR)
def keep_plan(request: HttpRequest) -> HttpResponse:
    """Makes a scenario of the plan. Raises UsageError, UnknownName, NotPermitted.

    Made by the lead of an office it stands between the two; by others, before all who may see money.
    """
    asked, person, stated = asked_of(request), asker(request), stated_of(request.POST)
    if asked.scenario or not asked.may_change:
        raise UsageError("a plan is kept of the current plan as it is now: look at that first")
    title = request.POST.get("title", "").strip()
    if not title:
        raise UsageError("the scenario has no name", where="title", accepted="a name of your own")
    plan, terms = plan_of(request), terms_of(stated)
    ground, before = _ground(plan, asked.on, terms)
    found = adjusted(ground, terms, before=before, full=stated.get("proof") == "full")
    if found.value.value is None:
        raise UsageError(f"there is no plan to keep: {found.sentence}")
    inside = found.plan["change"].is_in(["comes", "stays in"])
    chosen = [key.partition(":")[2] for key in found.plan.filter(inside)["initiative"]]
    weighed = [key.partition(":")[2] for key in found.plan["initiative"]]
    clearance = BETWEEN if person.level is Level.OFFICE_LEAD else MONEY
    made = pick(plan, chosen, weighed, title=title, by=person.writer, on=asked.on,
                clearance=clearance)  # fmt: skip
    kept = _("“{title}” is kept as a scenario; the current plan is as it was.")
    tell(request, kept.format(title=made.title))
    return HttpResponseRedirect(reverse("scenario", args=[made.name]))
