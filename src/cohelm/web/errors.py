"""Errors as pages: what happened, what was kept, what to do, and the number of the request."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cohelm.accounts.lengths import refuse_too_long
from cohelm.accounts.oidc import NotSignedInByProvider, ProviderDown
from cohelm.accounts.permission import NoAccess, NotSignedIn
from cohelm.core.errors import (
    CohelmError,
    Conflict,
    NotPermitted,
    TooLarge,
    UnknownName,
    UsageError,
)
from cohelm.core.prose import Prose
from cohelm.store.enforce import RightNeeded


class StaleForm(NotPermitted):
    """A form that did not come from a page of ours, or from one that is too old."""


class WrongMethod(UsageError):
    """A page asked for where only forms are sent to, or a form sent to a page."""

    status = 405


class TooOften(CohelmError):
    """Too many requests of one asker or address in a minute."""

    status = 429


TITLES = {
    StaleForm: Prose("This form is out of date"),
    NotSignedInByProvider: Prose("You were not signed in"),
    ProviderDown: Prose("You were not signed in"),
    NoAccess: Prose("You have no access yet"),
    NotPermitted: Prose("This is not yours to open"),
    UnknownName: Prose("There is nothing here by that name"),
    Conflict: Prose("Somebody else was here first"),
}
BY_STATUS = {
    405: Prose("This address does not answer that"),
    413: Prose("This is too large"),
    429: Prose("Too much at once"),
    503: Prose("This cannot be answered just now"),
}
"""The titles of refusals that several errors share."""
MOMENT = "60"
"""Seconds after which a program may ask again."""


class show_errors:  # noqa: N801 - named as the middleware functions beside it are
    """Middleware: answers the house's errors as pages, and leads whoever is not signed in to the door."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuses a body that is too long before it is read; a method that is not taken has a page."""
        is_api = request.path.startswith("/api/")
        try:
            if not is_api:
                refuse_too_long(request)
        except TooLarge as error:
            return error_page(request, error)
        response = self.answer(request)
        bare = response.status_code == WrongMethod.status and not response.content
        return response if is_api or not bare else _wrong_method(request, response)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of ours; others are Django's."""
        if isinstance(error, NotSignedIn):
            return to_the_door(request)
        return error_page(request, error) if isinstance(error, CohelmError) else None


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Leads to where one signs in, and back here afterwards."""
    address = reverse("door" if settings.DEMO else "account_login")
    if request.method == "GET" and request.path != "/":
        address += "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):  # a part of a page cannot be replaced by the door
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def error_page(request: HttpRequest, error: CohelmError) -> HttpResponse:
    """An error of ours as a page."""
    if isinstance(error, RightNeeded):
        return right_needed_page(request, error)
    title = BY_STATUS.get(error.status, "") or next(
        (words for type_, words in TITLES.items() if isinstance(error, type_)), ""
    )
    context = {"error": error, "title": title or _("This could not be done")}
    return _whole(request, render(request, "error.html", context, status=error.status))


def _wrong_method(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """A page in place of Django's empty answer; what is allowed stays in the header."""
    error = WrongMethod(
        Prose("it takes only what a button or a form of a page sends to it")
        if "POST" in bare["Allow"]
        else Prose("it is there to be opened; nothing can be sent to it"),
        where=request.path[:200],
        mend=Prose("Go back to the page that you came from."),
    )
    page = error_page(request, error)
    page["Allow"] = bare["Allow"]
    return page


def _whole(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """A page that takes the place of the one that is open, where only a part of it was asked for."""
    if request.headers.get("HX-Request"):
        page["HX-Retarget"] = page["HX-Reselect"] = "#page"
        page["HX-Reswap"] = "outerHTML"
    return page


def right_needed_page(request: HttpRequest, error: RightNeeded) -> HttpResponse:
    """Whose right it is; what was sent can be sent to them, or sent again with a reason."""
    again = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "past_rights")
        for value in values
    ]
    context = {
        "title": _("Somebody else has the right to this"), "error": error, "again": again,
        "address": request.get_full_path(),
    }  # fmt: skip
    return _whole(request, render(request, "rights/needed.html", context, status=error.status))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """An address that leads nowhere."""
    return error_page(
        request,
        UnknownName(
            Prose("there is no such page"),
            where=request.path[:200],
            mend=Prose(
                "Look at how the address is spelled, or find what you look for by its name."
            ),
        ),
    )


def csrf_page(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that did not come from a page of ours, or from one that is too old."""
    error = StaleForm(
        Prose("this form was not sent from a fresh page of this site"),
        mend=Prose("Go back, reload the page and send it again."),
    )
    return error_page(request, error)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django does not read: more than it takes at once, or off altogether."""
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        error: CohelmError = TooLarge(
            Prose("these are too many files"), accepted=Prose("at most {n} files at once", n=most)
        )
    elif isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        error = TooLarge(
            Prose("what was written into the form is too long"),
            accepted=Prose("at most {most} MB of text; files are brought as files", most=most),
        )
    else:
        error = UsageError(Prose("the request cannot be read"))
    if not hasattr(request, "person"):  # refused before it was known who asks
        return _fault(request, error.status)
    return error_page(request, error)


def too_often(request: HttpRequest) -> HttpResponse:
    """Somebody who tries too often, such as a password."""
    error = TooOften(
        Prose("there were too many requests within a minute"),
        mend=Prose("Wait a minute, and try again."),
    )
    page = error_page(request, error)
    page["Retry-After"] = MOMENT
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or a database that does not answer. The page asks nothing of the database."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return _fault(request, 503 if away else 500)


def _fault(request: HttpRequest, status: int) -> HttpResponse:
    number = getattr(request, "number", "")
    page = render(None, "fault.html", {"number": number, "status": status}, status=status)
    if status == 503:
        page["Retry-After"] = MOMENT
    return _whole(request, page)
