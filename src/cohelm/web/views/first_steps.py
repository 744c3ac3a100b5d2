"""The first steps of an empty installation: the sample brought in, and taken out again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import ADMINISTRATOR, asker, permission
from cohelm.core.audience import EVERYTHING
from cohelm.core.errors import InputError, UsageError
from cohelm.core.proposal import propose
from cohelm.formats.folder import read_folder
from cohelm.formats.organisation import sample_folder
from cohelm.store.access import Level, Writer
from cohelm.store.apply import apply
from cohelm.store.history import BatchEntry, batches
from cohelm.store.load import everything
from cohelm.store.undo import undo
from cohelm.web.written import tell

VIA = "sample"


@require_POST
@permission(ADMINISTRATOR)
def bring_sample(request: HttpRequest) -> HttpResponse:
    """Brings the sample into an empty installation, as one batch. Raises UsageError, InputError."""
    plan = everything()
    if any(plan.keys()):
        raise UsageError(
            "something is known here already", mend="The sample comes into an empty one."
        )
    proposal = propose(plan, read_folder(sample_folder("sample"), plan.schema))
    if proposal.problems:
        raise InputError(str(proposal.problems[0]), where="the sample")
    written = apply(
        proposal.changes, by=_writer(request), via=VIA, reason="The sample organisation"
    )
    tell(
        request,
        _("The sample is here: {changes:,} changes. It is taken out again from Home.").format(
            changes=written.changes
        ),
    )
    return HttpResponseRedirect(reverse("home"))


@require_POST
@permission(ADMINISTRATOR)
def take_sample_out(request: HttpRequest) -> HttpResponse:
    """Takes the sample out again. Raises UsageError, and Conflict where somebody built on it."""
    found = sample_batch()
    if found is None:
        raise UsageError("the sample is not here", mend="It may be out already.")
    undo(found.id, by=_writer(request), via="web")
    tell(request, _("The sample is out again; the history says that it was here."))
    return HttpResponseRedirect(reverse("home"))


def sample_batch() -> BatchEntry | None:
    """The batch that brought the sample in, where it was not taken out; None where there is none."""
    first = batches(
        before=2, limit=1
    )  # the sample comes into an empty log alone, as its first batch
    return next((one for one in first if one.via == VIA and not one.undone_by), None)


def _writer(request: HttpRequest) -> Writer:
    """The administrator, for the sample alone: it holds what stands between its two officers too."""
    return Writer(asker(request).username, Level.ADMINISTRATOR, EVERYTHING)
