"""The kinds as data, and as JSON Schema, the organisation's own fields included."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.api.access import reads
from cohelm.api.plan import Lens, plan_of
from cohelm.core.kindspec import KindSpec
from cohelm.formats.jsonschema import kind_schema, whole_schema

router = Router(tags=["schema"])


class Field(Schema):
    """A field of a kind. `choices` are in their order, which is the rank of a scale."""

    name: str
    type: str
    help: str
    required: bool
    choices: list[str]
    unit: str
    own: bool


class Relation(Schema):
    """A relation of a kind."""

    name: str
    inverse: str
    targets: list[str]
    many: bool
    help: str
    attributes: list[str]


class Kind(Schema):
    """A kind, and how many items there are of it."""

    name: str
    domain: str
    plural: str
    help: str
    items: int
    fields: list[Field]
    relations: list[Relation]


@router.get("/kinds", auth=reads, response=list[Kind], summary="The kinds")
def list_kinds(request: HttpRequest, lens: Query[Lens]) -> Any:
    """All kinds, with the fields and relations that the asker may see."""
    plan = plan_of(request, lens)
    return [_kind(kind, len(plan.table(kind.name))) for kind in plan.schema.kinds.values()]


@router.get("/kinds/{kind}", auth=reads, response=Kind, summary="One kind")
def read_kind(request: HttpRequest, kind: str, lens: Query[Lens]) -> Any:
    """One kind. Raises UnknownName."""
    plan = plan_of(request, lens)
    return _kind(plan.schema.kind(kind), len(plan.table(kind)))


@router.get("/schema", auth=reads, summary="JSON Schema of all kinds")
def read_schema(request: HttpRequest, lens: Query[Lens]) -> dict[str, Any]:
    """JSON Schema of the YAML that the folder holds."""
    return dict(whole_schema(plan_of(request, lens).schema))


@router.get("/schema/{kind}", auth=reads, summary="JSON Schema of a kind")
def read_kind_schema(request: HttpRequest, kind: str, lens: Query[Lens]) -> dict[str, Any]:
    """JSON Schema of one kind. Raises UnknownName."""
    return dict(kind_schema(plan_of(request, lens).schema, kind))


def _kind(kind: KindSpec, items: int) -> dict[str, Any]:
    return {
        "name": kind.name,
        "domain": kind.domain,
        "plural": kind.plural,
        "help": kind.help,
        "items": items,
        "fields": [
            {"name": s.name, "type": s.type, "help": s.help, "required": s.required,
             "choices": list(s.choices), "unit": s.unit, "own": s.own}
            for s in kind.fields.values()
        ],
        "relations": [
            {"name": s.name, "inverse": s.inverse, "targets": list(s.targets), "many": s.many,
             "help": s.help, "attributes": [one.name for one in s.attributes]}
            for s in kind.relations.values()
        ],
    }  # fmt: skip
