"""One decision: who decides, who has to know and does; telling them, and acknowledging."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cohelm.accounts.permission import ANYONE, CONTRIBUTOR, READER, asker, permission, user_of
from cohelm.accounts.telling import acknowledge, by_secret, tell
from cohelm.analysis.agenda.informed import informed
from cohelm.analysis.agenda.knowing import Knowing
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.formats.madr import write_madr
from cohelm.web import written
from cohelm.web.plan import asked_of, plan_of

HOW = ("in_person", "cohelm")


def _key(request: HttpRequest, id_: str) -> str:
    if f"decision:{id_}" not in plan_of(request):
        raise UnknownName(f"there is no decision '{id_}'")
    return f"decision:{id_}"


@require_GET
@permission(READER)
def decide_page(request: HttpRequest, id_: str) -> HttpResponse:
    """The page of a decision. Raises UnknownName."""
    key, plan, on = _key(request, id_), plan_of(request), asked_of(request).on
    found, known = informed(plan, on=on, decision=key), Knowing(plan, on).of(key)
    context = {
        "title": plan.name(key),
        "sentence": found.sentence,
        "id": id_,
        "decision": plan.plain(key),
        "about": [(one, plan.name(one)) for one in plan.targets(key, "about")],
        "decides": [(one, plan.name(one)) for one in known.decides],
        "unsaid": known.unsaid,
        "people": [row | {"name": plan.name(row["who"])} for row in found.people.to_dicts()],
        "may_write": asker(request).may_write and asked_of(request).is_now,
    }
    return render(request, "decide/decide.html", context)


@require_GET
@permission(READER)
def decide_record(request: HttpRequest, id_: str) -> HttpResponse:
    """The decision as a Markdown record (MADR). Raises UnknownName."""
    key = _key(request, id_)
    body = write_madr(plan_of(request).document(key))
    answer = HttpResponse(body, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{id_}.md"'
    return answer


@require_POST
@permission(CONTRIBUTOR)
def tell_somebody(request: HttpRequest, id_: str) -> HttpResponse:
    """Notes that somebody was told, or tells them. Raises UnknownName, InputError, Conflict."""
    key = _key(request, id_)
    if not asked_of(request).is_now:
        raise UsageError("people are told of the current plan", mend="Go back to today.")
    how = request.POST.get("how", "")
    if how not in HOW:
        raise InputError(f"'{how}'", where="how", accepted=", ".join(HOW))
    done = tell(
        asker(request), user_of(request), key, request.POST.getlist("who"), how=how,  # type: ignore[arg-type]
        now=timezone.now(),
    )  # fmt: skip
    written.tell(request, "Noted.", done)
    return HttpResponseRedirect(reverse("decide", args=[id_]))


@permission(ANYONE)
def seen_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link of a mail, with one button: programs that open links click none."""
    notice = by_secret(secret, now=timezone.now())
    if request.method == "POST":
        acknowledge(notice, now=timezone.now())
        notice.refresh_from_db()
    return render(request, "decide/seen.html", {"title": "You were told", "notice": notice})
