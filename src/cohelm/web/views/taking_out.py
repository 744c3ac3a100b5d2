"""The organisation taken out in a format of others: what it has no place for, then the file."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.kept import Kept
from cohelm.accounts.permission import READER, permission
from cohelm.core.days import day_asked
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.prose import Prose
from cohelm.formats.losses import Losses, losses
from cohelm.formats.writing import WRITTEN, Written, written_as
from cohelm.kinds.rings import Rings
from cohelm.reports.wording import count
from cohelm.web.plan import whole_plan_of

_written: Kept[tuple[Losses, int]] = Kept(8)
"""What was lost and how large the file is: to tell, the file is written and read back."""


@permission(READER)
def taking_out_page(request: HttpRequest) -> HttpResponse:
    """The formats, each with what it is."""
    context = {"title": _("Take the organisation out"), "formats": WRITTEN}
    return render(request, "taking_out/formats.html", context)


@permission(READER)
def format_page(request: HttpRequest, word: str) -> HttpResponse:
    """What the file of a format would have no place for; `of` names the item that it is about,
    `edition` the day of a radar.

    Where that has to be said, and is not, it is asked for. Raises UnknownName.
    """
    form, plan = _form(request, word), whole_plan_of(request)
    of, edition = request.GET.get("of", "").strip(), _edition(request)
    try:
        lost, size = _written.answer(plan, (word, of, edition), lambda: _loss_and_size(plan, form))
    except InputError as error:
        return _which(request, form, error)
    missing = sum(lost.items.values())
    context = {
        "title": form.label,
        "form": form,
        "of": of,
        "edition": edition,
        "editions": list(Rings.of(plan).editions(plan)) if form.write_on else [],
        "held": len(plan) - missing,
        "kilobytes": max(1, size // 1024),
        "lost": [
            (count(sum(counts.values()), one, several), list(counts.items()))
            for one, several, counts in (
                (Prose("item"), Prose("items"), lost.items),
                (Prose("value of a field"), Prose("values of fields"), lost.fields),
                (Prose("link"), Prose("links"), lost.links),
                (Prose("observation"), Prose("observations"), lost.observations),
            )
            if counts
        ],
    }  # fmt: skip
    return render(request, "taking_out/format.html", context)


def _loss_and_size(plan: Enterprise, form: Written) -> tuple[Losses, int]:
    content = form.write(plan)
    return losses(plan, form, content), len(content)


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
    return written_as(word).asked(request.GET.get("of", "").strip(), _edition(request))


def _edition(request: HttpRequest) -> date | None:
    return day_asked(request.GET.get("edition", ""), where="edition")


def _which(request: HttpRequest, form: Written, error: InputError) -> HttpResponse:
    """Asks which application a file is to be about."""
    if form.write_of is None:
        raise error
    plan = whole_plan_of(request)
    named = sorted((plan.name(key), key) for key in plan.keys("application"))
    context = {"title": form.label, "form": form, "error": error, "named": named}
    return render(request, "taking_out/which.html", context)
