"""Webhooks: made, tried, given a new secret, stopped; what was sent last, and sending it again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.hooks import (
    EVENTS,
    ShownHook,
    change_secret,
    make_hook,
    send_again,
    send_test,
    stop_hook,
)
from cohelm.accounts.models import Delivery, Hook
from cohelm.accounts.permission import READER, permission, user_of
from cohelm.core.errors import InputError
from cohelm.web.written import tell

SHOWN = 20


@permission(READER)
def hooks_page(request: HttpRequest) -> HttpResponse:
    """One's own hooks with what was sent last; and making one."""
    shown, wrong = None, ""
    if request.method == "POST":
        try:
            shown = make_hook(
                user_of(request), name=request.POST.get("name", ""),
                address=request.POST.get("address", ""), events=request.POST.getlist("event"),
                now=timezone.now(),
            )  # fmt: skip
        except InputError as error:
            wrong = str(error)
    return _shown(request, shown, wrong)


def _shown(request: HttpRequest, shown: ShownHook | None, wrong: str = "") -> HttpResponse:
    user = user_of(request)
    sent = Delivery.objects.filter(hook__user=user).select_related("hook").order_by("-made", "-pk")
    asked_for = request.POST.getlist("event") if request.method == "POST" else ["decision.told"]
    context = {
        "events": [(name, words, name in asked_for) for name, words in EVENTS.items()],
        "title": _("Webhooks"), "hooks": Hook.objects.filter(user=user).order_by("stopped", "-made"),
        "sent": sent[:SHOWN], "shown": shown, "wrong": wrong, "stated": request.POST,
    }  # fmt: skip
    return render(request, "hooks.html", context, status=422 if wrong else 200)


@require_POST
@permission(READER)
def new_secret(request: HttpRequest, number: int) -> HttpResponse:
    """Shows a new secret once. Raises UnknownName for somebody else's hook."""
    return _shown(request, change_secret(user_of(request), number, now=timezone.now()))


@require_POST
@permission(READER)
def test_one(request: HttpRequest, number: int) -> HttpResponse:
    """Sends a message that says nothing. Raises UnknownName for somebody else's hook."""
    send_test(user_of(request), number, now=timezone.now())
    return _back(request, _("A test is on its way. Whether it arrived stands here in a moment."))


@require_POST
@permission(READER)
def stop_one(request: HttpRequest, number: int) -> HttpResponse:
    """Stops a hook. Raises UnknownName for somebody else's."""
    stop_hook(user_of(request), number, now=timezone.now())
    return _back(request, _("The hook is stopped: nothing is sent to it any more."))


@require_POST
@permission(READER)
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Sends a message again. Raises UnknownName for one to somebody else's hook."""
    send_again(user_of(request), number, now=timezone.now())
    return _back(request, _("It is sent again, as the same message."))


def _back(request: HttpRequest, words: str) -> HttpResponse:
    tell(request, words)
    return HttpResponseRedirect(reverse("hooks"))
