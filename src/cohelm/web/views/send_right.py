"""Sending what is to be decided to whoever has the right: a decision that waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.rights.who_decides import WhoDecides, who_decides
from cohelm.core.changes import ChangeSet
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.proposal import propose
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web.addresses import kept_address
from cohelm.web.plan import asked_of, whole_plan_of
from cohelm.web.written import tell


@require_POST
@permission(CONTRIBUTOR)
def send_right(request: HttpRequest) -> HttpResponse:
    """Makes the decision, proposed, under the right, and notes who was told. Raises UnknownName."""
    asked, plan = asked_of(request), whole_plan_of(request)
    verb, item = request.POST.get("verb", ""), request.POST.get("item", "")
    if ":" not in item or item not in plan:
        raise UnknownName(f"there is no item '{item}'")
    answer = who_decides(plan, on=asked.on, verb=verb, item=item)
    if not answer.accountable:
        raise InputError(answer.sentence, mend="Settle first who has the right.")
    changes = _decision(plan, answer, request.POST.get("reason", "").strip()[:500])
    written = apply(
        changes, by=asker(request).writer, via="web", reason="sent to who has the right",
        scenario=asked.scenario,
    )  # fmt: skip
    names = ", ".join(answer.names[key] for key in answer.accountable)
    tell(
        request,
        _("{called} waits for {names} now.").format(called=answer.called, names=names),
        written,
    )
    kind, id_ = item.split(":", 1)
    return HttpResponseRedirect(kept_address(asked, reverse("item", args=[kind, id_]), {}))


def _decision(plan: Enterprise, answer: WhoDecides, reason: str) -> ChangeSet:
    on = answer.on.isoformat()
    values = {
        "name": f"{answer.verb.replace('_', ' ').capitalize()} {answer.called}?"[:300],
        "status": "proposed", "waits_for": "decider", "raised_on": on, "context": reason or None,
        "about": [answer.item], "under": list(answer.by), "decided_by": list(answer.accountable),
        "told": [{"to": key, "sent_on": on, "how": "cohelm"} for key in answer.accountable],
        "clearance": plan.plain(answer.item).get("clearance"),
    }  # fmt: skip
    stated = {name: value for name, value in values.items() if value}
    whole = everything()
    proposal = propose(
        plan, Contents(documents=[Document("decision", "", stated, matches_name=False)]),
        taken=lambda kind, id_: id_ in whole.table(kind),
    )  # fmt: skip
    if proposal.problems:
        raise InputError(proposal.problems[0].message)
    return proposal.changes
