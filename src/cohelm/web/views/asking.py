"""Questions sent by a link: made, answered without an account, accepted, taken back."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.enquiries import (
    MOST,
    Question,
    accept,
    answers_of,
    checked,
    close,
    open_enquiry,
    own_enquiry,
    question,
    questions_of,
    send,
    take_answer,
    wrong_answer,
)
from cohelm.accounts.models import Enquiry
from cohelm.accounts.permission import ANYONE, CONTRIBUTOR, asker, permission, user_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, UnknownName
from cohelm.core.prose import Prose, again
from cohelm.reports.wording import said
from cohelm.store.load import everything
from cohelm.web.errors import too_often
from cohelm.web.forms import Filled, Input, asked_input
from cohelm.web.plan import plan_of
from cohelm.web.typed import value_of
from cohelm.web.written import tell

MOST_A_MINUTE = 30
"""So many requests a minute one address may send to links that work without an account."""


@permission(CONTRIBUTOR)
def enquiries_page(request: HttpRequest) -> HttpResponse:
    """One's own questions, with the answers that wait; a POST makes a link, shown once."""
    link, wrong = "", ""
    if request.method == "POST":
        try:
            link = _made(request)
        except CohelmError as error:
            wrong = str(error)
    found = Enquiry.objects.filter(user=user_of(request)).order_by("-made")[:100]
    context = {
        "title": _("Questions sent"),
        "link": link,
        "wrong": wrong,
        "enquiries": [_shown(one, plan_of(request)) for one in found],
        "now": timezone.now(),
    }
    return render(request, "asking/enquiries.html", context, status=422 if wrong else 200)


@permission(CONTRIBUTOR)
def ask_page(request: HttpRequest) -> HttpResponse:
    """What is to be asked, before the link is made: `ask` names items and fields.

    A link asks the first three; the others are named, for a link of their own.
    """
    plan = plan_of(request)
    chosen = [_pair(one) for one in request.GET.getlist("ask")]
    if not chosen:
        raise InputError("nothing was chosen", accepted=f"one to {MOST} questions")
    context = {
        "title": _("Send these questions"),
        "questions": [question(plan, *pair) for pair in chosen[:MOST]],
        "later": [question(plan, *pair) for pair in chosen[MOST:]],
        "to": request.GET.get("to", ""),
    }
    return render(request, "asking/ask.html", context)


@permission(ANYONE)
def answer_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The short form. Raises UnknownName for a link that is not valid."""
    if _too_many(request):
        return too_often(request)
    enquiry = open_enquiry(secret, now=timezone.now())
    questions = questions_of(enquiry)
    if not questions:
        raise UnknownName("what this link asks about is not there any more")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            values = checked(enquiry, _typed(request, questions))
            take_answer(secret, values, by=request.POST.get("by", ""), now=timezone.now())
            return render(request, "asking/thanks.html", {"title": _("Thank you")})
        except InputError as error:
            wrong_answer(enquiry)
            wrong = {error.where: str(error.message)}
    context = {
        "title": _("A short question") if len(questions) == 1 else _("Short questions"),
        "enquiry": enquiry,
        "sender": enquiry.user.get_full_name() or enquiry.user.get_username(),
        "rows": [(one, _input(request, one, at, wrong)) for at, one in enumerate(questions)],
        "wrong": wrong.get("", ""),
        "by": request.POST.get("by", enquiry.to),
    }
    return render(request, "asking/answer.html", context, status=422 if wrong else 200)


@require_POST
@permission(CONTRIBUTOR)
def accept_answers(request: HttpRequest, number: int) -> HttpResponse:
    """Writes the answers as one batch. Raises UnknownName, NotPermitted, Conflict."""
    enquiry = own_enquiry(user_of(request), number)
    written = accept(enquiry, asker(request), now=timezone.now())
    tell(
        request,
        _("The answers of {answered_by} were written.").format(answered_by=enquiry.answered_by),
        written,
    )
    return HttpResponseRedirect(reverse("enquiries"))


@require_POST
@permission(CONTRIBUTOR)
def close_enquiry(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a link back, or puts its answers aside. Raises UnknownName."""
    enquiry = own_enquiry(user_of(request), number)
    close(enquiry, now=timezone.now())
    answered, gone = (
        _("The answers were put aside. Nothing was changed."),
        _("The link works no more. Nothing was changed."),
    )
    tell(request, answered if enquiry.answered else gone)
    return HttpResponseRedirect(reverse("enquiries"))


def _made(request: HttpRequest) -> str:
    days = request.POST.get("days", "")
    sent = send(
        user_of(request),
        to=request.POST.get("to", ""),
        questions=[_pair(one) for one in request.POST.getlist("ask")],
        days=int(days) if days.isdecimal() and len(days) < 4 else 0,
        direct=request.POST.get("direct") == "1",
        now=timezone.now(),
    )
    return request.build_absolute_uri(reverse("answer", args=[sent.text]))


def _pair(text: str) -> tuple[str, str]:
    item, _, field = text.partition(" ")
    return item, field


def _too_many(request: HttpRequest) -> bool:
    name = f"answers-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(name, 0, timeout=60)
    return int(cache.incr(name)) > MOST_A_MINUTE


def _typed(request: HttpRequest, questions: list[Question]) -> dict[tuple[str, str], Any]:
    """What was typed, by item and field. Raises InputError."""
    currency = str(everything().organisation.get("currency") or "")
    found: dict[tuple[str, str], Any] = {}
    for at, one in enumerate(questions):
        text = request.POST.get(f"answer-{at}", "").strip()[:2000]
        try:
            value = value_of(one.field, text, currency) if text else None
        except (CohelmError, ValueError) as error:
            raise InputError(str(error), where=f"{one.item} {one.field.name}") from error
        found[one.item, one.field.name] = value
    return found


def _input(request: HttpRequest, one: Question, at: int, wrong: dict[str, str]) -> Input:
    name = f"answer-{at}"
    filled = Filled(
        {name: request.POST.get(name, "")},
        {},
        {name: wrong.get(f"{one.item} {one.field.name}", "")},
    )
    return asked_input(one.field, name, filled)


def _shown(one: Enquiry, plan: Enterprise) -> dict[str, Any]:
    """An enquiry as its sender's list shows it."""
    on = timezone.now().date()
    waits = one.answered is not None and one.closed is None
    answers = [
        (
            answer.question,
            said(answer.question.field, answer.now, on=on),
            said(answer.question.field, answer.answer, on=on),
        )
        for answer in (answers_of(one) if waits else ())
    ]
    asked = [
        Prose("{field} of {item}", field=again(field.replace("_", " ")), item=plan.name(item))
        for item, field in one.questions
    ]
    return {"enquiry": one, "waits": waits, "answers": answers, "asked": asked}
