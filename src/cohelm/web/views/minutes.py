"""The minutes of a meeting: typed, shown as what they would bring, written as one batch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.wording import listed, worded
from cohelm.core.days import day_asked
from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, UnknownName, UsageError
from cohelm.core.keys import free_slug
from cohelm.core.proposal import Proposal, propose
from cohelm.formats.minutes import Sitting, read_minutes
from cohelm.store.apply import apply
from cohelm.store.enforce import RightNeeded
from cohelm.store.load import everything
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell


@dataclass(frozen=True, slots=True)
class Brought:
    """What minutes would write, by its name: how a decision was taken, who does an action by when."""

    key: str
    name: str
    kind: str
    is_new: bool
    status: str = ""
    owner: str = ""
    due: date | None = None


SAID = ("name", "held_on", "forum", "text")


@permission(CONTRIBUTOR)
def minutes_page(request: HttpRequest) -> HttpResponse:
    """The form; a POST shows what the text would bring, and with `write` writes it."""
    asked, plan = asked_of(request), plan_of(request)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    stated = {name: request.POST.get(name, "") for name in SAID}
    stated["held_on"] = stated["held_on"] or asked.on.isoformat()
    wrong, brings = "", list[Brought]()
    if request.method == "POST":
        try:
            proposal = _proposal(request, stated)
            brings = _brought(whole_plan_of(request), proposal)
            if request.POST.get("write"):
                return _written(request, proposal, stated["name"])
        except RightNeeded:
            raise
        except CohelmError as error:
            wrong = str(error)
    context = {
        "title": _("Minutes of a meeting"), "stated": stated, "wrong": wrong, "brings": brings,
        "forums": [(f"forum:{id_}", plain["name"]) for id_, plain in plan.table("forum").rows()],
    }  # fmt: skip
    return render(request, "minutes.html", context, status=422 if wrong else 200)


def _proposal(request: HttpRequest, stated: dict[str, str]) -> Proposal:
    plan, whole = whole_plan_of(request), everything()
    day = day_asked(stated["held_on"], where="held on") or asked_of(request).on
    name = stated["name"].strip()
    if stated["forum"] and stated["forum"] not in plan:
        raise InputError(f"there is no forum '{stated['forum']}'", where="forum")
    id_ = free_slug(f"{name} {day}", set(whole.table("meeting").ids))
    documents = read_minutes(stated["text"], Sitting(name, id_, day, stated["forum"]))
    for one in documents:
        if one.kind == "decision" and one.id and f"decision:{one.id}" not in plan:
            raise UnknownName.of("decision", one.id, plan.table("decision").ids)
    found = propose(
        plan, Contents(documents=documents), taken=lambda kind, id_: id_ in whole.table(kind)
    )
    if found.problems:
        raise InputError("; ".join(str(one) for one in found.problems[:3]))
    return found


def _brought(plan: Enterprise, proposal: Proposal) -> list[Brought]:
    """What is new, and the decisions that are taken."""
    after = plan.with_changes(proposal.changes)
    return [
        _as_written(after, key, key in proposal.new) for key in (*proposal.new, *proposal.changed)
    ]


def _as_written(after: Enterprise, key: str, is_new: bool) -> Brought:
    kind, plain = after.schema.kind(key.partition(":")[0]), after.plain(key)
    called = Brought(key, after.name(key), kind.label, is_new)
    if kind.name == "decision":
        return replace(called, status=worded(plain["status"]))
    if kind.name == "action":
        who = listed([after.name(one) for one in after.targets(key, "owner")])
        return replace(called, owner=who, due=day_asked(plain.get("due", ""), where="due"))
    return called


def _written(request: HttpRequest, proposal: Proposal, name: str) -> HttpResponse:
    asked = asked_of(request)
    written = apply(
        proposal.changes, by=asker(request).writer, via="web", reason=f"minutes: {name}"[:500],
        scenario=asked.scenario, past_rights=request.POST.get("past_rights", "").strip()[:500],
    )  # fmt: skip
    tell(request, _("The minutes are written."), written)
    return HttpResponseRedirect(kept_address(asked, reverse("agenda"), {}))
