"""A request of a department, answered with yes or no by whom the rights name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.agenda.informed import Reached
from cohelm.analysis.portfolio.triage import may_answer
from cohelm.core.errors import InputError, UsageError
from cohelm.store.answering import answer_request
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell


@permission(CONTRIBUTOR)
def triage_page(request: HttpRequest, id_: str) -> HttpResponse:
    """The two answers, for whoever may give them. Raises UnknownName, NotPermitted, UsageError."""
    key, plan, asked, person = f"request:{id_}", plan_of(request), asked_of(request), asker(request)
    named, wrong = may_answer(plan, key, on=asked.on), ""
    if request.method == "POST":
        if not asked.may_change:
            raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
        try:
            written = answer_request(
                whole_plan_of(request), key, request.POST.get("answer", ""),
                because=request.POST.get("because", ""), by=person.writer, via="web", on=asked.on,
                scenario=asked.scenario,
            )  # fmt: skip
            tell(request, _("It is answered. Whoever asked sees it."), written)
            return HttpResponseRedirect(kept_address(asked, reverse("requests"), {}))
        except InputError as error:
            wrong = str(error)
    context = {
        "title": plan.name(key), "key": key, "stated": plan.plain(key), "wrong": wrong,
        "posted": request.POST, "named": [(plan.name(one), why) for one, why in named.items()],
        "asked_by": [plan.name(one) for one in plan.targets(key, "asked_by")],
        "is_mine": bool(person.key) and person.key in Reached(plan).by(named),
    }  # fmt: skip
    return render(request, "triage.html", context, status=422 if wrong else 200)
