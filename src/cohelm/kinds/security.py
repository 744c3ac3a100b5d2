"""What could go wrong and what is done about it: risks, controls, requirements, weaknesses."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Link, Links, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Degree, Level

RiskStatus = Literal["open", "treated", "accepted", "closed"]
RiskCategory = Literal[
    "cyber", "operational", "vendor", "legal", "people", "strategic", "project", "data"
]
ControlStatus = Literal["planned", "partial", "implemented", "not_applicable"]
ControlFunction = Literal["govern", "identify", "protect", "detect", "respond", "recover"]
WeaknessStatus = Literal["open", "mitigated", "fixed", "accepted", "false_alarm"]


class Risk(Kind):
    """Something that could happen and would do harm."""

    also = ("threat", "risk scenario", "hazard")

    severity: Level | None = field(
        "How bad it is, all told.", also=("rating", "risk level", "score", "inherent risk")
    )
    likelihood: Degree | None = field("How likely it is.", also=("probability",))
    category: RiskCategory | None = field("What kind of risk it is.", also=("type", "risk type"))
    status: RiskStatus | None = field("Where it stands.", also=("state",))
    treatment: Literal["reduce", "avoid", "transfer", "accept"] | None = field(
        "What is done about it.", also=("response", "strategy", "mitigation strategy")
    )
    accepted_until: date | None = field("The day until which it is accepted.")
    due: date | None = field("The day by which it is to be treated.", also=("due date", "deadline"))
    events_low: float | None = field("Events a year, at the low end.", ge=0)
    events_high: float | None = field("Events a year, at the high end.", ge=0)
    loss_low: Money | None = field("What an event costs, at the low end.", clearance="money")
    loss_likely: Money | None = field("What an event most likely costs.", clearance="money")
    loss_high: Money | None = field("What an event costs, at the high end.", clearance="money")
    treated_by: Links = relation(
        "control", "initiative", inverse="treats", help="What makes it smaller.",
        also=("controls", "mitigation", "measures"),
    )  # fmt: skip
    threatens: Links = relation(
        "application", "service", "platform", "network", "data_set", "vendor", "process",
        "initiative", "goal", "product", "ai_use", inverse="threatened_by",
        help="What it would hit.", also=("asset", "affected"),
    )  # fmt: skip
    office: Links = relation("office", inverse="risks", help="The offices that bear it.")


class Match(Link):
    """A link to a requirement that a control meets."""

    match: Literal["equal", "subset", "related"] | None = field(
        "Whether the control meets it in full, in part, or is only near it."
    )


class Control(Kind):
    """A safeguard: what is done so that a risk stays small or a requirement is met."""

    also = ("safeguard", "measure", "countermeasure")

    framework: str | None = field("The framework and its edition.", also=("standard", "catalogue"))
    code: str | None = field("Its number in the framework.", also=("control id", "number"))
    function: ControlFunction | None = field("What it does for security.", also=("csf function",))
    status: ControlStatus | None = field("Whether it is in place.", also=("implementation status",))
    not_applicable_because: Text | None = field("Why it does not apply here.")
    evidence: Text | None = field("What shows that it works.", also=("proof",))
    evidence_on: date | None = field("The day of that evidence.", also=("tested on",))
    evidence_until: date | None = field("The day on which that evidence is out of date.")
    effectiveness: Share | None = field("The share of the harm that it keeps away.")
    annual_cost: Money | None = field("What it costs a year.", clearance="money", also=("cost",))
    protects: Links = relation(
        "application", "service", "platform", "network", "server", "data_set", "data_store",
        "location", inverse="protected_by", help="What it protects.",
    )  # fmt: skip
    meets: tuple[Match, ...] = relation(
        "requirement", inverse="met_by", help="The requirements that it meets.",
        also=("requirements", "mapped to"),
    )  # fmt: skip


class Requirement(Kind):
    """Something that a law, a contract or a framework demands."""

    also = ("obligation", "regulation", "clause", "article", "compliance requirement")

    framework: str | None = field("The law or framework and its edition.", also=("regulation",))
    code: str | None = field("Its number there.", also=("article", "clause", "section"))
    text: Text | None = field("What it demands.", also=("wording", "requirement text"))
    binding: bool | None = field("It is binding here.", also=("mandatory", "applicable"))
    due: date | None = field("The day from which it has to be met.", also=("effective date",))
    parent: Links = relation(
        "requirement", inverse="children", many=False, help="What it is a part of."
    )
    binds: Links = relation(
        "application", "service", "data_set", "process", "department", "product", "vendor",
        "ai_use", inverse="bound_by", help="What has to meet it.",
    )  # fmt: skip


class Vulnerability(Kind):
    """A known weakness in something that is in use."""

    plural = "vulnerabilities"
    also = ("cve", "weakness", "security finding", "exposure")

    cve: str | None = field(
        "Its number in the CVE list.", clearance="security", also=("cve id", "identifier")
    )
    severity: Level | None = field("How bad it is.", also=("rating", "priority"))
    cvss: float | None = field("Its CVSS score, 0 to 10.", clearance="security", ge=0, le=10)
    cvss_vector: str | None = field("Its CVSS vector.", clearance="security", also=("vector",))
    epss: Share | None = field(
        "How likely it is to be used within 30 days.", clearance="security", also=("epss score",)
    )
    epss_model: str | None = field("The version of that estimate.", clearance="security")
    known_exploited: bool | None = field(
        "It is known to be used by attackers.", clearance="security", also=("kev", "exploited")
    )
    automatable: bool | None = field("An attack can be automated.", clearance="security")
    technical_impact: Literal["partial", "total"] | None = field(
        "How much control it gives.", clearance="security"
    )
    status: WeaknessStatus | None = field("Where it stands.", clearance="security", also=("state",))
    published_on: date | None = field("The day it became known.", also=("published", "date added"))
    found_on: date | None = field(
        "The day it was found here.", clearance="security", also=("first seen", "detected")
    )
    due: date | None = field("The day by which it is to be mended.", also=("due date",))
    fixed_on: date | None = field(
        "The day it was mended.", clearance="security", also=("resolved",)
    )
    affects: Links = relation(
        "technology", "application", "service", "server", "platform", "repository",
        inverse="vulnerabilities", help="Where it is.", clearance="security",
        also=("asset", "host", "component", "product"),
    )  # fmt: skip
