"""All checks, and the organisation's own: written, tried before they are kept, retired."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import OFFICE_LEAD, READER, asker, permission
from cohelm.accounts.standing import concerns_of
from cohelm.analysis.agenda.own import RESERVED, OwnAnswer, own_answers, tried
from cohelm.analysis.checks import CHECKS
from cohelm.core.changes import ChangeSet
from cohelm.core.concern import Check
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, UnknownName
from cohelm.core.fields import PHASES
from cohelm.core.finder import Finder
from cohelm.core.proposal import propose
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web.editing import change, merged
from cohelm.web.forms import Filled, Input, asked_input
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.typed import texts, values
from cohelm.web.written import tell

ASKED = ("name", "code", "condition", "requirement", "severity", "message", "description")
"""The fields of a check that its form asks for; its others are on the page of the item."""
LINKED = ("asks", "office")
"""The relations that it asks for besides, each of one end."""
LONG = ("condition", "requirement", "message", "description")
MOST_SHOWN = 20
NEW = "new"
"""The id under which a check is tried that is not there yet."""


@permission(READER)
def checks_page(request: HttpRequest) -> HttpResponse:
    """All checks with what they raise: the organisation's own, then those that are built in."""
    plan, on = plan_of(request), asked_of(request).on
    found = concerns_of(plan, on)
    own = {one.id: one for one in own_answers(plan, on=on)}
    table = plan.table("check")
    context = {
        "title": Prose(
            "{count:A} of your own, {built_in} built in",
            count=count(len(table), "check"),
            built_in=len(CHECKS),
        ),
        "here_is": "checks",
        "own": [
            (
                id_,
                plain,
                own.get(id_),
                [
                    (one.partition(":")[2], plan.name(one))
                    for one in plan.targets(f"check:{id_}", "asks")
                ],
            )
            for id_, plain in sorted(table.rows())
        ],
        "built_in": [_built_in(one, found.codes.get(one.code, 0)) for one in CHECKS],
        "may_write": asker(request).may(Level.OFFICE_LEAD),
    }
    return render(request, "administer/checks.html", context)


def _built_in(check: Check, raised: int) -> dict[str, Any]:
    """A check as a template can hold it, which would call the check itself."""
    return {"code": check.code, "title": check.title, "why": check.why,
            "severity": check.severity, "raised": raised}  # fmt: skip


@permission(OFFICE_LEAD)
def new_check_page(request: HttpRequest) -> HttpResponse:
    """A new check. Raises NotPermitted."""
    return _page(request, "")


@permission(OFFICE_LEAD)
def check_page(request: HttpRequest, id_: str) -> HttpResponse:
    """A check that is there: changed, tried. Raises UnknownName, NotPermitted."""
    if f"check:{id_}" not in plan_of(request):
        raise UnknownName(f"there is no own check '{id_}'")
    return _page(request, id_)


@require_POST
@permission(OFFICE_LEAD)
def retire_check(request: HttpRequest, id_: str) -> HttpResponse:
    """Retires a check from today on, or takes a retired one up again. Raises UnknownName."""
    plan, key, today = whole_plan_of(request), f"check:{id_}", asked_of(request).today
    if key not in plan:
        raise UnknownName(f"there is no own check '{id_}'")
    before = plan.plain(key)
    is_over = _is_over(before, today)
    life = None if is_over else {**(before.get("lifecycle") or {}), PHASES[-1]: today.isoformat()}
    written = apply(
        change(key, before, {**before, "lifecycle": life}), by=asker(request).writer, via="web",
        reason=request.POST.get("reason", "").strip()[:500],
    )  # fmt: skip
    again = _("{name} is taken up again.")
    said = again if is_over else _("{name} is retired: it raises nothing any more.")
    tell(request, said.format(name=plan.name(key)), written)
    return HttpResponseRedirect(reverse("checks"))


def _page(request: HttpRequest, id_: str) -> HttpResponse:
    plan = whole_plan_of(request)
    kind, now = plan.schema.kind("check"), _now(plan, id_)
    if request.method != "POST":
        shown = now if id_ else now | {"asks": request.GET.get("asks", "")}
        return _form(request, plan, id_, Filled(shown, now), _standing(request, plan, id_))
    found = merged(now, request.POST.dict())
    if found.theirs:
        return _form(request, plan, id_, Filled(found.texts, now, theirs=found.theirs), status=409)
    base = texts(kind, plan.plain(f"check:{id_}") if id_ else {})
    _, wrong = values(kind, base | {name: found.texts[name] for name in ASKED})
    if wrong:
        return _form(request, plan, id_, Filled(found.texts, now, wrong), status=422)
    filled = Filled(found.texts, now)
    try:
        changes = _proposed(plan, id_ or NEW, found.texts)
        answer = tried(plan, changes, id_ or NEW, on=asked_of(request).on)
        if answer.wrong:
            raise InputError(answer.wrong)
        if request.POST.get("act") == "keep" and request.POST.get("tried") == _stamp(found.texts):
            return _keep(request, plan, id_, found.texts)
    except CohelmError as error:
        return _form(request, plan, id_, filled, error=error, status=error.status)
    return _form(request, plan, id_, filled, answer)


def _keep(
    request: HttpRequest, plan: Enterprise, id_: str, stated: Mapping[str, str]
) -> HttpResponse:
    whole = everything()
    finder = Finder(plan, lambda kind, one: one in whole.table(kind))
    changes = _proposed(plan, id_ or finder.new_id("check", stated["name"]), stated)
    written = apply(
        changes, by=asker(request).writer, via="web", scenario=asked_of(request).scenario,
        reason=request.POST.get("reason", "").strip()[:500],
    )  # fmt: skip
    tell(
        request,
        _("{name} is kept.").format(name=stated["name"])
        if written.batch
        else _("Nothing was changed."),
        written,
    )
    return HttpResponseRedirect(reverse("checks"))


def _now(plan: Enterprise, id_: str) -> dict[str, str]:
    """What the form holds for a check as it is; a code that is free for a new one."""
    kind = plan.schema.kind("check")
    if not id_:
        taken = {plain.get("code") for _, plain in plan.table("check").rows()}
        free = next(code for at in range(1, 1000) if (code := f"HSE{at:03}") not in taken)
        bare = dict.fromkeys((*ASKED, *LINKED), "")
        return bare | {"code": free, "severity": "watch"}
    held = texts(kind, plan.plain(f"check:{id_}"))
    return {name: held[name] for name in ASKED} | {
        name: "".join(plan.targets(f"check:{id_}", name)) for name in LINKED
    }


def _proposed(plan: Enterprise, id_: str, stated: Mapping[str, str]) -> ChangeSet:
    """The changes that a form amounts to. Raises InputError."""
    if stated["asks"] and (stated["condition"] or stated["requirement"]):
        raise InputError("a check asks a question or holds two conditions, not both", where="asks")
    said: dict[str, Any] = {name: stated[name] or None for name in ASKED}
    said |= {name: [stated[name]] if stated[name] else [] for name in LINKED}
    document = Document("check", id_, said, covers=frozenset(LINKED), matches_name=False)
    proposal = propose(plan, Contents(documents=[document]))
    if proposal.problems:
        raise InputError("; ".join(one.message for one in proposal.problems))
    return proposal.changes


def _standing(request: HttpRequest, plan: Enterprise, id_: str) -> OwnAnswer | None:
    return tried(plan, ChangeSet(), id_, on=asked_of(request).on) if id_ else None


def _stamp(stated: Mapping[str, str]) -> str:
    """A word for what decides what a check finds: another where any of it was changed since."""
    said = "\0".join(
        stated[name] for name in ("code", "condition", "requirement", "message", *LINKED)
    )
    return sha256(said.encode()).hexdigest()[:16]


def _is_over(plain: Mapping[str, Any], on: date) -> bool:
    life = plain.get("lifecycle") or {}
    return life.get("stated") == PHASES[-1] or "" < life.get(PHASES[-1], "") <= on.isoformat()


def _inputs(plan: Enterprise, filled: Filled) -> list[Input]:
    kind = plan.schema.kind("check")
    found = [asked_input(kind.fields[name], name, filled) for name in ASKED]
    asks = _chosen(plan, "asks", "question", _("Question"), _("the two conditions above"), filled)
    office = _chosen(plan, "office", "office", _("Office"), _("the office of the item"), filled)
    at = ASKED.index("requirement") + 1
    return [*found[:at], asks, *found[at:], office]


def _chosen(
    plan: Enterprise, name: str, kind: str, label: str, none: str, filled: Filled
) -> Input:  # fmt: skip
    """A relation of the check as a choice among the items of a kind, or `none`."""
    keys = [f"{kind}:{one}" for one in plan.table(kind).ids]
    choices = (("", none), *((one, plan.name(one)) for one in keys))
    said = plan.schema.kind("check").relations[name].help
    return Input(name, label, said, "select", filled.shown[name], filled.was[name], choices,
                 theirs=filled.theirs.get(name))  # fmt: skip


def _form(
    request: HttpRequest, plan: Enterprise, id_: str, filled: Filled,
    answer: OwnAnswer | None = None, *, error: CohelmError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    key = f"check:{id_}"
    concerns = answer.concerns if answer else ()
    context = {
        "title": plan.name(key) if id_ else _("A check of your own"),
        "here_is": "checks",
        "id": id_,
        "key": key,
        "is_over": bool(id_) and _is_over(plan.plain(key), asked_of(request).today),
        "inputs": _inputs(plan, filled),
        "filled": filled,
        "answer": answer,
        "found": concerns[:MOST_SHOWN],
        "more": len(concerns) - MOST_SHOWN,
        "stamp": _stamp(filled.shown) if answer and request.method == "POST" else "",
        "reserved": sorted(RESERVED),
        "kinds": [one.name for one in plan.schema.kinds.values()],
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "administer/check.html", context, status=status)
