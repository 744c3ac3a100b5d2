"""What the worker does once a day: measures metrics, and tells of concerns that did not stand before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from cohelm.accounts.hooks import queue
from cohelm.accounts.measuring import measure
from cohelm.accounts.models import Hook, StoodBefore
from cohelm.accounts.person import person_of
from cohelm.analysis.checks import raised
from cohelm.analysis.impact.computed import computed_metrics
from cohelm.core.audience import Audience
from cohelm.core.concern import Concern
from cohelm.store.load import everything, load

log = logging.getLogger(__name__)
MOST_NAMED = 20
"""So many new concerns are named in one message, the gravest first; `raised` counts all of them."""


def nightly(clock: Callable[[], datetime]) -> Callable[[], int]:
    """What the worker calls again and again: works once a day, at its first call of the day (UTC).

    Answers how many metrics it measured and concerns it told of.
    """
    last: list[date] = []

    def at_night() -> int:
        now = clock()
        if last and last[-1] == now.date():
            return 0
        last[:] = [now.date()]
        metrics = computed_metrics(everything())
        for found in measure(metrics, on=now.date()):
            for problem in (*found.problems, *found.notes):
                log.warning("%s", problem)
        return len(metrics) + tell_of_concerns(now)

    return at_night


def tell_of_concerns(now: datetime) -> int:
    """Queues what checks raise that did not stand when this last looked; answers how much was told.

    Concerns are computed for each audience from what it sees, and held against what stood for the same
    one. The first look of an audience, or the first after nobody of it wanted to hear, tells nothing.
    Cost: the checks, once an audience.
    """
    groups: dict[Audience, list[User]] = {}
    for hook in Hook.objects.filter(stopped=None).select_related("user__access").order_by("user"):
        person = person_of(hook.user)
        listed = groups.setdefault(person.audience, [])
        if "concern.raised" in hook.events and person.level is not None and hook.user not in listed:
            listed.append(hook.user)
    wanted = {audience: users for audience, users in groups.items() if users}
    StoodBefore.objects.exclude(audience__in=map(_audience, wanted)).delete()
    return sum(_tell(audience, users, now) for audience, users in wanted.items())


def _tell(audience: Audience, users: Iterable[User], now: datetime) -> int:
    on = now.date()
    concerns = raised(load(audience=audience).at(on), on=on).concerns
    standing = {_concern(one): one for one in concerns}
    with transaction.atomic():
        before = StoodBefore.objects.filter(audience=_audience(audience)).first()
        new = [one for mark, one in standing.items() if before and mark not in before.standing]
        StoodBefore.objects.update_or_create(
            audience=_audience(audience), defaults={"on": on, "standing": sorted(standing)}
        )
        if before and new:
            message = {"raised": len(new), "since": before.on.isoformat(),
                    "concerns": [_named(one) for one in new[:MOST_NAMED]],
                    "address": settings.ADDRESS + reverse("concerns")}  # fmt: skip
            for user in users:
                queue(user, "concern.raised", message, now=now)
    return len(new)


def _named(concern: Concern) -> dict[str, str]:
    code, item = concern.identity
    return {"code": code, "severity": concern.severity, "item": item}


def _audience(audience: Audience) -> str:
    return _mark(str(audience), *sorted(audience.clearances))


def _concern(concern: Concern) -> str:
    return _mark(*concern.identity)


def _mark(*of: str) -> str:
    return sha256("\n".join(of).encode()).hexdigest()
