"""What has to be brought before a question can be answered at all?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

IMPORT = "cohelm import FILE"


@dataclass(frozen=True, slots=True)
class Needed:
    """Kinds of items, and observations, of which any will do, and the list that brings them."""

    kinds: tuple[str, ...]
    brings: Prose
    observed: tuple[str, ...] = ()

    def is_there(self, enterprise: Enterprise) -> bool:
        """Whether anything of it is on record, as the asker sees it."""
        return any(
            one in enterprise.tables and len(enterprise.table(one)) for one in self.kinds
        ) or any(one in enterprise.observed for one in self.observed)


RIGHTS = Needed(("right",), Prose("a matrix of who decides (RACI), or a delegation of authority"))
OFFICES = Needed(("office",), Prose("a list of the offices, said to be one with --as office"))
WORK = Needed(
    ("initiative",), Prose("a list of initiatives, with what they cost and until when they run")
)
BOOKS = Needed(
    ("budget",),
    Prose("a budget against what was booked, from the ledger, or invoices"),
    ("actual", "budget", "forecast"),
)
BUDGET = Needed(
    ("budget",), Prose("a budget against what was booked, from the ledger"), ("budget",)
)
CONTRACTS = Needed(("contract",), Prose("a contract list"))
VENDORS = Needed(("vendor", "contract"), Prose("a contract list, or invoices"))
ESTATE = Needed(
    ("application", "service", "platform"),
    Prose("a list of applications, or an export of a CMDB"),
)
GOALS = Needed(("goal",), Prose("a list of goals, said to be one with --as goal"))
DECISIONS = Needed(("decision",), Prose("decision records, or the minutes of a meeting"))
ANY_LIST = Needed(
    ("contract", "initiative", "application", "right", "request", "decision"),
    Prose("a list of contracts, initiatives or applications"),
)
METRICS = Needed(
    ("metric", "benefit"), Prose("readings of a metric over time, with cohelm observe too")
)
NEEDED: Mapping[str, Needed] = {
    **dict.fromkeys(("agenda", "ask_for", "desk"), ANY_LIST),
    **dict.fromkeys(("decisions", "informed"), DECISIONS),
    **dict.fromkeys(("handover", "roles", "compare", "priorities"), OFFICES),
    **dict.fromkeys(
        ("who_decides", "archetypes", "description", "matrix", "gaps", "overlaps", "limits",
         "conflicts", "load", "same", "resolve"), RIGHTS),
    **dict.fromkeys(
        ("fund", "adjustment", "tradeoff", "robust", "margins", "scores", "judgements", "evaluate",
         "follow_up", "roadmap", "balance", "collisions"), WORK),
    **dict.fromkeys(("spend", "unit_costs"), BOOKS),
    **dict.fromkeys(("free", "cut"), BUDGET),
    **dict.fromkeys(("contracts", "calendar", "credits", "concentration"), CONTRACTS),
    **dict.fromkeys(("spellings", "relationships", "kraljic"), VENDORS),
    **dict.fromkeys(("outage", "weak_points", "around"), ESTATE),
    **dict.fromkeys(("strategy_map", "alignment", "trace"), GOALS),
    **dict.fromkeys(("trends", "scorecard", "effects"), METRICS),
    "practice": Needed((), Prose("a log of approvals, and a delegation of authority"), ("approval",)),
    "draft": Needed((), Prose("a log of approvals"), ("approval",)),
    "congruence": Needed(("team",), Prose("a list of applications with the teams that maintain them")),
    "skills": Needed(("skill",), Prose("a list of people with their roles and skills")),
    "twice": Needed(
        ("application", "contract", "initiative", "data_product"),
        Prose("lists of applications, contracts or initiatives of both offices"),
    ),
    "requests": Needed(("request",), Prose("an export of a tracker (Jira), or a list of requests")),
    "rationalise": Needed(("application",), Prose("a list of applications")),
    "availability": Needed(
        ("service",), Prose("a list of services with what is promised"), ("availability",)
    ),
    "capacity": Needed((), Prose("a list of platforms, and readings of their load"), ("load",)),
    "data_products": Needed(
        ("data_product",), Prose("a list of data products, said to be one with --as data_product")
    ),
    "managed_spend": Needed((), Prose("invoices, and a contract list beside them"), ("actual",)),
    "promises": Needed(("commitment",), Prose("a list of promises, said to be one with --as commitment")),
    "deals": Needed(("deal",), Prose("an export of deals from the CRM")),
    "obsolescence": Needed(
        ("technology",), Prose("a bill of materials, or a list of applications and what they run on")
    ),
    "radar": Needed(("technology",), Prose("a technology radar, as CSV or JSON")),
    "standards": Needed(("standard",), Prose("a list of standards, said to be one with --as standard")),
}  # fmt: skip
"""By analysis, without what its question cannot be answered."""


def lacking(enterprise: Enterprise, name: str) -> Prose | None:
    """The list that would answer the question of an analysis, of which nothing is there; else None."""
    needed = NEEDED.get(name)
    return None if needed is None or needed.is_there(enterprise) else needed.brings


def to_bring(enterprise: Enterprise, name: str, command: str = IMPORT) -> dict[str, dict[str, str]]:
    """What an answer as JSON has beside it where the list is lacking: `bring`, with list and command."""
    brings = lacking(enterprise, name)
    return {} if brings is None else {"bring": {"list": str(brings), "command": command}}
