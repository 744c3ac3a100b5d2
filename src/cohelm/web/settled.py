"""Pages that ask everything of a plan at once: but of a small organisation they stand on a settled one.

After each change all that such a page shows would have to be worked out anew: half a second of the
processor with 2,000 items, some seconds with 100,000 or where a choice is solved. So it
shows the last plan about which that is done, says which, and has the newest worked out beside requests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from cohelm.accounts.beside import Beside
from cohelm.accounts.standing import concerns_of, known_concerns
from cohelm.analysis.checks import Raised
from cohelm.core.enterprise import Enterprise
from cohelm.web.answered import sentence
from cohelm.web.designs.agenda import first_topics
from cohelm.web.navigation import QUESTIONS, Question
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.tiles import tiles

SOON = 300
"""A plan of so many items is worked out within the request: everybody is shown what was just written."""
beside = Beside()


@dataclass(frozen=True, slots=True)
class Behind:
    """That a page stands on an earlier revision: which one, and in which second of it, from 1."""

    need: str
    revision: int
    seconds: int


def _home(plan: Enterprise, on: date) -> object:
    return concerns_of(plan, on), first_topics(plan, on), tiles(plan, on)


def _asked_by(question: Question) -> Callable[[Enterprise, date], object]:
    def work(plan: Enterprise, on: date) -> object:
        return concerns_of(plan, on), [sentence(plan, one, on) for one in question.analyses]

    return work


NEEDS: Mapping[str, Callable[[Enterprise, date], object]] = {
    "concerns": concerns_of,
    "home": _home,
    **{one.name: _asked_by(one) for one in QUESTIONS},
}
"""What has to be worked out, by the name of the need."""


def stands_on(request: HttpRequest, need: str) -> Enterprise:
    """The plan that a page stands on, from here on in the whole request; `behind_of` says where it is
    not the newest. The first of all is waited for. Raises UsageError, UnknownName."""
    plan, on = plan_of(request), asked_of(request).on
    if len(plan) <= SOON:
        return plan
    shown, behind = _last(request, need)
    if shown is None:
        NEEDS[need](plan, on)
        beside.note(_place(request, need), plan)
        return plan
    request.plan, request.behind = shown, behind  # type: ignore[attr-defined]
    return shown


def behind_of(request: HttpRequest) -> Behind | None:
    """Whether the page stands on an earlier revision."""
    found: Behind | None = getattr(request, "behind", None)
    return found


def last_concerns(request: HttpRequest, *, wait: bool) -> tuple[Raised | None, Behind | None]:
    """All concerns, the last that are known, and whether these are of an earlier revision.

    None where none are known yet, unless they are waited for: who wrote is shown what was written
    before everything is checked again.
    """
    plan, on = plan_of(request), asked_of(request).on
    if len(plan) <= SOON:
        return (concerns_of if wait else known_concerns)(plan, on), None
    shown, behind = _last(request, "concerns")
    if shown is None and wait:
        shown = plan
        concerns_of(plan, on)
        beside.note(_place(request, "concerns"), plan)
    return None if shown is None else concerns_of(shown, on), behind


def still_seen(before: Enterprise, now: Enterprise) -> bool:
    """Whether whoever sees a plan may be shown all that an earlier one of the same audience said.

    That is so where no item is gone or hidden since, and no field is another's now. Cost: linear in
    items, some milliseconds for 100,000.
    """
    if before.nodes.base is not now.nodes.base:  # read anew: nothing can be compared
        return False
    if before.schema is not now.schema and before.schema.kinds != now.schema.kinds:
        return False
    was = before.visible
    return not (was & ~now.visible[: len(was)]).any()


def _last(request: HttpRequest, need: str) -> tuple[Enterprise | None, Behind | None]:
    """The plan that was settled last, where all of it may still be shown; a newer one is worked out."""
    plan, on, place = plan_of(request), asked_of(request).on, _place(request, need)
    known = beside.settled(place)
    if known is None or not still_seen(known.plan, plan):
        return None, None
    if known.plan is plan:
        return plan, None
    beside.ask(place, plan, lambda: NEEDS[need](plan, on))
    # never "no seconds ago": the second that runs counts
    seconds = 1 + int((timezone.now() - known.at).total_seconds())
    return known.plan, Behind(need, known.plan.revision, seconds)


def _place(request: HttpRequest, need: str) -> tuple[object, ...]:
    """Who asks what of which plan: what is settled for one place is shown in no other."""
    return need, plan_of(request).audience, asked_of(request)
