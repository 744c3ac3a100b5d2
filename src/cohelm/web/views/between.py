"""What only some see yet: one's own drafts, submitted; what stands between the offices, released."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.commenting import led_offices
from cohelm.accounts.permission import CONTRIBUTOR, OFFICE_LEAD, READER, asker, permission
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.store.access import Level
from cohelm.store.between import release, releases, standing, stands, withdraw
from cohelm.store.drafts import drafts, submit
from cohelm.store.load import load
from cohelm.web.addresses import kept_address
from cohelm.web.cells import Linked, linked
from cohelm.web.offices import Office, offices
from cohelm.web.plan import asked_of
from cohelm.web.written import tell


@dataclass(frozen=True, slots=True)
class Standing:
    """An item between the offices: who released it as it is now, and who has yet to."""

    item: Linked
    released: tuple[Office, ...]
    waits_for: tuple[Office, ...]
    by_asker: bool


@permission(READER)
def between_page(request: HttpRequest) -> HttpResponse:
    """What stands between the offices, for whoever sees it: to all others the page is empty."""
    plan = load(audience=asker(request).audience)
    context = {
        "title": _("Between the two"),
        "here_is": "between",
        "rows": [standing_of(request, plan, key) for key in standing(plan)],
        "sees": asker(request).audience.sees("between"),
        "may_release": may_release(request),
    }
    return render(request, "between/between.html", context)


def may_release(request: HttpRequest) -> bool:
    """Whether the asker leads an office: an administrator does not."""
    person = asker(request)
    return person.level is Level.OFFICE_LEAD and bool(person.office) and person.may_write


def standing_of(request: HttpRequest, plan: Enterprise, key: str) -> Standing:
    """How far the release of an item is."""
    held, needed = releases(plan, key), led_offices()
    known = [one for one in offices(plan) if one.id in needed]
    return Standing(
        linked(plan, [key])[0],
        tuple(one for one in known if one.id in held),
        tuple(one for one in known if one.id not in held),
        asker(request).office in held,
    )


@require_POST
@permission(OFFICE_LEAD)
def release_item(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Releases an item for one's own office, or takes that back. Raises UnknownName, NotPermitted."""
    person, key = asker(request), f"{kind}:{id_}"
    plan = load(audience=person.audience)
    if key not in plan or not stands(plan, key):
        raise UnknownName(f"there is no {kind.replace('_', ' ')} '{id_}' between the offices")
    if request.POST.get("back") == "1":
        withdraw(key, person.office)
        tell(request, _("Your release of {name} was taken back.").format(name=plan.name(key)))
        return HttpResponseRedirect(reverse("between"))
    written = release(key, by=person.writer, office=person.office, offices=led_offices())
    if written is None:
        tell(
            request,
            _(
                "You released {name}. It stays here until the other office does too; an edit asks"
                " both anew."
            ).format(name=plan.name(key)),
        )
    else:
        tell(
            request,
            _("{name} was released by both and is open to all now.").format(name=plan.name(key)),
        )
    return HttpResponseRedirect(reverse("between"))


@permission(CONTRIBUTOR)
def drafts_page(request: HttpRequest) -> HttpResponse:
    """One's own drafts."""
    plan = load(audience=asker(request).audience)
    keys = drafts(plan, asker(request).username)
    context = {"title": _("Your drafts"), "here_is": "drafts", "rows": linked(plan, keys)}
    return render(request, "between/drafts.html", context)


@require_POST
@permission(CONTRIBUTOR)
def submit_draft(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """Shows one's own draft to all with access. Raises UnknownName."""
    person, key, asked = asker(request), f"{kind}:{id_}", asked_of(request)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    plan = asked.whole(person.audience)
    written = submit(plan, key, by=person.writer, via="web", scenario=asked.scenario)
    tell(
        request,
        _("{name} was submitted: everybody with access sees it now.").format(name=plan.name(key)),
        written,
    )
    return HttpResponseRedirect(kept_address(asked, reverse("item", args=[kind, id_]), {}))
