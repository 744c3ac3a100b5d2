"""What is done with a topic of the agenda: taken on, put off, passed on by the rights."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.agenda.inhand import MOVES, may_be_given, moved
from cohelm.core.days import day_asked
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.keys import free_slug
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell

DONE = {"take": "You took it on.", "postpone": "It is put off.", "delegate": "It is passed on."}


@permission(CONTRIBUTOR)
def topic_page(request: HttpRequest) -> HttpResponse:
    """The three things that can be done with `item`. Raises UnknownName, InputError, NotPermitted."""
    plan, asked = plan_of(request), asked_of(request)
    item = request.POST.get("item", request.GET.get("item", ""))
    if item not in plan:
        raise UnknownName(f"there is no item '{item}'")
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    if request.method == "POST":
        return _moved(request, item)
    named = may_be_given(plan, item, on=asked.on)
    context = {
        "title": plan.name(item),
        "item": item,
        "named": [(key, plan.name(key), why) for key, why in named.items()],
        "today": asked.on.isoformat(),
    }
    return render(request, "agenda_topic.html", context)


def _moved(request: HttpRequest, item: str) -> HttpResponse:
    asked, person, plan = asked_of(request), asker(request), whole_plan_of(request)
    move = request.POST.get("move", "")
    if move not in MOVES:
        raise InputError(f"'{move}'", where="move", accepted=", ".join(MOVES))
    to = person.key if move == "take" else request.POST.get("to", "")
    id_ = free_slug(
        f"{timezone.now():%Y-%m-%d}-{plan.name(item)}", set(everything().table("action").ids)
    )
    changes = moved(
        plan, item, move, id_=id_, on=asked.on, to=to,
        due=day_asked(request.POST.get("until", ""), where="until"),
    )  # fmt: skip
    written = apply(
        changes, by=person.writer, via="web", scenario=asked.scenario,
        reason=request.POST.get("reason", "").strip()[:500] or f"agenda: {move}",
    )  # fmt: skip
    tell(request, DONE[move], written)
    return HttpResponseRedirect(kept_address(asked, reverse("agenda"), {}))
