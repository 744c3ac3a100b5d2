"""Tokens for programs: made, shown once, revoked; each person their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.models import Token
from cohelm.accounts.permission import READER, permission, user_of
from cohelm.accounts.secrets import Shown, make_token
from cohelm.core.errors import InputError, UnknownName
from cohelm.web.written import tell


@permission(READER)
def tokens_page(request: HttpRequest) -> HttpResponse:
    """One's own tokens; and making one."""
    shown: Shown | None = None
    wrong = ""
    if request.method == "POST":
        try:
            shown = _made(request)
        except InputError as error:
            wrong = str(error)
    context = {
        "title": _("Tokens for programs"),
        "tokens": Token.objects.filter(user=user_of(request)).order_by("-made"),
        "shown": shown,
        "wrong": wrong,
        "now": timezone.now(),
    }
    return render(request, "tokens.html", context, status=422 if wrong else 200)


@require_POST
@permission(READER)
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a token away. Raises UnknownName for somebody else's."""
    gone = Token.objects.filter(pk=number, user=user_of(request)).delete()[0]
    if not gone:
        raise UnknownName("there is no such token of yours")
    tell(request, _("The token is gone: what used it is refused from now on."))
    return HttpResponseRedirect(reverse("tokens"))


def _made(request: HttpRequest) -> Shown:
    days = request.POST.get("days", "")
    if not days.isdecimal() or len(days) > 6:
        raise InputError(f"'{days}' is no number of days", accepted="1 to 366")
    scope = "write" if request.POST.get("scope") == "write" else "read"
    name = request.POST.get("name", "")
    return make_token(user_of(request), name=name, scope=scope, days=int(days), now=timezone.now())  # type: ignore[arg-type]
