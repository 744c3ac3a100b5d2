"""The questions on the left and the domains under them, in the words of the screen."""

from __future__ import annotations

from dataclasses import dataclass

DOMAINS: dict[str, str] = {
    "rights": "Decision rights",
    "agenda": "Decisions, meetings",
    "people": "People and teams",
    "portfolio": "Initiatives and money",
    "estate": "Applications, servers",
    "information": "Data",
    "vendors": "Vendors, contracts",
    "security": "Security",
    "strategy": "Strategy",
    "product": "Products",
    "technology": "Technology",
    "research": "Research",
    "engineering": "Engineering",
    "impact": "Metrics and benefits",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the product answers, and the domains that it is about."""

    words: str
    domains: tuple[str, ...]


QUESTIONS: tuple[Question, ...] = (
    Question("Who decides", ("rights", "agenda", "people")),
    Question("What we fund", ("portfolio",)),
    Question("What we run", ("estate", "information", "vendors", "security")),
    Question("Where we go", ("strategy", "product", "technology", "research", "engineering")),
    Question("What it brought", ("impact",)),
)


def question_of(domain: str) -> str:
    """The question that a domain stands under."""
    return next((one.words for one in QUESTIONS if domain in one.domains), "")
