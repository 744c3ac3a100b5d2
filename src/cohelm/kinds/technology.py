"""With what the organisation builds: technologies and their radar, standards, uses of AI."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cohelm.core.fields import ORDERED, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Link, Links, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Scope, Use

Quadrant = Literal["techniques", "platforms", "tools", "languages_and_frameworks"]
Ring = Annotated[Literal["hold", "assess", "trial", "adopt"], ORDERED]
Autonomy = Annotated[Literal["assists", "recommends", "acts_reviewed", "acts_alone"], ORDERED]
AiRisk = Annotated[Literal["minimal", "limited", "high", "prohibited"], ORDERED]


class Requirement(Link):
    """A link to a technology that another one needs."""

    scope: Scope | None = field("Whether it is needed where the source runs, or for what else.")


class Exemption(Link):
    """A link to something that a standard does not bind, until a day."""

    reason: str | None = field("Why it is exempt.")


class Technology(Kind):
    """A technology, a product of software or hardware, or a technique that the organisation knows."""

    plural = "technologies"
    also = ("component", "library", "framework", "tech", "software product", "package", "blip")

    quadrant: Quadrant | None = field("Its quarter of the radar.", also=("category", "type"))
    ring: Ring | None = field(
        "How far the organisation trusts it.", also=("radar ring", "status", "recommendation")
    )
    own_quadrant: str | None = field("Its quarter, where the radar has quadrants of its own.")
    own_ring: str | None = field("Its ring, where the radar has rings of its own.")
    rationale: Text | None = field("Why it stands in that ring.", also=("reason",))
    version: str | None = field("The version that is meant.", also=("release",))
    package: str | None = field("Its package URL (purl).", also=("purl", "cpe"))
    end_of_active_support: date | None = field(
        "The last day on which it is developed further.", also=("end of active support", "eoas")
    )
    end_of_security_support: date | None = field(
        "The last day on which holes in it are mended.",
        also=("end of support", "eos", "eol", "end of life", "end of security support"),
    )
    end_of_extended_support: date | None = field(
        "The last day on which holes are mended for money.", also=("extended support", "eoes")
    )
    trl: int | None = field(
        "Its technology readiness level, 1 to 9.", ge=1, le=9, also=("readiness", "maturity")
    )
    licence: str | None = field("The licence that it is under.", also=("license",))
    security_reviewed_on: date | None = field("The day its security was reviewed.")
    made_by: Links = relation(
        "vendor", inverse="makes", many=False, help="Who makes it.",
        also=("vendor", "manufacturer", "publisher", "supplier"),
    )  # fmt: skip
    succeeds: Links = relation(
        "technology", inverse="succeeded_by", help="What it takes the place of.", also=("replaces",)
    )
    release_of: Links = relation(
        "technology", inverse="releases", many=False,
        help="The product that it is a release of."
    )  # fmt: skip
    requires: tuple[Requirement, ...] = relation(
        "technology", inverse="required_by", help="The components that it cannot do without."
    )
    bundled_in: Links = relation(
        "technology", inverse="bundles", help="The component that it is a part of."
    )
    office: Links = relation("office", inverse="technologies", help="Which offices watch it.")


class Standard(Kind):
    """A principle, a standard or a guideline: which technology to use for what."""

    also = ("principle", "guideline", "technology standard", "architecture principle")

    type: Literal["principle", "standard", "guideline"] | None = field("How it is meant.")
    strength: Annotated[Literal["may", "should", "must"], ORDERED] | None = field(
        "How binding it is.", also=("obligation",)
    )
    statement: Text | None = field("What it says.", also=("text", "wording"))
    rationale: Text | None = field("Why it holds.", also=("reason",))
    purpose: str | None = field("For what the technology is used.", also=("use case", "for what"))
    start: date | None = field("The first day on which it holds.", also=("valid from", "effective"))
    end: date | None = field("The last day on which it holds.", also=("valid until", "expiry"))
    prescribes: Links = relation(
        "technology", inverse="prescribed_by", help="The technology to be used.", also=("approved",)
    )
    forbids: Links = relation(
        "technology", inverse="forbidden_by", help="The technology not to be used any more."
    )
    exempts: tuple[Exemption, ...] = relation(
        "application", "service", "platform", "server", "data_store", "repository", "ai_use",
        inverse="exempted_by", help="What it does not bind, until when and why.",
        also=("exceptions", "waivers", "dispensations"),
    )  # fmt: skip
    approved_by: Links = relation(
        "forum", "role", inverse="has_approved", help="Who put it into force."
    )
    pursues: Links = relation("goal", inverse="pursued_by", help="The goals that it serves.")


class AiUse(Kind):
    """A use of artificial intelligence: for what, with which data, by whose leave."""

    plural = "uses of AI"
    also = ("ai system", "ai use case", "machine learning model", "ai")

    purpose: Text | None = field("What it is used for.", also=("use case",))
    model: str | None = field("The model behind it.", also=("model name",))
    status: Literal["proposal", "pilot", "live", "stopped"] | None = field("Where it stands.")
    autonomy: Autonomy | None = field("How far it acts on its own.")
    risk_class: AiRisk | None = field(
        "Its class under the law on AI.", also=("risk category", "ai act class")
    )
    oversight: Text | None = field("Who watches over it, and how.", also=("human oversight",))
    security_reviewed_on: date | None = field("The day its security was reviewed.")
    approved_on: date | None = field("The day it was approved.")
    annual_cost: Money | None = field("What it costs a year.", clearance="money", also=("cost",))
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="The technology that it is made with."
    )
    provided_by: Links = relation("vendor", inverse="provides", help="Who provides the model.")
    learns_from: Links = relation(
        "data_set",
        inverse="taught_to",
        help="The data that it is given.",
        also=("data", "data sets"),
    )
    part_of: Links = relation(
        "application", "product", "process", inverse="contains_ai", help="Where it is used."
    )
    approved_by: Links = relation("forum", "role", inverse="has_approved", help="Who approved it.")
    office: Links = relation("office", inverse="ai_uses", help="The offices that use it.")
