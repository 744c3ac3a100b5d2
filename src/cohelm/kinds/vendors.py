"""From whom the organisation buys and with whom it works: vendors, partners, contracts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Count, Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Links, Part, relation
from cohelm.core.money import Money
from cohelm.core.observation import Observation
from cohelm.kinds.scales import Degree, Level

KraljicSegment = Literal["strategic", "leverage", "bottleneck", "non_critical"]
HOLIDAYS = r"^[A-Z]{2}(-[A-Z0-9]{1,4})?$"
PartnerType = Literal["university", "start_up", "customer", "integrator", "association", "rival"]


class Vendor(Kind):
    """A company that the organisation buys from."""

    also = ("supplier", "provider", "third party", "service provider", "creditor")

    aliases: tuple[str, ...] | None = field(
        "Other names under which it is known.", also=("also known as", "other names")
    )
    country: str | None = field("The country of its seat, as a two-letter code.")
    website: str | None = field("Its page on the web.", also=("url", "web", "homepage"))
    registration: str | None = field(
        "Its number in a register.", also=("lei", "vat number", "duns", "registration number")
    )
    risk_tier: Level | None = field(
        "How bad its failure would be.", also=("tier", "risk", "risk rating", "criticality")
    )
    segment: KraljicSegment | None = field(
        "Its place by spend and supply risk.", also=("kraljic", "category", "classification")
    )
    lock_in: Degree | None = field("How hard it is to leave.", also=("switching cost",))
    switch_months: float | None = field("Months that a change would take.", unit="months", ge=0)
    satisfaction: float | None = field(
        "How content the organisation is with it, 0 to 10.", ge=0, le=10, also=("score", "rating")
    )
    certificates: tuple[str, ...] | None = field("Its certificates.", also=("certifications",))
    certified_until: date | None = field("The day its certificates run out.")
    exit_plan: bool | None = field("There is a plan for leaving it.", also=("exit strategy",))
    exit_tested_on: date | None = field("The day that plan was last tried out.")
    security_reviewed_on: date | None = field("The day its security was reviewed.")
    parent: Links = relation(
        "vendor", inverse="children", many=False, help="The group that it belongs to.",
        also=("parent company", "group"),
    )  # fmt: skip
    subcontracts: Links = relation(
        "vendor", inverse="works_for", help="Whom it relies on.", also=("subcontractors",)
    )
    replaceable_by: Count | None = field(
        "How many others could supply the same.", unit="vendors", also=("alternatives",)
    )
    office: Links = relation("office", inverse="vendors", help="The offices that deal with it.")


class Partner(Kind):
    """An organisation that one works with without buying from it, or that one is measured by."""

    also = ("alliance", "collaborator")

    type: PartnerType | None = field("What kind of partner it is.")
    country: str | None = field("The country of its seat, as a two-letter code.")
    start: date | None = field("The first day of the partnership.", also=("since",))
    end: date | None = field("The last day of the partnership.", also=("until",))
    takes_part_in: Links = relation(
        "initiative", "experiment", "product", inverse="partners", help="What it works on."
    )
    office: Links = relation("office", inverse="partners", help="The offices that deal with it.")


class Coverage(Part):
    """A link to what a contract covers, with its part of the money."""

    fee: Money | None = field("What is paid a year for it.", clearance="money")


class Contract(Kind):
    """An agreement with a vendor, with its dates, its money and its ways out."""

    also = ("agreement", "licence agreement", "subscription", "order form", "framework agreement")

    number: str | None = field(
        "Its number in the files.",
        also=("contract number", "contract id", "reference", "po number"),
    )
    category: str | None = field(
        "What is bought, as the organisation sorts it.", also=("spend category", "commodity")
    )
    start: date | None = field(
        "The first day.",
        also=("start date", "begin", "effective date", "commencement date", "valid from", "from"),
    )
    end: date | None = field(
        "The last day of the current term.",
        also=(
            "end date", "expiry", "expires", "expiry date", "expiration date", "valid until",
            "termination date", "until", "term end", "renewal date",
        ),
    )  # fmt: skip
    signed_on: date | None = field("The day it was signed.", also=("signature date", "award date"))
    notice_days: Count | None = field(
        "How many days before the end notice has to be given.", unit="days",
        also=("notice", "notice period", "notice period days", "termination notice"),
    )  # fmt: skip
    notice_months: Count | None = field(
        "How many months before the end notice has to be given.", unit="months",
        also=("notice period months",),
    )  # fmt: skip
    notice_counts: Literal["sent", "received"] | None = field(
        "Whether notice counts when it is sent or when it is received."
    )
    holiday_calendar: str | None = field(
        "Whose public holidays its notice goes by: DE, or DE-HB with the region; empty: ours.",
        pattern=HOLIDAYS,
    )
    renewal: Literal["none", "tacit", "by_agreement"] | None = field(
        "What happens at the end.", also=("auto renewal", "auto-renew", "renewal type")
    )
    renewal_months: Count | None = field(
        "For how many months it is renewed.", unit="months", also=("renewal term",)
    )
    annual_cost: Money | None = field(
        "What it costs a year.", clearance="money",
        also=("annual value", "yearly cost", "annual fee", "acv", "cost", "price", "annual spend"),
    )  # fmt: skip
    total_value: Money | None = field(
        "What it costs over its term.", clearance="money",
        also=("contract value", "value", "tcv", "total cost", "amount", "award amount", "total"),
    )  # fmt: skip
    minimum_spend: Money | None = field(
        "What is owed in any case.", clearance="money", also=("commitment", "committed spend")
    )
    uplift_cap: Share | None = field(
        "By what share the price may rise a year.", also=("price increase cap", "indexation cap")
    )
    uplift: Share | None = field(
        "By what share the price rises each time.", also=("price increase", "annual uplift")
    )
    uplift_from: date | None = field(
        "The first day of a higher price.", also=("price increase date", "indexation date")
    )
    uplift_months: Count | None = field(
        "After how many months it rises again; empty: it rises once.", unit="months"
    )
    index: str | None = field("The index that the price follows.", also=("indexation",))
    payment: Literal["monthly", "quarterly", "yearly", "once"] | None = field(
        "How often it is paid.", also=("billing", "payment terms", "billing frequency")
    )
    availability_promised: Share | None = field(
        "The share of time that is promised.", also=("sla", "uptime", "service level")
    )
    credit_cap: Share | None = field("The most that is paid back of a month's fee.")
    credit_bands: dict[str, str] | None = field(
        "Below which availability which share of a month's fee is paid back: 0.999 gives 0.1."
    )
    claim_days: Count | None = field(
        "Within how many days after a month its credit has to be claimed.", unit="days"
    )
    governing_law: str | None = field("The law that it is under.", also=("jurisdiction", "law"))
    termination: Text | None = field(
        "The rights to end it early.", also=("termination rights", "termination for convenience")
    )
    early_notice_days: Count | None = field(
        "After how many days' notice it can be ended before its end.", unit="days"
    )
    early_from: date | None = field("The first day on which it can be ended before its end.")
    early_fee: Money | None = field(
        "What ending it before its end costs.", clearance="money", also=("exit fee", "break fee")
    )
    processes_data: bool | None = field(
        "The vendor handles personal data under it.", also=("data processing agreement", "dpa")
    )
    cost_centre: str | None = field("The cost centre that pays.", also=("cost center",))
    vendor: Links = relation(
        "vendor", inverse="contracts", many=False, help="With whom it was made.",
        also=("supplier", "provider", "vendor name", "supplier name", "party", "company"),
    )  # fmt: skip
    covers: tuple[Coverage, ...] = relation(
        "application", "service", "platform", "network", "server", "location", "technology",
        "data_store", "initiative", "ai_use", inverse="covered_by", help="What it is for.",
        also=("application", "product", "system", "service", "subject"),
    )  # fmt: skip
    office: Links = relation("office", inverse="contracts", help="The offices that pay for it.")
    parent: Links = relation(
        "contract", inverse="children", many=False, help="The frame that it was called off from.",
        also=("framework", "master agreement"),
    )  # fmt: skip


class Availability(Observation):
    """The share of a month that something was up, dated within the month."""

    metrics = ("availability",)

    value: Share = field("The share of the time.", default=..., also=("uptime", "availability"))


class Encounter(Observation):
    """A review of a vendor, or a matter that was taken to its superiors."""

    metrics = ("vendor_review", "vendor_escalation")

    title: str | None = field("What it was about.", also=("subject", "summary"))
    score: float | None = field("How content one was, 0 to 10.", ge=0, le=10)
    settled: date | None = field("The day the matter was settled.", also=("closed", "resolved"))
