"""One decision: taken by the rights, with its evidence; who has to know and does; telling them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohelm.accounts.permission import ANYONE, CONTRIBUTOR, READER, asker, permission, user_of
from cohelm.accounts.telling import acknowledge, by_secret, tell
from cohelm.analysis.agenda.deciding import VERDICTS, taken, with_evidence
from cohelm.analysis.agenda.informed import informed
from cohelm.analysis.agenda.knowing import Knowing
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.audience import PUBLIC
from cohelm.core.changes import ChangeSet
from cohelm.core.days import day_asked
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.prose import Prose
from cohelm.formats.madr import write_madr
from cohelm.reports.evidence import evidence_line
from cohelm.store.apply import apply
from cohelm.store.load import load
from cohelm.web import written
from cohelm.web.addresses import kept_address
from cohelm.web.changed import value_said
from cohelm.web.plan import asked_of, plan_of, whole_plan_of

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
        "facts": list(_facts(plan, key)),
        "evidence": [_cited(one) for one in plan.plain(key).get("evidence") or ()],
        "is_open": plan.plain(key).get("status") in (None, "proposed"),
        "today": on.isoformat(),
        "about": [(one, plan.name(one)) for one in plan.targets(key, "about")],
        "decides": [(one, plan.name(one)) for one in known.decides],
        "unsaid": known.unsaid,
        "people": [row | {"name": plan.name(row["who"])} for row in found.people.to_dicts()],
        "may_write": asker(request).may_write and asked_of(request).is_now,
        "may_take": asker(request).may_write and asked_of(request).may_change,
    }
    return render(request, "decide/decide.html", context)


FACTS = ("question", "context", "options", "criteria", "amount", "reversibility", "due", "outcome",
         "consequences", "decided_on", "effective_on", "review_on")  # fmt: skip


def _facts(plan: Enterprise, key: str) -> Iterator[tuple[str, str]]:
    """What a decision says, in words, field by field."""
    kind, plain = plan.schema.kind("decision"), plan.plain(key)
    for name in FACTS:
        if name in kind.fields and plain.get(name):
            yield kind.fields[name].label, value_said(plan, kind, name, plain[name])


def _cited(line: str) -> tuple[str, str]:
    """A line of evidence without its address, and the address where it has one of ours."""
    said, paren, rest = line.rpartition(" (")
    question, slash, address = rest.removesuffix(")").partition(" /")
    return (f"{said} ({question})", f"/{address}") if paren and slash else (line, "")


@require_POST
@permission(CONTRIBUTOR)
def take_decision(request: HttpRequest, id_: str) -> HttpResponse:
    """Accepts or rejects it, as the rights are held. Raises RightNeeded, InputError, UsageError."""
    key, asked, person = _key(request, id_), asked_of(request), asker(request)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    verdict = request.POST.get("verdict", "")
    if verdict not in VERDICTS:
        raise InputError(f"'{verdict}'", where="verdict", accepted=", ".join(VERDICTS))
    outcome = request.POST.get("outcome", "")
    changes = taken(
        whole_plan_of(request), key, verdict, outcome=outcome, by=person.key, on=asked.today,
        look_back=day_asked(request.POST.get("look_back", ""), where="look back"),
    )  # fmt: skip
    return _written(request, id_, changes, Prose("It is {verdict}.", verdict=verdict), outcome)


@require_POST
@permission(CONTRIBUTOR)
def cite_figure(request: HttpRequest, id_: str) -> HttpResponse:
    """Keeps a figure as it is now, by the address of its page. Raises UnknownName, NotPermitted."""
    key, asked, now = _key(request, id_), asked_of(request), timezone.now()
    if not asked.is_now:
        raise UsageError("evidence is kept as it is known today", mend="Go back to today.")
    address = urlsplit(request.POST.get("address", "").strip())
    known = {one.word: one for one in ANALYSES}
    word, _why, rest = address.path.strip("/").partition("/why/")
    if word not in known:
        raise InputError(
            f"'{address.path}' is not the page of a figure", where="address",
            accepted="an address such as /contracts/why/renewing/, which a click on a figure opens",
        )  # fmt: skip
    line = evidence_line(
        whole_plan_of(request), key, known[word], rest.strip("/"), on=asked.on, known_at=now,
        stated=dict(parse_qsl(address.query)),
    )  # fmt: skip
    changes = with_evidence(whole_plan_of(request), key, [line])
    return _written(request, id_, changes, _("The figure is kept as it is now."), line)


def _written(
    request: HttpRequest, id_: str, changes: ChangeSet, said: str, reason: str
) -> HttpResponse:
    asked = asked_of(request)
    done = apply(
        changes, by=asker(request).writer, via="web", reason=" ".join(reason.split())[:500],
        scenario=asked.scenario, past_rights=request.POST.get("past_rights", "").strip()[:500],
    )  # fmt: skip
    written.tell(request, said, done)
    return HttpResponseRedirect(kept_address(asked, reverse("decide", args=[id_]), {}))


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
    written.tell(request, _("Noted."), done)
    return HttpResponseRedirect(reverse("decide", args=[id_]))


@permission(ANYONE)
def seen_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link of a mail, with one button: programs that open links click none."""
    notice = by_secret(secret, now=timezone.now())
    # an address holds the id: it stands here by the rule of the mail, for what everybody sees
    is_open = notice.decision in load(audience=PUBLIC)
    page = reverse("decide", args=[notice.decision.partition(":")[2]]) if is_open else ""
    if request.method == "POST":
        acknowledge(notice, now=timezone.now())
        notice.refresh_from_db()
    context = {"title": _("You were told"), "notice": notice, "page": page}
    return render(request, "decide/seen.html", context)
