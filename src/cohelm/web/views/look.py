"""A look at files: what they say, for anybody, without an account, and nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cohelm.accounts.permission import ANYONE, SIGNED_IN, asker, permission, refuse
from cohelm.core.errors import CohelmError
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.looked import UNITS, Looked, currency_asked, look_at, unit_asked
from cohelm.web.sent import sent_files


@permission(ANYONE)
def look_page(request: HttpRequest) -> HttpResponse:
    """Where files are dropped; a POST answers with what they say."""
    if not settings.LOOK:
        refuse(asker(request), SIGNED_IN)
    context = {"title": "Look at a file", "here_is": "look", "most": settings.UPLOAD_BYTES >> 20}
    context["units"] = list(UNITS)
    if request.method != "POST":
        return render(request, "look/look.html", context)
    told = {name: request.POST.get(name, "") for name in ("currency", "unit")}
    context |= told
    try:
        files = sent_files(request)
        looked = _looked(files, told)
    except CohelmError as error:
        return render(request, "look/look.html", context | {"wrong": str(error)}, status=422)
    context["one_file"] = len(files) == 1
    context["files"] = ", ".join(name for name, _ in files)
    context["looked"] = looked
    context["said"] = [(one, list(looked.excerpts(one))) for one in looked.sentences]
    return render(request, "look/looked.html", context)


def _looked(files: list[tuple[str, bytes]], told: Mapping[str, str]) -> Looked:
    code = currency_asked(told["currency"], where="currency")
    factor = unit_asked(told["unit"], where="unit")

    def read(schema: Schema) -> ReadFiles:
        return read_files(files, schema, currency=code, factor=factor)

    return look_at(read, on=timezone.now().date())
