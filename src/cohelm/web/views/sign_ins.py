"""The open sign-ins of whoever asks: where, since when, and ending them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import SIGNED_IN, NotSignedIn, permission
from cohelm.accounts.sign_ins import browser_in_words, end_all, end_sign_in, sign_ins_of
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.web.written import tell


@permission(SIGNED_IN)
def sign_ins_page(request: HttpRequest) -> HttpResponse:
    """All that are open."""
    here = request.session.session_key
    rows = [
        (one, browser_in_words(one.browser), one.session_key == here)
        for one in sign_ins_of(_user(request))
    ]
    context = {"title": _("Where you are signed in"), "rows": rows, "others": len(rows) - 1}
    return render(request, "sign_ins.html", context)


@require_POST
@permission(SIGNED_IN)
def end_one(request: HttpRequest, number: int) -> HttpResponse:
    """Ends one. Raises UnknownName for somebody else's."""
    end_sign_in(_user(request), number)
    tell(request, _("That sign-in is over."))
    return HttpResponseRedirect(reverse("sign_ins"))


@require_POST
@permission(SIGNED_IN)
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends all but the one that asks."""
    ended = end_all(_user(request), but=request.session.session_key or "")
    tell(request, Prose("{sign_ins:A} ended.", sign_ins=count(ended, "other sign-in")))
    return HttpResponseRedirect(reverse("sign_ins"))


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise NotSignedIn("nobody is signed in", mend="Sign in first.")
    return request.user
