"""The headers that every answer carries besides Django's."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
NOT_USED = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


def set_headers(answer: Answer) -> Answer:
    """Middleware: numbers each request, forbids keeping what it answers, and shuts off sensors.

    The content security policy of the settings has no nonce, so that it is the same in every answer.
    """
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        request.number = secrets.token_hex(6)  # type: ignore[attr-defined]
        response = answer(request)
        response.headers["X-Request-Id"] = request.number  # type: ignore[attr-defined]
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", NOT_USED)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
