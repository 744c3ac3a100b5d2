"""A request of a department, in three fields."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.core.days import day_asked
from cohelm.core.documents import Contents, Document
from cohelm.core.errors import CohelmError, InputError, UsageError
from cohelm.core.proposal import propose
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell


@permission(CONTRIBUTOR)
def wish_page(request: HttpRequest) -> HttpResponse:
    """What is wanted, who wants it, by when. Raises UsageError where the past is looked at."""
    asked, plan, wrong = asked_of(request), plan_of(request), ""
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    if request.method == "POST":
        try:
            tell(request, _("It is asked. What becomes of it stands here."), _asked(request))
            return HttpResponseRedirect(kept_address(asked, reverse("requests"), {}))
        except CohelmError as error:
            wrong = str(error)
    own = plan.targets(asker(request).key, "department")
    context = {
        "title": _("Ask for something"), "wrong": wrong, "stated": request.POST,
        "who": request.POST.get("who") or next(iter(own), ""),
        "departments": [(f"department:{id_}", plain["name"])
                        for id_, plain in plan.table("department").rows()],
    }  # fmt: skip
    return render(request, "wish.html", context, status=422 if wrong else 200)


def _asked(request: HttpRequest) -> Written:
    plan, whole, asked = whole_plan_of(request), everything(), asked_of(request)
    what, who = request.POST.get("what", "").strip(), request.POST.get("who", "")
    if not what:
        raise InputError("what is wanted is missing", where="what", accepted="a sentence")
    if not who.startswith("department:") or who not in plan:
        raise InputError(f"there is no department '{who}'", where="who")
    day = day_asked(request.POST.get("by", ""), where="by when")
    values = {
        "name": what[:300], "status": "new", "asked_on": asked.on.isoformat(), "asked_by": [who],
        "wanted_by": day.isoformat() if day else None,
    }  # fmt: skip
    found = propose(
        plan, Contents(documents=[Document("request", "", values, matches_name=False)]),
        taken=lambda kind, id_: id_ in whole.table(kind),
    )  # fmt: skip
    if found.problems:
        raise InputError(found.problems[0].message)
    return apply(
        found.changes, by=asker(request).writer, via="web", reason=f"asked for: {what}"[:500],
        scenario=asked.scenario,
    )  # fmt: skip
