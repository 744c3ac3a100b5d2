"""Mappings as a file that a person corrects, checked against the schema and the known shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cohelm.core.errors import InputError, UnknownName
from cohelm.core.fields import PHASES
from cohelm.core.schema import Schema
from cohelm.formats.known.catalogue import BY_NAME
from cohelm.formats.mapping import Mapping, RowUse, link_attributes
from cohelm.formats.yaml12 import read_yaml, write_yaml

READER = TypeAdapter(tuple[Mapping, ...])


def write_mappings(mappings: Iterable[Mapping]) -> str:
    """The mappings as YAML that a person can read and correct."""
    return write_yaml([_plain(one) for one in mappings])


def read_mappings(text: str, schema: Schema, *, where: str = "mapping") -> tuple[Mapping, ...]:
    """Mappings from YAML as `write_mappings` writes it. Raises InputError for anything else."""
    stated = read_yaml(text.encode(), where)
    if isinstance(stated, dict):
        stated = [stated]
    try:
        mappings = READER.validate_python(stated)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"'{place}' is not as it must be ({first['msg'].lower()})",
            where=where,
            accepted="a list of tables, each with kind and columns (header, use, name, kinds, make)",
        ) from error
    for one in mappings:
        check_mapping(one, schema)
    return mappings


def check_mapping(mapping: Mapping, schema: Schema) -> None:
    """Raises UnknownName or InputError where a mapping names what the schema does not have."""
    _check_shape(mapping)
    if not mapping.kind:
        return
    kind = schema.kind(mapping.kind)
    if mapping.links:
        schema.relation(mapping.kind, mapping.links)
    for column in mapping.columns:
        where = f"mapping of '{mapping.table}', column '{column.header}'"
        if column.use == "field":
            name, dot, phase = column.name.partition(".")
            spec = schema.field(kind.name, name)
            if dot and (spec.type != "lifecycle" or phase not in PHASES):
                raise UnknownName.of("phase", phase, PHASES, where=where)
        if column.use == "attribute":
            attributes = link_attributes(schema.relation(mapping.kind, mapping.links))
            if column.name not in attributes:
                raise UnknownName.of("attribute", column.name, attributes, where=where)
        if column.use == "relation":
            schema.relation(kind.name, column.name)
            for one in column.kinds:
                schema.kind(one)
    known = {column.header for column in mapping.columns}
    for header in (*mapping.key, *mapping.names):
        if header not in known:
            raise UnknownName.of("column", header, known, where=f"mapping of '{mapping.table}'")


def _check_shape(mapping: Mapping) -> None:
    """Raises UnknownName for a shape that is not known, or a role that it does not have."""
    where = f"mapping of '{mapping.table}'"
    if mapping.shape and mapping.shape not in BY_NAME:
        raise UnknownName.of("shape", mapping.shape, BY_NAME, where=where)
    roles = [one.name for one in BY_NAME[mapping.shape].roles] if mapping.shape else []
    for column in mapping.columns:
        if column.use == "role" and column.name not in roles:
            place = f"{where}, column '{column.header}'"
            raise UnknownName.of("role", column.name, roles, where=place)


def _plain(mapping: Mapping) -> dict[str, Any]:
    plain: dict[str, Any] = {"table": mapping.table, "kind": mapping.kind}
    for name in ("shape", "links", "key", "names", "currency", "day_first"):
        value = getattr(mapping, name)
        if value not in ("", (), None):
            plain[name] = list(value) if isinstance(value, tuple) else value
    if mapping.factor != 1:
        plain["factor"] = mapping.factor
    if mapping.rows:
        plain["reviewed"] = mapping.reviewed
        plain["rows"] = [_row(one) for one in mapping.rows]
    plain["score"] = mapping.score
    plain["reasons"] = list(mapping.reasons)
    plain["columns"] = [
        {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(column).items()
            if value not in ("", (), False, 0.0)
        }
        for column in mapping.columns
    ]
    return plain


def _row(row: RowUse) -> dict[str, Any]:
    """A row with all that a person may fill in, empty where nothing is drafted."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(row).items()
    }
