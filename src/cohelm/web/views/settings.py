"""The organisation's settings: each with what it changes, and who changed it when; for administrators."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import ADMINISTRATOR, asker, permission
from cohelm.core.errors import CohelmError, UnknownName
from cohelm.core.fields import FieldSpec
from cohelm.core.prose import Prose
from cohelm.kinds.settings import CHANGES
from cohelm.store.settings import last_changes, set_settings
from cohelm.web.editing import merged
from cohelm.web.forms import Filled, asked_input
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.settings import rows
from cohelm.web.typed import texts, values
from cohelm.web.written import tell


@permission(ADMINISTRATOR)
def settings_page(request: HttpRequest) -> HttpResponse:
    """All settings, those of the installation below them."""
    last = last_changes(asker(request).audience)
    context = {
        "title": _("Settings"),
        "here_is": "settings",
        "groups": rows(plan_of(request), last, asked_of(request).on),
        "installed": django_settings.INSTALLED_SETTINGS,
    }
    return render(request, "administer/settings.html", context)


@permission(ADMINISTRATOR)
def setting_page(request: HttpRequest, name: str) -> HttpResponse:
    """One setting, and changing it. Raises UnknownName, NotPermitted."""
    plan = plan_of(request)
    kind = plan.schema.kind("organisation")
    if name not in CHANGES or name not in kind.fields:
        raise UnknownName.of("setting", name, CHANGES)
    spec, now = kind.fields[name], texts(kind, plan.organisation)
    if request.method != "POST":
        return _form(request, spec, Filled(now, now))
    # the other settings stay as they are: only this one's input is in the form
    found = merged({name: now[name]}, request.POST.dict())
    stated = now | found.texts
    if found.theirs:
        return _form(request, spec, Filled(stated, now, theirs=found.theirs), status=409)
    if not now.get("name"):
        stated["name"] = stated["name"] or "-"  # an organisation that nobody named yet
    plain, wrong = values(kind, stated, currency=str(plan.organisation.get("currency") or ""))
    if plain is None:
        return _form(request, spec, Filled(stated, now, wrong), status=422)
    reason = request.POST.get("reason", "").strip()[:500]
    try:
        written = set_settings(
            {name: plain.get(name)}, by=asker(request).writer, via="web", reason=reason
        )
    except CohelmError as error:
        return _form(request, spec, Filled(stated, now), error=error, status=error.status)
    changed = Prose("{label} was changed.", label=Prose(spec.label))
    said = changed if written.batch else _("Nothing was changed.")
    tell(request, said, written)
    return HttpResponseRedirect(reverse("settings") + f"#{name}")


def _form(
    request: HttpRequest, spec: FieldSpec, filled: Filled, *, error: CohelmError | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    last = last_changes(asker(request).audience)
    context: dict[str, Any] = {
        "title": spec.label,
        "here_is": "settings",
        "one": asked_input(spec, spec.name, filled),
        "changes": CHANGES[spec.name],
        "last": last.get(spec.name),
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "administer/setting.html", context, status=status)
