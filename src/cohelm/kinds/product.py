"""What the organisation sells and to whom: products, segments, journeys, markets, demand, deals."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Count, Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Links, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Ranking

Kano = Literal["must_be", "one_dimensional", "attractive", "indifferent", "reverse"]
DemandStatus = Literal["new", "planned", "in_progress", "delivered", "declined"]
DealStatus = Literal["open", "stalled", "won", "lost"]
Stage = Literal["discovery", "launch", "growth", "maturity", "decline"]


class Product(Kind):
    """Something that is offered to customers, or to colleagues."""

    also = ("offering", "product line", "solution")

    type: Literal["digital", "service", "physical", "internal"] | None = field("What it is.")
    stage: Stage | None = field(
        "Where it is in its life on the market.", also=("life cycle stage",)
    )
    launched_on: date | None = field(
        "The first day on which customers could have it.", also=("launch date", "launched")
    )
    revenue: Money | None = field(
        "What it took in over the last twelve months.", clearance="money",
        also=("sales", "turnover", "annual revenue"),
    )  # fmt: skip
    annual_cost: Money | None = field(
        "What it costs a year, all in.", clearance="money", also=("cost",)
    )
    users: Count | None = field("How many people or firms use it.", also=("customers",))
    net_promoter_score: float | None = field(
        "Promoters less detractors, in per cent.", ge=-100, le=100, also=("nps",)
    )
    vision: Text | None = field("What it is to become.")
    office: Links = relation("office", inverse="products", help="The offices that answer for it.")
    serves: Links = relation(
        "segment", inverse="served_by", help="The customers that it is for.", also=("segment",)
    )
    sold_in: Links = relation("market", inverse="sells", help="The markets that it is sold in.")
    built_on: Links = relation(
        "application", "service", "platform", "data_product", inverse="carries_product",
        help="The systems that it consists of.", also=("application", "systems"),
    )  # fmt: skip
    built_by: Links = relation("team", inverse="builds", help="The teams that make it.")
    pursues: Links = relation("goal", inverse="pursued_by", help="The goals that it serves.")
    parent: Links = relation(
        "product", inverse="children", many=False, help="The product that it is a part of."
    )


class Segment(Kind):
    """A group of customers who want the same."""

    also = ("customer segment", "customer group", "persona", "target group")

    customers: Count | None = field("How many customers it has.", also=("number of customers",))
    revenue: Money | None = field(
        "What it brought in over the last twelve months.", clearance="money", also=("sales",)
    )
    growth: float | None = field("By what share it grows a year.")
    wants: Text | None = field("What these customers want most.", also=("needs", "jobs"))
    parent: Links = relation(
        "segment", inverse="children", many=False, help="The segment that it is a part of."
    )


class Journey(Kind):
    """The way of a customer through what the organisation offers, step by step."""

    also = ("customer journey", "experience")

    steps: tuple[str, ...] | None = field("Its steps, in their order.", also=("stages",))
    satisfaction: float | None = field("How content customers are with it, 0 to 10.", ge=0, le=10)
    weakest_step: str | None = field("The step that customers complain of most.")
    taken_by: Links = relation("segment", inverse="takes", help="The customers that go this way.")
    touches: Links = relation(
        "application", "product", "process", inverse="touched_by", help="What they meet on it."
    )


class Market(Kind):
    """A market in which the organisation sells, with those it competes with."""

    also = ("region", "sales region")

    country: str | None = field("The country, as a two-letter code.")
    volume: Money | None = field(
        "What all suppliers take in there a year.", clearance="money", also=("market size",)
    )
    growth: float | None = field("By what share it grows a year.")
    market_share: Share | None = field("The organisation's part of it.", also=("share",))
    rivals: tuple[str, ...] | None = field("Whom it competes with there.", also=("competitors",))


class Demand(Kind):
    """Something that the market or a department wants a product to do."""

    also = ("feature", "feature request", "backlog item", "user story", "epic")

    status: DemandStatus | None = field("Where it stands.", also=("state",))
    asked_on: date | None = field("The day it was first asked for.", also=("created", "opened"))
    window_until: date | None = field("The day after which it is too late.")
    reach: float | None = field("How many customers it touches in a quarter.", ge=0)
    impact: float | None = field("How much it does for each: 0.25 to 3.", ge=0.25, le=3)
    confidence: Share | None = field("How sure one is of that.")
    effort: float | None = field(
        "The work in person-months.", unit="person-months", ge=0, also=("estimate", "story points")
    )
    business_value: int | None = field("Value to users and business, relative.", ge=1, le=100)
    time_criticality: int | None = field("How much it loses by waiting, relative.", ge=1, le=100)
    risk_reduction: int | None = field("Risk taken away or chance opened, relative.", ge=1, le=100)
    job_size: int | None = field("How big the job is, relative.", ge=1, le=100)
    delay_cost: Money | None = field(
        "What a month of waiting costs.", clearance="money", also=("cost of delay",)
    )
    deals_lost: Count | None = field("How many deals were lost for want of it.")
    revenue_lost: Money | None = field("What these deals were worth.", clearance="money")
    kano: Kano | None = field("What customers feel about it, in Kano's terms.")
    product: Links = relation("product", inverse="demands", help="The products that it is for.")
    raised_by: Links = relation(
        "segment", "department", "market", inverse="raises", help="Who wants it.",
        also=("requested by", "customer", "reporter"),
    )  # fmt: skip
    delivered_in: Links = relation(
        "release", "initiative", inverse="delivers", help="What brings it.", also=("fix version",)
    )
    ranked_by: tuple[Ranking, ...] = relation(
        "office", inverse="ranks", help="How each office ranks and values it."
    )


class Deal(Kind):
    """A sale to a customer that is under way, was won or was lost, as sales keeps it."""

    also = ("opportunity", "sales opportunity")

    status: DealStatus | None = field("Whether it is open, stalled, won or lost.")
    stage: str | None = field(
        "The step of the sale, in the words of sales.",
        also=("stage name", "sales stage", "deal stage", "pipeline stage", "sales step"),
    )
    amount: Money | None = field(
        "What it is worth, in all.", clearance="money",
        also=("value", "deal value", "opportunity amount", "expected revenue", "order value"),
    )  # fmt: skip
    opened_on: date | None = field(
        "The day it was opened.", also=("created", "created date", "create date", "open date")
    )
    closes_on: date | None = field(
        "The day it was decided, or is expected to be.",
        also=("close date", "closed date", "closing date", "expected close date", "decision date"),
    )
    reason: Text | None = field(
        "Why it was lost, or stalls.",
        also=("lost reason", "loss reason", "closed lost reason", "reason lost", "stalled reason"),
    )
    promised_for: date | None = field(
        "The day by which sales promised what is wanted.",
        also=("promised date", "promised by", "committed date", "promised delivery date"),
    )
    wants: Links = relation(
        "demand", "initiative", inverse="wanted_in", help="What the customer wants to have first.",
        also=("wanted feature", "missing feature", "feature", "feature request", "feature gap",
              "product gap", "blocked by feature", "requested feature"),
    )  # fmt: skip
    product: Links = relation(
        "product", inverse="deals", help="What is sold.", also=("product", "product name")
    )
    customer: Links = relation(
        "segment", "market", inverse="buys_in", help="To whom.",
        also=("segment", "customer segment", "market segment", "region"),
    )  # fmt: skip


class Release(Kind):
    """A version of a product that customers get on a day."""

    also = ("version", "milestone", "launch")

    version: str | None = field("Its number.", also=("release number",))
    planned_on: date | None = field("The day it was planned for.", also=("planned date", "due"))
    released_on: date | None = field("The day it came out.", also=("release date", "released"))
    committed: Count | None = field("How many things were promised for it.")
    delivered: Count | None = field("How many of these it brought.")
    rolled_back: bool | None = field("It had to be taken back.")
    product: Links = relation(
        "product", inverse="releases", many=False, help="The product that it is a version of."
    )
    changes: Links = relation(
        "application", "service", inverse="changed_by", help="The systems that it changes."
    )
