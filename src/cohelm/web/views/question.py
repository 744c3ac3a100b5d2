"""A question: what can be asked under it, each with the sentence that answers it today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.permission import READER, permission
from cohelm.accounts.standing import concerns_of
from cohelm.core.prose import Prose
from cohelm.web.answered import sentence
from cohelm.web.navigation import BRINGS, DOMAINS, question_named
from cohelm.web.offices import is_open
from cohelm.web.overview import domains
from cohelm.web.plan import asked_of
from cohelm.web.settled import stands_on


@permission(READER)
def question_page(request: HttpRequest, name: str) -> HttpResponse:
    """One question. Raises UnknownName."""
    question = question_named(name)
    plan, on = stands_on(request, question.name), asked_of(request).on
    lines = domains(plan, concerns_of(plan, on).concerns)
    context = {
        "title": Prose(question.words),
        "asks": question.asks,
        "question": question,
        "answers": [
            (one, sentence(plan, one, on)) for one in question.analyses if is_open(one, plan)
        ],
        "bare": ""
        if any(one.items for one in lines if one.name in question.domains)
        else question.words,
        "brings": BRINGS[question.domains[0]],
        "lines": [one for one in lines if one.name in question.domains],
        "words": DOMAINS,
    }
    return render(request, "question.html", context)
