"""What every kind of item has in common; a kind is a class of its own in `cohelm.kinds`."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from cohelm.core.fields import Lifecycle, Text, field
from cohelm.core.links import Links, relation

CLEARANCE = r"^(open|between|people|money|security|office:[a-z0-9._-]+|draft:.+)$"


class Kind(BaseModel):
    """An item of the organisation. Subclasses add fields with `field` and relations with `relation`.

    The class gives the kind its name (`DataSet` is `data_set`), the module its domain. The docstring
    is what a reader of the reference sees. `plural` is the word on the screen, `folder` the folder of
    YAML files where it is not the kind's name, `also` other words by which files call the kind.
    """

    # built when first used: a command that lists applications need not build fifty validators
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False,
        defer_build=True,
    )  # fmt: skip

    plural: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    also: ClassVar[tuple[str, ...]] = ()

    name: str = field("What people call it.", default=..., min_length=1, max_length=300)
    description: Text | None = field("What it is and what it is for, in a sentence or two.")
    tags: tuple[str, ...] | None = field("Free words to find it by.", also=("labels", "keywords"))
    lifecycle: Lifecycle | None = field(
        "The phase it is in: plan, phase_in, active, phase_out, end_of_life, with first days.",
        also=("status", "phase", "life cycle"),
    )
    clearance: str | None = field(
        "Who may see it: open, between, people, money, security or office:<id>; open when empty.",
        pattern=CLEARANCE,
    )
    external_ids: dict[str, str] | None = field(
        "How other systems call it, by system; an import finds it again by these."
    )
    source: str | None = field("Where the facts come from: a file, a system, a person.")
    reviewed_on: date | None = field(
        "The day somebody last confirmed that this is right.", also=("last reviewed", "reviewed")
    )
    owner: Links = relation(
        "role", "team", "person", inverse="owns", many=False, help="Who answers for it.",
        also=("responsible", "owned by", "lead", "contact"),
    )  # fmt: skip
