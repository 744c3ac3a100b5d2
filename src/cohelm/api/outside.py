"""Refusals under /api/ that no operation of the API makes: also they are problem documents."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse

from cohelm.accounts.lengths import refuse_too_long
from cohelm.api.problems import MEDIA
from cohelm.core.errors import TooLarge

MENDS = {
    404: "The addresses are in /api/v1/openapi.json.",
    405: "The methods of this address are in the header Allow.",
    400: "The request could not be read at all: look at its headers.",
    413: "Send fewer or smaller files at once, and many items in several requests.",
    500: "Tell whoever runs this server the number of the request.",
    503: "Nothing was changed. Try again in a moment.",
}


def problems_outside(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: an address that leads nowhere, a wrong method, a body that Django cannot read, a fault.

    Pages answer these in HTML, which a program cannot read.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        is_ours = request.path.startswith("/api/")
        try:
            if is_ours:
                refuse_too_long(request)
        except TooLarge as error:
            return _problem(request, HttpResponse(status=error.status), str(error))
        response = answer(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_ours and response.status_code >= 400 and is_page:
            return _problem(request, response)
        return response

    return answered


def _problem(request: HttpRequest, page: HttpResponse, detail: str = "") -> HttpResponse:
    said = {
        "type": "about:blank",
        "title": HTTPStatus(page.status_code).phrase,
        "status": page.status_code,
        "detail": detail,
        "mend": MENDS.get(page.status_code),
        "request": getattr(request, "number", ""),
    }
    body = orjson.dumps({name: value for name, value in said.items() if value})
    response = HttpResponse(body, status=page.status_code, content_type=MEDIA)
    for header in ("Allow", "Retry-After"):
        if header in page:
            response[header] = page[header]
    return response
