"""What one says of one's own skills: off until chosen, seen by nobody else, gone with the choice."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cohelm.accounts.own_skills import answers, begin, keep, own_skills, stop
from cohelm.accounts.permission import READER, asker, permission, user_of
from cohelm.analysis.people.levels import LEVELS
from cohelm.analysis.people.own import own_fit, together
from cohelm.core.errors import InputError, UsageError
from cohelm.reports.answers import figure_in_words
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.written import tell

SAYS = "level-"


@permission(READER)
def own_skills_page(request: HttpRequest) -> HttpResponse:
    """One's own skills, and what five and more say together. Raises UsageError, UnknownName."""
    if request.method != "POST":
        return _shown(request)
    user = user_of(request)
    act = request.POST.get("act", "")
    if act == "begin":
        begin(user, now=timezone.now())
        tell(request, _("Yours is kept from now on, for you alone."))
    elif act == "stop":
        stop([user.username])
        tell(request, _("What you said of your skills is erased, and nothing is kept."))
    elif act == "keep":
        return _kept(request, user)
    else:
        raise UsageError(f"'{act[:20]}' is nothing to do", accepted="begin, keep or stop")
    return HttpResponseRedirect(reverse("own_skills"))


def _kept(request: HttpRequest, user: User) -> HttpResponse:
    stated = {
        name.removeprefix(SAYS): str(said)
        for name, said in request.POST.items()
        if name.startswith(SAYS)
    }
    is_counted = request.POST.get("is_counted") == "on"
    try:
        keep(user, plan_of(request), stated, is_counted=is_counted, now=timezone.now())
    except InputError as error:
        return _shown(request, str(error))
    tell(request, _("Kept, for you alone."))
    return HttpResponseRedirect(reverse("own_skills"))


def _shown(request: HttpRequest, wrong: str = "") -> HttpResponse:
    plan, on = plan_of(request), asked_of(request).on
    mine = own_skills(user_of(request))
    found = own_fit(plan, on=on, person=asker(request).key, said=mine.levels if mine else {})
    context = {
        "title": _("My own skills"),
        "mine": mine,
        "skills": found.skills if mine else (),
        "fit": "" if found.fit.value is None else figure_in_words(found.fit),
        "no_fit": found.fit.reason,
        "is_any": bool(found.skills),
        "level_names": LEVELS,
        "together": [
            (plan.name(one.office), plan.name(one.skill), one)
            for one in together(plan, on=on, answers=answers())
        ],
        "wrong": wrong,
    }
    return render(request, "own_skills.html", context, status=422 if wrong else 200)
