"""The page on which an office spreads its 100 points: sealed, until the other office's are in too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import OFFICE_LEAD, READER, asker, permission
from cohelm.core.errors import CohelmError, NotPermitted
from cohelm.store import points
from cohelm.store.access import Level
from cohelm.store.points import Sealed
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.written import tell

GIVES = "give-"


@permission(READER)
def points_page(request: HttpRequest) -> HttpResponse:
    """Who has handed points in; and the sheet of whoever leads an office."""
    if request.method == "POST":
        return _handed_in(request)
    return _shown(request)


def _shown(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    person, plan, on = asker(request), plan_of(request), asked_of(request).on
    seats = points.seats()
    mine = next((one for one in seats if one.office == person.office), None)
    leads = mine is not None and person.level is Level.OFFICE_LEAD and person.may_write
    context = {
        "title": _("Points of the two offices"),
        "seats": seats,
        "mine": mine if leads else None,
        "rows": [
            (id_, plan.name(f"initiative:{id_}"), request.POST.get(GIVES + id_, ""))
            for id_ in (points.ballot(on) if leads else ())
        ],
        "wrong": wrong,
    }
    return render(request, "points.html", context, status=status)


def _handed_in(request: HttpRequest) -> HttpResponse:
    person, on = asker(request), asked_of(request).on
    if not person.may(Level.OFFICE_LEAD):
        raise NotPermitted(f"this takes the access level {OFFICE_LEAD.words}")
    if person.level is not Level.OFFICE_LEAD or not person.office:
        return _shown(
            request, _("points are given by the lead of an office, and you lead none"), 422
        )
    office, own = person.office, person.office
    try:
        if "withdraw" in request.POST:
            found = points.withdraw(office, by=person.writer, own=own)
        else:
            stated = {
                name.removeprefix(GIVES): request.POST.get(name, "")
                for name in request.POST
                if name.startswith(GIVES)
            }
            given = points.read_points(stated, points.ballot(on))
            found = points.seal(office, given, by=person.writer, own=own, on=on)
    except NotPermitted:
        raise
    except CohelmError as error:
        return _shown(request, str(error), error.status)
    _told(request, found)
    return HttpResponseRedirect(reverse("points"))


def _told(request: HttpRequest, found: Sealed) -> None:
    if found.revealed is not None:
        tell(request, _("Both offices' points are in, and revealed."), found.revealed)
    elif "withdraw" in request.POST:
        tell(request, _("Your points are taken back."))
    else:
        tell(request, _("Your points are sealed. They are shown once the other office's are in."))
