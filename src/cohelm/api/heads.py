"""HEAD under /api/: what GET says of itself in its headers, without the body."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def answer_heads(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: asks as GET, so that each operation that reads answers HEAD too (RFC 9110, 9.3.2)."""

    def answered(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD" or not request.path_info.startswith("/api/"):
            return answer(request)
        request.method = "GET"
        response = answer(request)
        length = response.headers.get("Content-Length")
        response.content = b""
        if length is not None:
            response.headers["Content-Length"] = length
        return response

    return answered
