"""Keeping a list under a name, and dropping it again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import READER, asker, permission, user_of
from cohelm.core.errors import UnknownName
from cohelm.store.access import Level
from cohelm.web.models import SavedView
from cohelm.web.plan import plan_of
from cohelm.web.savedviews import keep
from cohelm.web.written import tell


@require_POST
@permission(READER)
def keep_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Keeps the list; for everybody, or for their office, where a contributor says so.

    Raises UnknownName, InputError.
    """
    plan_of(request).schema.kind(kind)
    circle = request.POST.get("circle", "") if asker(request).may(Level.CONTRIBUTOR) else ""
    office = asker(request).office if circle == "office" else ""
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    kept = keep(user_of(request), kind, name, query, shared=circle == "all", office=office)
    said = {
        "all": _("The list is kept as “{name}”, for everybody."),
        "office": _("The list is kept as “{name}”, for your office."),
    }.get(circle, _("The list is kept as “{name}”."))
    tell(request, said.format(name=kept.name))
    address = reverse("items", args=[kind])
    return HttpResponseRedirect(f"{address}?{kept.query}" if kept.query else address)


@require_POST
@permission(READER)
def drop_view(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Drops one's own view. Raises UnknownName for somebody else's."""
    mine = SavedView.objects.filter(pk=number, kind=kind, user=user_of(request))
    gone = mine.delete()[0]
    if not gone:
        raise UnknownName("there is no such view of yours")
    tell(request, _("The view is dropped; the items in it are as they were."))
    return HttpResponseRedirect(reverse("items", args=[kind]))
