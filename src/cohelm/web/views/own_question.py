"""A question of one's own in SQL: asked, shown as a table and a picture, taken out, kept."""

from __future__ import annotations

import io

import polars as pl
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.accounts.questions import answered, keep_question
from cohelm.core.errors import CohelmError, UnknownName, UsageError
from cohelm.core.sql import Table, tables_of
from cohelm.reports.answers import Part, write_table_csv
from cohelm.reports.bars import bars
from cohelm.reports.sparkline import sparkline
from cohelm.store.access import Level
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.results import table_shown
from cohelm.web.written import tell

FIRST = "SELECT kind, count(*) AS items\nFROM item\nGROUP BY kind\nORDER BY items DESC"
CHARTS = ("table", "bars", "line")
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json",
         "parquet": "application/vnd.apache.parquet"}  # fmt: skip


@require_GET
@permission(READER)
def own_question_page(request: HttpRequest) -> HttpResponse:
    """The question in the address (`sql`, or `kept` for one that is kept) with its answer."""
    wrong, found, stated = "", None, _stated(request)
    try:
        if stated["sql"]:
            found = answered(plan_of(request), stated["sql"], on=asked_of(request).on)
    except CohelmError as error:
        wrong = str(error)
    return _shown(request, stated, found, wrong)


@require_GET
@permission(READER)
def own_question_file(request: HttpRequest, form: str) -> HttpResponse:
    """The answer as csv, json or parquet. Raises UnknownName, UsageError."""
    if form not in TYPES:
        raise UnknownName.of("form", form, TYPES)
    sql = _stated(request)["sql"]
    if not sql:
        raise UsageError("nothing was asked", accepted="sql=SELECT …")
    rows = answered(plan_of(request), sql, on=asked_of(request).on).rows
    found = HttpResponse(_written(rows, form), content_type=TYPES[form])
    found["Content-Disposition"] = f'attachment; filename="answer.{form}"'
    return found


@require_POST
@permission(CONTRIBUTOR)
def keep_own_question(request: HttpRequest) -> HttpResponse:
    """Keeps the question under a name, for all who may see it; each gets their own answer."""
    asked, stated = asked_of(request), _stated(request, request.POST.dict())
    try:
        id_, written = keep_question(
            plan_of(request), request.POST.get("name", ""), stated["sql"], stated["chart"],
            by=asker(request).writer, via="web", on=asked.on,
        )  # fmt: skip
    except CohelmError as error:
        return _shown(request, stated, None, str(error))
    tell(request, _("The question is kept."), written)
    return HttpResponseRedirect(kept_address(asked, reverse("own_question"), {"kept": id_}))


def _stated(request: HttpRequest, query: dict[str, str] | None = None) -> dict[str, str]:
    query = request.GET.dict() if query is None else query
    stated = {name: query.get(name, "") for name in ("sql", "chart", "kept")}
    if stated["kept"]:
        plain = plan_of(request).plain(f"question:{stated['kept']}")
        stated = {"sql": plain.get("sql") or "", "chart": stated["chart"] or plain.get("chart") or "",
                  "kept": stated["kept"]}  # fmt: skip
    return stated


def _written(rows: pl.DataFrame, form: str) -> bytes:
    if form == "csv":
        return write_table_csv(rows).encode()
    if form == "json":
        return rows.write_json().encode()
    place = io.BytesIO()
    rows.write_parquet(place)
    return place.getvalue()


def _shown(
    request: HttpRequest, stated: dict[str, str], found: Table | None, wrong: str
) -> HttpResponse:
    plan = plan_of(request)
    rows = found.rows if found else pl.DataFrame()
    numbers = [name for name, dtype in rows.schema.items() if dtype.is_numeric()]
    values = rows[numbers[0]].drop_nulls().to_list() if numbers else []
    kept = stated["kept"]
    context = {
        "title": plan.name(f"question:{kept}") if kept else _("Ask your own"),
        "stated": stated, "sql": stated["sql"] or FIRST, "wrong": wrong, "found": found,
        "is_number": rows.shape == (1, 1) and bool(numbers),
        "count": len(rows),
        "table": table_shown(plan, Part("rows", rows), keeps_bare=True) if found else None,
        "bars": bars(rows, named=plan.name) if stated["chart"] == "bars" else None,
        "line": sparkline(values) if stated["chart"] == "line" else None,
        "kept": [(id_, plain["name"]) for id_, plain in plan.table("question").rows()],
        "charts": CHARTS, "forms": list(TYPES), "tables": list(tables_of(plan).items()),
        "may_write": asker(request).may_write and asked_of(request).may_change,
        "has_keys": "key" in rows.columns,
        "may_check": asker(request).may(Level.OFFICE_LEAD) and asked_of(request).may_change,
    }  # fmt: skip
    return render(request, "own_question.html", context, status=400 if wrong else 200)
