"""What was changed: of the organisation, of an item, in one batch; and taking a batch back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.core.changes import ChangeSet
from cohelm.core.errors import Conflict, NotPermitted, UnknownName
from cohelm.store.access import Level
from cohelm.store.history import batches as logged
from cohelm.store.history import history
from cohelm.store.load import load
from cohelm.store.undo import later_edits, put_back, undo
from cohelm.web.addresses import kept_address
from cohelm.web.changed import PAGE, Batch, batches
from cohelm.web.navigation import DOMAINS
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.views.edit import changeable, there, write
from cohelm.web.written import tell

MOST_SHOWN = 300
LOOKS, LOOKED_AT = 3, 200
"""A page of batches looks at so many changes, so many times at most."""


@permission(READER)
def history_page(request: HttpRequest) -> HttpResponse:
    """The batches that the asker may see something of, newest first."""
    shown, before = _page(request)
    context = {
        "title": _("History"),
        "here_is": "history",
        "batches": shown,
        "before": before,
    }
    return render(request, "history/history.html", context)


def _page(request: HttpRequest) -> tuple[list[Batch], int | None]:
    """A page of batches, and before which change the next one begins.

    Of a batch with very many changes the newest are looked at alone: what comes behind them on the page
    is the batch before, not two hundred of the same one, again and again.
    """
    person, found, before = asker(request), list[Batch](), _before(request)
    for _at in range(LOOKS):
        entries = history(person.audience, before=before, limit=LOOKED_AT, actor=person.username)
        found += batches(entries, plan_of(request))
        if len(entries) < LOOKED_AT:
            before = None
            break
        found[-1] = replace(found[-1], is_cut=True)
        before = found[-1].id  # a batch is numbered as its first change
        if len(found) >= PAGE:
            break
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else before


@permission(READER)
def item_history_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """All changes of an item, newest first. Raises UnknownName."""
    plan, key = plan_of(request), f"{kind}:{id_}"
    spec = plan.schema.kind(kind)
    if key not in plan:
        raise UnknownName(f"there is no {spec.label.lower()} '{id_}'")
    entries = history(asker(request).audience, key=key, before=_before(request), limit=PAGE)
    context = {
        "title": _("History of {name}").format(name=plan.name(key)),
        "name": plan.name(key),
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "domain_name": spec.domain,
        "id": id_,
        "batches": batches(entries, plan),
        "before": entries[-1].seq if len(entries) == PAGE else None,
        "may_put_back": asker(request).may(Level.CONTRIBUTOR) and asked_of(request).may_change,
    }
    return render(request, "history/item.html", context)


@require_POST
@permission(CONTRIBUTOR)
def put_back_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Writes what a field or link was before the change `seq` as a new change.

    Raises UnknownName, NotPermitted, Conflict.
    """
    plan = changeable(request)
    key, seq = there(plan, kind, id_), request.POST.get("seq", "")
    number = int(seq) if seq.isdecimal() and len(seq) < 19 else 0
    entries = history(asker(request).audience, key=key, before=number + 1, limit=1)
    name = request.POST.get("name", "")
    if not entries or entries[0].seq != number:
        raise UnknownName(f"there is no change {number} of it")
    change = put_back(plan, entries[0], name)
    written = write(request, ChangeSet((change,)))
    tell(request, _("{name} has the earlier value again.").format(name=plan.name(key)), written)
    address = reverse("item_history", args=[kind, id_])
    return HttpResponseRedirect(kept_address(asked_of(request), address, {}))


@permission(READER)
def batch_page(request: HttpRequest, number: int) -> HttpResponse:
    """One batch: every change of it that the asker may see. Raises UnknownName."""
    batch, changes = _batch(request, number)
    person, end = asker(request), number + changes
    entries = history(person.audience, before=end, limit=MOST_SHOWN, actor=person.username)
    mine = batches([one for one in entries if one.batch == number], plan_of(request))
    if not mine:
        raise UnknownName(f"there is no batch {number}")
    context = {
        "title": mine[0].reason or _("Batch {number}").format(number=number),
        "here_is": "history",
        "batch": mine[0],
        "undone_by": batch,
        "is_cut": len(entries) == MOST_SHOWN and changes > MOST_SHOWN,
    }  # fmt: skip
    return render(request, "history/batch.html", context)


@require_POST
@permission(CONTRIBUTOR)
def undo_batch(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a batch back; where it was edited since, asks what to do with the later edits."""
    _batch(request, number)
    keep = request.POST.get("keep_later") == "1"
    try:
        written = undo(number, by=asker(request).writer, via="web", keep_later=keep)
    except Conflict:
        if keep:
            raise
        return _ask_about_later_edits(request, number)
    except NotPermitted:
        # the reasons name items, and among them may be some that the asker may not see
        raise NotPermitted(f"batch {number} holds what is not yours to change") from None
    tell(request, _("Batch {number} was taken back.").format(number=number), written)
    return HttpResponseRedirect(_back(request) or reverse("history"))


def _back(request: HttpRequest) -> str:
    """The page that the undo was asked for on, where it is one of an item that is still there."""
    back = request.POST.get("back", "")
    if not back.startswith("/items/") or not url_has_allowed_host_and_scheme(back, None):
        return ""
    try:
        found = resolve(urlsplit(back).path)
    except Resolver404:
        return ""
    key = f"{found.kwargs.get('kind')}:{found.kwargs.get('id_')}"
    return (
        back if "id_" not in found.kwargs or key in load(audience=asker(request).audience) else ""
    )


def _ask_about_later_edits(request: HttpRequest, number: int) -> HttpResponse:
    plan = plan_of(request)
    later = later_edits(number)
    seen = [one for one in later if one[0].split(" ")[0] in plan]
    context = {
        "title": _("Batch {number} was edited since").format(number=number),
        "here_is": "history",
        "number": number,
        "later": [(subject.split(" ")[0], subject, plan.name(subject.split(" ")[0]), field, was, now)
                  for subject, field, was, now in seen],
    }  # fmt: skip
    return render(request, "history/later.html", context, status=409)


def _batch(request: HttpRequest, number: int) -> tuple[int | None, int]:
    """By which batch it was undone, and how many changes it has. Raises UnknownName.

    A batch of which the asker may see nothing is not there.
    """
    found = logged(before=number + 1, limit=1, scenario=None)
    if not found or found[0].id != number:
        raise UnknownName(f"there is no batch {number}")
    last = number + found[0].changes
    person = asker(request)
    seen = history(person.audience, before=last, limit=1, actor=person.username)
    if not seen or seen[0].batch != number:
        raise UnknownName(f"there is no batch {number}")
    return found[0].undone_by, found[0].changes


def _before(request: HttpRequest) -> int | None:
    stated = request.GET.get("before", "")
    return int(stated) if stated.isdecimal() and len(stated) < 19 else None
