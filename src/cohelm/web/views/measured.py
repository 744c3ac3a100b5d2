"""One metric: its owner sees what new readings say and says what they mean; readings come in by hand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohelm.accounts.measuring import observed
from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.analysis.impact.owned import CLAIMS, claimed, owners, refuse_others, verdict
from cohelm.core.documents import Contents, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.prose import Prose
from cohelm.formats.readings import read_readings
from cohelm.store.apply import Written, apply
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell

LARGEST = 5_000_000
ORGANISATION = "organisation:organisation"


@require_GET
@permission(READER)
def metric_page(request: HttpRequest, id_: str) -> HttpResponse:
    """What the readings say, for the owner; the forms for a claim, a reading and a file.

    Raises UnknownName.
    """
    return _shown(request, id_)


@require_POST
@permission(CONTRIBUTOR)
def write_reading(request: HttpRequest, id_: str) -> HttpResponse:
    """Writes the reading that a form states, or those of a file. Raises UnknownName, UsageError."""
    _refuse(request)
    try:
        found, written = observed(
            _contents(request, id_),
            by=asker(request).writer,
            via="web",
            reason=f"readings of {id_}",
        )
    except InputError as error:
        return _shown(request, id_, wrong=str(error))
    refused = "; ".join(str(one) for one in found.problems[:5])
    if refused and not written.batch:
        return _shown(request, id_, wrong=refused)
    more = (
        Prose(" {many} refused: {refused}.", many=len(found.problems), refused=refused)
        if refused
        else ""
    )
    return _done(request, id_, Prose("It is written down.{more}", more=more), written)


@require_POST
@permission(CONTRIBUTOR)
def say_claim(request: HttpRequest, id_: str) -> HttpResponse:
    """Writes what the owner says of a metric. Raises UnknownName, NotPermitted for all others."""
    _refuse(request)
    key, asked = f"metric:{id_}", asked_of(request)
    plan = whole_plan_of(request)
    refuse_others(plan, _known(plan, key), asker(request).key, on=asked.on)
    try:
        changes = claimed(
            plan, key, request.POST.get("claim", ""), because=request.POST.get("because", ""),
            on=asked.on,
        )  # fmt: skip
    except InputError as error:
        return _shown(request, id_, wrong=str(error))
    written = apply(changes, by=asker(request).writer, via="web", reason="the owner's claim")
    return _done(request, id_, _("Said. From now on others see it too."), written)


def _known(plan: Enterprise, key: str) -> str:
    if key not in plan:
        raise UnknownName.of("metric", key.partition(":")[2], plan.table("metric").ids)
    return key


def _refuse(request: HttpRequest) -> None:
    asked = asked_of(request)
    if not asked.may_change or asked.scenario:
        raise UsageError(
            "readings and claims are facts of today", mend="Leave the scenario or the past first."
        )


def _done(request: HttpRequest, id_: str, words: str, written: Written) -> HttpResponse:
    tell(request, words, written)
    return HttpResponseRedirect(kept_address(asked_of(request), reverse("metric", args=[id_]), {}))


def _shown(request: HttpRequest, id_: str, *, wrong: str = "") -> HttpResponse:
    plan, asked, person = plan_of(request), asked_of(request), asker(request)
    key = _known(plan, f"metric:{id_}")
    is_owner = bool(person.key) and person.key in owners(plan, key, on=asked.on)
    context = {
        "title": plan.name(key), "key": key, "id": id_, "stated": plan.plain(key), "wrong": wrong,
        "posted": request.POST, "is_owner": is_owner, "claims": CLAIMS,
        "today": asked.on.isoformat(),
        "owners": [plan.name(one) for one in plan.targets(key, "owner")],
        "verdict": verdict(plan, key, on=asked.on) if is_owner else None,
        "may_write": person.may_write and asked.may_change and not asked.scenario,
    }  # fmt: skip
    return render(request, "metric.html", context, status=422 if wrong else 200)


def _contents(request: HttpRequest, metric: str) -> Contents:
    plan = plan_of(request)
    about = ORGANISATION if ORGANISATION in plan else f"metric:{metric}"
    about = request.POST.get("item", "").strip() or about
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > LARGEST:
            raise InputError("the file is too large", accepted="5 MB; more by cohelm observe")
        return read_readings(str(file.name), file.read(), metric, item=about)
    stated = {
        "item": about, "time": request.POST.get("time", ""), "value": request.POST.get("value", ""),
        "source": request.POST.get("source", ""), "note": request.POST.get("note", ""),
    }  # fmt: skip
    values = {name: one.strip() for name, one in stated.items() if one.strip()}
    return Contents(observed=[Observed(metric, values)])
