"""What the organisation runs: applications, services, interfaces and what they stand on."""

from __future__ import annotations

from typing import Annotated, Literal

from cohelm.core.fields import ORDERED, Count, field
from cohelm.core.kind import Kind
from cohelm.core.links import Dependencies, Links, relation
from cohelm.core.money import Money

Criticality = Annotated[Literal["low", "medium", "high", "critical"], ORDERED]


class Application(Kind):
    """A piece of software that the organisation runs or uses."""

    also = ("system", "app", "software")

    criticality: Criticality | None = field(
        "How bad an outage is for the business.", also=("importance", "tier")
    )
    annual_cost: Money | None = field(
        "What it costs a year, all in.", clearance="money", also=("yearly cost", "run cost")
    )
    users: Count | None = field("How many people use it.", unit="people", also=("user count",))
    runs_on: Dependencies = relation(
        "server", "platform", inverse="runs", help="Where it runs.", also=("hosted on", "host")
    )
    supports: Links = relation(
        "capability", inverse="supported_by", help="The business capabilities that it serves."
    )
