"""An invitation: the link that works once, by which somebody makes an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cohelm.accounts.let_in import has_second_factor
from cohelm.accounts.permission import ANYONE, permission
from cohelm.accounts.secrets import accept_invitation, open_invitation
from cohelm.core.errors import InputError
from cohelm.store.access import Level


@permission(ANYONE)
def welcome_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Names the account and its password. Raises UnknownName for a link that is not valid."""
    invitation = open_invitation(secret, now=timezone.now())
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _wrong(request, invitation.user)
        if not wrong:
            try:
                return _accepted(request, secret)
            except InputError as error:
                wrong = {"username": error.message}
    context = {
        "title": _("Welcome"),
        "known": invitation.user,
        "level": Level(invitation.level).name.replace("_", " ").lower(),
        "wrong": wrong,
        "stated": request.POST,
    }
    return render(request, "welcome.html", context, status=422 if wrong else 200)


def _wrong(request: HttpRequest, known: User | None) -> dict[str, str]:
    """What cannot be taken, by field. Whoever is known has a name already."""
    username, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
    wrong = {}
    bare = username.replace(".", "").replace("-", "")
    if known is None and not (bare.isascii() and bare.isalnum()):
        wrong["username"] = _("Letters, digits, dots and hyphens; at least one.")
    if password != request.POST.get("again", ""):
        wrong["again"] = _("The two are not the same.")
    try:
        validate_password(password, known or User(username=username))
    except ValidationError as error:
        wrong["password"] = " ".join(error.messages)
    return wrong


def _accepted(request: HttpRequest, secret: str) -> HttpResponse:
    user = accept_invitation(
        secret,
        username=request.POST.get("username", "").strip(),
        name=request.POST.get("name", ""),
        password=request.POST["password"],
        now=timezone.now(),
    )
    if has_second_factor(user):  # a link alone is not let past it
        messages.success(request, _("The new password holds. Sign in with it and a code."))
        return HttpResponseRedirect(reverse("account_login"))
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(reverse("start"))
