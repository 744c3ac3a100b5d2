"""What is done with a topic of the agenda: taken on, put off, passed on by the rights."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.agenda.inhand import MOVES, may_be_given
from cohelm.core.days import day_asked
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.prose import Prose
from cohelm.store.topics import move_topic
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell

DONE = {
    "take": Prose("You took it on."), "postpone": Prose("It is put off."),
    "delegate": Prose("It is passed on."),
}  # fmt: skip


@permission(CONTRIBUTOR)
def topic_page(request: HttpRequest) -> HttpResponse:
    """The three things that can be done with `item`. Raises UnknownName, NotPermitted, UsageError."""
    plan, asked = plan_of(request), asked_of(request)
    item = request.POST.get("item", request.GET.get("item", ""))
    if item not in plan:
        raise UnknownName(f"there is no item '{item}'")
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    wrong = ""
    if request.method == "POST":
        try:
            return _moved(request, item)
        except InputError as error:
            wrong = str(error)
    named = may_be_given(plan, item, on=asked.on)
    context = {
        "title": plan.name(item),
        "item": item,
        "may_take": asker(request).key in plan,
        "named": [(key, plan.name(key), why) for key, why in named.items()],
        "today": asked.on.isoformat(),
        "wrong": wrong,
        "posted": request.POST,
    }
    return render(request, "agenda_topic.html", context, status=422 if wrong else 200)


def _moved(request: HttpRequest, item: str) -> HttpResponse:
    asked, person, plan = asked_of(request), asker(request), whole_plan_of(request)
    move = request.POST.get("move", "")
    if move not in MOVES:
        raise InputError(f"'{move}'", where="move", accepted=", ".join(MOVES))
    written = move_topic(
        plan, item, move, by=person.writer, via="web", on=asked.on,
        due=day_asked(request.POST.get("until", ""), where="until"), to=request.POST.get("to", ""),
        reason=request.POST.get("reason", ""), scenario=asked.scenario,
    )  # fmt: skip
    tell(request, DONE[move], written)
    return HttpResponseRedirect(kept_address(asked, reverse("agenda"), {}))
