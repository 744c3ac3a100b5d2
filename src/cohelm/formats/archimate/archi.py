"""The file of the modelling tool Archi, plain or with pictures in a ZIP file."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
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
from cohelm.formats.markup import MOST_BYTES, line_of, read_parts, root_of, word_of

NAMESPACES = ("http://www.archimatetool.com/archimate", "http://www.bolton.ac.uk/archimate")
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
WITHIN = "model.xml"
"""What the model is called within a ZIP file."""
MOST_RATIO = 200
"""So many times a model may be larger than it is packed; plain ones shrink to a twentieth at most."""
VIEWS = ("ArchimateDiagramModel", "SketchModel", "CanvasModel")
ACCESS = {"1": "Read", "2": "Access", "3": "ReadWrite"}
"""Anything else is writing, which the tool leaves unsaid."""
ACCEPTED = "a model that Archi saved"


def is_archi(content: bytes) -> bool:
    """Whether a file is such a model, or a ZIP file with one in it."""
    if content.startswith(b"PK"):
        return _packed(content) is not None
    space, name = root_of(content)
    return name == "model" and space in NAMESPACES


def read_archi(name: str, content: bytes, schema: Schema) -> Contents:
    """What a model says. Linear. Raises InputError for a file that is damaged or unpacks to too much."""
    return contents_of(read_model(name, _plain(name, content)), name, schema)


def read_model(name: str, content: bytes) -> Model:
    """The model itself, out of a plain file."""
    model = Model()
    for node in read_parts(name, content, ("element",), accepted=ACCEPTED):
        word = node.get(TYPE, "").rpartition(":")[2]
        if word.endswith("Relationship"):
            model.relationships.append(_relationship(node))
        elif word in VIEWS:
            model.views += 1
        elif word:
            model.elements.append(_element(node))
    return model


def _packed(content: bytes) -> zipfile.ZipInfo | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.NameToInfo.get(WITHIN)
            return (
                found if found is not None and "xl/workbook.xml" not in archive.NameToInfo else None
            )
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _plain(name: str, content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    packed = _packed(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert packed is not None
            most = min(MOST_BYTES, MOST_RATIO * max(packed.compress_size, 1))
            if packed.file_size > most:  # by its own word; no more than it says is unpacked
                raise _too_much(name)
            with archive.open(packed) as file:
                found = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        why = f"the archive is damaged or locked ({error})"
        raise InputError(why, where=name, accepted=ACCEPTED) from error
    if len(found) > most:
        raise _too_much(name)
    return found


def _too_much(name: str) -> InputError:
    return InputError(
        "the archive unpacks to too much",
        where=name,
        accepted=f"at most {MOST_BYTES // 2**20} MB, and {MOST_RATIO} times what is packed",
    )


def _element(node: etree._Element) -> Element:
    return Element(
        same_id(node.get("id", "")), element_type(node.get(TYPE, ""), node.get("type", "")),
        node.get("name", ""), _documentation(node), _properties(node), line_of(node),
    )  # fmt: skip


def _relationship(node: etree._Element) -> Relationship:
    type_ = relationship_type(node.get(TYPE, ""))
    access = ACCESS.get(node.get("accessType", ""), "Write") if type_ == "Access" else ""
    said = _properties(node)
    if node.get("directed") == "true":
        said.append((DIRECTED, "true"))
    if node.get("strength"):
        said.append((STRENGTH, node.get("strength", "")))
    return Relationship(
        same_id(node.get("id", "")), type_, node.get("name", ""), _documentation(node), said,
        line_of(node), same_id(node.get("source", "")), same_id(node.get("target", "")), access,
    )  # fmt: skip


def _documentation(node: etree._Element) -> str:
    return next(
        (plain_text(one.text or "") for one in node if word_of(one.tag) == "documentation"), ""
    )


def _properties(node: etree._Element) -> list[tuple[str, str]]:
    return [
        (one.get("key", ""), one.get("value", "")) for one in node if word_of(one.tag) == "property"
    ]
