"""The plan that a request looks at, for whoever asks: the one gate through which pages read."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from cohelm.accounts.asked import Asked, asked
from cohelm.accounts.permission import asker
from cohelm.core.enterprise import Enterprise


def asked_of(request: HttpRequest) -> Asked:
    """Which plan the address asks for; read once. Raises UsageError."""
    known = getattr(request, "asked", None)
    if known is None:
        known = asked(request.GET.dict(), today=timezone.now().date())
        request.asked = known  # type: ignore[attr-defined]
    return cast(Asked, known)


def plan_of(request: HttpRequest) -> Enterprise:
    """The plan on the day, as the asker may see it; read once. Raises UsageError, UnknownName."""
    known = getattr(request, "plan", None)
    if known is None:
        known = asked_of(request).enterprise(asker(request).audience)
        request.plan = known  # type: ignore[attr-defined]
    return cast(Enterprise, known)


def whole_plan_of(request: HttpRequest) -> Enterprise:
    """The plan with the links of all days, as the asker may see it: for editing and comparing."""
    return asked_of(request).whole(asker(request).audience)
