"""The concerns: by office, domain, severity and check; and accepting one until a day."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.permission import OFFICE_LEAD, READER, asker, permission
from cohelm.analysis.agenda.acceptances import Accepted
from cohelm.analysis.checks import plain_concern
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.concern import SEVERITIES, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.finder import Finder
from cohelm.reports.wording import count, plain
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web.addresses import kept_address
from cohelm.web.cells import Linked, linked
from cohelm.web.concerns import concerns_of
from cohelm.web.navigation import DOMAINS
from cohelm.web.offices import NOBODY, Office, identity, offices
from cohelm.web.plan import asked_of, plan_of, whole_plan_of
from cohelm.web.written import tell

PER_PAGE = 50
FILTERS = ("severity", "office", "domain", "code")
MOST_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One concern as a reader meets it."""

    concern: Concern
    title: str
    office: Office
    items: tuple[Linked, ...]
    more: int
    evidence: tuple[tuple[str, str], ...]
    accepted: Accepted | None = None

    @property
    def resolve(self) -> str:
        """What the page of ways to settle a concern with rights calls it."""
        return ":".join(self.concern.identity)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, with how many concerns it leaves."""

    value: str
    word: str
    count: int
    office: Office | None = None


@permission(READER)
def concerns_page(request: HttpRequest) -> HttpResponse:
    """The page."""
    plan, on = plan_of(request), asked_of(request).on
    raised = concerns_of(plan, on)
    is_accepted = request.GET.get("accepted") == "1"
    accepted = {id(one.concern): one for one in raised.accepted}
    pool = [one.concern for one in raised.accepted] if is_accepted else list(raised.concerns)
    found = _filtered(request, plan, pool)
    page = _page(request, len(found))
    titles = {check.code: check.title for check in raised.checks}
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    context = {
        "title": _title(found, is_accepted),
        "here_is": "concerns",
        "rows": [_row(plan, one, titles, accepted.get(id(one))) for one in shown],
        "filters": _filters(request, plan, pool, titles),
        "is_accepted": is_accepted,
        "accepted_count": len(raised.accepted),
        "standing_count": len(raised.concerns),
        "examined": raised.examined,
        "checks": len(raised.checks),
        "page": page,
        "pages": max(1, -(-len(found) // PER_PAGE)),
        "may_accept": asker(request).may(Level.OFFICE_LEAD) and asked_of(request).may_change,
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
    }
    return render(request, "concerns/concerns.html", context)


@permission(READER)
def concerns_json(request: HttpRequest) -> JsonResponse:
    """The same concerns as JSON."""
    plan, on = plan_of(request), asked_of(request).on
    found = _filtered(request, plan, concerns_of(plan, on).concerns)
    return JsonResponse(
        {
            "on": on.isoformat(),
            "total": len(found),
            "concerns": [plain_concern(one) for one in found],
        }
    )


@permission(READER)
def concerns_csv(request: HttpRequest) -> HttpResponse:
    """The same concerns as CSV."""
    plan, on = plan_of(request), asked_of(request).on
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["code", "severity", "office", "items", "message", "business"])
    for one in _filtered(request, plan, concerns_of(plan, on).concerns):
        writer.writerow(
            [one.code, one.severity, one.office, " ".join(one.items), _safe(one.message),
             _safe(one.business)]
        )  # fmt: skip
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="concerns.csv"'},
    )


@require_POST
@permission(OFFICE_LEAD)
def accept(request: HttpRequest) -> HttpResponse:
    """Accepts a concern until a day, with a reason. Raises InputError, UnknownName."""
    asked, plan = asked_of(request), whole_plan_of(request)
    if not asked.may_change:
        raise UsageError("the past as it was known cannot be changed")
    code, item = request.POST.get("code", ""), request.POST.get("item", "")
    standing = concerns_of(plan_of(request), asked.on).concerns
    concern = next((one for one in standing if one.identity == (code, item)), None)
    if concern is None:
        raise UnknownName(f"there is no concern {code} about '{item}'")
    until, reason = _until(request, asked.on), request.POST.get("reason", "").strip()
    if not reason:
        raise InputError("the reason is missing", accepted="why it can wait, in a sentence")
    written = apply(
        _acceptance(plan, concern, until, reason, asked.on, asker(request).key),
        by=asker(request).writer, via="web", scenario=asked.scenario,
        reason=f"accepts {code} until {until.isoformat()}",
        past_rights=request.POST.get("past_rights", "").strip()[:500],
    )  # fmt: skip
    tell(
        request,
        _("{code} about {name} is accepted until {day}.").format(
            code=code, name=plan.name(item), day=until.isoformat()
        ),
        written,
    )
    return HttpResponseRedirect(kept_address(asked, reverse("concerns"), {"code": code}))


def _until(request: HttpRequest, on: date) -> date:
    stated = request.POST.get("until", "")
    try:
        until = date.fromisoformat(stated)
    except ValueError:
        raise InputError(f"'{stated}' is not a day", accepted="a day to come") from None
    if until < on:
        raise InputError(f"{stated} is past", accepted=f"{on.isoformat()} or later")
    return until


def _acceptance(
    plan: Enterprise, concern: Concern, until: date, reason: str, on: date, person: str
) -> ChangeSet:
    code, item = concern.identity
    whole = everything()
    finder = Finder(plan, lambda kind, id_: id_ in whole.table(kind))
    name = f"{code} about {plan.name(item)}"[:300]
    key = f"acceptance:{finder.new_id('acceptance', f'{code} {item}')}"
    plain_ = {"name": name, "code": code, "until": until.isoformat(), "reason": reason,
              "accepted_on": on.isoformat()}  # fmt: skip
    clearance = plan.plain(item).get("clearance") if item in plan else None
    if clearance:  # what is said of an item is seen by those who see the item
        plain_["clearance"] = clearance
    changes: list[ItemChange | LinkChange] = [ItemChange(key, None, plain_)]
    changes.append(LinkChange(key, "item", item, 0, None, {}))
    if person and person in plan:
        changes.append(LinkChange(key, "accepted_by", person, 0, None, {}))
    return ChangeSet.of(changes)


def _filtered(request: HttpRequest, plan: Enterprise, concerns: Sequence[Concern]) -> list[Concern]:
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    return [
        one
        for one in concerns
        if all(not value or _value(plan, one, name) == value for name, value in wanted.items())
    ]


def _value(plan: Enterprise, concern: Concern, name: str) -> str:
    match name:
        case "severity":
            return concern.severity
        case "code":
            return concern.code
        case "office":
            return concern.office or "nobody"
        case _:
            kind = concern.items[0].partition(":")[0] if concern.items else ""
            return plan.schema.kinds[kind].domain if kind in plan.schema.kinds else ""


def _filters(
    request: HttpRequest, plan: Enterprise, pool: Sequence[Concern], titles: dict[str, str]
) -> list[tuple[str, str, list[Choice], str]]:
    """Each filter with its values, counted over all concerns."""
    counted = {name: Counter(_value(plan, one, name) for one in pool) for name in FILTERS}
    known = offices(plan)
    severities = [
        Choice(one, one, counted["severity"][one])
        for one in reversed(SEVERITIES)
        if counted["severity"][one]
    ]
    of_office = [Choice(one.key, one.name, counted["office"][one.key], one)
                 for one in known if counted["office"][one.key]]  # fmt: skip
    if counted["office"]["nobody"]:
        of_office.append(Choice("nobody", "No office", counted["office"]["nobody"], NOBODY))
    domains = [Choice(name, words, counted["domain"][name])
               for name, words in DOMAINS.items() if counted["domain"][name]]  # fmt: skip
    codes = [Choice(code, f"{code} {titles.get(code, '')}".strip(), many)
             for code, many in sorted(counted["code"].items())]  # fmt: skip
    named = (("severity", "Severity", severities), ("office", "Office", of_office),
             ("domain", "About", domains), ("code", "Check", codes))  # fmt: skip
    return [
        (name, label, found, request.GET.get(name, "")) for name, label, found in named if found
    ]


def _row(
    plan: Enterprise, concern: Concern, titles: dict[str, str], accepted: Accepted | None
) -> Row:
    office = identity(offices(plan), (concern.office,)) if concern.office else NOBODY
    evidence = tuple((name, plain(value)) for name, value in concern.evidence.items()
                     if value not in (None, "", [], ()))  # fmt: skip
    shown = linked(plan, concern.items[:MOST_ITEMS])
    more = max(0, len(concern.items) - MOST_ITEMS)
    title = titles.get(concern.code, "")
    return Row(concern, title, office, shown, more, evidence, accepted)


def _title(found: Sequence[Concern], is_accepted: bool) -> str:
    if is_accepted:
        return f"{count(len(found), 'concern')} accepted until a day".capitalize()
    counted = Counter(one.severity for one in found)
    parts = [f"{counted['act']} to act on"] if counted["act"] else []
    parts += [f"{counted['watch']} to watch"] if counted["watch"] else []
    said = f": {', '.join(parts)}" if parts else ""
    return f"{count(len(found), 'concern').capitalize()}{said}"


def _page(request: HttpRequest, total: int) -> int:
    stated = request.GET.get("page", "1")
    page = int(stated) if stated.isdecimal() and len(stated) < 9 else 1
    return min(max(1, page), max(1, -(-total // PER_PAGE)))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
