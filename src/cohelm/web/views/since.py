"""What changed since the two officers last met, for each of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.permission import READER, asker, permission
from cohelm.analysis.agenda.agenda import Agenda
from cohelm.analysis.agenda.since import last_meeting, moved_topics
from cohelm.core.audience import Audience
from cohelm.core.days import day_asked
from cohelm.core.enterprise import Enterprise
from cohelm.store.history import history
from cohelm.store.load import load
from cohelm.web.answered import NAMED, answered
from cohelm.web.offices import offices, offices_of
from cohelm.web.plan import asked_of, plan_of

EVERY = 100_000
FOLLOWED = 2_000
SHOWN = 12


@permission(READER)
def since_page(request: HttpRequest) -> HttpResponse:
    """Since the last meeting, or since `day`. Raises UsageError for a day that is none."""
    plan, on, audience = plan_of(request), asked_of(request).on, asker(request).audience
    met = last_meeting(plan, on=on)
    stated = day_asked(request.GET.get("day", ""), where="day")
    day = stated or (met[1] if met else None)
    if day is None or day >= on:
        return render(request, "since.html", {"title": _("The two officers have not met yet")})
    then, is_as_known = _agenda_then(plan, day, audience)
    moved = moved_topics(then, _whole_agenda(plan, on))
    changed = changed_by_office(plan, day, on, audience)
    context = {
        "title": _("Since you last met"),
        "meeting": plan.name(met[0]) if met and not stated else "",
        "meeting_key": met[0] if met and not stated else "",
        "day": day,
        "is_as_known": is_as_known,
        "parts": [
            {
                "office": office,
                "new": _of(moved.new, office.key), "off": _of(moved.off, office.key),
                "changed": changed.get(office.key, [])[:SHOWN],
                "more": max(0, len(changed.get(office.key, [])) - SHOWN),
            }
            for office in offices(plan)
        ],
    }  # fmt: skip
    return render(request, "since.html", context)


def _agenda_then(plan: Enterprise, day: date, audience: Audience) -> tuple[Agenda, bool]:
    """The agenda of that day as it was known in its evening; as it is known now where nothing was."""
    evening = datetime.combine(day, time(23, 59, 59), UTC)
    known = load(audience=audience, known_at=evening)
    is_as_known = len(known) > 0
    return _whole_agenda(known if is_as_known else plan, day), is_as_known


def _whole_agenda(plan: Enterprise, on: date) -> Agenda:
    """Every topic of a day: kept, since both days are looked at again and again."""
    found: Agenda = answered(plan, NAMED["agenda"], on, {"most": str(EVERY)})
    return found


def _of(rows: tuple[dict[str, Any], ...], office: str) -> list[dict[str, Any]]:
    return [row for row in rows if office in row["offices"]]


def changed_by_office(
    plan: Enterprise, day: date, on: date, audience: Audience
) -> dict[str, list[tuple[str, str]]]:
    """By office, the items that fall to it and were changed since, newest first: key and name."""
    found: dict[str, dict[str, str]] = {}
    for entry in history(audience, limit=FOLLOWED):
        if entry.time.date() <= day or entry.scenario or entry.subject not in plan:
            continue
        for office in offices_of(plan, entry.subject, on):
            found.setdefault(office, {}).setdefault(entry.subject, plan.name(entry.subject))
    return {office: list(of.items()) for office, of in found.items()}
