"""The concerns that hold in a plan, kept for as long as it is the newest."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from cohelm.accounts.kept import Kept
from cohelm.accounts.permission import asker
from cohelm.accounts.standing import known_concerns
from cohelm.analysis.checks import Raised
from cohelm.core.concern import SEVERITIES, Concern
from cohelm.core.enterprise import Enterprise
from cohelm.store.load import load
from cohelm.store.trend import Trend, trend
from cohelm.web.plan import asked_of

_trends: Kept[Trend] = Kept(8)


def about(raised: Raised, key: str) -> list[Concern]:
    """The concerns that name an item."""
    return [one for one in raised.concerns if key in one.items]


def open_count(plan: Enterprise, on: date) -> int | None:
    """How many concerns are open, where that is known already: the navigation computes nothing."""
    known = known_concerns(plan, on)
    return None if known is None else len(known.concerns)


def by_severity(severities: list[str]) -> dict[str, int]:
    """How many of each severity, the gravest first; those of which there are none too."""
    counted = Counter(severities)
    return {severity: counted[severity] for severity in reversed(SEVERITIES)}


def trend_of(request: HttpRequest) -> Trend:
    """How many concerns stood at past moments, of the current plan, for whoever asks."""
    plan = load(audience=asker(request).audience)
    today = asked_of(request).today
    return _trends.answer(plan, today, lambda: trend(plan.audience, now=timezone.now()))


def kept_trend(request: HttpRequest) -> Trend | None:
    """The same where it is kept: a page computes nothing for it."""
    return _trends.peek(load(audience=asker(request).audience), asked_of(request).today)
