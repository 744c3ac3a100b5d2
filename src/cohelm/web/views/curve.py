"""The trade-off curve: what is known at once, and the whole of it as long work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import READER, asker, permission
from cohelm.accounts.tracing import TRADEOFF, ask_for_trace, stated_of, tradeoff_of_job
from cohelm.analysis.portfolio.tradeoff import TradeOff
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.views.analyses import context_of, result_of


@permission(READER)
def tradeoff_page(request: HttpRequest) -> HttpResponse:
    """The page; `job` in the address: the curve that this work traced."""
    result = tradeoff_shown(request, request.GET.dict())
    context: dict[str, Any] = context_of(request, TRADEOFF, result) | {
        "stated": stated_of(request.GET.dict()),
        "job": request.GET.get("job", ""),
    }
    return render(request, "analyses/tradeoff.html", context)


def tradeoff_shown(request: HttpRequest, stated: dict[str, str]) -> TradeOff:
    """The curve that an address or a form means. Raises UsageError, UnknownName."""
    number = stated.get("job", "")
    if not number.isdigit():
        found: TradeOff = result_of(request, TRADEOFF, stated)
        return found
    plan, on = plan_of(request), asked_of(request).on
    return tradeoff_of_job(plan, on, stated_of(stated), int(number), asker(request).username)


@require_POST
@permission(READER)
def trace_curve(request: HttpRequest) -> HttpResponse:
    """Queues the tracing of the curve that the form's terms ask for. Raises UsageError, UnknownName."""
    asked, stated = asked_of(request), stated_of(request.POST.dict())
    address = kept_address(asked, reverse(TRADEOFF.word), stated)
    job = ask_for_trace(request.user.pk or 0, asker(request), asked, stated, address)
    return HttpResponseRedirect(kept_address(asked, reverse("job", args=[job.pk]), {}))
