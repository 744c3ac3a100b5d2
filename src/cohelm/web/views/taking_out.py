"""The organisation taken out in a format of others: what it has no place for, then the file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, permission
from cohelm.core.errors import InputError
from cohelm.formats.losses import losses
from cohelm.formats.writing import WRITTEN, Written, written_as
from cohelm.web.plan import whole_plan_of


@permission(READER)
def taking_out_page(request: HttpRequest) -> HttpResponse:
    """The formats, each with what it is."""
    context = {"title": _("Take the organisation out"), "formats": WRITTEN}
    return render(request, "taking_out/formats.html", context)


@permission(READER)
def format_page(request: HttpRequest, word: str) -> HttpResponse:
    """What the file of a format would have no place for; `of` names the item that it is about.

    Where that has to be said, and is not, it is asked for. Raises UnknownName.
    """
    form, plan = _form(request, word), whole_plan_of(request)
    try:
        content = form.write(plan)
    except InputError as error:
        return _which(request, form, error)
    lost = losses(plan, form, content)
    missing = sum(lost.items.values())
    context = {
        "title": form.label,
        "form": form,
        "of": request.GET.get("of", "").strip(),
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
    """The file. Raises UnknownName, InputError."""
    form = _form(request, word)
    name = f"organisation{form.ending}"
    return HttpResponse(
        form.write(whole_plan_of(request)),
        content_type=form.media,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _form(request: HttpRequest, word: str) -> Written:
    form, of = written_as(word), request.GET.get("of", "").strip()
    return form.of(of) if of else form


def _which(request: HttpRequest, form: Written, error: InputError) -> HttpResponse:
    """Asks which application a file is to be about."""
    if form.write_of is None:
        raise error
    plan = whole_plan_of(request)
    named = sorted((plan.name(key), key) for key in plan.keys("application"))
    context = {"title": form.label, "form": form, "error": error, "named": named}
    return render(request, "taking_out/which.html", context)
