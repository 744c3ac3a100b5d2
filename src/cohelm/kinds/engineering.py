"""How software is made and delivered: repositories, freezes and deployments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from cohelm.core.fields import Count, Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Links, relation
from cohelm.core.observation import Observation
from cohelm.kinds.scales import Environment, Use


class Repository(Kind):
    """A place where source code is kept with its history."""

    plural = "repositories"
    also = ("repo", "code base", "git repository")

    url: str | None = field("Where it is found.", also=("link", "address"))
    main_branch: str | None = field("The branch that is delivered.", also=("default branch",))
    language: str | None = field("The language most of it is written in.")
    lines: Count | None = field("How many lines of code it has.", also=("loc", "lines of code"))
    contributors: Count | None = field("How many people changed it in the last year.")
    last_commit_on: date | None = field("The day of the last change.", also=("last commit",))
    test_coverage: Share | None = field("The share of lines that tests run.", also=("coverage",))
    builds: Links = relation(
        "application", "service", "product", "data_product", inverse="code_in",
        help="What is made from it.", also=("application", "component"),
    )  # fmt: skip
    maintained_by: Links = relation(
        "team", inverse="maintains", help="The team that looks after it.", also=("team",)
    )
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="The technology that it is made with.",
        also=("dependencies", "libraries"),
    )  # fmt: skip


class Freeze(Kind):
    """A stretch of time in which something must not be changed, or is looked at from outside."""

    also = ("change freeze", "blackout", "moratorium", "audit", "stocktaking")

    type: Literal["freeze", "audit"] | None = field(
        "Whether nothing may be changed, or somebody looks at it.", also=("kind of window",)
    )
    start: date | None = field("The first day.", also=("from", "start date", "begin"))
    end: date | None = field("The last day.", also=("until", "to", "end date"))
    reason: Text | None = field("Why it is so.", also=("why", "justification"))
    holds_for: Links = relation(
        "application", "service", "platform", "product", "data_set", "process",
        inverse="frozen_by", help="What must not be changed, or is looked at.",
        also=("applications", "systems", "scope"),
    )  # fmt: skip


class Deployment(Observation):
    """A version put into an environment."""

    metrics = ("deployment",)

    environment: Environment | None = field("Where it was put.", also=("env", "stage", "target"))
    result: Literal["success", "failure"] | None = field(
        "Whether it went well, or had to be mended at once.", also=("status", "outcome")
    )
    planned: bool | None = field("It was planned, not forced by an incident.")
    minutes: float | None = field("How long it took.", unit="minutes", ge=0, also=("duration",))
    committed: datetime | None = field(
        "When the oldest change in it was committed.", also=("commit time", "first commit")
    )
    recovered: datetime | None = field("When a failed one was mended.", also=("restored",))
    version: str | None = field("The version or commit.", also=("commit", "tag", "build"))
