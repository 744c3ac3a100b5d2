"""Long work: how far it is, stopping it, what came of it; each person their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import READER, asker, permission, user_of
from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.store.jobs import OPEN, RUNNING, ask_to_stop, of_owner, see
from cohelm.store.models import Job
from cohelm.web.addresses import kept_address
from cohelm.web.models import MadeFile, Upload
from cohelm.web.packing import type_of
from cohelm.web.plan import asked_of
from cohelm.web.written import tell

REFUSED = 400
STATES = {
    "queued": "Waits for its turn",
    "running": "Is being done",
    "done": "Done",
    "failed": "Was not done",
    "stopped": "Stopped: nothing was written",
}


@permission(READER)
def job_page(request: HttpRequest, number: int) -> HttpResponse:
    """One piece of work. The part that htmx asks for again and again is the part of the page."""
    job = of_owner(number, asker(request).username)
    see(job)
    files = Upload.objects.filter(pk=job.arguments.get("upload", 0), user=user_of(request))
    context = {
        "title": job.title,
        "job": job,
        "state": STATES[job.state],
        "is_open": job.state in OPEN,
        "percent": 100 * job.done // job.total if job.total else None,
        "left": _left(job),
        "files": files.first(),
        "result": job.result or {},
        "rows_refused": _refused(job),
    }
    htmx = getattr(request, "htmx", None)
    return render(request, "work/_job.html" if htmx else "work/job.html", context)


def _refused(job: Job) -> list[dict[str, Any]]:
    """The rows that a program sent and that were refused, as its answer has them."""
    rows = (job.result or {}).get("rows", ())
    return [one for one in rows if one["status"] >= REFUSED]


def _left(job: Job) -> str:
    """How long it will take by what it took so far; empty where nothing can be said."""
    if not job.done or not job.total or job.began is None or job.state != RUNNING:
        return ""
    took = (job.beat or job.began) - job.began
    ends = job.began + took * job.total / job.done
    seconds = max(0, round((ends - timezone.now()).total_seconds()))
    if seconds < 60:
        return _("less than a minute left")
    return Prose("about {minutes} left", minutes=count(-(-seconds // 60), "minute"))


@permission(READER)
def made_file(request: HttpRequest, number: int) -> HttpResponse:
    """The document that work of one's own made. Raises UnknownName where another one took its place."""
    job = of_owner(number, asker(request).username)
    found = MadeFile.objects.filter(user=user_of(request), job=job.pk).first()
    if found is None:
        raise UnknownName("this file is not kept any more", mend="Have it made again.")
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"', "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse(bytes(found.content), content_type=type_of(found.name), headers=headers)


@require_POST
@permission(READER)
def stop_job(request: HttpRequest, number: int) -> HttpResponse:
    """Asks a piece of work to stop before its next step. Raises UnknownName."""
    job = of_owner(number, asker(request).username)
    ask_to_stop(job)
    tell(request, _("It was asked to stop."))
    address = kept_address(asked_of(request), reverse("job", args=[number]), {})
    return HttpResponseRedirect(address)
