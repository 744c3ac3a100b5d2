"""One concern at an address of its own; accepted until a day, given to somebody, its remedy tried."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.assigning import assign
from cohelm.accounts.permission import CONTRIBUTOR, OFFICE_LEAD, READER, asker, permission, user_of
from cohelm.accounts.standing import concerns_of
from cohelm.core.concern import Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.finder import Finder
from cohelm.core.keys import free_slug
from cohelm.core.prose import Prose, again
from cohelm.reports.trendbars import bars
from cohelm.store import scenarios
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.store.concerns import ASSIGNED_TO, acceptance, concern_of
from cohelm.store.models import Scenario
from cohelm.web.addresses import kept_address
from cohelm.web.concerns import trend_of
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.settled import stands_on
from cohelm.web.views.concerns import known_of, row_of
from cohelm.web.written import tell

MOST_ITEMS = 500


@permission(READER)
def concern_page(request: HttpRequest, code: str) -> HttpResponse:
    """The concern of a code about `item`; where it does not stand, that is said. Raises UnknownName."""
    plan, item = stands_on(request, "concerns"), request.GET.get("item", "")
    raised = concerns_of(plan, asked_of(request).on)
    known = known_of(request, raised, trend=False)
    if code not in known.titles or (item and item not in plan):
        raise UnknownName(f"there is no concern {code[:40]} about what was asked for")
    accepted = {one.concern.identity: one for one in raised.accepted}
    every = [*raised.concerns, *(one.concern for one in raised.accepted)]
    concern = next((one for one in every if one.identity == (code, item)), None)
    check = next(one for one in raised.checks if one.code == code)
    gone = Prose("{check}: it does not stand", check=again(check.title))
    context = {
        "title": concern.business if concern else gone,
        "here_is": "concerns",
        "code": code, "check_title": check.title, "severity": check.severity, "why": check.why,
        "item": item,
        "item_name": plan.name(item) if item else "",
        "row": row_of(known, concern, accepted.get((code, item)), MOST_ITEMS) if concern else None,
        "remedy": _remedy(plan, concern),
        "may_accept": asker(request).may(Level.OFFICE_LEAD) and asked_of(request).may_change,
        "may_assign": asker(request).may(Level.CONTRIBUTOR) and asked_of(request).may_change,
    }  # fmt: skip
    return render(request, "concerns/concern.html", context)


@permission(READER)
def concerns_trend(request: HttpRequest) -> HttpResponse:
    """How many stood at past moments, as a picture and a table."""
    found = trend_of(request)
    context = {"title": _("Concerns over time"), "here_is": "concerns", "trend": found,
               "bars": bars(found.points)}  # fmt: skip
    htmx = getattr(request, "htmx", None)
    return render(request, "concerns/_trend.html" if htmx else "concerns/trend.html", context)


@require_POST
@permission(OFFICE_LEAD)
def accept(request: HttpRequest) -> HttpResponse:
    """Accepts a concern until a day, with a reason. Raises InputError, UnknownName."""
    asked, concern = asked_of(request), _standing(request)
    until, reason = _day(request, "until"), request.POST.get("reason", "").strip()
    if until is None:
        raise InputError("the day is missing", where="until", accepted="a day to come")
    changes = acceptance(
        whole_plan_of(request), concern, until=until, reason=reason, on=asked.on,
        person=asker(request).key,
    )  # fmt: skip
    code, item = concern.identity
    written = apply(
        changes, by=asker(request).writer, via="web", scenario=asked.scenario,
        reason=f"accepts {code} until {until.isoformat()}",
        past_rights=request.POST.get("past_rights", "").strip()[:500],
    )  # fmt: skip
    about = f" about {plan_of(request).name(item)}" if item else ""
    tell(
        request,
        _("{what} is accepted until {day}.").format(what=f"{code}{about}", day=until.isoformat()),
        written,
    )
    return HttpResponseRedirect(kept_address(asked, reverse("concerns"), {"code": code}))


@require_POST
@permission(CONTRIBUTOR)
def assign_concern(request: HttpRequest) -> HttpResponse:
    """Gives a concern to a role, a team or a person, who is told. Raises InputError, UnknownName."""
    asked, concern = asked_of(request), _standing(request)
    if not asked.is_now:
        raise UsageError("a concern of the current plan is given", mend="Go back to today.")
    plan = whole_plan_of(request)
    to = _named(plan, request.POST.get("to", "").strip())
    written = assign(
        plan, concern, to=to, due=_day(request, "due"), why=request.POST.get("why", "").strip()[:2000],
        by=asker(request).writer, sender=user_of(request), now=timezone.now(),
        past_rights=request.POST.get("past_rights", "").strip()[:500],
    )  # fmt: skip
    tell(
        request,
        _("{code} was given to {name}.").format(code=concern.code, name=plan.name(to)),
        written,
    )
    return HttpResponseRedirect(_address(concern))


@require_POST
@permission(CONTRIBUTOR)
def try_remedy(request: HttpRequest) -> HttpResponse:
    """Keeps the remedy of a concern as a scenario, to be looked at. Raises UnknownName, UsageError."""
    concern = _standing(request)
    if concern.remedy is None or asked_of(request).scenario:
        raise UsageError("there is no remedy to try here", mend="Try it from the current plan.")
    taken = set(Scenario.objects.values_list("name", flat=True))
    name = free_slug(f"{concern.code} {concern.items[0] if concern.items else ''}", taken)
    made = scenarios.keep(
        name,
        concern.remedy,
        sentence=f"Remedy: {concern.message}",
        by=asker(request).writer,
        via="web",
    )
    tell(request, _("The remedy is a scenario: the current plan stays until it is adopted."))
    return HttpResponseRedirect(reverse("scenario", args=[made.name]))


def _standing(request: HttpRequest) -> Concern:
    """The concern that a form is about. Raises UsageError, UnknownName."""
    asked = asked_of(request)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed")
    standing = concerns_of(plan_of(request), asked.on).concerns
    return concern_of(standing, request.POST.get("code", ""), request.POST.get("item", ""))


def _day(request: HttpRequest, name: str) -> date | None:
    stated = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        raise InputError(f"'{stated}' is not a day", where=name, accepted="a day to come") from None


def _named(plan: Enterprise, word: str) -> str:
    """The key of whom a word names: a key, or the name of a role, a team or a person."""
    if word in plan:
        return word
    finder = Finder(plan)
    for kind in ASSIGNED_TO:
        found = finder.by_word(kind, word) if word else None
        if found:
            return f"{kind}:{found}"
    return word


def _address(concern: Concern) -> str:
    code, item = concern.identity
    return kept_address(None, reverse("concern", args=[code]), {"item": item})


def _remedy(plan: Enterprise, concern: Concern | None) -> list[str]:
    """The items that the remedy changes, by name."""
    if concern is None or concern.remedy is None:
        return []
    return [plan.name(key) for key in dict.fromkeys(one.subject for one in concern.remedy)]
