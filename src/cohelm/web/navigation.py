"""The questions on the left, the domains under them and the analyses that answer them."""

from __future__ import annotations

from dataclasses import dataclass

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.errors import UnknownName

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


BRINGS: dict[str, str] = {
    "rights": "a matrix of responsibilities (RACI, RASCI, RAPID), a delegation of authority or a log of"
    " approvals",
    "agenda": "the minutes of a meeting, decision records or a list of actions",
    "people": "a list of people with their teams, from HR or a directory",
    "portfolio": "a list of initiatives, a budget, or what was booked, from the ledger",
    "estate": "an application list, an export of a CMDB, an ArchiMate model or a Backstage catalogue",
    "information": "a list of data sets and stores, or a record of processing",
    "vendors": "a contract list, or invoices with the vendor’s name",
    "security": "a register of risks or controls, or a bill of materials with vulnerabilities",
    "strategy": "a list of goals with their key results, or a tree of capabilities",
    "product": "a list of products, releases or deals (from a CRM), or requests of customers with"
    " what they are worth",
    "technology": "a technology radar as CSV or JSON, or product pages of endoflife.date",
    "research": "a list of ideas and experiments",
    "engineering": "an export of deployments and incidents, or a list of repositories",
    "impact": "readings of a metric over time, or a list of promised benefits",
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
