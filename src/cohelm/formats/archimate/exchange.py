"""The Open Group's exchange file, of ArchiMate 2 and 3."""

from __future__ import annotations

from itertools import chain

from lxml import etree

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.archimate.documents import contents_of
from cohelm.formats.archimate.model import (
    DIRECTED,
    STRENGTH,
    Element,
    Model,
    Relationship,
    element_type,
    plain_text,
    relationship_type,
    same_id,
)
from cohelm.formats.markup import line_of, read_parts, root_of, word_of

NAMESPACES = (
    "http://www.opengroup.org/xsd/archimate/3.0/",
    "http://www.opengroup.org/xsd/archimate",
)
"""Of version 3, in which this is written, and of version 2."""
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NAMES, VALUE = ("name", "label"), ("value",)
DEFINITION = ("propertyDefinition", "propertydef")
WANTED = ("element", "relationship", "view", *DEFINITION)
FOLDERS = "item"
"""What the folders of a model are made of, which are left out: as many as it has parts."""
ACCEPTED = "an ArchiMate model exchange file"


def is_exchange(content: bytes) -> bool:
    """Whether a file is such a model: its outermost element is a model in one of the namespaces."""
    space, name = root_of(content)
    return name == "model" and space.rstrip("/") in {one.rstrip("/") for one in NAMESPACES}


def read_exchange(name: str, content: bytes, schema: Schema) -> Contents:
    """What a model says. Linear; the file is never in memory as a tree. Raises InputError."""
    return contents_of(read_model(name, content), name, schema)


def read_model(name: str, content: bytes) -> Model:
    """The model itself, with the properties called by the names that the file defines at its end."""
    model, words = Model(), {}
    for node in read_parts(name, content, WANTED, left_out=(FOLDERS,), accepted=ACCEPTED):
        word = word_of(node.tag)
        if word == "element":
            model.elements.append(_element(node))
        elif word == "relationship":
            model.relationships.append(_relationship(node))
        elif word in DEFINITION:
            words[node.get("identifier", "")] = _text(node, NAMES) or node.get("name", "")
        else:
            model.views += 1
    for one in chain(model.elements, model.relationships):
        if one.properties:
            one.properties = [(words.get(key) or key, value) for key, value in one.properties]
    return model


def _element(node: etree._Element) -> Element:
    name, documentation, said = _parts(node)
    get = node.get
    return Element(
        same_id(get("identifier", "")), element_type(get(TYPE, "")), name, documentation, said,
        line_of(node),
    )  # fmt: skip


def _relationship(node: etree._Element) -> Relationship:
    name, documentation, said = _parts(node) if len(node) else ("", "", [])  # as most
    get = node.get
    if get("isDirected") == "true":
        said.append((DIRECTED, "true"))
    if strength := get("modifier"):
        said.append((STRENGTH, strength))
    return Relationship(
        same_id(get("identifier", "")), relationship_type(get(TYPE, "")), name, documentation,
        said, line_of(node), same_id(get("source", "")), same_id(get("target", "")),
        get("accessType", ""),
    )  # fmt: skip


def _parts(node: etree._Element) -> tuple[str, str, list[tuple[str, str]]]:
    """Name, text and properties; of several languages the first."""
    name = documentation = None
    said: list[tuple[str, str]] = []
    for child in node:
        word = word_of(child.tag)
        if word == "properties":
            for one in child:
                key = one.get("propertyDefinitionRef") or one.get("identifierref") or ""
                said.append((key, _text(one, VALUE)))
        elif word == "documentation" and documentation is None:
            documentation = _own_text(child)
        elif word in NAMES and name is None:
            name = _own_text(child)
    return name or "", documentation or "", said


def _text(node: etree._Element, names: tuple[str, ...]) -> str:
    """The text of the first child of these names; of several languages the first."""
    for child in node:
        if word_of(child.tag) in names:
            return _own_text(child)
    return ""


def _own_text(node: etree._Element) -> str:
    return plain_text(node.text or "")
