"""A look at files: what they say, for anybody, without an account, and nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cohelm.accounts.permission import ANYONE, SIGNED_IN, asker, permission, refuse
from cohelm.core.days import day_asked
from cohelm.core.errors import CohelmError, TooLarge
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.kinds import built_in_schema
from cohelm.reports.amounts_asked import currency_asked, unit_asked
from cohelm.reports.documents.look import look_document, title_of
from cohelm.reports.doubts import UNITS
from cohelm.reports.looked import Looked, look_at
from cohelm.web.documents import documents_in, language_read
from cohelm.web.sent import carried, sent_files

TOLD = ("as", "currency", "unit", "on")
"""What somebody may say about files: what the rows are, a currency, a unit, the day."""
FORMS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}
"""As what a look can be taken along."""


@permission(ANYONE)
def look_page(request: HttpRequest) -> HttpResponse:
    """Where files are dropped; a POST answers with what they say, or with that as a document."""
    if not settings.LOOK:
        refuse(asker(request), SIGNED_IN)
    context: dict[str, Any] = {
        "title": _("Look at a file"),
        "here_is": "look",
        "units": list(UNITS),
    }
    context |= {"most": settings.UPLOAD_BYTES >> 20, "kinds": _kinds()}
    if request.method != "POST":
        return render(request, "look/look.html", context)
    told = {name: request.POST.get(name, "").strip() for name in TOLD}
    context["told"] = told
    files: Sequence[tuple[str, bytes]] = ()
    try:
        files = sent_files(request)
        looked = _looked(files, told)
    except CohelmError as error:
        named = error.where in {name for name, _ in files}  # a file is called as it is written
        wrong = str(error) if named else capfirst(str(error))
        status = TooLarge.status if isinstance(error, TooLarge) else 422
        return render(request, "look/look.html", context | {"wrong": wrong}, status=status)
    if (form := request.POST.get("form", "")) in FORMS:
        return _document(looked, form)
    context |= {"heading": title_of(looked), "looked": looked, "files": ", ".join(looked.files)}
    context |= {"carried": carried(files), "forms": list(FORMS)}
    context["said"] = [(one, list(looked.excerpts(one))) for one in looked.sentences]
    return render(request, "look/looked.html", context)


def _kinds() -> list[tuple[str, str]]:
    kinds = built_in_schema().kinds.values()
    return sorted(((one.name, one.label) for one in kinds), key=lambda pair: pair[1])


def _looked(files: Sequence[tuple[str, bytes]], told: Mapping[str, str]) -> Looked:
    code = currency_asked(told["currency"], where="currency")
    factor = unit_asked(told["unit"], where="unit")
    day = day_asked(told["on"], where="as of")

    def read(schema: Schema) -> ReadFiles:
        return read_files(files, schema, as_kind=told["as"] or None, currency=code, factor=factor)

    settled = frozenset(name for name, answer in told.items() if answer)
    return look_at(read, on=day or timezone.now().date(), settled=settled)


def _document(looked: Looked, form: str) -> HttpResponse:
    name = f"look.{form}"
    with documents_in(language_read()) as say:
        content = look_document(looked, name, say)
    return HttpResponse(
        content,
        content_type=FORMS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
