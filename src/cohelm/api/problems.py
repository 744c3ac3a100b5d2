"""Errors as problem documents (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from cohelm.accounts.permission import NotSignedIn
from cohelm.api.limits import TooManyRequests
from cohelm.api.retries import Repeated, answered
from cohelm.api.taken import not_json
from cohelm.core.errors import CohelmError

MEDIA = "application/problem+json"


class PreconditionRequired(CohelmError):
    """A write that does not say which version it is made upon."""

    status = 428


class PreconditionFailed(CohelmError):
    """A write upon a version that is not the newest any more; carries what is there now."""

    status = 412

    def __init__(
        self, message: str, *, etag: str = "", current: Any = None, mend: str = ""
    ) -> None:
        self.etag, self.current = etag, current
        super().__init__(message, mend=mend)


def problem(
    api: NinjaAPI, request: HttpRequest, status: int, title: str, **more: Any
) -> HttpResponse:
    """A problem document; empty members are left out."""
    said = {name: value for name, value in more.items() if value not in ("", None)}
    body = {"type": "about:blank", "title": title, "status": status, **said,
            "request": getattr(request, "number", "")}  # fmt: skip
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = MEDIA
    return response


def pointer(place: tuple[str | int, ...]) -> str:
    """Where a value stands in what was sent (RFC 6901); empty for a body as a whole.

    An operation reads one body, which ninja calls by the name of our argument: that was not sent.
    """
    parts = place[2:] if place[0] == "body" else place[1:]
    return "".join("/" + str(one).replace("~", "~0").replace("/", "~1") for one in parts)


def _errors(request: HttpRequest, error: CohelmError) -> list[dict[str, str]] | None:
    """What is wrong with each value: all that an error has, or the parameter or member that it names."""
    if found := getattr(error, "errors", None):
        return list(found)
    named: dict[str, Collection[str]] = {
        "query": request.GET, "body": _members(request) if error.where else ()
    }  # fmt: skip
    for place, names in named.items():
        if error.where in names:
            return [{"pointer": f"/{error.where}", "in": place, "detail": error.message}]
    return None


def _members(request: HttpRequest) -> Collection[str]:
    """What a body names at its top; nothing where it is no object of JSON."""
    try:
        sent = orjson.loads(request.body)
    except (ValueError, RawPostDataException, RequestDataTooBig):
        return ()
    return sent if isinstance(sent, dict) else ()


def _headers(error: CohelmError) -> dict[str, str]:
    """What an error says beside its document: how to sign in, when to come again, what is there now."""
    if isinstance(error, NotSignedIn):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, TooManyRequests):
        return {"Retry-After": str(error.share.seconds), **error.share.headers()}
    if isinstance(error, PreconditionFailed) and error.etag:
        return {"ETag": error.etag}
    return {}


def answer_errors(api: NinjaAPI) -> None:
    """Tells the API how errors are answered."""

    def ours(request: HttpRequest, error: CohelmError) -> HttpResponse:
        response = problem(
            api, request, error.status, type(error).__name__, detail=str(error),
            where=error.where, accepted=error.accepted, mend=error.mend,
            errors=_errors(request, error), current=getattr(error, "current", None),
            rights=[one.plain for one in getattr(error, "held", ())] or None,
        )  # fmt: skip
        for name, value in _headers(error).items():
            response[name] = value
        return response

    def again(_request: HttpRequest, error: Repeated) -> HttpResponse:
        return answered(error.kept)

    def too_big(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
        return problem(api, request, 413, "The request is too large",
                       mend="Send files to /import, and many items in several requests.")  # fmt: skip

    def unread(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [
            {"pointer": pointer(one["loc"]), "in": one["loc"][0], "detail": one["msg"]}
            for one in error.errors
        ]
        return problem(api, request, 422, "The request cannot be read", errors=errors)

    def bare(request: HttpRequest, error: HttpError) -> HttpResponse:
        if isinstance(error.__cause__, ValueError):  # of the parser: ninja's own words say less
            return ours(request, not_json(request.content_type or "", str(error.__cause__)))
        return problem(api, request, error.status_code, "The request cannot be read",
                       detail=str(error))  # fmt: skip

    def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return problem(api, request, 404, "There is nothing here by that name")

    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        Repeated: again,
        CohelmError: ours,
        RequestDataTooBig: too_big,
        ValidationError: unread,
        HttpError: bare,
        Http404: missing,
    }
    for error, answer in handlers.items():
        api.add_exception_handler(error, answer)
