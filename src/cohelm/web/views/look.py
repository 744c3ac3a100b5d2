"""A look at files: what they say, for anybody, without an account, and nothing is kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cohelm.accounts.permission import ANYONE, SIGNED_IN, asker, permission, refuse
from cohelm.core.errors import CohelmError
from cohelm.formats.detect import read_files
from cohelm.reports.looked import Looked, currency_asked, look_at
from cohelm.web.sent import sent_files


@permission(ANYONE)
def look_page(request: HttpRequest) -> HttpResponse:
    """Where files are dropped; a POST answers with what they say."""
    if not settings.LOOK:
        refuse(asker(request), SIGNED_IN)
    context = {"title": "Look at a file", "here_is": "look", "most": settings.UPLOAD_BYTES >> 20}
    if request.method != "POST":
        return render(request, "look/look.html", context)
    context["currency"] = request.POST.get("currency", "")
    try:
        files = sent_files(request)
        looked = _looked(files, str(context["currency"]))
    except CohelmError as error:
        return render(request, "look/look.html", context | {"wrong": str(error)}, status=422)
    context["one_file"] = len(files) == 1
    context["files"] = ", ".join(name for name, _ in files)
    context["looked"] = looked
    context["said"] = [(one, list(looked.excerpts(one))) for one in looked.sentences]
    return render(request, "look/looked.html", context)


def _looked(files: list[tuple[str, bytes]], currency: str) -> Looked:
    code = currency_asked(currency, where="currency")
    today = timezone.now().date()
    return look_at(lambda schema: read_files(files, schema, currency=code), on=today)
