"""The sample's door: come in as one of the cast. It is there in the demo alone."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import ANYONE, permission
from cohelm.core.audience import PUBLIC
from cohelm.store.load import load
from cohelm.web.visitors import VISITORS


@permission(ANYONE)
def door_page(request: HttpRequest) -> HttpResponse:
    """Whom one can be."""
    _only_in_the_demo()
    name = load(audience=PUBLIC).organisation.get("name", "the sample organisation")
    context = {"visitors": VISITORS, "organisation": name, "title": _("The door")}
    return render(request, "door.html", context | {"next": request.GET.get("next", "")})


@require_POST
@permission(ANYONE)
def enter(request: HttpRequest) -> HttpResponse:
    """Comes in."""
    _only_in_the_demo()
    chosen = request.POST.get("person", "")
    user = User.objects.filter(username=chosen).first()
    if user is None or chosen not in {one.username for one in VISITORS}:
        return HttpResponseRedirect(reverse("door"))
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    return HttpResponseRedirect(onward if onward and is_ours else reverse("start"))


@require_POST
@permission(ANYONE)
def leave(request: HttpRequest) -> HttpResponse:
    """Signs out, and goes back to where one comes in."""
    logout(request)
    return HttpResponseRedirect(reverse("door" if settings.DEMO else "account_login"))


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
