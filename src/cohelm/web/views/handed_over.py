"""The handover of an office as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from cohelm.accounts.permission import READER, permission
from cohelm.reports.brief.written import form_of, pack_document
from cohelm.reports.handed_over import handover_pack
from cohelm.web.documents import documents_in, language_read
from cohelm.web.packing import type_of
from cohelm.web.plan import asked_of, plan_of


@require_GET
@permission(READER)
def handover_file(request: HttpRequest, form: str) -> HttpResponse:
    """The handover of `office` as pdf, md, html, pptx or xlsx. Raises UsageError, UnknownName."""
    name = f"handover-{asked_of(request).on}.{form}"
    form_of(name)
    with documents_in(language_read()) as say:
        made = handover_pack(
            plan_of(request), on=asked_of(request).on, office=request.GET.get("office", "")
        )
        content = pack_document(made, name, say)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=type_of(name), headers=headers)
