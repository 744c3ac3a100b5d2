"""A table read as an import reads it, for the tests of shapes."""

from __future__ import annotations

from typing import Any

from cohelm.core.documents import Contents, Named
from cohelm.core.proposal import Proposal, propose
from cohelm.formats.mapping import Mapping
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()


def read(text: str, name: str = "x.csv", *mappings: Mapping) -> tuple[Contents, Mapping]:
    """What the one table of a file says, in euros where nothing says the currency."""
    contents, (mapping,), _ = read_table_file(
        name, text.encode(), SCHEMA, mappings=mappings, currency="EUR"
    )
    return contents, mapping


def proposed(contents: Contents, **kinds: Any) -> Proposal:
    """What would change in an organisation that has these items."""
    return propose(enterprise(**kinds), contents)


def plainly(value: Any) -> Any:
    """A value with names for references."""
    if isinstance(value, Named):
        return value.text
    return [plainly(one) for one in value] if isinstance(value, list) else value


def rights(contents: Contents) -> dict[str, dict[str, Any]]:
    """The rights by name, with plain names for who holds them."""
    return {
        str(one.values["name"]): {name: plainly(value) for name, value in one.values.items()}
        for one in contents.documents
        if one.kind == "right"
    }


def said(contents: Contents) -> str:
    """All notes as one text."""
    return "\n".join(one.message for one in contents.notes)
