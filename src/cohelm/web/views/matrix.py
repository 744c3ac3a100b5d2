"""The matrix of rights: seen, compared with an earlier day, and edited a cell at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohelm.accounts.permission import OFFICE_LEAD, READER, asker, permission
from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.rights.description import description
from cohelm.analysis.rights.matrix import LETTERS
from cohelm.core.days import day_asked, moment_asked
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.proposal import propose
from cohelm.store.access import Level
from cohelm.store.apply import Written, apply
from cohelm.store.load import load
from cohelm.web.addresses import kept_address
from cohelm.web.designs.matrix import grid
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.views.analyses import context_of, result_of
from cohelm.web.written import tell

MATRIX = next(one for one in ANALYSES if one.name == "matrix")
CLEAR = "none"


@permission(READER)
def matrix_page(request: HttpRequest) -> HttpResponse:
    """The page. `office` spreads an office's columns, `domain` shows one domain, `since` a day before."""
    result, plan, asked = result_of(request, MATRIX), plan_of(request), asked_of(request)
    since = day_asked(request.GET.get("since", ""), where="since")
    context = context_of(request, MATRIX, result) | grid(
        plan, result, office=request.GET.get("office", ""), domain=request.GET.get("domain", ""),
        before=_before(request, since), on=asked.on,
    )  # fmt: skip
    context |= {
        "since": since,
        "domain_shown": request.GET.get("domain", ""),
        "may_change": asker(request).may(Level.OFFICE_LEAD) and asker(request).may_write
        and asked.may_change,
        "verbs": plan.schema.field("right", "verb").choices,
    }  # fmt: skip
    return render(request, "rights/matrix.html", context)


def _before(request: HttpRequest, since: date | None) -> Enterprise | None:
    """The plan as it was known at the end of a day."""
    if since is None:
        return None
    known_at = moment_asked(since.isoformat(), where="since")
    return load(audience=asker(request).audience, known_at=known_at).at(asked_of(request).on)


@permission(READER)
def role_markdown(request: HttpRequest) -> HttpResponse:
    """The description of a role as Markdown. Raises UnknownName."""
    plan = plan_of(request)
    found = description(plan, on=asked_of(request).on, role=request.GET.get("role", ""))
    name = found.role.partition(":")[2] or "role"
    return HttpResponse(
        found.markdown(plan),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


@permission(OFFICE_LEAD)
def cell_page(request: HttpRequest) -> HttpResponse:
    """One cell: what a holder is in a right. A POST writes the letter; none clears it.

    With the header `X-Cell` the answer to a POST is text: the new letter, and in a second line the
    batch (0 where nothing changed). Raises UnknownName, UsageError, InputError.
    """
    if not asked_of(request).may_change:
        raise UsageError("the past as it was known cannot be changed", mend="Go back to today.")
    plan, stated = whole_plan_of(request), request.POST if request.method == "POST" else request.GET
    right, holder = stated.get("right", ""), stated.get("holder", "")
    for kind, key in (("right", right), ("role", holder)):
        if key not in plan or (kind == "right" and not key.startswith("right:")):
            raise UnknownName(f"there is no {kind} '{key}'")
    held = _held(plan, right, holder)
    if request.method != "POST":
        return render(request, "rights/cell.html", _context(plan, right, holder, held))
    letter = stated.get("letter", "").upper().replace(CLEAR.upper(), "")
    written = _write(request, plan, right, holder, letter)
    if request.headers.get("X-Cell"):
        return HttpResponse(f"{letter}\n{written.batch}", content_type="text/plain; charset=utf-8")
    said = LETTERS.get(letter, "nothing")
    tell(
        request,
        _("{holder} is {said} in {right} now.").format(
            holder=plan.name(holder), said=said, right=plan.name(right)
        ),
        written,
    )
    return HttpResponseRedirect(kept_address(asked_of(request), reverse("rights_matrix"), {}))


def _held(plan: Enterprise, right: str, holder: str) -> str:
    return "".join(
        letter for letter, part in LETTERS.items() if holder in plan.targets(right, part)
    )


def _write(request: HttpRequest, plan: Enterprise, right: str, holder: str, letter: str) -> Written:
    """Makes a holder just what the letter says in a right."""
    if letter and letter not in LETTERS:
        raise InputError(f"'{letter}' is no letter of the matrix", accepted="R, A, C, I, or none")
    values: dict[str, list[str]] = {}
    for one, part in LETTERS.items():
        ends = plan.targets(right, part)
        wanted = [end for end in ends if end != holder] + ([holder] if one == letter else [])
        if sorted(wanted) != sorted(ends):
            values[part] = wanted
    document = Document("right", right.partition(":")[2], values, covers=frozenset(values))
    proposal = propose(plan, Contents(documents=[document]))
    if proposal.problems:
        raise InputError(proposal.problems[0].message)
    return apply(
        proposal.changes, by=asker(request).writer, via="web", reason="the matrix of rights",
        scenario=asked_of(request).scenario,
    )  # fmt: skip


def _context(plan: Enterprise, right: str, holder: str, held: str) -> dict[str, Any]:
    return {
        "title": _("{holder} in {right}").format(holder=plan.name(holder), right=plan.name(right)),
        "right": right, "holder": holder,
        "held": held, "letters": [*LETTERS.items()], "clear": CLEAR,
    }  # fmt: skip
