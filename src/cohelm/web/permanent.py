"""Figures over time: the address that shows one as it is now, what was erased since, what moved it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest

from cohelm.accounts.asked import Asked
from cohelm.accounts.permission import asker
from cohelm.analysis.analysis import Analysis
from cohelm.core.days import day_asked
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.reports.answers import answer_of
from cohelm.reports.figure_change import FigureChange, figure_change
from cohelm.store.erase import Erasure, erased_after
from cohelm.web.answered import answered
from cohelm.web.plan import asked_of, plan_of

LAST_TIME = timedelta(days=7)
"""How long ago the last time was where nobody says since when: it is looked at weekly."""


def permanent_address(request: HttpRequest, now: datetime) -> str:
    """This page with the day and the moment of knowing written out: it shows the same for good."""
    asked = asked_of(request)
    moment = (asked.known_at or now).astimezone(UTC).isoformat(timespec="microseconds")
    stated = {name: text for name, text in request.GET.items() if text and name != "since"}
    stated |= {"on": asked.on.isoformat(), "known_at": moment.replace("+00:00", "Z")}
    return f"{request.path}?{urlencode(stated)}"


def erasures_of(asked: Asked) -> tuple[Erasure, ...]:
    """What was erased since the plan that is looked at was known; nothing of today's."""
    return () if asked.known_at is None else erased_after(asked.known_at)


def change_since(
    request: HttpRequest, analysis: Analysis, name: str, now: Figure
) -> tuple[date, FigureChange, Enterprise]:
    """What became of a figure since the day that is asked for, or the last time; and the plan then.

    Where nothing was known on that day, today's knowledge of it is taken. Raises UsageError for a day
    that is not before the one looked at.
    """
    asked = asked_of(request)
    stated = day_asked(request.GET.get("since", ""), where="since")
    day = stated or asked.on - LAST_TIME
    if day >= asked.on:
        raise UsageError(f"{day} is not before {asked.on}", where="since")
    then = known_then(request, replace(asked, on=day))
    result = answered(then, analysis, day, request.GET.dict())
    figures = {one.name: one.value for one in answer_of(result).figures}
    if name not in figures:
        raise UsageError("what is set against another plan has no value of its own on another day")
    return day, figure_change(figures[name], now, then, plan_of(request)), then


def known_then(request: HttpRequest, asked: Asked) -> Enterprise:
    """The plan of a day as it was known on its evening; where nothing was, as it is known now."""
    audience = asker(request).audience
    evening = datetime.combine(asked.on, time(23, 59, 59), UTC)
    if asked.known_at is None or evening < asked.known_at:
        then = replace(asked, known_at=evening).enterprise(audience)
        if len(then):
            return then
    return asked.enterprise(audience)
