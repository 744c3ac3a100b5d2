"""One field of an item, where it stands: shown, turned into its editor, written, shown again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import CONTRIBUTOR, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, Conflict, InputError
from cohelm.core.fields import FieldSpec
from cohelm.core.prose import Prose
from cohelm.store.enforce import RightNeeded
from cohelm.web.addresses import kept_address
from cohelm.web.editing import change, merged
from cohelm.web.forms import Filled, field_inputs
from cohelm.web.navigation import DOMAINS
from cohelm.web.plan import asked_of
from cohelm.web.sheet import fact
from cohelm.web.typed import texts, values
from cohelm.web.views.edit import changeable, currency, may_give, met, there, write
from cohelm.web.written import tell

HEAD = ("name", "lifecycle", "clearance")
"""Fields that more of the page hangs on than their own line: it is made anew."""


@permission(CONTRIBUTOR)
def field_page(request: HttpRequest, kind: str, id_: str, part: str) -> HttpResponse:
    """The editor of a field; with `show`, the field as it stands. A POST writes it.

    Raises UnknownName, UsageError, NotPermitted.
    """
    plan = changeable(request)
    key = there(plan, kind, id_)
    spec = fact(plan, key, part, asked_of(request).on).spec
    if request.method == "POST":
        return _posted(request, plan, key, spec)
    if "show" in request.GET:
        return _shown(request, plan, key, spec)
    now = _inputs_of(texts(plan.schema.kind(kind), plan.plain(key)), part)
    return _editor(request, plan, key, spec, Filled(now, now))


def _posted(request: HttpRequest, plan: Enterprise, key: str, spec: FieldSpec) -> HttpResponse:
    kind = plan.schema.kind(key.partition(":")[0])
    before = plan.plain(key)
    whole = texts(kind, before)
    now = _inputs_of(whole, spec.name)
    found = merged(now, request.POST.dict())
    if found.theirs:
        return _editor(request, plan, key, spec, met(request, key, found, now))
    after, wrong = values(kind, whole | found.texts, currency=currency(plan))
    if here := _inputs_of(wrong, spec.name):
        return _editor(request, plan, key, spec, Filled(found.texts, now, here))
    if after is None:
        error = InputError("; ".join(wrong.values()), mend="Mend it in the whole form first.")
        return _editor(request, plan, key, spec, Filled(found.texts, now), error)
    one, other = ({spec.name: side.get(spec.name)} for side in (before, after))
    try:
        written = write(request, change(key, one, other))
    except RightNeeded:
        raise
    except CohelmError as error:
        return _editor(request, plan, key, spec, Filled(found.texts, now), error)
    words = Prose("{label} of {item} was changed.", label=spec.label, item=plan.name(key))
    tell(request, words if written.batch else _("Nothing was changed."), written)
    return _done(request, key, spec)


def _inputs_of(inputs: Mapping[str, str], name: str) -> dict[str, str]:
    """Of a form's inputs those of one field: of a life there are several."""
    return {one: text for one, text in inputs.items() if one.partition(".")[0] == name}


def _done(request: HttpRequest, key: str, spec: FieldSpec) -> HttpResponse:
    kind, _, id_ = key.partition(":")
    if getattr(request, "htmx", None) and spec.name not in HEAD:
        return _shown(request, changeable(request), key, spec)
    address = kept_address(asked_of(request), reverse("item", args=[kind, id_]), {})
    if getattr(request, "htmx", None):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(f"{address}#fact-{spec.name}")


def _shown(request: HttpRequest, plan: Enterprise, key: str, spec: FieldSpec) -> HttpResponse:
    """The line of a field as the page of the item has it, with what there is to tell."""
    if not getattr(request, "htmx", None):
        return _done(request, key, spec)
    kind, _, id_ = key.partition(":")
    context = {
        "kind": plan.schema.kind(kind), "id": id_, "may_write": True, "is_part": True,
        "fact": fact(plan, key, spec.name, asked_of(request).on),
    }  # fmt: skip
    return render(request, "items/_shown.html", context)


def _editor(
    request: HttpRequest,
    plan: Enterprise,
    key: str,
    spec: FieldSpec,
    filled: Filled,
    error: CohelmError | None = None,
) -> HttpResponse:
    kind = plan.schema.kind(key.partition(":")[0])
    context: dict[str, Any] = {
        "title": _("{label} of {name}").format(label=spec.label, name=plan.name(key)),
        "key": key, "id": key.partition(":")[2], "name": plan.name(key), "kind": kind, "spec": spec,
        "domain": DOMAINS[kind.domain], "domain_name": kind.domain,
        "inputs": field_inputs(spec, filled, may_give(request, plan)),
        "filled": filled, "error": error,
        "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    status = error.status if error else 200
    status = Conflict.status if filled.theirs else 422 if filled.wrong else status
    part = "items/_field.html" if getattr(request, "htmx", None) else "items/field.html"
    return render(request, part, context, status=status)
