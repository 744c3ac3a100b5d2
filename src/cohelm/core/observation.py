"""A dated number or event about an item: a metric reading, a cost line, a deployment, an incident."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cohelm.core.fields import FieldSpec, field, in_utc, spec_of


def _in_utc(value: date | datetime) -> date | datetime:
    return in_utc(value) if isinstance(value, datetime) else value


# the day is tried first, so that `2026-11-01` stays a day and does not become a moment
Time = Annotated[date | datetime, Field(union_mode="left_to_right"), AfterValidator(_in_utc)]


class Observation(BaseModel):
    """What every observation says. Its natural key is (metric, item, time, source, reference).

    `metric` is the file's name in the folder of YAML: the id of an item of kind metric for readings,
    else a name listed in the `metrics` of a subclass.
    """

    # built when first used, as the kinds are
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False,
        defer_build=True,
    )  # fmt: skip

    metrics: ClassVar[tuple[str, ...]] = ()

    item: str = field("The item that it is about, as kind:id.", default=...)
    time: Time = field("The day, or the moment in UTC.", default=...)
    source: str = field("Where it comes from.", default="")
    reference: str = field(
        "What tells two of one day apart: an invoice, an incident number, a cost centre.",
        default="",
    )


KEY_FIELDS = ("item", "time", "source", "reference")


@dataclass(frozen=True, slots=True)
class ObservationSpec:
    """One type of observation: its name, its own fields and the metrics that are of this type."""

    name: str
    metrics: tuple[str, ...]
    help: str
    fields: dict[str, FieldSpec]
    model: type[Observation]

    @classmethod
    def of(cls, model: type[Observation]) -> ObservationSpec:
        """Reads the spec off a class; the fields of the key are left out."""
        own = {n: spec_of(n, i) for n, i in model.model_fields.items() if n not in KEY_FIELDS}
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
        return cls(name, model.metrics, " ".join((model.__doc__ or "").split()), own, model)
