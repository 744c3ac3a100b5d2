"""Which officer first? For founders and boards, without an organisation or an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import (
    ANYONE,
    OFFICE_LEAD,
    READER,
    SIGNED_IN,
    asker,
    permission,
    refuse,
)
from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.rights.first_officer import FirstOfficer
from cohelm.analysis.rights.first_rights import first_rights
from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UsageError
from cohelm.core.proposal import propose
from cohelm.kinds import built_in_schema
from cohelm.reports.answers import figure_in_words
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell

FIRST = next(one for one in ANALYSES if one.name == "first_officer")


@permission(ANYONE)
def first_page(request: HttpRequest) -> HttpResponse:
    """For whoever comes by: without an account, what is answered is from the form alone."""
    return _page(request)


@permission(READER)
def first_officer_page(request: HttpRequest) -> HttpResponse:
    """For those who have access: the page of the analysis."""
    return _page(request)


def _page(request: HttpRequest) -> HttpResponse:
    """The questions, and the answer once any is answered; what an organisation on record knows counts.

    Where both chairs are filled the questions fold away.
    """
    person = asker(request)
    if not settings.LOOK:
        refuse(person, SIGNED_IN)
    if person.level is None:
        plan, on = Enterprise.empty(built_in_schema()), timezone.now().date()
    else:
        plan, on = plan_of(request), asked_of(request).on
    found = FIRST.ask(plan, on=on, stated=request.GET.dict())
    answered = (
        any(request.GET.get(one.name) for one in FIRST.parameters) or person.level is not None
    )
    context: dict[str, Any] = {
        "title": _title(found, answered=answered),
        "sentence": found.sentence if answered else "",
        "question": FIRST.question,
        "result": found, "sure": figure_in_words(found.sure), "answered": answered,
        "is_filled": len(found.filled) > 1,
        "parameters": [(one, request.GET.get(one.name, "") or one.shown) for one in FIRST.parameters],
        "rows": list(found.criteria.iter_rows(named=True)),
        "rights": [one.values for one in first_rights(found.verdict, on=on) if one.kind == "right"],
        "may_begin": person.may(Level.OFFICE_LEAD) and not any(plan.keys("right")),
        "domain_name": "rights",
    }  # fmt: skip
    return render(request, "rights/first.html", context)


def _title(found: FirstOfficer, *, answered: bool) -> str:
    """The verdict; where both chairs are filled there is none to give."""
    if len(found.filled) > 1:
        return _("Both chairs are filled")
    return found.sentence.partition(". ")[0] if answered else FIRST.question


@require_POST
@permission(OFFICE_LEAD)
def begin(request: HttpRequest) -> HttpResponse:
    """Writes the first set of rights for a verdict, where there are none yet. Raises UsageError."""
    plan, asked = whole_plan_of(request), asked_of(request)
    if any(plan.keys("right")):
        raise UsageError("there are decision rights already", mend="Change them in the matrix.")
    documents = first_rights(request.POST.get("verdict", ""), on=asked.on)
    if not documents:
        raise InputError("there is no verdict to begin from", accepted="cio, cto or undecided")
    proposal = propose(plan, Contents(documents=list(documents)))
    if proposal.problems:
        raise InputError(proposal.problems[0].message)
    written = apply(
        proposal.changes, by=asker(request).writer, via="web", reason="a first set of rights",
        scenario=asked.scenario,
    )  # fmt: skip
    tell(
        request,
        _("A first set of rights was written: look at each, and change what is not so."),
        written,
    )
    return HttpResponseRedirect(kept_address(asked, reverse("rights_matrix"), {}))
