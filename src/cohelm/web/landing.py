"""Where somebody lands after signing in: where they chose to, else where their own work is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.urls import reverse

from cohelm.accounts.person import Person
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.store.access import Level
from cohelm.web.navigation import DOMAINS, QUESTIONS, question_of
from cohelm.web.offices import falling
from cohelm.web.overview import LOOKED_AT

HOME, DESK = "home", "office_home"
PAGES = {
    HOME: Prose("Home: both offices side by side"),
    "agenda": Prose("The agenda"),
    "concerns": Prose("Concerns"),
    "requests": Prose("What departments ask for"),
}
"""The places that are pages of their own; the others are questions and domains."""


def choices(office: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """All places in groups, each with its words; the desk of an office is for those of it."""
    desk = [(f"{DESK}.{office}", Prose("Your office’s desk"))] if office else []
    return [
        (Prose("Pages"), [*desk, *PAGES.items()]),
        (Prose("Questions"), [(f"question.{one.name}", one.words) for one in QUESTIONS]),
        (Prose("Domains"), [(f"domain.{name}", words) for name, words in DOMAINS.items()]),
    ]


def is_place(place: str, office: str = "") -> bool:
    """Whether there is such a place for somebody of an office."""
    return any(place == known for _, group in choices(office) for known, _ in group)


def words_of(place: str, office: str = "") -> str:
    """What a place is called."""
    named = (one for _, group in choices(office) for one in group)
    return next((words for known, words in named if known == place), "")


def address(place: str) -> str:
    """The address of a place."""
    page, _, name = place.partition(".")
    return reverse(page, args=[name]) if name else reverse(page)


def own_place(person: Person, plan: Enterprise, on: date) -> str:
    """Where somebody lands who chose nothing.

    Whoever leads an office lands on its desk, who has no office on the two side by side: others on the
    domain of most of what they answer for, else the question of most of what falls to the office,
    counted as the office's panel counts it.
    """
    if person.level is Level.OFFICE_LEAD and f"office:{person.office}" in plan:
        return f"{DESK}.{person.office}"
    if person.level is not Level.CONTRIBUTOR:
        return HOME
    owned = Counter(_owned_domains(person.key, plan))
    if owned:
        return f"domain.{_most(owned, tuple(DOMAINS))}"
    if not person.office:
        return HOME
    office, fallen = f"office:{person.office}", Counter[str]()
    for kind in LOOKED_AT:
        question = question_of(plan.schema.kind(kind).domain)
        if question and len(plan.table(kind)):
            keys = falling(plan, kind, on).values()
            fallen[question.name] += sum(key == office for key in keys)
    if not +fallen:
        return HOME
    return f"question.{_most(fallen, tuple(one.name for one in QUESTIONS))}"


def _owned_domains(person: str, plan: Enterprise) -> list[str]:
    """The domain of each item that a person, or a role that the person fills, owns."""
    if not person or person not in plan:
        return []
    owners = [person, *plan.targets(person, "fills")]
    owned = {key for owner in owners for key in plan.sources(owner, "owner")}
    return [plan.schema.kind(key.partition(":")[0]).domain for key in owned]


def _most(counted: Counter[str], order: tuple[str, ...]) -> str:
    """The name that is counted most; of several the first in their order."""
    return max(counted, key=lambda name: (counted[name], -order.index(name)))
