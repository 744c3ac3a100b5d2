"""Who calls, and what an operation takes: a token or a session, and a permission for each operation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from cohelm.accounts.permission import (
    CONTRIBUTOR,
    OFFICE_LEAD,
    READER,
    NotSignedIn,
    Permission,
    asker,
    refuse,
)
from cohelm.accounts.person import Person
from cohelm.accounts.secrets import person_by_token
from cohelm.api.limits import MOST_FAILURES, calls, failures
from cohelm.api.retries import claim
from cohelm.core.errors import NotPermitted

SAFE = ("GET", "HEAD", "OPTIONS")
BRING = "Make one on the page /tokens/, and send it as `Authorization: Bearer cohelm_…`."
"""What whoever has no token that holds can do."""


class Takes(AuthBase):
    """What an operation takes, as `auth=` of its route; refused before anything else is looked at.

    A program sends `Authorization: Bearer cohelm_…`; a page of ours has its session, and for writes
    the CSRF token in `X-CSRFToken`. Who is let in spends one of the account's requests a minute.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_name = "token"

    def __init__(self, needed: Permission) -> None:
        self.permission = needed
        super().__init__()

    def __call__(self, request: HttpRequest) -> Person:
        """Whoever asks. Raises NotSignedIn, NotPermitted, TooManyRequests."""
        person = self._person(request)
        if person.signed_in and settings.API_PER_MINUTE:
            request.share = calls.spend(person.username, settings.API_PER_MINUTE)  # type: ignore[attr-defined]
        refuse(person, self.permission)
        if request.method not in SAFE and person.read_only:
            raise NotPermitted("this token reads and does not write", mend="Make one that writes.")
        request.person = person  # type: ignore[attr-defined]
        if request.method not in SAFE:
            claim(request, person.username)
        return person

    def _person(self, request: HttpRequest) -> Person:
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme:
            person = person_by_token(text.strip(), now=timezone.now())
            if scheme.lower() != "bearer" or not person.signed_in:
                failures.spend(request.META.get("REMOTE_ADDR", ""), MOST_FAILURES)
                raise NotSignedIn("the token is not valid, or not any more", mend=BRING)
            return person
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            raise NotSignedIn("there is no token", mend=BRING)
        if request.method not in SAFE and check_csrf(request, _no_view):
            raise NotPermitted("the CSRF token is missing or wrong", mend="Send X-CSRFToken.")
        return asker(request)


def _no_view(*args: Any) -> None:
    """What Django's check of the CSRF token wants to know exemptions of; there are none."""


reads = Takes(READER)
writes = Takes(CONTRIBUTOR)
leads = Takes(OFFICE_LEAD)
