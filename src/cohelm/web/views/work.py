"""Long work: how far it is, stopping it, what came of it; each person their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import READER, asker, permission
from cohelm.store.jobs import OPEN, ask_to_stop, of_owner
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of
from cohelm.web.written import tell

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
    context = {
        "title": job.title,
        "job": job,
        "state": STATES[job.state],
        "is_open": job.state in OPEN,
        "result": job.result or {},
    }
    htmx = getattr(request, "htmx", None)
    return render(request, "work/_job.html" if htmx else "work/job.html", context)


@require_POST
@permission(READER)
def stop_job(request: HttpRequest, number: int) -> HttpResponse:
    """Asks a piece of work to stop before its next step. Raises UnknownName."""
    job = of_owner(number, asker(request).username)
    ask_to_stop(job)
    tell(request, _("It was asked to stop."))
    address = kept_address(asked_of(request), reverse("job", args=[number]), {})
    return HttpResponseRedirect(address)
