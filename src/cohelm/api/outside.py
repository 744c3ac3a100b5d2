"""Refusals under /api/ that no operation of the API makes: also they are problem documents."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse

from cohelm.api.problems import MEDIA

MENDS = {
    404: "The addresses are in /api/v1/openapi.json.",
    405: "The methods of this address are in the header Allow.",
    400: "The request could not be read at all: look at its headers.",
}


def problems_outside(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: an address that leads nowhere, a wrong method, a body that Django cannot read, a fault.

    Pages answer these in HTML, which a program cannot read.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if request.path.startswith("/api/") and response.status_code >= 400 and is_page:
            return _problem(request, response)
        return response

    return answered


def _problem(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    said = {
        "type": "about:blank",
        "title": HTTPStatus(page.status_code).phrase,
        "status": page.status_code,
        "mend": MENDS.get(page.status_code),
        "request": getattr(request, "number", ""),
    }
    body = orjson.dumps({name: value for name, value in said.items() if value})
    response = HttpResponse(body, status=page.status_code, content_type=MEDIA)
    if "Allow" in page:
        response["Allow"] = page["Allow"]
    return response
