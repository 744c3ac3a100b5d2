"""What every page shows around itself: who is in, which plan is looked at, the questions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cohelm.accounts.permission import asker
from cohelm.core.audience import Audience
from cohelm.core.errors import CohelmError
from cohelm.store.jobs import unseen
from cohelm.store.scenarios import OPEN, listed
from cohelm.web.concerns import open_count
from cohelm.web.designs.agenda import open_topics
from cohelm.web.navigation import DOMAINS, QUESTIONS, Question
from cohelm.web.permanent import erasures_of
from cohelm.web.plan import asked_of, plan_of
from cohelm.web.settled import behind_of
from cohelm.web.sign_in import provider_name


def shell(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: what is dear is called by the template."""
    person = asker(request)
    context: dict[str, Any] = {"person": person, "demo": settings.DEMO, "may_look": settings.LOOK,
                               "provider_name": provider_name(),
                               "has_languages": len(settings.LANGUAGES) > 1}  # fmt: skip
    if not person.level:
        return context
    try:
        context["asked"] = asked_of(request)
    except CohelmError:  # the address is off; the page that says so stands on today's plan
        return context
    return context | {
        "navigation": _navigation,
        "scenarios": lambda: [one for one in listed(person.audience) if one.state == OPEN],
        "scenario_title": lambda: _title(asked_of(request).scenario, person.audience),
        "earlier": lambda: behind_of(request),
        "erasures": lambda: erasures_of(asked_of(request)),
        "ended_work": lambda: unseen(person.username, now=timezone.now()),
        "open_topics": lambda: open_topics(plan_of(request), asked_of(request).on),
        "open_concerns": lambda: open_count(plan_of(request), asked_of(request).on),
        "carried": [
            (name, value)
            for name, value in request.GET.items()
            if name not in ("on", "known_at", "scenario", "page")
        ],
    }


def _title(scenario: str, audience: Audience) -> str:
    """What a scenario is called; its name where it is not there."""
    return next((one.title for one in listed(audience) if one.name == scenario), scenario)


def _navigation() -> list[tuple[Question, list[tuple[str, str]]]]:
    """The questions with the domains under each, by name and in words."""
    return [(one, [(domain, DOMAINS[domain]) for domain in one.domains]) for one in QUESTIONS]
