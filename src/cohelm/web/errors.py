"""Errors as pages: what happened, what was kept, what to do, and the number of the request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cohelm.accounts.oidc import NotSignedInByProvider, ProviderDown
from cohelm.accounts.permission import NotSignedIn
from cohelm.core.errors import CohelmError, Conflict, NotPermitted, UnknownName
from cohelm.core.prose import Prose
from cohelm.store.enforce import RightNeeded

TITLES = {
    NotSignedInByProvider: Prose("You were not signed in"),
    ProviderDown: Prose("You were not signed in"),
    NotPermitted: Prose("This is not yours to open"),
    UnknownName: Prose("There is nothing here by that name"),
    Conflict: Prose("Somebody else was here first"),
}


class show_errors:  # noqa: N801 - named as the middleware functions beside it are
    """Middleware: answers the house's errors as pages, and leads whoever is not signed in to the door."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before or after the view."""
        return self.answer(request)

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
    title = next((words for type_, words in TITLES.items() if isinstance(error, type_)), "")
    context = {"error": error, "title": title or _("This could not be done")}
    return _whole(request, render(request, "error.html", context, status=error.status))


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
        request, UnknownName(Prose("there is no such page"), where=request.path[:200])
    )


def csrf_page(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that did not come from a page of ours, or from one that is too old."""
    error = NotPermitted(
        Prose("this form was not sent from a fresh page of this site"),
        mend=Prose("Nothing was changed. Go back, reload the page and send it again."),
    )
    return error_page(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page asks nothing of the database."""
    number = getattr(request, "number", "")
    return render(None, "fault.html", {"number": number}, status=500)
