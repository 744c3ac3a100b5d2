"""The catalogue behind a CNCF landscape: technologies by category, with makers and maturity, as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import InputError, Problem
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.kept import short_name, tag
from cohelm.formats.structured import MOST_BYTES, Node, inner, nodes, text, texts
from cohelm.formats.yaml12 import read_yaml

ACCEPTED = "a landscape: categories with subcategories with items, as YAML"
BEGINS = re.compile(rb"^landscape:[ \t]*\r?$", re.MULTILINE)
HOLDS = re.compile(rb"^[ \t]+subcategories:[ \t]*\r?$", re.MULTILINE)
MAKER = "crunchbase"
GLANCE = 20_000
SAID = {"homepage_url": "website", "repo_url": "repository", "project": "maturity"}
DATED = ("accepted", "incubating", "graduated", "archived")
"""When a project reached a stage."""


@dataclass(slots=True)
class Item:
    """An item with all the places where it stands."""

    name: str
    description: str = ""
    maker: str = ""
    tags: list[str] = field(default_factory=list)


def is_landscape(content: bytes) -> bool:
    """Whether a file is such a catalogue, by the keys at its beginning."""
    head = content[:GLANCE]
    return BEGINS.search(head) is not None and HOLDS.search(head) is not None


def read_landscape(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """Each item as a technology; one that stands in two places is one. Linear. Raises InputError."""
    if len(content) > MOST_BYTES:
        raise InputError("the file is too large", where=name, accepted=ACCEPTED)
    found = read_yaml(content, name)
    items: dict[str, Item] = {}
    contents = Contents()
    for path, node in _items(found if isinstance(found, dict) else {}):
        contents.records += 1
        _take(items, path, node)
    if not items:
        raise InputError("the landscape has no items", where=name, accepted=ACCEPTED)
    makers = dict.fromkeys(one.maker for one in items.values() if one.maker)
    contents.documents = [_maker(one, name) for one in makers]
    contents.documents += [_technology(one, name) for one in items.values()]
    if twice := contents.records - len(items):
        said = in_number(twice, "item stands in a second place", "items stand in a second place")
        contents.notes.append(Problem(f"{said}: taken once", name))
    if makers:
        said = in_number(
            len(makers), f"maker is called as its address at {MAKER} calls it",
            f"makers are called as their addresses at {MAKER} call them",
        )  # fmt: skip
        contents.notes.append(Problem(said, name))
    return contents


def _items(found: Node) -> Iterator[tuple[str, Node]]:
    for category in nodes(found, "landscape"):
        for below in nodes(category, "subcategories"):
            path = f"{text(category, 'name')} / {text(below, 'name')}"
            yield from ((path, one) for one in nodes(below, "items") if text(one, "name"))


def _take(items: dict[str, Item], path: str, node: Node) -> None:
    name = short_name(text(node, "name"))
    one = items.setdefault(name.casefold(), Item(name))
    one.description = one.description or " ".join(text(node, "description").split())
    one.maker = one.maker or text(node, MAKER).rstrip("/").rpartition("/")[2]
    said = [("category", at) for at in (path, *texts(node, "second_path"))]
    said += [(word, text(node, key)) for key, word in SAID.items() if text(node, key)]
    extra = inner(node, "extra")
    said += [(key, text(extra, key)) for key in DATED if text(extra, key)]
    one.tags = list(dict.fromkeys([*one.tags, *(tag(*pair) for pair in said)]))


def _maker(address: str, file: str) -> Document:
    values = {
        "name": short_name(address.replace("-", " ").title()),
        "external_ids": {MAKER: address},
    }
    return Document("vendor", "", values, file, fallback=frozenset({"name"}))


def _technology(one: Item, file: str) -> Document:
    values: dict[str, Any] = {
        "name": one.name,
        **({"description": one.description} if one.description else {}),
        "tags": one.tags,
        **({"made_by": [Named(one.maker, ("vendor",), system=MAKER)]} if one.maker else {}),
    }
    return Document("technology", "", values, file)
