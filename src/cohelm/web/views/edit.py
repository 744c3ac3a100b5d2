"""Writing an item: a form from its kind, for a new one and for one that is there; and removing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import CONTRIBUTOR, asker, permission
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, Conflict, UnknownName, UsageError
from cohelm.core.finder import Finder
from cohelm.core.kindspec import KindSpec
from cohelm.core.removal import removal
from cohelm.store.apply import Written, apply
from cohelm.store.enforce import RightNeeded
from cohelm.store.load import everything
from cohelm.web.addresses import kept_address
from cohelm.web.changed import who_made
from cohelm.web.editing import Merged, change, merged
from cohelm.web.forms import Filled, groups
from cohelm.web.navigation import DOMAINS
from cohelm.web.plan import asked_of, whole_plan_of
from cohelm.web.typed import texts, values
from cohelm.web.written import tell

CLEARANCES = ("people", "money", "security", "between")


@permission(CONTRIBUTOR)
def new_page(request: HttpRequest, kind: str) -> HttpResponse:
    """A new item. Raises UnknownName, NotPermitted."""
    plan = changeable(request)
    spec = plan.schema.kind(kind)
    empty = texts(spec, {})
    if request.method != "POST":
        return _form(request, plan, spec, Filled(empty, empty))
    stated = {name: request.POST.get(name, "") for name in empty}
    plain, wrong = values(spec, stated, currency=currency(plan))
    if plain is None:
        return _form(request, plan, spec, Filled(stated, empty, wrong))
    whole = everything()
    id_ = Finder(plan, lambda kind, id_: id_ in whole.table(kind)).new_id(kind, plain["name"])
    try:
        written = write(request, ChangeSet((ItemChange(f"{kind}:{id_}", None, plain),)))
    except RightNeeded:
        raise
    except CohelmError as error:
        return _form(request, plan, spec, Filled(stated, empty), error=error)
    tell(request, _("{plain} was made.").format(plain=plain["name"]), written)
    return _to_item(request, kind, id_)


@permission(CONTRIBUTOR)
def edit_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """The form of an item. Where somebody else changed the same meanwhile, both are shown."""
    plan = changeable(request)
    spec, key = plan.schema.kind(kind), there(plan, kind, id_)
    now = texts(spec, plan.plain(key))
    if request.method != "POST":
        return _form(request, plan, spec, Filled(now, now), key=key)
    found = merged(now, request.POST.dict())
    if found.theirs:
        return _form(request, plan, spec, met(request, key, found, now), key=key)
    after, wrong = values(spec, found.texts, currency=currency(plan))
    if after is None:
        return _form(request, plan, spec, Filled(found.texts, now, wrong), key=key)
    try:
        written = write(request, change(key, plan.plain(key), after))
    except RightNeeded:
        raise
    except CohelmError as error:
        return _form(request, plan, spec, Filled(found.texts, now), key=key, error=error)
    said = _("{name} was changed.").format(name=after["name"])
    tell(request, said if written.batch else _("Nothing was changed."), written)
    return _to_item(request, kind, id_)


@permission(CONTRIBUTOR)
def remove_page(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Asks, then removes an item with its links and observations."""
    plan = changeable(request)
    key = there(plan, kind, id_)
    changes = removal(key, plan)
    if request.method == "POST":
        written = write(request, changes)
        # what hangs on it unseen goes too, and is not counted here
        tell(
            request,
            _("{name} was removed.").format(name=plan.name(key)),
            replace(written, changes=len(changes)),
        )
        return HttpResponseRedirect(
            kept_address(asked_of(request), reverse("items", args=[kind]), {})
        )
    context = {
        "title": _("Remove {name}?").format(name=plan.name(key)),
        "key": key,
        "id": id_,
        "name": plan.name(key),
        "kind": plan.schema.kind(kind),
        "linked": len(plan.links_of(key)) + len(plan.links_to(key)),
        "changes": len(changes),
    }
    return render(request, "items/remove.html", context)


def changeable(request: HttpRequest) -> Enterprise:
    """The plan of all days, to be changed. Raises UsageError where it is the past."""
    if not asked_of(request).may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    return whole_plan_of(request)


def there(plan: Enterprise, kind: str, id_: str) -> str:
    """The key of an item. Raises UnknownName where it is not there."""
    if f"{kind}:{id_}" not in plan:
        raise UnknownName(f"there is no {plan.schema.kind(kind).label.lower()} '{id_}'")
    return f"{kind}:{id_}"


def currency(plan: Enterprise) -> str:
    """The currency of amounts that are typed without one."""
    return str(plan.organisation.get("currency") or "")


def write(request: HttpRequest, changes: ChangeSet) -> Written:
    """Writes what a form amounts to, with the reason that it states."""
    return apply(
        changes,
        by=asker(request).writer,
        via="web",
        reason=request.POST.get("reason", "").strip()[:500],
        scenario=asked_of(request).scenario,
        past_rights=request.POST.get("past_rights", "").strip()[:500],
    )


def met(request: HttpRequest, key: str, found: Merged, now: Mapping[str, str]) -> Filled:
    """The form where two edits met: both values, the one before them, and who made the other."""
    made = who_made(asker(request).audience, key)
    who = {name: made.get(name.partition(".")[0], "") for name in found.theirs}
    return Filled(found.texts, now, theirs=found.theirs, base=found.base, who=who)


def may_give(request: HttpRequest, plan: Enterprise) -> list[str]:
    """The clearances that the asker may give an item."""
    audience = asker(request).audience
    offices = (f"office:{id_}" for id_ in plan.table("office").ids)
    draft = f"draft:{asker(request).username}"
    return [one for one in (*CLEARANCES, *offices, draft) if audience.sees(one)]


def _to_item(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    address = reverse("item", args=[kind, id_])
    return HttpResponseRedirect(kept_address(asked_of(request), address, {}))


def _form(
    request: HttpRequest,
    plan: Enterprise,
    spec: KindSpec,
    filled: Filled,
    *,
    key: str = "",
    error: CohelmError | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("Edit {name}").format(name=plan.name(key))
        if key
        else _("New {kind}").format(kind=spec.label.lower()),
        "kind": spec,
        "domain": DOMAINS[spec.domain],
        "domain_name": spec.domain,
        "key": key,
        "groups": groups(spec, filled, may_give(request, plan)),
        "filled": filled,
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    status = error.status if error else 200
    status = Conflict.status if filled.theirs else 422 if filled.wrong else status
    return render(request, "items/form.html", context, status=status)
