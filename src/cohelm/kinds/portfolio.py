"""What the organisation invests in: initiatives, budgets, requests and the lines of cost."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from cohelm.core.fields import Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Link, Links, Parts, relation
from cohelm.core.money import Money
from cohelm.core.observation import Observation
from cohelm.kinds.scales import Direction, Horizon, Nature, Ranking

InitiativeStatus = Literal["proposal", "approved", "in_progress", "on_hold", "done", "stopped"]
Gate = Literal["idea", "case", "plan", "build", "launch", "look_back"]
RequestStatus = Literal["new", "accepted", "declined", "in_progress", "done", "withdrawn"]


class Need(Link):
    """A link to an initiative that has to deliver first."""

    by: date | None = field("The day by which it is needed.", also=("needed by",))


class SkillDemand(Link):
    """A link to a skill that an initiative takes."""

    hours: float | None = field("Hours that it takes from start to end.", unit="hours", ge=0)
    level: int | None = field("The level that it takes, 1 to 7.", ge=1, le=7)


class Synergy(Link):
    """A link to an initiative with which more is gained than with each alone."""

    value: Money | None = field("What both together gain on top.", clearance="money")


class Initiative(Kind):
    """A project, programme or other piece of work that is funded, or asks to be."""

    also = ("project", "programme", "program", "investment", "proposal", "epic")

    status: InitiativeStatus | None = field(
        "Where it stands.", also=("state", "stage", "project status", "phase")
    )
    gate: Gate | None = field("The gate that it comes to next.", also=("stage gate", "milestone"))
    gate_on: date | None = field(
        "The day on which it comes to that gate.", also=("gate date", "milestone date")
    )
    start: date | None = field(
        "The first day of work.", also=("start date", "begin", "from", "planned start", "kick-off")
    )
    end: date | None = field(
        "The last day of work.",
        also=("end date", "finish", "completion date", "planned end", "go-live", "due", "until"),
    )
    done_on: date | None = field(
        "The day on which it was really done.", also=("actual end", "actual end date")
    )
    size: Literal["S", "M", "L"] | None = field(
        "How big it is: small, medium or large.", also=("t-shirt size", "effort class")
    )
    effort: float | None = field(
        "The work in person-months.", unit="person-months", ge=0, also=("person months", "pm")
    )
    nature: Nature | None = field(
        "Whether it keeps things running, grows the business or changes it.",
        also=("run grow transform", "investment type", "category", "run change"),
    )
    direction: Direction | None = field("Whether it serves the organisation or its customers.")
    horizon: Horizon | None = field("The horizon: core, emerging or options for later.")
    must_do: bool | None = field(
        "It has to be done, by law or because support ends.",
        also=("mandatory", "regulatory", "compliance", "compulsory"),
    )
    total_cost: Money | None = field(
        "What it costs from start to end.", clearance="money",
        also=("cost", "budget", "total budget", "investment", "capex", "planned cost", "price"),
    )  # fmt: skip
    capital_cost: Money | None = field(
        "What of its whole cost is capital, written off over years; the rest is operating money.",
        clearance="money", also=("capital expenditure", "capitalised cost", "capital part"),
    )  # fmt: skip
    cost_per_year: Money | None = field(
        "What it costs in a year of work.", clearance="money",
        also=("annual budget", "yearly cost", "cost this year"),
    )  # fmt: skip
    spent: Money | None = field(
        "What has been spent on it so far.", clearance="money",
        also=("actual cost", "spent to date", "actuals"),
    )  # fmt: skip
    forecast_cost: Money | None = field(
        "What it is now expected to cost from start to end.", clearance="money",
        also=("expected cost", "projected cost", "projected actual cost", "estimate at completion"),
    )  # fmt: skip
    run_cost: Money | None = field(
        "What its result costs a year afterwards.", clearance="money", also=("opex", "running cost")
    )
    annual_benefit: Money | None = field(
        "What it brings a year once it is done.", clearance="money",
        also=("benefit", "yearly benefit", "savings", "expected return"),
    )  # fmt: skip
    benefit_from: date | None = field("The first day on which it brings something.")
    probability: Share | None = field("How likely it is to bring that.", also=("confidence",))
    case: Text | None = field(
        "Why it is worth doing.", also=("business case", "justification", "rationale")
    )
    security_reviewed_on: date | None = field("The day its security was reviewed.")
    sponsor: Links = relation(
        "office", inverse="sponsors", help="The offices that want and fund it.",
        also=("sponsoring office", "sponsored by", "office"),
    )  # fmt: skip
    contributes_to: Parts = relation(
        "goal", inverse="advanced_by", help="The goals that it serves, with its share for each.",
        also=("goal", "goals", "objective", "strategic goal"),
    )  # fmt: skip
    needs: tuple[Need, ...] = relation(
        "initiative", inverse="needed_by", help="What has to be delivered first.",
        also=("depends on", "predecessor", "dependencies"),
    )  # fmt: skip
    excludes: Links = relation(
        "initiative", inverse="excluded_by", help="What cannot be done beside it."
    )
    boosts: tuple[Synergy, ...] = relation(
        "initiative", inverse="boosted_by", help="With what it gains more than alone."
    )
    affects: Links = relation(
        "application", "service", "platform", "data_set", "process", "product",
        inverse="affected_by", help="What it changes.", also=("systems", "applications", "impacts"),
    )  # fmt: skip
    improves: Links = relation(
        "capability", inverse="improved_by", help="The capabilities that it makes better."
    )
    introduces: Links = relation(
        "technology", "ai_use", inverse="introduced_by", help="The new technology that it brings."
    )
    serves: Links = relation(
        "department", "segment", inverse="served_by", help="For whom it is done.",
        also=("department", "business unit", "customer"),
    )  # fmt: skip
    done_by: Parts = relation("team", inverse="works_on", help="The teams that do the work.")
    demands_skill: tuple[SkillDemand, ...] = relation(
        "skill", inverse="demanded_by", help="The skills that it takes."
    )
    ranked_by: tuple[Ranking, ...] = relation(
        "office", inverse="ranks", help="How each office ranks and values it."
    )


class Budget(Kind):
    """Money set aside for an office and a financial year."""

    also = ("funding", "envelope", "allocation")

    start: date | None = field("The first day for which it holds.", also=("from", "fiscal year"))
    end: date | None = field("The last day for which it holds.", also=("until", "to"))
    amount: Money | None = field(
        "How much it is.", clearance="money", also=("budget", "total", "sum", "approved amount")
    )
    nature: Nature | None = field("What the money is meant for.")
    accounting: Literal["capital", "operating"] | None = field(
        "Whether it is written off over years or spent at once.", also=("capex opex",)
    )
    for_initiatives: bool | None = field(
        "Initiatives are chosen within it: it limits the choice, and stands in no books yet.",
        also=("for projects", "investment envelope"),
    )
    cost_centre: str | None = field("The cost centre that it is booked on.", also=("cost center",))
    approved_on: date | None = field("The day it was approved.")
    office: Links = relation("office", inverse="budgets", help="The offices that may spend it.")
    funds: Parts = relation(
        "initiative", "application", "contract", inverse="funded_by", help="What it pays for."
    )


class Request(Kind):
    """Something that a department asks of an office."""

    also = ("ticket", "wish", "business request", "ask")

    status: RequestStatus | None = field("Where it stands.", also=("state",))
    asked_on: date | None = field(
        "The day it was asked.", also=("date", "created", "submitted", "requested on", "opened")
    )
    wanted_by: date | None = field("The day by which it is wanted.", also=("due", "needed by"))
    answered_on: date | None = field("The day of a yes or a no.", also=("decided on",))
    done_on: date | None = field("The day it was done.", also=("closed", "resolved", "completed"))
    value: Money | None = field("What it is worth to who asks.", clearance="money")
    answer: Text | None = field("What was answered, and why.", also=("resolution", "response"))
    asked_by: Links = relation(
        "department", "person", inverse="asks_for", help="Who asks.",
        also=("requester", "requested by", "department", "reporter"),
    )  # fmt: skip
    office: Links = relation("office", inverse="requests", help="The offices that are asked.")
    answered_with: Links = relation(
        "initiative", "demand", "release", "service", inverse="answers", help="What came of it."
    )


class CostLine(Observation):
    """A line of budget, actual cost or forecast, for an item and a month."""

    metrics = ("budget", "actual", "forecast")

    amount: Money = field(
        "How much it is.", default=..., clearance="money", also=("cost", "value", "sum")
    )
    cost_centre: str | None = field("The cost centre.", also=("cost center", "department code"))
    nature: Nature | None = field("What the money is for.", also=("run grow transform",))
    account: str | None = field("The account in the books.", also=("gl account", "cost type"))


def _above_nought(rate: Money) -> Money:
    if rate.amount <= 0:
        raise ValueError("a rate is above 0, such as 0.9210 EUR for one US dollar")
    return rate


class ExchangeRate(Observation):
    """What one unit of another currency is worth from a day on, until the next rate."""

    metrics = ("exchange_rate",)

    item: str = field(
        "The organisation, as organisation:organisation.",
        default="organisation:organisation",
        pattern=r"^organisation:organisation$",
    )
    reference: str = field(
        "The currency of which one unit is meant, as an ISO 4217 code.",
        default=...,
        pattern=r"^[A-Z]{3}$",
    )
    value: Annotated[Money, AfterValidator(_above_nought)] = field(
        "What one unit is worth, with all its digits: 0.9210 EUR.", default=..., also=("rate",)
    )
