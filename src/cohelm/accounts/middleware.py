"""Says who asks, once a request: `request.person`; and answers in the language that they read."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import activate

from cohelm.accounts.language import language_for
from cohelm.accounts.person import person_of

Answer = Callable[[HttpRequest], HttpResponse]


def say_who_asks(answer: Answer) -> Answer:
    """Middleware: reads the person only when something asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(get_user(request)))  # type: ignore[attr-defined]
        return answer(request)

    return middleware


def speak_their_language(answer: Answer) -> Answer:
    """Middleware: what is answered is in the language that the person chose, or asks for.

    Behind `say_who_asks`; Django's own, before it, says which language was taken.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        activate(language_for(request.person, request))  # type: ignore[attr-defined]
        return answer(request)

    return middleware
