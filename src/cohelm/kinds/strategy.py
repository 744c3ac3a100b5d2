"""What the organisation is after: themes, goals and key results, capabilities and processes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cohelm.core.fields import ORDERED, Count, Share, field
from cohelm.core.kind import Kind
from cohelm.core.links import Links, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Ranking

Perspective = Literal["financial", "customer", "internal_process", "learning_and_growth"]
Distinction = Annotated[Literal["commodity", "parity", "differentiating"], ORDERED]


class Theme(Kind):
    """A strategic theme: a line of thought that several goals follow."""

    also = ("strategy", "pillar", "strategic theme")

    start: date | None = field("The first day of its plan.", also=("from", "start date"))
    end: date | None = field("The last day of its plan.", also=("until", "end date"))
    office: Links = relation("office", inverse="themes", help="The offices that pursue it.")


class Goal(Kind):
    """Something that the organisation wants to be true by a day."""

    also = ("objective", "aim", "okr", "ambition", "target")

    weight: float | None = field("How much it counts beside the others.", ge=0)
    start: date | None = field("The first day of its period.", also=("from", "start date"))
    due: date | None = field(
        "The last day of its period.", also=("end", "end date", "target date", "deadline", "by")
    )
    perspective: Perspective | None = field("The side of the scorecard that it is on.")
    ambition: Literal["committed", "aspirational"] | None = field(
        "Whether it must be met in full or is meant to stretch.", also=("type of goal",)
    )
    office: Links = relation("office", inverse="goals", help="The offices that want it.")
    theme: Links = relation(
        "theme", inverse="goals", many=False, help="The theme that it belongs to.", also=("pillar",)
    )
    parent: Links = relation(
        "goal", inverse="children", many=False, help="The wider goal that it is a part of."
    )
    leads_to: Links = relation(
        "goal", inverse="follows_from", help="The goals that it helps to bring about."
    )
    ranked_by: tuple[Ranking, ...] = relation(
        "office", inverse="ranks", help="How each office ranks and values it."
    )


class KeyResult(Kind):
    """A measure by which one sees that a goal is reached."""

    also = ("kr", "kpi", "outcome")

    baseline: float | None = field("The value at the start.", also=("start value", "from"))
    target: float | None = field("The value that is wanted.", also=("target value", "to"))
    current: float | None = field("The value now.", also=("actual", "current value", "progress"))
    current_on: date | None = field("The day of the current value.", also=("as of",))
    unit: str | None = field("What the values count.", also=("unit of measure",))
    due: date | None = field(
        "The day by which the target is wanted.", also=("due date", "deadline", "target date")
    )
    band: float | None = field(
        "For a value to be held: how far from the target it may stray.", ge=0
    )
    measures: Links = relation(
        "goal", inverse="key_results", many=False, help="The goal that it is a measure of.",
        also=("goal", "objective"),
    )  # fmt: skip
    metric: Links = relation(
        "metric", inverse="read_for", many=False, help="The metric that it is read from."
    )


class Capability(Kind):
    """A business capability: something that the organisation is able to do."""

    plural = "capabilities"
    also = ("business capability", "business function", "function")

    code: str | None = field("Its number in the map.", also=("number", "capability id"))
    distinction: Distinction | None = field(
        "How far it sets the organisation apart.", also=("strategic importance", "importance")
    )
    maturity: int | None = field("How well it is done, 1 to 5.", ge=1, le=5)
    target_maturity: int | None = field("How well it should be done, 1 to 5.", ge=1, le=5)
    parent: Links = relation(
        "capability", inverse="children", many=False, help="The capability that it is a part of.",
        also=("parent capability", "level 1", "parent id"),
    )  # fmt: skip
    pursues: Links = relation("goal", inverse="pursued_by", help="The goals that it serves.")


class Process(Kind):
    """A course of work that is done again and again."""

    plural = "processes"
    also = ("business process", "procedure", "workflow")

    runs_per_year: Count | None = field("How often it is gone through in a year.", also=("volume",))
    automated_share: Share | None = field(
        "The share of runs that no hand touches.", also=("automation rate", "automation")
    )
    minutes_by_hand: float | None = field(
        "Minutes of work that a run by hand takes.", unit="minutes", ge=0
    )
    annual_cost: Money | None = field("What it costs a year, all in.", clearance="money")
    parent: Links = relation(
        "process", inverse="children", many=False, help="The process that it is a part of."
    )
    realises: Links = relation(
        "capability", inverse="realised_by", help="The capabilities that it puts into practice."
    )
    relies_on: Links = relation(
        "application", "service", inverse="relied_on_by", help="The systems that it is done with."
    )
    performed_by: Links = relation(
        "department", "team", inverse="performs", help="Who does the work."
    )


class Commitment(Kind):
    """A promise with a date that somebody made on behalf of the organisation."""

    also = ("promise", "pledge", "obligation")

    made_on: date | None = field("The day it was made.", also=("promised on", "date"))
    due: date | None = field(
        "The day by which it was promised.", also=("due date", "promised for", "deadline")
    )
    kept_on: date | None = field("The day it was kept.", also=("delivered on", "fulfilled on"))
    status: Literal["open", "kept", "broken", "withdrawn"] | None = field("Where it stands.")
    amount: Money | None = field(
        "The money that hangs on it.", clearance="money", also=("value", "deal value")
    )
    promised_to: Links = relation(
        "segment", "department", "partner", "office", inverse="was_promised",
        help="To whom it was made.", also=("customer", "client"),
    )  # fmt: skip
    promised_by: Links = relation(
        "role", "person", "department", inverse="promised", help="Who made it."
    )
    rests_on: Links = relation(
        "initiative", "release", "demand", "application", inverse="promised_in",
        help="What has to happen for it to be kept.", also=("depends on", "feature"),
    )  # fmt: skip
