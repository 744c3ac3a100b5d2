"""Open sign-ins: kept as they are used, ended by whoever they are of, and over when nobody uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from allauth.core.internal.httpkit import get_client_ip  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cohelm.accounts.models import SignIn
from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose

Answer = Callable[[HttpRequest], HttpResponse]
NOTED = timedelta(minutes=1)
"""How often it is noted that a sign-in is in use."""


def keep_sign_ins(answer: Answer) -> Answer:
    """Middleware: ends a sign-in that nobody used for too long, notes of others that they are used."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME) and SESSION_KEY in request.session:
            _note(request, timezone.now())
        return answer(request)

    return middleware


def sign_ins_of(user: User) -> list[SignIn]:
    """The open sign-ins of an account, the one used last first; what is over is forgotten."""
    every = list(SignIn.objects.filter(user=user).order_by("-seen"))
    found = [one for one in every if _is_open(one, user)]
    SignIn.objects.filter(pk__in={one.pk for one in every} - {one.pk for one in found}).delete()
    return found


def end_sign_in(user: User, number: int) -> None:
    """Ends one sign-in of an account. Raises UnknownName for somebody else's, or one that is over."""
    found = SignIn.objects.filter(user=user, pk=number).first()
    if found is None:
        raise UnknownName("there is no such sign-in of yours", mend="It may be over already.")
    _end([found])


def end_all(user: User, *, but: str = "") -> int:
    """Ends all sign-ins of an account, but for that of one session; answers how many were open."""
    found = [one for one in sign_ins_of(user) if one.session_key != but]
    _end(found)
    return len(found)


def end_every(user: User) -> None:
    """Ends all sign-ins of an account; those too that were signed with a secret not known here."""
    _end(SignIn.objects.filter(user=user))


def browser_in_words(agent: str) -> str:
    """What a browser says it is, as people call it: Firefox on Linux."""
    names = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"),
             ("Safari", "Safari"))  # fmt: skip
    systems = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
               ("Windows", "Windows"), ("Mac OS", "a Mac"), ("Linux", "Linux"))  # fmt: skip
    name = next((word for sign, word in names if sign in agent), "")
    system = next((word for sign, word in systems if sign in agent), "")
    return " on ".join(filter(None, (name, system))) or agent[:60] or Prose("not known")


def _note(request: HttpRequest, now: datetime) -> None:
    key = request.session.session_key or ""
    seen = SignIn.objects.filter(session_key=key).values_list("seen", flat=True).first()
    if seen is None:
        SignIn.objects.get_or_create(
            session_key=key,
            defaults={
                "user_id": int(request.session[SESSION_KEY]),
                "address": get_client_ip(request) or "",
                "browser": request.headers.get("User-Agent", "")[:300],
                "made": now,
                "seen": now,
            },
        )
    elif settings.IDLE_MINUTES and now - seen > timedelta(minutes=settings.IDLE_MINUTES):
        SignIn.objects.filter(session_key=key).delete()
        request.session.flush()
    elif now - seen > NOTED:
        SignIn.objects.filter(session_key=key).update(seen=now)


def _is_open(one: SignIn, user: User) -> bool:
    held: Any = _store(one.session_key).load()
    stated = held.get(HASH_SESSION_KEY, "")
    return str(held.get(SESSION_KEY)) == str(user.pk) and constant_time_compare(
        stated, user.get_session_auth_hash()
    )


def _end(found: Iterable[SignIn]) -> None:
    for one in found:
        _store(one.session_key).delete()
        one.delete()


def _store(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)
