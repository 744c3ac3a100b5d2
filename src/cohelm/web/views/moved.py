"""What moved since each list came before; and what became of the items that a list no longer has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.absence import say_absence
from cohelm.accounts.moved import keep_missing, lists_moved, remove_missing
from cohelm.accounts.permission import CONTRIBUTOR, READER, asker, permission
from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.web.absence import absences
from cohelm.web.cells import linked
from cohelm.web.plan import plan_of
from cohelm.web.written import tell

MOST_CHANGES = 200
MOST_STILL = 3
"""Of a model each kind is a list: more than so many in which nothing moved are folded away."""
LONGEST_NUMBER = 18


@permission(READER)
def moved_page(request: HttpRequest) -> HttpResponse:
    """Each list with what its newest edition moved, the list that came last first."""
    plan = plan_of(request)
    lists = [
        {
            "edition": one.edition,
            "absent": absences(one.edition.absent),
            "earlier": one.earlier,
            "kind": plan.schema.kind(one.edition.kind),
            "sentences": one.moved.sentences,
            "missing": linked(plan, one.moved.missing),
            "changes": one.moved.changes[:MOST_CHANGES],
            "more": max(0, len(one.moved.changes) - MOST_CHANGES),
        }
        for one in lists_moved(asker(request).audience)
    ]
    moving = [one for one in lists if one["sentences"] or one["missing"] or one["changes"]]
    still = [one for one in lists if one not in moving]
    is_folded = len(still) > MOST_STILL
    context = {
        "title": _("What moved"),
        "here_is": "moved",
        "lists": moving if is_folded else lists,
        "still": still if is_folded else [],
    }
    return render(request, "imports/moved.html", context)


@require_POST
@permission(CONTRIBUTOR)
def absence(request: HttpRequest) -> HttpResponse:
    """Keeps with a list what it means that it lacks an item. Raises NotPermitted, UnknownName."""
    number = request.POST.get("edition", "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise UnknownName(f"there is no edition '{number[:40]}'")
    found = say_absence(int(number), request.POST.get("absent", ""), asker(request).writer)
    tell(request, _("Kept with {file}, for its next edition.").format(file=found.file))
    return HttpResponseRedirect(reverse("moved"))


@require_POST
@permission(CONTRIBUTOR)
def keep(request: HttpRequest) -> HttpResponse:
    """Remembers that items are still there. Raises UnknownName."""
    keys = request.POST.getlist("key")
    keep_missing(keys, asker(request).writer)
    tell(
        request,
        Prose("{items:A} kept; nothing was changed.", items=count(len(keys), "item")),
    )
    return HttpResponseRedirect(reverse("moved"))


@require_POST
@permission(CONTRIBUTOR)
def remove(request: HttpRequest) -> HttpResponse:
    """Removes items that a list no longer has, as one batch. Raises NotPermitted, UnknownName."""
    keys = request.POST.getlist("key")
    written = remove_missing(
        keys, asker(request).writer, via="web", reason="no longer in the list that it came from"
    )
    tell(request, Prose("{items:A} removed.", items=count(len(keys), "item")), written)
    return HttpResponseRedirect(reverse("moved"))
