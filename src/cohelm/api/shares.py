"""The headers by which a program sees how much of its share of requests is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from cohelm.api.limits import Share

Run = Callable[..., HttpResponse]


def said_shares(run: Run) -> Run:
    """Wraps an operation: its answer says what is left of the asker's share."""

    @wraps(run)
    def view(request: HttpRequest, **stated: Any) -> HttpResponse:
        response = run(request, **stated)
        share: Share | None = getattr(request, "share", None)
        if share is not None:
            for name, value in share.headers().items():
                response[name] = value
        return response

    return view
