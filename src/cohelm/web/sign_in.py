"""How people come in: with an account by an invitation, and not kept out by who guesses at it."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter  # type: ignore[import-untyped]
from allauth.core.internal.httpkit import get_client_ip  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

KNOWN_FOR = 365 * 24 * 3600
SALT = "known-browser"


def provider_name() -> str:
    """What the provider of sign-ins is called; empty where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"]) if apps else ""


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in as allauth does it, without the sign-up.

    Wrong passwords are counted by account and place: a browser in which the account was signed in
    before has a count of its own (its cookie says so, signed), any other shares that of its address.
    So whoever guesses elsewhere, or even from the same address, does not keep the owner out.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name and the password do not belong together."),
        "email_password_mismatch": _("The name and the password do not belong together."),
        "too_many_login_attempts": _("Too many wrong passwords from here. Wait for five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody signs up: an administrator invites."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        """The browser is known to be the account's from now on."""
        answer: HttpResponse = super().post_login(request, user, **told)
        names = "|".join(filter(None, (user.username.lower(), user.email.lower())))
        answer.set_signed_cookie(
            settings.KNOWN_BROWSER_COOKIE, f"{token_urlsafe(12)}|{names}", salt=SALT,
            max_age=KNOWN_FOR, secure=settings.HTTPS, httponly=True, samesite="Lax",
        )  # fmt: skip
        return answer

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        login = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
        cookie = request.get_signed_cookie(
            settings.KNOWN_BROWSER_COOKIE, default="", salt=SALT, max_age=KNOWN_FOR
        )
        browser, *names = (cookie or "").split("|")
        place = f"browser {browser}" if login in names else f"address {get_client_ip(request)}"
        return f"{login} {place}"
