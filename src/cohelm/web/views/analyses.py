"""A page for each analysis: its sentence, figures and tables, in a design of its own where it has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import select_template

from cohelm.accounts.asked import another
from cohelm.accounts.permission import READER, asker, permission
from cohelm.analysis.analysis import Analysis
from cohelm.analysis.bringing import NEEDED, lacking
from cohelm.analysis.portfolio.doubted import doubts_about
from cohelm.core.errors import UnknownName
from cohelm.reports.answers import answer_of, plain_answer, write_table_csv
from cohelm.web.addresses import kept_address
from cohelm.web.answered import answered
from cohelm.web.designs import DESIGNS
from cohelm.web.navigation import BRINGS, DOMAINS, question_of
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.results import cell_of, figure_shown, table_shown

DEPARTMENT = "department"
View = Callable[..., HttpResponse]


def result_of(
    request: HttpRequest, analysis: Analysis, stated: Mapping[str, str] | None = None
) -> Any:
    """The answer to what the address asks, or a form. Raises UsageError, UnknownName."""
    asked = asked_of(request)
    told = _told(request, analysis) if stated is None else stated
    than = another(told, asked) if analysis.takes_another else None
    beside = than.enterprise(asker(request).audience) if than else None
    return answered(plan_of(request), analysis, asked.on, told, beside)


def _told(request: HttpRequest, analysis: Analysis) -> dict[str, str]:
    return request.GET.dict() | analysis.repeated(request.GET.lists())


def page(analysis: Analysis) -> View:
    """The view that shows an analysis."""

    @permission(READER)
    def show(request: HttpRequest) -> HttpResponse:
        if department := _own_department(request, analysis):
            return HttpResponseRedirect(
                kept_address(asked_of(request), request.path, {"department": department})
            )
        if repeated := analysis.repeated(request.GET.lists()):
            return HttpResponseRedirect(
                kept_address(asked_of(request), request.path, _told(request, analysis) | repeated)
            )
        result = result_of(request, analysis)
        template = select_template([f"analyses/{analysis.name}.html", "analyses/plain.html"])
        return HttpResponse(template.render(context_of(request, analysis, result), request))

    return show


def _own_department(request: HttpRequest, analysis: Analysis) -> str:
    """The department about which somebody of it asks who named none and is of no office; else empty.

    The address then names it, so that whatever leads on from the page is about the same requests.
    """
    person = asker(request)
    takes = any(one.name == DEPARTMENT for one in analysis.parameters)
    if not takes or DEPARTMENT in request.GET or person.office or not person.key:
        return ""
    plan = plan_of(request)
    own = plan.targets(person.key, DEPARTMENT) if person.key in plan else []
    return next(iter(own), "").partition(":")[2]


def context_of(request: HttpRequest, analysis: Analysis, result: Any) -> dict[str, Any]:
    """What every template of an analysis has: the result, and its parts ready to be shown."""
    plan, answer = plan_of(request), answer_of(result)
    kinds = [one.name for one in plan.schema.kinds.values() if one.domain == analysis.domain]
    lacks = lacking(plan, analysis.name)
    is_bare = not any(len(plan.table(one)) for one in kinds) and (
        lacks is not None or analysis.name not in NEEDED
    )
    own = DESIGNS[analysis.name](plan, result) if analysis.name in DESIGNS else {}
    return own | {
        "title": answer.sentence,
        "analysis": analysis,
        "question": question_of(analysis.domain),
        "domain_name": analysis.domain,
        "bare": DOMAINS[analysis.domain] if is_bare else "",
        "lacks": lacks,
        "brings": lacks or BRINGS[analysis.domain],
        "result": result,
        "parameters": [
            (one, request.GET.get(one.name, "") or one.shown) for one in analysis.parameters
        ],
        "is_told": any(request.GET.get(one.name, "") for one in analysis.parameters),
        "figures": [figure_shown(plan, one) for one in answer.figures],
        "tables": [table_shown(plan, one) for one in answer.tables],
        "facts": answer.facts,
        "doubts": doubts_about(plan, result),
        "lists": [(one.label, cell_of(plan, one.value)) for one in answer.lists],
    }


def as_json(analysis: Analysis) -> View:
    """The view that answers the same as JSON."""

    @permission(READER)
    def show(request: HttpRequest) -> HttpResponse:
        result = result_of(request, analysis)
        answer = plain_answer(result, plan_of(request), name=analysis.name)
        return JsonResponse(answer, safe=False)

    return show


def as_csv(analysis: Analysis) -> View:
    """The view that answers one table as CSV: `table` names it, the first where nothing is said."""

    @permission(READER)
    def show(request: HttpRequest) -> HttpResponse:
        answer = answer_of(result_of(request, analysis))
        tables = {one.name: one.value for one in answer.tables}
        name = request.GET.get("table", "") or next(iter(tables), "")
        if name not in tables:
            raise UnknownName.of("table", name, tables)
        found = HttpResponse(write_table_csv(tables[name]), content_type="text/csv; charset=utf-8")
        found["Content-Disposition"] = f'attachment; filename="{analysis.word}-{name}.csv"'
        return found

    return show
