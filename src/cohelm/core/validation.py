"""Values against their kind: the canonical plain form, or what is wrong in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from cohelm.core.errors import did_you_mean
from cohelm.core.fields import FieldSpec
from cohelm.core.links import FIRST_DAY, LAST_DAY, RelationSpec, day_number
from cohelm.core.schema import KindSpec

Wrong = tuple[str, str, str]
"""Field, the value as text, what is wrong with it and what is accepted."""

ACCEPTED: dict[str, str] = {
    "text": "text", "long_text": "text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "date": "a day such as 2026-12-31",
    "time": "a moment such as 2026-12-31T14:00:00Z",
    "money": "an amount and a currency, such as 312000 EUR", "list": "a list of words",
    "map": "words by name, such as {cmdb: A-17}",
    "lifecycle": "a phase (plan, phase_in, active, phase_out, end_of_life) or days by phase",
    "structure": "a mapping",
}  # fmt: skip

DAYS = {name: FieldSpec(name, "date", "") for name in ("from", "until")}


def canonical(
    kind: KindSpec, values: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, list[Wrong]]:
    """The plain form of an item's fields, or None and what is wrong. Empty values are left out."""
    try:
        model = kind.model.model_validate(values)
    except ValidationError as error:
        return None, [_wrong(one, kind.fields, values) for one in error.errors()]
    plain = model.model_dump(mode="json", exclude_none=True, exclude=set(kind.relations))
    return {name: value for name, value in plain.items() if value not in ([], {}, "")}, []


def canonical_observation(
    fields: Mapping[str, FieldSpec], model: type[BaseModel], values: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, list[Wrong]]:
    """The plain form of an observation, its key included, or None and what is wrong."""
    try:
        return model.model_validate(values).model_dump(mode="json", exclude_none=True), []
    except ValidationError as error:
        return None, [_wrong(one, fields, values) for one in error.errors()]


def canonical_link(
    relation: RelationSpec, value: Mapping[str, Any]
) -> tuple[tuple[str, int, dict[str, Any]] | None, list[Wrong]]:
    """A link as (target, first day, what it says), or None and what is wrong."""
    try:
        link = relation.model.model_validate(value)
    except ValidationError as error:
        specs = DAYS | {spec.name: spec for spec in relation.attributes}
        return None, [
            (relation.name, text, f"{name}: {why}")
            for name, text, why in (_wrong(one, specs, value) for one in error.errors())
        ]
    says = link.model_dump(mode="json", exclude_none=True, exclude={"to", "start", "until"})
    until = day_number(link.until, empty=LAST_DAY)
    if until != LAST_DAY:
        says["until"] = until
    return (link.to, day_number(link.start, empty=FIRST_DAY), says), []


def _wrong(error: Any, fields: Mapping[str, FieldSpec], values: Mapping[str, Any]) -> Wrong:
    name = str(error["loc"][0]) if error["loc"] else ""
    value = values.get(name)
    text = "" if value is None else str(value)[:200]
    spec = fields.get(name)
    if error["type"] == "missing":
        return name, "", f"{name} is missing"
    if spec is None:
        return name, text, f"there is no field '{name}'. {did_you_mean(name, fields)}"
    return name, text, f"'{text}' is not accepted for {name}: {accepted(spec)}"


def accepted(spec: FieldSpec) -> str:
    """What a field takes, in words, for errors and forms."""
    if spec.choices:
        return "one of " + ", ".join(spec.choices)
    words = ACCEPTED[spec.type]
    if spec.low is not None and spec.high is not None:
        return f"{words} from {spec.low:g} to {spec.high:g}"
    if spec.low is not None:
        return f"{words} of at least {spec.low:g}"
    return words if spec.high is None else f"{words} of at most {spec.high:g}"
