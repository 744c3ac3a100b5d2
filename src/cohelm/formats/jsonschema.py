"""JSON Schema (2020-12) of each kind's YAML, by which an editor completes and checks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cohelm.core.fields import PHASES, FieldSpec, FieldType
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec
from cohelm.core.money import PATTERN
from cohelm.core.schema import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
ID = r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?"
OWN_FIELDS = "own_fields"
BOUNDS = (("low", "minimum"), ("high", "maximum"))

TYPES: dict[FieldType, dict[str, Any]] = {
    "text": {"type": "string"},
    "long_text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": DAY,
    "time": {"type": "string", "format": "date-time"},
    "money": {"type": "string", "pattern": PATTERN, "examples": ["312000 EUR"]},
    "list": {"type": "array", "items": {"type": "string"}},
    "map": {"type": "object", "additionalProperties": {"type": "string"}},
    "lifecycle": {
        "anyOf": [
            {"enum": list(PHASES)},
            {
                "type": "object",
                "properties": {"stated": {"enum": list(PHASES)}, **dict.fromkeys(PHASES, DAY)},
                "additionalProperties": False,
            },
        ]
    },
    "structure": {"type": "object"},
}  # fmt: skip


def kind_schema(schema: Schema, kind: str) -> dict[str, Any]:
    """The schema of one kind's file, own fields included. Raises UnknownName."""
    spec = schema.kind(kind)
    return {"$schema": DIALECT, **_kind(schema, spec)}


def whole_schema(schema: Schema) -> dict[str, Any]:
    """All kinds under `$defs`; a file is any one of them."""
    return {
        "$schema": DIALECT,
        "title": "Cohelm",
        "$defs": {spec.name: _kind(schema, spec) for spec in schema.kinds.values()},
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in schema.kinds],
    }


def editor_settings(schema: Schema, kinds: Iterable[str], folder: str) -> dict[str, Any]:
    """Which schema goes with which files, as editors with a YAML language server read it.

    `folder` is where the schemas lie as `<kind>.json`, seen from the organisation's folder.
    """
    places = {name: f"{schema.kind(name).folder}/*.yaml" for name in kinds}
    places |= {"organisation": "_organisation.yaml"} if "organisation" in places else {}
    return {"yaml.schemas": {f"{folder}/{name}.json": place for name, place in places.items()}}


def _kind(schema: Schema, spec: KindSpec) -> dict[str, Any]:
    properties = {name: field_schema(one) for name, one in spec.fields.items()}
    properties |= {
        name: relation_schema(one, schema.targets(one)) for name, one in spec.relations.items()
    }
    if spec.name == "organisation":
        properties["revision"] = {"type": "integer", "description": "Written by an export."}
    # a file without a name is called as the file is
    required = [name for name, one in spec.fields.items() if one.required and name != "name"]
    found: dict[str, Any] = {
        "title": spec.label,
        "description": spec.help,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return found | ({"required": required} if required else {})


def field_schema(spec: FieldSpec) -> dict[str, Any]:
    """The schema of one field: its type, its choices, its bounds, its help."""
    found: dict[str, Any] = {"enum": list(spec.choices)} if spec.choices else dict(TYPES[spec.type])
    for bound, word in BOUNDS:
        value = getattr(spec, bound)
        if value is not None:
            found[word] = int(value) if value.is_integer() else value
    help = spec.help + (f" In {spec.unit}." if spec.unit else "")
    return {"description": help, **found} if help else found


def relation_schema(spec: RelationSpec, targets: tuple[str, ...]) -> dict[str, Any]:
    """The schema of a relation: a key, a mapping with dates and attributes, or a list of these.

    Where one kind alone fits, its bare id will do.
    """
    one = _end(spec, targets)
    help = {"description": spec.help} if spec.help else {}
    return {**help, "anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}


def _end(spec: RelationSpec, targets: tuple[str, ...]) -> list[dict[str, Any]]:
    kinds = "[a-z_]+" if "*" in spec.targets else "|".join(targets)
    pattern = f"^(?:{kinds}):{ID}$" if len(targets) > 1 else f"^(?:(?:{kinds}):)?{ID}$"
    key = {"type": "string", "pattern": pattern}
    says = {
        "to": key,
        "from": {**DAY, "description": "The first day on which it holds."},
        "until": {**DAY, "description": "The last day on which it holds."},
        **{about.name: field_schema(about) for about in spec.attributes},
    }
    mapping = {
        "type": "object",
        "properties": says,
        "required": ["to"],
        "additionalProperties": False,
    }
    return [key, mapping]
