"""What a relation between kinds is: declared on the source kind, by name, dated, with attributes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo

from cohelm.core.audience import Audience
from cohelm.core.fields import FieldSpec, field, spec_of
from cohelm.core.prose import Prose

FIRST_DAY = 0
LAST_DAY = 9999_12_31
MOST_DAYS = 2
"""Of so many days of one plan what was worked out is kept for who looks at it next."""


class Link(BaseModel):
    """One end of a link as the source writes it: `server:a`, or a mapping with dates and attributes.

    `from` and `until` are the first and the last day on which the link holds, both inclusive.
    Subclasses add the attributes of their relation.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False
    )

    to: str
    start: date | None = Field(None, alias="from")
    until: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_key(cls, value: object) -> object:
        return {"to": value} if isinstance(value, str) else value

    @field_validator("until")
    @classmethod
    def _not_before_start(cls, until: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("start")
        if until is not None and start is not None and until < start:
            raise ValueError(Prose("it is before {start}, the first day", start=start))
        return until


class Dependency(Link):
    """A link of need: what it takes with it when the target fails.

    Links of one source that share a `group` stand in for each other: the source needs `k` of them.
    """

    hard: bool | None = field("An outage of the target is an outage of the source.")
    group: str | None = field("The redundancy group within the source.")
    k: int | None = field("How many members of the group are needed.", ge=1)


class Part(Link):
    """A link that takes a share of the source."""

    share: float | None = field("The share of the source that goes to the target.", ge=0, le=1)


def _as_many(value: object) -> object:
    """One link may be written without the list around it: `owner: role:cio`."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


Many = BeforeValidator(_as_many)
Links = Annotated[tuple[Link, ...], Many]
Dependencies = Annotated[tuple[Dependency, ...], Many]
Parts = Annotated[tuple[Part, ...], Many]


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """A relation as every derivation sees it. `source` declares it; `targets` are kind names."""

    name: str
    source: str
    targets: tuple[str, ...]
    inverse: str
    help: str
    many: bool
    model: type[Link] = Link
    attributes: tuple[FieldSpec, ...] = ()
    also: tuple[str, ...] = ()
    clearance: str = ""

    @property
    def label(self) -> str:
        """The name as a reader sees it: `runs_on` is "Runs on"."""
        return self.name.replace("_", " ").capitalize()

    @property
    def inverse_label(self) -> str:
        """The inverse as a reader sees it: `runs` is "Runs"."""
        return self.inverse.replace("_", " ").capitalize()

    def seen_by(self, audience: Audience) -> RelationSpec:
        """The relation without the attributes that the audience may not see."""
        seen = tuple(one for one in self.attributes if audience.sees(one.clearance))
        return self if len(seen) == len(self.attributes) else replace(self, attributes=seen)


def relation(
    *targets: str,
    inverse: str,
    help: str = "",
    many: bool = True,
    also: tuple[str, ...] = (),
    clearance: str = "",
) -> Any:
    """Declares a relation of a kind to items of the target kinds (`"*"`: any kind)."""
    extra: dict[str, Any] = {
        "x-targets": list(targets), "x-inverse": inverse, "x-many": many, "x-also": list(also)
    }  # fmt: skip
    if clearance:
        extra["x-clearance"] = clearance
    return Field((), description=help, json_schema_extra=extra)


def is_relation(info: FieldInfo) -> bool:
    """Whether a pydantic field was declared with `relation`."""
    return isinstance(info.json_schema_extra, dict) and "x-targets" in info.json_schema_extra


def relation_spec_of(source: str, name: str, info: FieldInfo) -> RelationSpec:
    """The RelationSpec that a pydantic field declares."""
    extra: dict[str, Any] = info.json_schema_extra  # type: ignore[assignment]
    link_class = info.annotation.__args__[0]  # type: ignore[union-attr]
    attributes = tuple(
        spec_of(one, about)
        for one, about in link_class.model_fields.items()
        if one not in Link.model_fields
    )
    return RelationSpec(
        name=name,
        source=source,
        targets=tuple(extra["x-targets"]),
        inverse=extra["x-inverse"],
        help=info.description or "",
        many=extra["x-many"],
        model=link_class,
        attributes=attributes,
        also=tuple(extra["x-also"]),
        clearance=extra.get("x-clearance", ""),
    )


def day_number(day: date | str | None, *, empty: int) -> int:
    """A day as the number 20260131, which sorts and reads; `empty` where there is none."""
    if day is None or day == "":
        return empty
    if isinstance(day, str):
        return int(day.replace("-", ""))
    return day.year * 10000 + day.month * 100 + day.day


@lru_cache(maxsize=4096)
def day_text(number: int) -> str | None:
    """The ISO form of a day number; None for the first and the last day that there can be."""
    if number in (FIRST_DAY, LAST_DAY):
        return None
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
