"""What the figures of the home page and the desks were last time: brought once the page stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cohelm.accounts.permission import READER, permission
from cohelm.core.days import day_asked
from cohelm.core.errors import UsageError
from cohelm.core.prose import Prose
from cohelm.reports.wording import day
from cohelm.web.permanent import LAST_TIME, known_then
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.tiles import Tile, tiles

MOST_ITEMS = 5_000
"""Of a larger plan nothing is said: it would take the processor from everybody."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A tile, and what it was last time in words."""

    tile: Tile
    words: str


@require_GET
@permission(READER)
def tiles_moved(request: HttpRequest) -> HttpResponse:
    """Of each tile with a value what it was on the day `since`, a week before unless one is said.

    Of one office and of both where `hue` says which, as on the office's own page. Computes the figures
    of both days, which is why no page waits for it; nothing of a plan so large that this would take the
    processor from everybody. Raises UsageError.
    """
    asked, plan = asked_of(request), plan_of(request)
    since = day_asked(request.GET.get("since", ""), where="since") or asked.on - LAST_TIME
    if since >= asked.on:
        raise UsageError(f"{since} is not before {asked.on}", where="since")
    found = list[Moved]()
    if len(plan) <= MOST_ITEMS:
        then = known_then(request, replace(asked, on=since))
        now, hue = tiles(plan, asked.on), request.GET.get("hue", "")
        shown = {name: now.get(name, []) for name in (hue, "joint")} if hue else now
        found = moved(shown, tiles(then, since), since)
    return render(request, "parts/_tiles_moved.html", {"moved": found})


def moved(
    now: Mapping[str, list[Tile]], then: Mapping[str, list[Tile]], since: date
) -> list[Moved]:
    """Each tile that has a value, with what it was on the day `since`."""
    before = {(one.word, one.figure): one.value for of in then.values() for one in of}
    return [
        Moved(one, said(one.value, before[one.word, one.figure], since))
        for of in now.values()
        for one in of
        if one.value
    ]


def said(now: str, before: str, since: date) -> str:
    """What a value was on a day, beside what it is."""
    if not before:
        return Prose("not known on {day}", day=day(since))
    if before == now:
        return Prose("as on {day}", day=day(since))
    return Prose("{before} on {day}", before=before, day=day(since))
