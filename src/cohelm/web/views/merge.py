"""Makes two records of one thing one: finds the twin, shows both and what would follow, then does it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.analysis.vendors.merging import merged
from cohelm.core.changes import ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, UnknownName, UsageError
from cohelm.core.finder import Finder
from cohelm.store.merging import merge
from cohelm.web.addresses import kept_address
from cohelm.web.cells import Linked, linked
from cohelm.web.changed import value_said
from cohelm.web.navigation import DOMAINS
from cohelm.web.plan import asked_of, whole_plan_of
from cohelm.web.written import tell

ALIKE = 60.0
"""How alike, of 100, the name of another must be to be proposed as a twin."""
MOST_ALIKE = 8


@permission(CONTRIBUTOR)
def merge_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Chooses the other one (`gone`), shows both, and makes them one. Raises UnknownName."""
    plan, kept = _changeable(request), f"{kind}:{id_}"
    spec = plan.schema.kind(kind)
    if kept not in plan:
        raise UnknownName(f"there is no {spec.label.lower()} '{id_}'")
    word = (request.POST if request.method == "POST" else request.GET).get("gone", "").strip()
    error: CohelmError | None = None
    beside: dict[str, Any] = {}
    try:
        gone = _named(plan, kind, word) if word else ""
        beside = _beside(plan, kept, gone) if gone else {}
        if request.method == "POST" and gone:
            return _merged(request, plan, kept, gone)
    except CohelmError as found:
        error = found
    context = {
        "title": _("Make {name} and another one").format(name=plan.name(kept)),
        "kept": linked(plan, [kept])[0], "id": id_, "kind": spec,
        "domain": DOMAINS[spec.domain], "domain_name": spec.domain,
        "word": word, "error": error, "alike": _alike(plan, kept),
    } | beside  # fmt: skip
    return render(request, "items/merge.html", context, status=error.status if error else 200)


def _merged(request: HttpRequest, plan: Enterprise, kept: str, gone: str) -> HttpResponse:
    asked = asked_of(request)
    written = merge(kept, gone, by=asker(request).writer, via="web", scenario=asked.scenario)
    tell(
        request,
        _("What hung on {gone} hangs on {kept} now.").format(
            gone=plan.name(gone), kept=plan.name(kept)
        ),
        written,
    )
    address = reverse("item", args=list(kept.split(":", 1)))
    return HttpResponseRedirect(kept_address(asked, address, {}))


def _beside(plan: Enterprise, kept: str, gone: str) -> dict[str, Any]:
    """Both, field by field where they differ, and what making them one would move."""
    changes = merged(plan, kept, gone)
    one, other = plan.plain(kept), plan.plain(gone)
    said = next((c.after or {} for c in changes if isinstance(c, ItemChange) and c.key == kept), {})
    kind = plan.schema.kind(kept.partition(":")[0])
    moved = [c for c in changes if c.before is None]
    return {
        "gone": linked(plan, [gone])[0],
        "fields": [
            (kind.fields[name].label, *(value_said(plan, kind, name, side)
                                        for side in (one.get(name), other.get(name), after)))
            for name in kind.fields
            for after in [said.get(name, one.get(name))]
            if one.get(name) != other.get(name) or name in said
        ],
        "links": sum(isinstance(change, LinkChange) for change in moved),
        "observations": sum(isinstance(change, ObservationChange) for change in moved),
    }  # fmt: skip


def _named(plan: Enterprise, kind: str, word: str) -> str:
    id_ = word.partition(":")[2] if word.startswith(f"{kind}:") else word
    called = [key for key in plan.keys(kind) if plan.name(key).casefold() == word.casefold()]
    if len(called) == 1:  # twins look alike to the finder: the very name comes first
        return called[0]
    found = id_ if id_ in plan.table(kind) else Finder(plan).by_word(kind, word)
    if not found:
        raise UnknownName.of(kind, word, plan.table(kind).ids)
    return f"{kind}:{found}"


def _alike(plan: Enterprise, kept: str) -> tuple[Linked, ...]:
    """Others of the kind whose names are nearly its own, the likest first."""
    names = {key: plan.name(key) for key in plan.keys(kept.partition(":")[0]) if key != kept}
    found = process.extract(
        plan.name(kept), names, scorer=fuzz.WRatio, processor=str.casefold,
        score_cutoff=ALIKE, limit=MOST_ALIKE,
    )  # fmt: skip
    return tuple(Linked(key, name) for name, _, key in found)


def _changeable(request: HttpRequest) -> Enterprise:
    if not asked_of(request).may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    return whole_plan_of(request)
