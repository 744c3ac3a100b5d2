"""Says that two things are not the same, or makes two vendors one: from the pages that propose it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.asked import Asked
from cohelm.accounts.permission import CONTRIBUTOR, OFFICE_LEAD, asker, permission
from cohelm.core.errors import UsageError
from cohelm.store.distinctions import keep_distinction
from cohelm.store.merging import merge
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell


@require_POST
@permission(CONTRIBUTOR)
def not_same(request: HttpRequest) -> HttpResponse:
    """Keeps that two things differ. Raises InputError, UnknownName, Conflict."""
    asked, plan = _changeable(request), whole_plan_of(request)
    keys = request.POST.getlist("key")
    person = asker(request)
    written = keep_distinction(
        plan, keys, reason=request.POST.get("reason", ""), on=asked.on, by=person.writer,
        via="web", person=person.key, scenario=asked.scenario,
    )  # fmt: skip
    names = " and ".join(plan.name(key) for key in keys)
    tell(
        request,
        _("{names} are not the same: they are not proposed again.").format(names=names),
        written,
    )
    vendors = all(key.startswith("vendor:") for key in keys)
    return _back(asked, "spellings" if vendors else "twice")


@require_POST
@permission(OFFICE_LEAD)
def make_one(request: HttpRequest) -> HttpResponse:
    """Makes two vendors one, in the scenario that is looked at or in the current plan."""
    asked, plan = _changeable(request), plan_of(request)
    kept, gone = request.POST.get("kept", ""), request.POST.get("gone", "")
    names = plan.name(kept), plan.name(gone)
    written = merge(kept, gone, by=asker(request).writer, via="web", scenario=asked.scenario)
    tell(
        request,
        _("What hung on {gone} hangs on {kept} now.").format(gone=names[1], kept=names[0]),
        written,
    )
    return _back(asked, "spellings")


def _changeable(request: HttpRequest) -> Asked:
    asked = asked_of(request)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed")
    return asked


def _back(asked: Asked, page: str) -> HttpResponse:
    return HttpResponseRedirect(kept_address(asked, reverse(page), {}))
