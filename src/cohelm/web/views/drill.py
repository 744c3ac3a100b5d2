"""Keeps the steps of the cut drill as a scenario, from the page that names them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.portfolio.cut import cut
from cohelm.core.days import day_asked
from cohelm.core.errors import UsageError
from cohelm.store import scenarios
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.written import tell


@require_POST
@permission(CONTRIBUTOR)
def keep_cut(request: HttpRequest) -> HttpResponse:
    """Makes a scenario of what the same question answers now. Raises UsageError.

    Its steps are those of today's current plan: not of another scenario, nor of the past.
    """
    asked, stated = asked_of(request), request.POST
    if asked.scenario or not asked.may_change:
        raise UsageError("steps are kept of the current plan as it is now: look at that first")
    until = day_asked(stated.get("by", ""), where="by")
    found = cut(plan_of(request), on=asked.on, target=stated.get("target", "10%"), by=until)
    name = stated.get("name", "").strip()
    free = scenarios.free_name(name or f"Cut of {stated.get('target', '10%')}")
    made = scenarios.keep(
        free,
        found.changes,
        sentence=found.sentence,
        by=asker(request).writer,
        via="web",
        title=name,
    )
    tell(request, _("The steps are kept as a scenario; the current plan is as it was."))
    return HttpResponseRedirect(reverse("scenario", args=[made.name]))
