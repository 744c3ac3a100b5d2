"""Where one lands: led there after signing in, and choosing it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.models import Access
from cohelm.accounts.permission import READER, SIGNED_IN, asker, permission
from cohelm.core.errors import UnknownName
from cohelm.web.landing import address, choices, is_place, own_place, words_of
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.written import tell


@permission(SIGNED_IN)
def start_page(request: HttpRequest) -> HttpResponse:
    """Leads to where whoever signed in lands."""
    person = asker(request)
    if person.level is None or not any(plan_of(request).keys()):
        return HttpResponseRedirect(reverse("home"))
    chosen = _chosen(request)
    place = (
        chosen
        if is_place(chosen, person.office)
        else own_place(person, plan_of(request), asked_of(request).on)
    )
    return HttpResponseRedirect(address(place))


@permission(READER)
def landing_page(request: HttpRequest) -> HttpResponse:
    """Chooses where. Raises UnknownName."""
    if request.method == "POST":
        place = request.POST.get("place", "")
        office = asker(request).office
        if place and not is_place(place, office):
            known = [one for _, group in choices(office) for one, _ in group]
            raise UnknownName.of("place", place, known)
        Access.objects.filter(user__username=asker(request).username).update(lands=place)
        where = words_of(place, office) if place else _("where your office’s work is")
        tell(request, _("You land on “{where}” from now on.").format(where=where))
        return HttpResponseRedirect(reverse("landing"))
    person = asker(request)
    own = own_place(person, plan_of(request), asked_of(request).on)
    context = {
        "title": _("Where you land"), "chosen": _chosen(request), "groups": choices(person.office),
        "own": words_of(own, person.office),
    }  # fmt: skip
    return render(request, "landing.html", context)


def _chosen(request: HttpRequest) -> str:
    found = Access.objects.filter(user__username=asker(request).username)
    return str(found.values_list("lands", flat=True).first() or "")
