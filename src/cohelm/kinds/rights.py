"""Who decides what: the organisation, its offices, roles and forums, and the decision rights."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from cohelm.core.fields import Count, Share, Structure, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Link, Links, relation
from cohelm.core.money import Money
from cohelm.core.observation import Observation
from cohelm.kinds.scales import Reversibility, Verb

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly", "yearly", "on_demand"]
DecisionDomain = Literal[
    "principles", "architecture", "infrastructure", "applications", "investment", "data",
    "security", "vendors", "people", "product", "research", "operations", "strategy", "portfolio",
    "estate", "information", "technology", "engineering",
]  # fmt: skip

Strictness = Literal["off", "warn", "enforce"]


def _lines(value: object) -> object:
    """A list of conditions as one text, a condition a line."""
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value


def _renamings(value: tuple[str, ...]) -> tuple[str, ...]:
    """Lines with an equals sign between a former name and today's. Raises ValueError."""
    for one in value:
        former, _, today = (part.strip() for part in one.partition("="))
        if not former or not today:
            raise ValueError("a former name and today's, such as: shun = never")
    return value


class Organisation(Kind):
    """The organisation itself: one item, with the settings that hold for all of it."""

    also = ("company", "enterprise", "firm")

    currency: str | None = field(
        "The currency of its books, as an ISO 4217 code.", pattern=r"^[A-Z]{3}$"
    )
    fiscal_year_start: int | None = field(
        "The month in which its financial year begins.", unit="month", ge=1, le=12
    )
    own_fields: Structure | None = field("The fields that it added to the kinds.")
    decision_lead_days: Count | None = field(
        "How many days before a notice is due a decision on a contract has to be taken.",
        unit="days",
    )
    holiday_calendar: str | None = field(
        "Whose public holidays it keeps: a country such as DE, or DE-HB with the region.",
        pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,4})?$",
    )
    sector: str | None = field("The business that it is in.", also=("industry",))
    employees: Count | None = field("How many people work for it.", unit="people")
    revenue: Money | None = field(
        "What it took in over the last full financial year.", clearance="money"
    )
    operating_expense: Money | None = field(
        "What it spent to operate over the last full financial year.", clearance="money"
    )
    initiative_budget: Money | None = field(
        "What is set aside for initiatives in the next financial year.", clearance="money"
    )
    carry_over: bool | None = field(
        "Money for initiatives that is left in a year or a quarter can be spent in a later one."
    )
    small_amounts: bool | None = field(
        "Costs of initiatives and contracts are as small as they stand, and in no thousands or millions."
    )
    criteria: Text | None = field(
        "By which fields of initiatives each office scores them, with weights:"
        " cio: annual_benefit=3, effort=-1; cto: probability=1."
    )
    discount_rate: Share | None = field("The yearly rate at which later money counts less.")
    rights_when_approving: Strictness | None = field(
        "How strictly rights are held when an initiative is approved or begun."
    )
    rights_when_funding: Strictness | None = field(
        "How strictly rights are held when a budget is given to something."
    )
    rights_when_retiring: Strictness | None = field(
        "How strictly rights are held when an end of life is set."
    )
    rights_when_accepting: Strictness | None = field(
        "How strictly rights are held when a concern is accepted."
    )
    rights_when_deciding: Strictness | None = field(
        "How strictly rights are held when a decision on record is taken."
    )
    risk_appetite: Money | None = field(
        "The yearly loss that it is ready to bear.", clearance="money"
    )
    review_enforced: bool | None = field(
        "Nothing new that touches confidential data goes live without its security review."
    )
    radar_rings: tuple[str, ...] | None = field(
        "The rings of its radar, the innermost first; empty: adopt, trial, assess, hold."
    )
    radar_quadrants: tuple[str, ...] | None = field(
        "The quadrants of its radar, in their order; empty: the usual four."
    )
    radar_renamed: Annotated[tuple[str, ...], AfterValidator(_renamings)] | None = field(
        "Rings and quadrants that were renamed, each as former = today's."
    )
    legal_name: str | None = field("The name in the commercial register.")
    address: str | None = field("Where it has its seat.")
    data_protection_contact: str | None = field("How to reach the data protection officer.")


class Office(Kind):
    """An executive office that leads a part of the technology, such as the CIO's or the CTO's."""

    also = ("executive", "c-level")

    title: str | None = field("The title of who leads it, written out.")
    remit: Text | None = field("What it answers for.", also=("mandate", "mission"))
    place: Count | None = field("Its place on the screen, 1 leftmost.", also=("order",))
    run_share: Share | None = field("The share of its money meant to keep things running.")
    grow_share: Share | None = field("The share of its money meant to grow the business.")
    transform_share: Share | None = field("The share of its money meant to change the business.")
    inward_share: Share | None = field("The share of its work meant for the organisation itself.")
    h1_share: Share | None = field("The share of its money meant for the core, the first horizon.")
    h2_share: Share | None = field("The share of its money meant for what emerges, the second.")
    h3_share: Share | None = field("The share of its money meant for options, the third horizon.")
    led_by: Links = relation(
        "role", inverse="leads", many=False, help="The role that leads it.", also=("head",)
    )
    reports_to: Links = relation(
        "office", "role", inverse="oversees", many=False, help="To whom it reports."
    )


class SkillRequirement(Link):
    """A link to a skill that a role asks for."""

    level: int | None = field("The level that is asked for, 1 to 7.", ge=1, le=7)
    essential: bool | None = field("Nobody without it can fill the role.")
    weight: float | None = field("How much it counts beside the others.", ge=0)


class Role(Kind):
    """A position that people fill and that rights and duties attach to."""

    also = ("position", "function", "job")

    required_fte: float | None = field("How many full-time people it takes.", unit="fte", ge=0)
    office: Links = relation(
        "office", inverse="roles", many=False, help="The office that it belongs to."
    )
    reports_to: Links = relation(
        "role", inverse="oversees", many=False, help="The role that it reports to."
    )
    requires_skill: tuple[SkillRequirement, ...] = relation(
        "skill", inverse="required_by", help="The skills that it asks for.", also=("profile",)
    )


class Forum(Kind):
    """A body that meets and decides, or is heard: a board, a committee, a review."""

    plural = "forums"
    also = ("board", "committee", "council", "steering group")

    cadence: Cadence | None = field("How often it meets.", also=("frequency", "rhythm"))
    quorum: Count | None = field("How many members it takes to decide.", unit="people")
    chaired_by: Links = relation(
        "role", "person", inverse="chairs", many=False, help="Who chairs it.", also=("chair",)
    )
    members: Links = relation(
        "role", "person", inverse="sits_on", help="Who belongs to it.", also=("participants",)
    )
    office: Links = relation("office", inverse="forums", help="The offices that it belongs to.")


class Right(Kind):
    """A decision right: who may do what, on which things, up to which amount."""

    plural = "decision rights"
    also = ("decision right", "decision type", "raci", "activity", "authority", "responsibility")

    statement: Text | None = field(
        "The right in one sentence.", also=("decision", "activity", "task", "wording")
    )
    domain: DecisionDomain | None = field(
        "The field of decisions that it belongs to.", also=("area", "decision area")
    )
    verb: Verb | None = field("What it allows its holder to do.", also=("action",))
    covers: Annotated[str, BeforeValidator(_lines)] | None = field(
        "Conditions that select the things it is about, one a line.", also=("scope", "applies to")
    )
    limit: Money | None = field(
        "The amount up to which it holds.", clearance="money",
        also=("threshold", "up to", "ceiling", "maximum amount", "financial limit"),
    )  # fmt: skip
    answer_days: Count | None = field("In how many days an answer is due.", unit="days")
    reversibility: Reversibility | None = field("Whether the decision can be taken back.")
    enforced: bool | None = field("Cohelm refuses what goes against it.")
    accountable: Links = relation(
        "role", "forum", inverse="accountable_for", help="Who answers for it: one only.",
        also=("a", "decides", "approver", "decision maker", "decided by"),
    )  # fmt: skip
    responsible: Links = relation(
        "role", "forum", "team", inverse="responsible_for", help="Who does the work.",
        also=("r", "performs", "driver", "performed by"),
    )  # fmt: skip
    consulted: Links = relation(
        "role", "forum", "team", inverse="consulted_on", help="Who is heard before.",
        also=("c", "input", "contributor"),
    )  # fmt: skip
    informed: Links = relation(
        "role", "forum", "team", inverse="informed_of", help="Who is told afterwards.", also=("i",)
    )
    acts_on: Links = relation(
        "application", "service", "platform", "data_set", "vendor", "process", "capability",
        "technology", "product", inverse="subject_of", help="Single things that it is about.",
    )  # fmt: skip


class Delegation(Kind):
    """A decision right lent to somebody else for a time."""

    also = ("deputy", "proxy", "power of attorney")

    start: date | None = field("The first day.", also=("from", "start date", "valid from"))
    end: date | None = field("The last day.", also=("until", "end date", "valid until"))
    limit: Money | None = field("The amount up to which it holds.", clearance="money")
    reason: Text | None = field("Why it was given.")
    right: Links = relation("right", inverse="delegations", help="The rights that are lent.")
    given_by: Links = relation(
        "role",
        "person",
        inverse="has_delegated",
        many=False,
        help="Who lends it.",
        also=("delegator",),
    )
    given_to: Links = relation(
        "role",
        "person",
        inverse="acts_for",
        many=False,
        help="Who may use it.",
        also=("delegate", "deputy"),
    )


class Approval(Observation):
    """An approval that was seen in practice: somebody said yes to something."""

    metrics = ("approval",)

    what: str | None = field("What was approved.", also=("subject", "title"))
    verb: Verb | None = field("What the approval allowed.")
    role: str | None = field("The role that approved, as role:id.", also=("approver role",))
    person: str | None = field(
        "Who approved, as person:id.", clearance="people", also=("approver", "approved by")
    )
    amount: Money | None = field("The amount at stake.", clearance="money", also=("value",))
