"""The organisation's own fields: declared, changed, retired; for administrators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import ADMINISTRATOR, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, UnknownName
from cohelm.core.kindspec import KindSpec
from cohelm.core.ownfields import TYPES
from cohelm.core.ownvalues import own_fields, values_of
from cohelm.core.prose import Prose
from cohelm.core.validation import ACCEPTED
from cohelm.store.history import Entry
from cohelm.store.settings import declare, last_changes, retire
from cohelm.web.plan import plan_of
from cohelm.web.written import tell

CLEARANCES = ("people", "money", "security")
TAKES = ACCEPTED | {
    "choice": Prose("one word of a list"),
    "scale": Prose("one word of a list that goes from low to high"),
}
"""What each type takes, in words."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An own field as the list shows it: `used` counts the items that say something in it."""

    kind: KindSpec
    name: str
    about: Mapping[str, Any]
    used: int
    last: Entry | None


@permission(ADMINISTRATOR)
def own_fields_page(request: HttpRequest) -> HttpResponse:
    """All own fields by kind."""
    plan, last = plan_of(request), last_changes(asker(request).audience)
    rows = [
        OwnRow(plan.schema.kind(kind), name, about, len(values_of(plan, kind, name)),
               last.get(f"{kind}.{name}"))
        for kind, fields in own_fields(plan).items() for name, about in fields.items()
    ]  # fmt: skip
    context = {"title": _("Own fields"), "here_is": "own_fields", "rows": rows}
    return render(request, "administer/own_fields.html", context)


@permission(ADMINISTRATOR)
def new_own_field_page(request: HttpRequest) -> HttpResponse:
    """Declares a field. Raises NotPermitted."""
    plan = plan_of(request)
    if request.method != "POST":
        stated = {"kind": request.GET.get("kind", ""), "type": "text"}
        return _form(request, plan, stated)
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "").strip()
    return _declared(request, plan, kind, name, is_new=True)


@permission(ADMINISTRATOR)
def own_field_page(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Changes a field that is there, or retires it. Raises UnknownName, NotPermitted."""
    plan = plan_of(request)
    about = own_fields(plan).get(kind, {}).get(name)
    if about is None:
        raise UnknownName(f"there is no own field '{kind}.{name}'")
    if request.method != "POST":
        stated = about | {
            "kind": kind,
            "name": name,
            "choices": "\n".join(about.get("choices", ())),
        }
        return _form(request, plan, stated, is_new=False)
    return _declared(request, plan, kind, name, is_new=False)


@require_POST
@permission(ADMINISTRATOR)
def retire_own_field(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Takes a field away with what items say in it. Raises UnknownName, NotPermitted, Conflict."""
    reason = request.POST.get("reason", "").strip()[:500]
    written = retire(kind, name, by=asker(request).writer, via="web", reason=reason)
    tell(
        request,
        _("{kind}.{name} is retired, and what items said in it is in the history.").format(
            kind=kind, name=name
        ),
        written,
    )
    return HttpResponseRedirect(reverse("own_fields"))


def _declared(
    request: HttpRequest, plan: Enterprise, kind: str, name: str, *, is_new: bool
) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:500]
    try:
        written = declare(
            kind, name, _about(request.POST), by=asker(request).writer, via="web",
            is_new=is_new, reason=reason,
        )  # fmt: skip
    except CohelmError as error:
        stated = request.POST.dict() | {"kind": kind, "name": name}
        return _form(request, plan, stated, is_new=is_new, error=error)
    if not written.batch:
        tell(request, _("Nothing was changed."))
    else:
        new, old = (
            _("{field} is a field now: forms, lists, files and the API have it."),
            _("{field} was changed."),
        )
        tell(request, (new if is_new else old).format(field=f"{kind}.{name}"), written)
    return HttpResponseRedirect(reverse("own_fields"))


def _about(form: QueryDict) -> dict[str, Any]:
    """What a form says of a field, as it is declared."""
    said: dict[str, Any] = {
        word: form.get(word, "").strip() for word in ("type", "help", "unit", "clearance")
    }
    choices = [line.strip() for line in form.get("choices", "").splitlines() if line.strip()]
    return said | ({"choices": choices} if choices else {})


def _form(
    request: HttpRequest, plan: Enterprise, stated: Mapping[str, Any], *, is_new: bool = True,
    error: CohelmError | None = None,
) -> HttpResponse:  # fmt: skip
    kind, name = str(stated.get("kind", "")), str(stated.get("name", ""))
    used = [] if is_new else values_of(plan, kind, name)
    context: dict[str, Any] = {
        "title": _("A field of your own")
        if is_new
        else _("{kind}.{name}").format(kind=kind, name=name),
        "here_is": "own_fields",
        "is_new": is_new,
        "stated": stated,
        "used": used,
        "kinds": [(one.name, one.label) for one in plan.schema.kinds.values()],
        "types": [(one, one.replace("_", " "), TAKES[one]) for one in TYPES],
        "clearances": CLEARANCES,
        "error": error,
        "last": None if is_new else last_changes(asker(request).audience).get(f"{kind}.{name}"),
        "reason": request.POST.get("reason", ""),
    }
    return render(
        request, "administer/own_field.html", context, status=error.status if error else 200
    )
