"""What the organisation tries out: ideas and experiments, with a hypothesis and a kill date."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Links, Parts, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Horizon, Use

IdeaStatus = Literal["new", "considered", "tried", "adopted", "dropped"]
ExperimentStage = Literal["scoping", "case", "development", "validation", "launch"]
ExperimentStatus = Literal["planned", "running", "on_hold", "finished", "killed"]


class Idea(Kind):
    """A thought about something that could be done, from anybody."""

    also = ("suggestion", "innovation idea", "improvement")

    status: IdeaStatus | None = field("What has become of it.", also=("state",))
    raised_on: date | None = field("The day it was raised.", also=("submitted", "date", "created"))
    answered_on: date | None = field("The day who raised it had an answer.")
    value: Money | None = field("What it could be worth a year.", clearance="money")
    raised_by: Links = relation(
        "person", "team", "department", inverse="raises", help="Who had it.",
        also=("author", "submitter", "submitted by"),
    )  # fmt: skip
    became: Links = relation(
        "experiment", "initiative", "demand", "product", inverse="came_from",
        help="What was made of it.",
    )  # fmt: skip
    about: Links = relation(
        "capability", "product", "process", "technology", "application", inverse="ideas",
        help="What it is about.",
    )  # fmt: skip


class Experiment(Kind):
    """A piece of research: a hypothesis, a stage, a budget, and a day on which it is killed."""

    also = ("r&d project", "research project", "pilot", "proof of concept", "trial", "poc")

    hypothesis: Text | None = field("What one believes and wants to find out.")
    stage: ExperimentStage | None = field("The stage that it is in.", also=("phase", "gate"))
    status: ExperimentStatus | None = field("Where it stands.", also=("state",))
    outcome: Literal["validated", "invalidated", "inconclusive"] | None = field(
        "What came out.", also=("conclusion",)
    )
    start: date | None = field("The first day.", also=("start date", "from"))
    end: date | None = field("The last day.", also=("end date", "until"))
    kill_on: date | None = field(
        "The day on which it is stopped unless the threshold is met.", also=("kill date",)
    )
    kill_criteria: Text | None = field("On what it is stopped at once.")
    budget: Money | None = field("What it may cost.", clearance="money", also=("funding",))
    spent: Money | None = field("What it has cost so far.", clearance="money", also=("actual",))
    measure: str | None = field("What is measured.", also=("success metric",))
    threshold: float | None = field("The value that has to be met.", also=("success threshold",))
    result: float | None = field("The value that was measured.", also=("measured value",))
    trl: int | None = field("The technology readiness level, 1 to 9.", ge=1, le=9)
    horizon: Horizon | None = field("The horizon: core, emerging or options for later.")
    technical_probability: Share | None = field("How likely it is to work.")
    commercial_probability: Share | None = field("How likely it is to sell once it works.")
    development_cost: Money | None = field("What is left to develop.", clearance="money")
    launch_cost: Money | None = field("What it costs to bring out.", clearance="money")
    value_if_success: Money | None = field(
        "What it is worth today if it succeeds.", clearance="money", also=("present value",)
    )
    volatility: float | None = field("How much that worth swings a year, as a share.", ge=0)
    kept_because: Text | None = field("Why it goes on although a criterion was broken.")
    tests: Links = relation("idea", inverse="tested_by", help="The ideas that it puts to the test.")
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="The technology that it tries."
    )
    aims_at: Links = relation(
        "product", "market", "segment", "goal", inverse="aimed_at_by", help="What it is for."
    )
    done_by: Parts = relation("team", inverse="works_on", help="The teams that do the work.")
    office: Links = relation("office", inverse="experiments", help="The offices that pay for it.")
