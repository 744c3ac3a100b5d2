"""The questions on the left, the domains under them and the analyses that answer them."""

from __future__ import annotations

from dataclasses import dataclass

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose

DOMAINS: dict[str, str] = {
    "rights": Prose("Decision rights"),
    "agenda": Prose("Decisions, meetings"),
    "people": Prose("People and teams"),
    "portfolio": Prose("Initiatives and money"),
    "estate": Prose("Applications, servers"),
    "information": Prose("Data"),
    "vendors": Prose("Vendors, contracts"),
    "security": Prose("Security"),
    "strategy": Prose("Strategy"),
    "product": Prose("Products"),
    "technology": Prose("Technology"),
    "research": Prose("Research"),
    "engineering": Prose("Engineering"),
    "impact": Prose("Metrics and benefits"),
}


BRINGS: dict[str, str] = {
    "rights": Prose(
        "a matrix of responsibilities (RACI, RASCI, RAPID), a delegation of authority or a log of"
        " approvals"
    ),
    "agenda": Prose("the minutes of a meeting, decision records or a list of actions"),
    "people": Prose("a list of people with their teams, from HR or a directory"),
    "portfolio": Prose("a list of initiatives, a budget, or what was booked, from the ledger"),
    "estate": Prose(
        "an application list, an export of a CMDB, an ArchiMate model or a Backstage catalogue"
    ),
    "information": Prose("a list of data sets and stores, or a record of processing"),
    "vendors": Prose("a contract list, or invoices with the vendor’s name"),
    "security": Prose(
        "a register of risks or controls, or a bill of materials with vulnerabilities"
    ),
    "strategy": Prose("a list of goals with their key results, or a tree of capabilities"),
    "product": Prose(
        "a list of products, releases or deals (from a CRM), or requests of customers with"
        " what they are worth"
    ),
    "technology": Prose("a technology radar as CSV or JSON, or product pages of endoflife.date"),
    "research": Prose("a list of ideas and experiments"),
    "engineering": Prose("an export of deployments and incidents, or a list of repositories"),
    "impact": Prose("readings of a metric over time, or a list of promised benefits"),
}
"""By domain, which files say something about it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the product answers, and the domains that it is about."""

    name: str
    words: str
    asks: str
    domains: tuple[str, ...]

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """What can be asked of these domains, in the order of the catalogue."""
        return tuple(one for one in ANALYSES if one.domain in self.domains)


QUESTIONS: tuple[Question, ...] = (
    Question("decides", "Who decides", "Who decides what, where do the two offices collide, and "
             "what has nobody in charge?", ("rights", "agenda", "people")),
    Question("funds", "What we fund", "Under these budgets and people, what does each office gain "
             "and give up?", ("portfolio",)),
    Question("runs", "What we run", "What are we running, and what breaks if it breaks?",
             ("estate", "information", "vendors", "security")),
    Question("goes", "Where we go", "Where is technology going, and what do we bet on?",
             ("strategy", "product", "technology", "research", "engineering")),
    Question("brought", "What it brought", "What did it bring the business?", ("impact",)),
)  # fmt: skip


def question_of(domain: str) -> Question | None:
    """The question that a domain stands under."""
    return next((one for one in QUESTIONS if domain in one.domains), None)


def question_named(name: str) -> Question:
    """The question of a name. Raises UnknownName."""
    for one in QUESTIONS:
        if one.name == name:
            return one
    raise UnknownName.of("question", name, [one.name for one in QUESTIONS])
