"""Says who asks, once a request: `request.person`."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from cohelm.accounts.person import person_of

Answer = Callable[[HttpRequest], HttpResponse]


def say_who_asks(answer: Answer) -> Answer:
    """Middleware: reads the person only when something asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(get_user(request)))  # type: ignore[attr-defined]
        return answer(request)

    return middleware
