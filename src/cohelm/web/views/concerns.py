"""The concerns: by office, domain, severity, age, check, and whether somebody was given them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, asker, permission
from cohelm.accounts.standing import concerns_of
from cohelm.analysis.agenda.acceptances import Accepted
from cohelm.analysis.checks import CHECKS, Raised, plain_concern
from cohelm.core.concern import SEVERITIES, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.wording import count, day, plain
from cohelm.store.access import Level
from cohelm.store.concerns import Assigned, assigned_of
from cohelm.store.trend import Trend
from cohelm.web.cells import Linked, linked
from cohelm.web.concerns import kept_trend, trend_of
from cohelm.web.navigation import DOMAINS
from cohelm.web.offices import NOBODY, Office, identity, offices
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.settled import stands_on

PER_PAGE = 50
FILTERS = ("severity", "office", "domain", "code", "age", "given")
BUILT_IN = frozenset(one.code for one in CHECKS)
AGES = (
    ("new", "within 30 days"),
    ("30", "30 to 90 days"),
    ("90", "more than 90 days"),
    ("?", "not known"),
)
"""How long concerns stand, by what the address calls it; known where the trend is."""
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
    given: tuple[Linked, ...] = ()
    due: str = ""
    since: str = ""

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


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides themselves: titles, who was given which, since when each stands."""

    plan: Enterprise
    on: date
    titles: Mapping[str, str]
    given: Mapping[tuple[str, str], Assigned]
    trend: Trend | None

    def age(self, concern: Concern) -> str:
        """How long it stands, as the address calls it."""
        if self.trend is None:
            return "?"
        first, there = self.trend.since(concern.identity)
        if there is None:
            return "?"
        days = (self.on - (first or there)).days
        return (
            "?"
            if first is None and days < 30
            else "new"
            if days < 30
            else "30"
            if days < 90
            else "90"
        )

    def since(self, concern: Concern) -> str:
        """Since when it stands, in words; empty where that is not known."""
        first, there = self.trend.since(concern.identity) if self.trend else (None, None)
        if there is None:
            return ""
        if first is None:
            return Prose("since {there} or before", there=day(there))
        return (
            Prose("since {there}", there=day(there))
            if first == there
            else Prose("since {first} to {there}", first=day(first), there=day(there))
        )


def known_of(request: HttpRequest, raised: Raised, *, trend: bool) -> Known:
    """What is known; with `trend`, since when each stands is computed where it is not kept."""
    plan = plan_of(request)
    found = trend_of(request) if trend else kept_trend(request)
    titles = {check.code: check.title for check in raised.checks}
    told = found if found and len(found.points) > 1 else None  # of one day nothing can be said
    return Known(plan, asked_of(request).on, titles, assigned_of(plan), told)


@permission(READER)
def concerns_page(request: HttpRequest) -> HttpResponse:
    """The page."""
    plan, on = stands_on(request, "concerns"), asked_of(request).on
    raised = concerns_of(plan, on)
    is_accepted = request.GET.get("accepted") == "1"
    accepted = {id(one.concern): one for one in raised.accepted}
    pool = [one.concern for one in raised.accepted] if is_accepted else list(raised.concerns)
    known = known_of(request, raised, trend=bool(request.GET.get("age")))
    found = _filtered(request, known, pool)
    page = _page(request, len(found))
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    context = {
        "title": _title(found, is_accepted),
        "here_is": "concerns",
        "rows": [row_of(known, one, accepted.get(id(one))) for one in shown],
        "filters": _filters(request, known, pool),
        "is_accepted": is_accepted,
        "accepted_count": len(raised.accepted),
        "standing_count": len(raised.concerns),
        "examined": raised.examined,
        "checks": len(raised.checks),
        "page": page,
        "pages": max(1, -(-len(found) // PER_PAGE)),
        "may_accept": asker(request).may(Level.OFFICE_LEAD) and asked_of(request).may_change,
        "may_assign": asker(request).may(Level.CONTRIBUTOR) and asked_of(request).may_change,
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
    }
    return render(request, "concerns/concerns.html", context)


@permission(READER)
def concerns_json(request: HttpRequest) -> JsonResponse:
    """The same concerns as JSON."""
    plan, on = plan_of(request), asked_of(request).on
    raised = concerns_of(plan, on)
    known = known_of(request, raised, trend=bool(request.GET.get("age")))
    found = _filtered(request, known, raised.concerns)
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
    raised = concerns_of(plan, on)
    known = known_of(request, raised, trend=bool(request.GET.get("age")))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["code", "severity", "office", "items", "message", "business"])
    for one in _filtered(request, known, raised.concerns):
        writer.writerow(
            [one.code, one.severity, one.office, " ".join(one.items), _safe(one.message),
             _safe(one.business)]
        )  # fmt: skip
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="concerns.csv"'},
    )


def _filtered(request: HttpRequest, known: Known, concerns: Sequence[Concern]) -> list[Concern]:
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    return [
        one
        for one in concerns
        if all(not value or _value(known, one, name) == value for name, value in wanted.items())
    ]


def _value(known: Known, concern: Concern, name: str) -> str:
    match name:
        case "severity":
            return concern.severity
        case "code":
            return concern.code
        case "office":
            return concern.office or "nobody"
        case "age":
            return known.age(concern)
        case "given":
            return "yes" if concern.identity in known.given else "no"
        case _:
            kinds = known.plan.schema.kinds
            kind = concern.items[0].partition(":")[0] if concern.items else ""
            return kinds[kind].domain if kind in kinds else ""


def _filters(
    request: HttpRequest, known: Known, pool: Sequence[Concern]
) -> list[tuple[str, str, list[Choice], str]]:
    """Each filter with its values, counted over all concerns; by age where that is known."""
    counted = {name: Counter(_value(known, one, name) for one in pool) for name in FILTERS}
    codes = {code: joined((code, _title_of(known, code))) for code in counted["code"]}
    named: dict[str, tuple[str, Iterable[tuple[str, str]]]] = {
        "severity": (_("Severity"), ((one, one) for one in reversed(SEVERITIES))),
        "domain": (_("About"), DOMAINS.items()),
        "age": (_("Stands for"), AGES if known.trend else ()),
        "given": (_("Given to somebody"), (("yes", _("given")), ("no", _("to nobody yet")))),
        "code": (_("Check"), sorted(codes.items())),
    }
    found = {
        name: (label, [Choice(value, words, counted[name][value])
                       for value, words in choices if counted[name][value]])
        for name, (label, choices) in named.items()
    }  # fmt: skip
    of_office = [Choice(one.key or "nobody", one.name, counted["office"][one.key or "nobody"], one)
                 for one in (*offices(known.plan), NOBODY)]  # fmt: skip
    found["office"] = (_("Office"), [one for one in of_office if one.count])
    order = ("severity", "office", "domain", "age", "given", "code")
    return [(name, *found[name], request.GET.get(name, "")) for name in order if found[name][1]]


def _title_of(known: Known, code: str) -> str:
    """The title of a check; what people called one of their own stays as it is."""
    title = known.titles.get(code, "")
    return again(title) if code in BUILT_IN else title


def row_of(
    known: Known, concern: Concern, accepted: Accepted | None, most: int = MOST_ITEMS
) -> Row:
    """A concern as its reader meets it, with the first few of its items."""
    plan, given = known.plan, known.given.get(concern.identity)
    office = identity(offices(plan), (concern.office,)) if concern.office else NOBODY
    evidence = tuple((name, plain(value)) for name, value in concern.evidence.items()
                     if value not in (None, "", [], ()))  # fmt: skip
    return Row(
        concern, known.titles.get(concern.code, ""), office,
        linked(plan, concern.items[:most]), max(0, len(concern.items) - most), evidence, accepted,
        linked(plan, given.to) if given else (), given.due if given else "", known.since(concern),
    )  # fmt: skip


def _title(found: Sequence[Concern], is_accepted: bool) -> str:
    if is_accepted:
        return Prose("{concerns:A} accepted until a day", concerns=count(len(found), "concern"))
    counted = Counter(one.severity for one in found)
    parts = [Prose("{act} to act on", act=counted["act"])] if counted["act"] else []
    parts += [Prose("{watch} to watch", watch=counted["watch"])] if counted["watch"] else []
    concerns = Prose("{concerns:A}", concerns=count(len(found), "concern"))
    return joined((concerns, joined(parts, ", ")), ": ") if parts else concerns


def _page(request: HttpRequest, total: int) -> int:
    stated = request.GET.get("page", "1")
    page = int(stated) if stated.isdecimal() and len(stated) < 9 else 1
    return min(max(1, page), max(1, -(-total // PER_PAGE)))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
