"""Settling a concern with rights: the moves, what each leaves open, and the decision that is made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import OFFICE_LEAD, READER, asker, permission
from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.rights.resolve import chosen_of, decided, resolve
from cohelm.core.errors import NotPermitted, UsageError
from cohelm.store import scenarios
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, whole_plan_of
from cohelm.web.views.analyses import context_of, result_of
from cohelm.web.written import tell

RESOLVE = next(one for one in ANALYSES if one.name == "resolve")


@permission(READER)
def resolve_page(request: HttpRequest) -> HttpResponse:
    """The moves for `concern`; an office lead chooses one. Raises UnknownName."""
    asked, person = asked_of(request), asker(request)
    if request.method == "POST":
        return _settled(request)
    result = result_of(request, RESOLVE)
    may_choose = person.may(Level.OFFICE_LEAD) and person.may_write and asked.may_change
    context = context_of(request, RESOLVE, result) | {
        "may_choose": may_choose,
        "may_try": may_choose and not asked.scenario,
    }
    return render(request, "rights/resolve.html", context)


@require_POST
@permission(OFFICE_LEAD)
def try_move(request: HttpRequest) -> HttpResponse:
    """Makes a scenario of one move and shows what it turns. Raises UsageError, UnknownName."""
    asked, said = asked_of(request), request.POST
    if asked.scenario or not asked.may_change:
        raise UsageError("a move is tried on the current plan as it is now: look at that first")
    found = resolve(whole_plan_of(request), on=asked.on, concern=said.get("concern", ""))
    move = chosen_of(found, said.get("move", "")).move
    sentence = f"{move.sentence}: {found.subject}"
    name, by = scenarios.free_name(move.sentence), asker(request).writer
    made = scenarios.keep(name, move.changes, sentence=sentence, by=by, via="web")
    tell(request, _("Tried as a scenario; the current plan is as it was."))
    return HttpResponseRedirect(f"{reverse('compare')}?scenario={made.name}")


def _settled(request: HttpRequest) -> HttpResponse:
    asked, person = asked_of(request), asker(request)
    if not person.may(Level.OFFICE_LEAD):
        raise NotPermitted(f"this takes the access level {OFFICE_LEAD.words}")
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    plan = whole_plan_of(request)
    found = resolve(plan, on=asked.on, concern=request.POST.get("concern", ""))
    offer = chosen_of(found, request.POST.get("move", ""))
    reason = request.POST.get("reason", "").strip()[:500]
    written = apply(
        decided(plan, found, offer, reason=reason, by=person.key), by=person.writer, via="web",
        reason=reason or offer.move.sentence, scenario=asked.scenario,
    )  # fmt: skip
    tell(request, _("Decided: {sentence}.").format(sentence=offer.move.sentence), written)
    return HttpResponseRedirect(
        kept_address(asked, reverse("concerns"), {"code": found.concern[:6]})
    )
