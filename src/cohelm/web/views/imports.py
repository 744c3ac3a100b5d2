"""The import: bring files, see what would change, correct what columns mean, apply, undo."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.brought import Brought, compare, in_short, write
from cohelm.accounts.permission import CONTRIBUTOR, asker, permission, user_of
from cohelm.core.errors import CohelmError, InputError, UnknownName, UsageError
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose
from cohelm.formats.detect import read_files
from cohelm.formats.mapping import Mapping
from cohelm.formats.mappings import read_mappings, write_mappings
from cohelm.reports.amounts_asked import currency_asked, unit_asked
from cohelm.reports.doubts import UNITS
from cohelm.reports.wording import count
from cohelm.store.editions import Continued
from cohelm.store.jobs import start, waiting
from cohelm.store.models import Job
from cohelm.web.absence import absences
from cohelm.web.addresses import kept_address
from cohelm.web.download import csv_file
from cohelm.web.mapping import corrected, tables
from cohelm.web.models import Upload, UploadedFile
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.preview import preview
from cohelm.web.sent import MOST_FILES, sent_files
from cohelm.web.works import IMPORT
from cohelm.web.written import tell

MOST_AT_ONCE = 5_000
"""More changes than this are written by the worker, with progress."""


@permission(CONTRIBUTOR)
def import_page(request: HttpRequest) -> HttpResponse:
    """Where files are brought."""
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return _onward(request, _brought(request))
        except InputError as error:
            wrong, status = str(error), error.status
    plan = plan_of(request)
    context = {
        "title": _("Bring a file"),
        "here_is": "import",
        "wrong": wrong,
        "kinds": sorted(plan.schema.kinds.values(), key=lambda kind: kind.label),
        "units": list(UNITS),
        "open_work": waiting(asker(request).username),
        "waiting": Upload.objects.filter(user=user_of(request)).order_by("-brought"),
        "most": settings.UPLOAD_BYTES // 1024 // 1024,
        "files": MOST_FILES,
    }
    return render(request, "imports/import.html", context, status=status)


@permission(CONTRIBUTOR)
def upload_page(request: HttpRequest, number: int) -> HttpResponse:
    """What would change, and what the columns were taken for. A POST corrects the latter."""
    upload, wrong, found = _mine(request, number), "", None
    if job := _being_written(request, upload):
        return _to_work(request, job)
    files = [one.name for one in upload.files.all()]
    try:
        if request.method == "POST":
            return _corrected(request, upload)
    except CohelmError as error:
        wrong = _as_sentence(str(error), files)
    try:
        found = _compared(request, upload)
    except CohelmError as error:
        wrong = _as_sentence(str(error), files)
    context = {
        "title": _("What would change"),
        "here_is": "import",
        "upload": upload,
        "files": in_short(files),
        "wrong": wrong,
    }
    if found is not None:
        context["preview"] = preview(found.plan, found.proposal, asked_of(request).on)
        context["again"] = _again(found)
        context["lists"] = found.lists
        context["lacks"] = any(one.missing for one in found.lists)
        context["absent"] = absences(*{one.absent for one in found.lists})
        context["units"] = list(UNITS)
        context["tables"] = tables(found.read.mappings, found.plan.schema)
        context["kinds"] = sorted(found.plan.schema.kinds.values(), key=lambda kind: kind.label)
    return render(request, "imports/upload.html", context, status=422 if wrong else 200)


def _again(found: Brought) -> list[tuple[Continued, list[tuple[int, KindSpec]], int]]:
    """For each file that continues an earlier one: its rows by kind, and how many are missing."""
    files: dict[tuple[object, ...], list[Continued]] = {}
    for one in found.lists:
        if one.earlier:
            files.setdefault((one.listed.file, one.earlier.file, one.earlier.time), []).append(one)
    kind = found.plan.schema.kind
    return [
        (lists[0], [(len(one.earlier.rows), kind(one.listed.kind)) for one in lists if one.earlier],
         sum(len(one.missing) for one in lists))
        for lists in files.values()
    ]  # fmt: skip


def _as_sentence(said: str, files: Sequence[str]) -> str:
    """An error with its first letter large, unless that is of a file's name: `e.csv` stays `e.csv`."""
    return said if said.startswith(tuple(files)) else str(capfirst(said))


@require_POST
@permission(CONTRIBUTOR)
def apply_upload(request: HttpRequest, number: int) -> HttpResponse:
    """Writes it as one batch. Raises NotPermitted, Conflict."""
    upload, asked = _mine(request, number), asked_of(request)
    if job := _being_written(request, upload):
        return _to_work(request, job)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed")
    found = _compared(request, upload)
    names = in_short([one.name for one in upload.files.all()])
    reason = request.POST.get("reason", "").strip() or f"Import of {names}"
    if len(found.proposal.changes) > MOST_AT_ONCE:
        return _queued(request, upload, reason)
    written, settled = write(
        found, asker(request), via="import", reason=reason, now=timezone.now(),
        scenario=asked.scenario, absent=request.POST.get("absent", ""),
    )  # fmt: skip
    upload.delete()
    refused = len(found.proposal.problems)
    left = Prose(" {values} refused.", values=count(refused, "value", "values")) if refused else ""
    left = " ".join((left, *settled.sentences))
    tell(request, _("“{reason}” was written.{left}").format(reason=reason, left=left), written)
    again = any(one.earlier for one in found.lists)
    return HttpResponseRedirect(kept_address(asked, reverse("moved" if again else "home"), {}))


@require_POST
@permission(CONTRIBUTOR)
def drop_upload(request: HttpRequest, number: int) -> HttpResponse:
    """Forgets the files; nothing was changed."""
    _mine(request, number).delete()
    tell(request, _("The files were put aside; nothing was changed."))
    return HttpResponseRedirect(kept_address(asked_of(request), reverse("import"), {}))


@permission(CONTRIBUTOR)
def problems_csv(request: HttpRequest, number: int) -> HttpResponse:
    """Every value that was refused, to be mended in the file."""
    found = _compared(request, _mine(request, number))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["file", "row", "column", "value", "message"])
    for one in found.proposal.problems:
        writer.writerow([one.file, one.row or "", one.column, f"'{one.value}", one.message])
    return csv_file(text.getvalue(), "refused.csv")


def _brought(request: HttpRequest) -> Upload:
    """Keeps the files that were sent. Raises InputError where there is none, or too much."""
    sent = sent_files(request)
    upload = Upload.objects.create(
        user=user_of(request),
        brought=timezone.now(),
        kind=request.POST.get("kind") or request.POST.get("as", ""),
        mappings=_said_of(request, sent),
    )
    for name, content in sent:
        UploadedFile.objects.create(upload=upload, name=name, content=content)
    return upload


def _said_of(request: HttpRequest, sent: Sequence[tuple[str, bytes]]) -> str:
    """What was said of the files on the page before, as mappings; empty where nothing was said."""
    said = {name: request.POST.get(name, "") for name in ("currency", "unit")}
    if not any(said.values()):
        return ""
    code = currency_asked(said["currency"], where="currency")
    factor = unit_asked(said["unit"], where="unit")
    kind = request.POST.get("kind") or request.POST.get("as") or None
    read = read_files(sent, plan_of(request).schema, as_kind=kind, currency=code, factor=factor)
    told = [replace(one, currency=code or one.currency) for one in read.mappings if one.is_read]
    return write_mappings(told)


def _queued(request: HttpRequest, upload: Upload, reason: str) -> HttpResponse:
    """Leaves a long write to the worker, and leads to where it can be watched."""
    asked = asked_of(request)
    job = start(
        IMPORT,
        reason[:200],
        {
            "upload": upload.pk,
            "user": user_of(request).pk,
            "scenario": asked.scenario,
            "reason": reason,
            "absent": request.POST.get("absent", ""),
        },
        owner=asker(request).username,
    )
    return _to_work(request, job)


def _being_written(request: HttpRequest, upload: Upload) -> Job | None:
    """The work that writes these files already; to ask for it twice would write nothing twice."""
    found = (one for one in waiting(asker(request).username) if one.kind == IMPORT)
    return next((one for one in found if one.arguments["upload"] == upload.pk), None)


def _to_work(request: HttpRequest, job: Job) -> HttpResponse:
    address = kept_address(asked_of(request), reverse("job", args=[job.pk]), {})
    return HttpResponseRedirect(address)


def _onward(request: HttpRequest, upload: Upload) -> HttpResponse:
    address = kept_address(asked_of(request), reverse("upload", args=[upload.pk]), {})
    return HttpResponseRedirect(address)


def _mine(request: HttpRequest, number: int) -> Upload:
    found = Upload.objects.filter(pk=number, user=user_of(request)).first()
    if found is None:
        raise UnknownName(f"there are no files of yours that wait under {number}")
    return found


def _stated(request: HttpRequest, upload: Upload) -> tuple[Mapping, ...]:
    return read_mappings(upload.mappings, plan_of(request).schema) if upload.mappings else ()


def _compared(request: HttpRequest, upload: Upload) -> Brought:
    return compare(
        upload.contents(),
        asker(request),
        scenario=asked_of(request).scenario,
        as_kind=upload.kind or None,
        mappings=_stated(request, upload),
    )


def _corrected(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Keeps what a person says the columns mean, and shows the outcome."""
    before = _compared(request, upload)
    mappings = corrected(before.read.mappings, request.POST, before.plan.schema, upload.contents())
    upload.mappings, upload.kind = write_mappings(mappings), ""
    upload.save()
    return _onward(request, upload)
