"""The headers of every answer of the API: what is left of the asker's share, and its policy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from cohelm.api.limits import Share

POLICY = "default-src 'none'; frame-ancestors 'none'"
"""What a browser may do with an answer that it opens: nothing. Stricter than that of pages."""
Run = Callable[..., HttpResponse]


def with_headers(run: Run) -> Run:
    """Wraps an operation: its answer carries the headers of the API."""

    @wraps(run)
    def view(request: HttpRequest, **stated: Any) -> HttpResponse:
        response = run(request, **stated)
        response["Content-Security-Policy"] = POLICY
        share: Share | None = getattr(request, "share", None)
        if share is not None:
            for name, value in share.headers().items():
                response[name] = value
        return response

    return view
