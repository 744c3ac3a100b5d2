"""The organisation taken out in a format of others: what it has no place for, then the file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohelm.accounts.permission import READER, permission
from cohelm.formats.losses import losses
from cohelm.formats.writing import WRITTEN, written_as
from cohelm.web.plan import whole_plan_of


@permission(READER)
def taking_out_page(request: HttpRequest) -> HttpResponse:
    """The formats, each with what it is."""
    context = {"title": "Take the organisation out", "formats": WRITTEN}
    return render(request, "taking_out/formats.html", context)


@permission(READER)
def format_page(request: HttpRequest, word: str) -> HttpResponse:
    """What the file of a format would have no place for. Raises UnknownName."""
    form, plan = written_as(word), whole_plan_of(request)
    content = form.write(plan)
    lost = losses(plan, form, content)
    missing = sum(lost.items.values())
    context = {
        "title": form.label,
        "form": form,
        "held": len(plan) - missing,
        "kilobytes": max(1, len(content) // 1024),
        "lost": [
            (what, sum(counts.values()), list(counts.items()))
            for what, counts in (
                ("items", lost.items), ("values of fields", lost.fields),
                ("links", lost.links), ("observations", lost.observations),
            )
            if counts
        ],
    }  # fmt: skip
    return render(request, "taking_out/format.html", context)


@permission(READER)
def format_file(request: HttpRequest, word: str) -> HttpResponse:
    """The file. Raises UnknownName."""
    form = written_as(word)
    name = f"organisation{form.ending}"
    return HttpResponse(
        form.write(whole_plan_of(request)),
        content_type=form.media,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
