"""Show me why: what a figure was computed from, what moved it, and a link that shows it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, permission
from cohelm.analysis.analysis import Analysis
from cohelm.core.errors import CohelmError, UnknownName
from cohelm.reports.answers import Answer, Part, answer_of, figure_in_words, plain
from cohelm.web.fromfiles import MOST_ITEMS, files_behind
from cohelm.web.navigation import question_of
from cohelm.web.permanent import change_since, erasures_of, permanent_address
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.results import FigureShown, figure_shown
from cohelm.web.views.analyses import result_of

View = Callable[..., HttpResponse]
SLOW = 5_000
"""In plans of more items the change since last time is computed when it is asked for."""


def why(analysis: Analysis) -> View:
    """The view that shows what a figure was computed from."""

    @permission(READER)
    def show(request: HttpRequest, field: str) -> HttpResponse:
        plan, asked, now = plan_of(request), asked_of(request), timezone.now()
        answer = answer_of(result_of(request, analysis))
        shown = figure_shown(plan, _figure(answer, field))
        is_lost = bool(erasures_of(asked))
        title = _("{label}: not known any more as it was") if is_lost else _("{label}: {text}")
        context = {
            "title": title.format(label=shown.label, text=shown.text),
            "analysis": analysis,
            "question": question_of(analysis.domain),
            "domain_name": analysis.domain,
            "sentence": answer.sentence,
            "figure": shown,
            "is_lost": is_lost,
            "permanent": permanent_address(request, now),
            "behind": files_behind(plan, shown.figure.counted, asked, now),
            "behind_most": MOST_ITEMS if len(shown.figure.counted) > MOST_ITEMS else 0,
        }
        if "since" in request.GET or len(plan) <= SLOW:
            context |= _moved(request, analysis, shown)
        return render(request, "analyses/why.html", context)

    return show


def _moved(request: HttpRequest, analysis: Analysis, shown: FigureShown) -> dict[str, Any]:
    """What became of the figure; why that cannot be said where it could not be asked then."""
    plan = plan_of(request)
    try:
        day, moved, then = change_since(request, analysis, shown.name, shown.figure)
    except CohelmError as error:
        return {"moved": str(error)}
    return {
        "since": day,
        "moved": moved.sentence(shown.label, then, plan),
        "parts": [
            (_("New"), [(key, plan.name(key)) for key in moved.new]),
            (_("No longer counted"), [("", then.name(key)) for key in moved.removed]),
            (_("Changed"), [(key, plan.name(key)) for key in moved.changed]),
        ],
    }


def why_json(analysis: Analysis) -> View:
    """The view that answers the same as JSON.

    Where something was erased since the plan was known, there is no value: `left` is what remains.
    """

    @permission(READER)
    def show(request: HttpRequest, field: str) -> JsonResponse:
        now = timezone.now()
        answer = answer_of(result_of(request, analysis))
        part = _figure(answer, field)
        figure, erasures = plain(part.value.as_dict()), erasures_of(asked_of(request))
        said = {"question": analysis.question, "figure": part.name, "label": part.label,
                "text": figure_in_words(part.value), **figure}  # fmt: skip
        if erasures:
            reason = "something that it may have counted was erased since"
            said |= {"text": "not known", "value": None, "reason": reason, "left": figure}
        if "since" in request.GET:
            day, moved, _then = change_since(request, analysis, field, part.value)
            said["change"] = {
                "since": day.isoformat(),
                **plain({one: getattr(moved, one) for one in CHANGE}),
            }
        return JsonResponse(
            said
            | {
                "permanent": permanent_address(request, now),
                "erased": [plain(asdict(one)) for one in erasures],
            }
        )

    return show


CHANGE = ("then", "new", "removed", "changed", "redefined", "split")


def _figure(answer: Answer, name: str) -> Part:
    for one in answer.figures:
        if one.name == name:
            return one
    raise UnknownName.of("figure", name, [one.name for one in answer.figures])
