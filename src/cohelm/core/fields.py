"""What a field of a kind can be, and what the rest of the house needs to know of it."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from cohelm.core.money import Money

FieldType = Literal[
    "text", "long_text", "integer", "number", "boolean", "date", "time", "money",
    "choice", "scale", "list", "map", "lifecycle", "structure",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """Tells two fields of one Python type apart, as in `Annotated[str, LONG]`."""

    type: FieldType


LONG = Marker("long_text")
ORDERED = Marker("scale")
STRUCTURE = Marker("structure")

Text = Annotated[str, LONG]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Structure = Annotated[dict[str, Any], STRUCTURE]

PHASES = ("plan", "phase_in", "active", "phase_out", "end_of_life")
Phase = Literal["plan", "phase_in", "active", "phase_out", "end_of_life"]


class Lifecycle(BaseModel):
    """Five phases, each with the first day on which it holds; or the phase stated without dates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stated: Phase | None = None
    plan: date | None = None
    phase_in: date | None = None
    active: date | None = None
    phase_out: date | None = None
    end_of_life: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, value: object) -> object:
        return {"stated": value} if isinstance(value, str) else value

    def phase(self, on: date) -> Phase | None:
        """The phase that holds on the day: the last whose date has come, else what is stated."""
        come: Phase | None = None
        for name in PHASES:
            since = getattr(self, name)
            if since is not None and since <= on:
                come = name  # type: ignore[assignment]
        return come or self.stated


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as every derivation sees it: form, list, CSV, workbook, YAML, schema, API, reference.

    `choices` are in their order, which is the rank where `type` is "scale". `also` holds other
    words by which files call the field; `own` marks a field that the organisation added itself.
    """

    name: str
    type: FieldType
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""
    clearance: str = ""
    also: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    own: bool = False

    @property
    def label(self) -> str:
        """The name as a reader sees it: `annual_cost` is "Annual cost"."""
        return self.name.replace("_", " ").capitalize()


def field(
    help: str,
    *,
    default: Any = None,
    clearance: str = "",
    unit: str = "",
    also: tuple[str, ...] = (),
    **bounds: Any,
) -> Any:
    """Declares a field of a kind. `bounds` are pydantic's (`ge`, `le`, `pattern` …)."""
    extra: dict[str, Any] = {}
    if clearance:
        extra["x-clearance"] = clearance
    if unit:
        extra["x-unit"] = unit
    if also:
        extra["x-also"] = list(also)
    return Field(default, description=help, json_schema_extra=extra or None, **bounds)


def spec_of(name: str, info: FieldInfo, *, own: bool = False) -> FieldSpec:
    """The FieldSpec that a pydantic field declares."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    metadata, annotation = _unwrap(info.annotation)
    metadata = [*info.metadata, *metadata]
    marker = next((m.type for m in metadata if isinstance(m, Marker)), None)
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    also = extra.get("x-also", [])
    return FieldSpec(
        name=name,
        type=marker or _plain_type(annotation),
        help=info.description or "",
        required=info.is_required(),
        choices=tuple(str(choice) for choice in choices),
        unit=str(extra.get("x-unit", "")),
        clearance=str(extra.get("x-clearance", "")),
        also=tuple(str(word) for word in also) if isinstance(also, list) else (),
        low=_bound(metadata, "ge"),
        high=_bound(metadata, "le"),
        own=own,
    )


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC, which one without a zone is taken to be in."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


ANNOTATIONS: dict[FieldType, Any] = {
    "text": str, "long_text": Text, "integer": int, "number": float, "boolean": bool,
    "date": date, "time": datetime, "money": Money, "list": tuple[str, ...],
    "map": dict[str, str], "lifecycle": Lifecycle, "structure": Structure,
}  # fmt: skip


def annotation_of(spec: FieldSpec) -> Any:
    """The Python type of an organisation's own field, for pydantic."""
    if spec.type in ("choice", "scale"):
        literal = Literal[tuple(spec.choices)]  # type: ignore[valid-type]
        return Annotated[literal, ORDERED] if spec.type == "scale" else literal
    return ANNOTATIONS[spec.type]


def _unwrap(annotation: Any) -> tuple[list[Any], Any]:
    """Strips `| None` and Annotated: the metadata met on the way, and the type inside."""
    metadata: list[Any] = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            metadata += [
                part for m in more for part in (m.metadata if isinstance(m, FieldInfo) else [m])
            ]
        elif origin in (Union, types.UnionType):
            inner = [part for part in get_args(annotation) if part is not type(None)]
            if len(inner) != 1:
                return metadata, annotation
            annotation = inner[0]
        else:
            return metadata, annotation


def _plain_type(annotation: Any) -> FieldType:
    if get_origin(annotation) is Literal:
        return "choice"
    for name, known in ANNOTATIONS.items():
        if annotation == known:
            return name
    raise TypeError(f"no field type for {annotation!r}: see core/fields.py")


def _bound(metadata: list[Any], name: str) -> float | None:
    values = [getattr(m, name) for m in metadata if getattr(m, name, None) is not None]
    return float(values[0]) if values else None
