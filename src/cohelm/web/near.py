"""The pages and actions that one can go to by typing a few letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from rapidfuzz import fuzz

from cohelm.accounts.person import Person
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.store.access import Level
from cohelm.store.search import folded
from cohelm.web.navigation import DOMAINS, QUESTIONS

PAGES = (
    (Prose("Home"), "home", Level.READER),
    (Prose("Concerns"), "concerns", Level.READER),
    (Prose("History"), "history", Level.READER),
    (Prose("Scenarios"), "scenarios", Level.READER),
    (Prose("Compare two plans"), "compare", Level.READER),
    (Prose("Bring a file"), "import", Level.CONTRIBUTOR),
    (Prose("Tokens for programs"), "tokens", Level.READER),
    (Prose("Who has access"), "people", Level.ADMINISTRATOR),
)
NEAR = 80.0
"""How alike, of 100, a place's words must be to words with typing errors."""
SMALL = frozenset((
    "a", "and", "are", "be", "by", "does", "had", "has", "have", "how", "if", "in", "is", "it", "of",
    "on", "or", "out", "should", "so", "that", "the", "this", "to", "what", "where", "which", "who",
    "whose",
))  # fmt: skip
"""Words of questions by which nobody looks for one: who types "sho" does not mean "should"."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A page or an action: its words, what sort of thing it is, and its path."""

    words: str
    sort: str
    path: str


def destinations(plan: Enterprise, person: Person) -> Iterator[Destination]:
    """Everywhere that a person may go: pages, questions, lists, and new items to write."""
    for words, name, level in PAGES:
        if person.may(level):
            yield Destination(words, Prose("Page"), reverse(name))
    for one in ANALYSES:
        yield Destination(one.question, Prose("Question"), reverse(one.word))
    for question in QUESTIONS:
        yield Destination(question.words, Prose("Page"), reverse("question", args=[question.name]))
    for domain, title in DOMAINS.items():
        yield Destination(title, Prose("Page"), reverse("domain", args=[domain]))
    for kind in plan.schema.kinds.values():
        plural = kind.plural.replace("_", " ")
        yield Destination(plural.capitalize(), Prose("List"), reverse("items", args=[kind.name]))
        if person.may(Level.CONTRIBUTOR):
            make = Prose("New {kind}", kind=Prose(kind.label.lower()))
            yield Destination(make, Prose("Action"), reverse("new", args=[kind.name]))


def near_destinations(
    plan: Enterprise, person: Person, text: str, *, limit: int = 6
) -> list[Destination]:
    """The places whose words begin with what was typed, the nearest first; typing errors forgiven."""
    words = folded(text).split()
    if not words:
        return []
    ranked = []
    for order, one in enumerate(destinations(plan, person)):
        score = _score(folded(one.words), words)
        if score:
            ranked.append((-score, len(one.words), order, one))
    return [one for *_, one in sorted(ranked, key=lambda row: row[:3])[:limit]]


def _score(said: str, words: list[str]) -> float:
    """How near a place's words are to what was typed, at most 100; 0 where they are not."""
    if said.startswith(" ".join(words)):
        return 100.0
    parts = [part for part in said.replace("?", " ").split() if part not in SMALL]
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 95.0
    likeness = fuzz.ratio(said, " ".join(words))
    return likeness if likeness >= NEAR else 0.0
