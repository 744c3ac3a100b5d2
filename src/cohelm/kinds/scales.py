"""The ordered scales, the choices and the attributes of links that several domains share."""

from __future__ import annotations

from typing import Annotated, Literal

from cohelm.core.fields import ORDERED, Count, field
from cohelm.core.links import Link

Level = Annotated[Literal["low", "medium", "high", "critical"], ORDERED]
Degree = Annotated[Literal["low", "medium", "high"], ORDERED]
Classification = Annotated[Literal["public", "internal", "confidential", "restricted"], ORDERED]
Nature = Literal["run", "grow", "transform"]
Direction = Literal["inward", "outward"]
Horizon = Literal["H1", "H2", "H3"]
Environment = Literal["production", "acceptance", "test", "development"]
Reversibility = Literal["one_way", "two_way"]
Scope = Literal["required", "provided", "optional", "excluded", "build", "development", "test"]
ASIDE: tuple[Scope, ...] = ("optional", "excluded", "build", "development", "test")
"""The scopes of what is not needed where something runs, the nearest to that first."""
Verb = Literal[
    "decide", "approve", "request", "recommend", "fund", "buy", "pay", "build", "change", "deploy",
    "review", "administer", "run", "retire", "hire", "access", "grant", "accept_risk",
]  # fmt: skip


class Use(Link):
    """A link to a technology that is in use, in a version."""

    version: str | None = field("The version in use.", also=("release", "edition"))


class Usage(Link):
    """A link to a department, a team or an office whose people use the source."""

    users: Count | None = field("How many of its people use it.", unit="people")


class Ranking(Link):
    """A link to an office that ranks and values the source by its own lights."""

    rank: int | None = field("The place in the office's own order, 1 first.", ge=1)
    value: float | None = field("What it is worth to the office, from 0 to 100.", ge=0, le=100)
