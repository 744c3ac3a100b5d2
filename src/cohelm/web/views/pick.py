"""Takes a point of the trade-off curve as a scenario between the two offices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import OFFICE_LEAD, asker, permission
from cohelm.core.errors import UnknownName, UsageError
from cohelm.store.access import Level
from cohelm.store.picked import pick
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.views.curve import tradeoff_shown
from cohelm.web.written import tell


@require_POST
@permission(OFFICE_LEAD)
def pick_point(request: HttpRequest) -> HttpResponse:
    """Makes the scenario of point `number`. Raises UnknownName, UsageError, NotPermitted."""
    person, asked, plan = asker(request), asked_of(request), plan_of(request)
    if person.level is not Level.OFFICE_LEAD:
        raise UsageError("what stands between the two offices is made by the lead of one of them")
    if not asked.may_change or asked.scenario:
        raise UsageError("a point is taken from the current plan", mend="Go back to today.")
    title = request.POST.get("title", "").strip()
    if not title:
        raise UsageError("the scenario has no name", where="title", accepted="a name of your own")
    found = tradeoff_shown(request, request.POST.dict())
    number = request.POST.get("number", "")
    known = [str(n) for n in range(len(found.portfolios))]
    if number not in known:
        raise UnknownName.of("point", number, known, where="number")
    chosen = found.portfolios[int(number)]
    made = pick(plan, chosen, found.weighed, title=title, by=person.writer, on=asked.on)
    tell(
        request,
        _("“{title}” stands between the two offices: they alone see it.").format(title=made.title),
    )
    return HttpResponseRedirect(reverse("scenario", args=[made.name]))
