"""What it brought: metrics with their readings, and the register of benefits."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Links, Parts, relation
from cohelm.core.money import Money
from cohelm.core.observation import Observation

Impact = Literal["efficiency", "savings", "security", "innovation", "advantage", "response"]
BenefitType = Literal["saving", "avoidance", "revenue", "quality", "risk_reduction"]
Claim = Literal["better", "same", "worse"]
Rhythm = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]


class Metric(Kind):
    """Something that is measured again and again in the same way."""

    also = ("measure", "indicator", "kpi")

    definition: Text | None = field("How it is counted, so that two people get the same.")
    unit: str | None = field("What its values count.", also=("unit of measure",))
    better: Literal["higher", "lower", "steady"] | None = field(
        "Which way is good.", also=("direction", "polarity")
    )
    impact: Impact | None = field("The impact on the business that it shows.", also=("category",))
    rhythm: Rhythm | None = field("How often it is read.", also=("frequency", "period"))
    adds_up: Literal["sum", "mean", "last"] | None = field(
        "How values of several months make one.", also=("aggregation",)
    )
    baseline: float | None = field("The value that later ones are compared with.")
    baseline_from: date | None = field("The first day of the time that the baseline is from.")
    baseline_until: date | None = field("The last day of the time that the baseline is from.")
    target: float | None = field("The value that is wanted.", also=("target value", "goal"))
    claim: Claim | None = field(
        "What its owner says of it, beside what the readings say.", also=("owner's claim",)
    )
    claim_because: Text | None = field("What the owner says it by.", also=("comment",))
    claimed_on: date | None = field("The day on which the owner said so.")
    computed_by: str | None = field(
        "What is its reading each night: a figure, as `obsolescence.share`, or a `question:ID`."
    )
    floor: float | None = field("The value below which it is watched.")
    ceiling: float | None = field("The value above which it is watched.")
    tracks: Links = relation("goal", inverse="tracked_by", help="The goals whose course it shows.")
    office: Links = relation("office", inverse="metrics", help="The offices that answer for it.")


class Benefit(Kind):
    """What an initiative is to bring, and what it has brought."""

    also = ("saving", "return", "value", "outcome")

    type: BenefitType | None = field("What kind of benefit it is.", also=("benefit type",))
    cash_releasing: bool | None = field("A budget falls by it.", also=("cashable",))
    one_off: bool | None = field("It comes once, not every year.", also=("one-off",))
    planned: Money | None = field(
        "What was promised a year.", clearance="money", also=("planned benefit", "target", "value")
    )
    forecast: Money | None = field(
        "What is expected a year by now.", clearance="money", also=("expected",)
    )
    realised: Money | None = field(
        "What it has brought so far.", clearance="money", also=("actual", "achieved", "realized")
    )
    planned_to_date: Money | None = field("What it should have brought so far.", clearance="money")
    start: date | None = field("The first day on which it is to come.", also=("from", "start date"))
    end: date | None = field("The last day on which it is counted.", also=("until", "end date"))
    confidence: Share | None = field("How sure one is of the forecast.")
    cost_centre: str | None = field("The cost centre whose budget falls.", also=("cost center",))
    evidence: Text | None = field("What shows it.", also=("proof",))
    signed_off_on: date | None = field("The day finance agreed to it.", also=("signed off",))
    produced_by: Parts = relation(
        "initiative", inverse="produces", help="The initiatives that bring it.",
        also=("initiative", "project"),
    )  # fmt: skip
    seen_in: Links = relation("metric", inverse="shows", help="The metrics in which it is seen.")
    came_to: Links = relation(
        "*",
        inverse="benefits_from",
        help="The items where it came, of those that the metric is read of.",
    )
    compared_with: Links = relation(
        "*", inverse="compared_for", help="Like items where it did not come, to tell what it did."
    )


class Reading(Observation):
    """A value of a metric, for an item and a day."""

    value: float = field("The value.", default=..., also=("reading", "amount", "measurement"))
    note: str | None = field("What was said with it, such as how a blip moved on the radar.")
    label: str | None = field("What the value is called, such as the ring that it stands for.")
    rationale: Text | None = field("Why, as it was said then, such as why a blip is in its ring.")


class MetricTarget(Observation):
    """A target of a metric, from a day on: its history, which no later one takes away."""

    metrics = ("target",)

    value: float = field("The value that was wanted from then on.", default=...)
    note: str | None = field("Why it was set or moved.")
