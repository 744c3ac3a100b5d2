"""A question: what can be asked under it, each with the sentence that answers it today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.permission import READER, permission
from cohelm.accounts.standing import concerns_of
from cohelm.analysis.analysis import Analysis
from cohelm.core.errors import CohelmError
from cohelm.core.prose import Prose
from cohelm.web.answered import answered
from cohelm.web.navigation import BRINGS, DOMAINS, question_named
from cohelm.web.offices import is_open
from cohelm.web.overview import domains
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.settled import stands_on


@permission(READER)
def question_page(request: HttpRequest, name: str) -> HttpResponse:
    """One question. Raises UnknownName."""
    question = question_named(name)
    plan, on = stands_on(request, "concerns"), asked_of(request).on
    lines = domains(plan, concerns_of(plan, on).concerns)
    context = {
        "title": Prose(question.words),
        "asks": question.asks,
        "question": question,
        "answers": [
            (one, _sentence(request, one)) for one in question.analyses if is_open(one, plan)
        ],
        "bare": ""
        if any(one.items for one in lines if one.name in question.domains)
        else question.words,
        "brings": BRINGS[question.domains[0]],
        "lines": [one for one in lines if one.name in question.domains],
        "words": DOMAINS,
    }
    return render(request, "question.html", context)


def _sentence(request: HttpRequest, analysis: Analysis) -> str:
    """What an analysis says today; what it would have to be told, where it says nothing yet."""
    try:
        result: Any = answered(plan_of(request), analysis, asked_of(request).on)
    except CohelmError as error:
        return str(error)
    return str(result.sentence)
