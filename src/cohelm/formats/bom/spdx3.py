"""SPDX 3.0 as JSON-LD: a graph of packages, relationships, licences and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.bom.documents import contents_of
from cohelm.formats.bom.parts import Bom, Component
from cohelm.formats.bom.spdx import link, stated
from cohelm.formats.structured import Node, is_object, nodes, read_json, text
from cohelm.formats.versions import version_notes

ACCEPTED = "an SPDX document of version 3, as JSON-LD with a graph"
CONTEXT = re.compile(rb'"@context"\s*:\s*"https?://spdx\.org/rdf/(3\.\d+)')
KNOWN = ("3.0",)
PACKAGES = ("software_Package", "ai_AIPackage", "dataset_DatasetPackage")
WORDS = {
    "dependson": "DEPENDS_ON", "hasdynamiclink": "DEPENDS_ON", "hasstaticlink": "DEPENDS_ON",
    "hasprerequisite": "DEPENDS_ON", "hasoptionaldependency": "OPTIONAL_DEPENDENCY_OF",
    "hasprovideddependency": "PROVIDED_DEPENDENCY_OF", "contains": "CONTAINS", "describes": "DESCRIBES",
}  # fmt: skip
"""By the word in small letters without `_`, which documents of the first 3.0 still have."""
WHEN = {
    "runtime": "RUNTIME_DEPENDENCY_OF", "build": "BUILD_DEPENDENCY_OF",
    "development": "DEV_DEPENDENCY_OF", "test": "TEST_DEPENDENCY_OF",
}  # fmt: skip
"""By the part of the life cycle that a dependency is said to be for."""
LICENCE = "https://spdx.org/licenses/"
"""So begins the identifier of a licence of the common list, which needs no element of its own."""
LICENCES = ("hasConcludedLicense", "hasDeclaredLicense")
"""The first that a package has counts."""


def is_spdx3(content: bytes) -> bool:
    """Whether a file is such a document, by its context."""
    return is_object(content) and CONTEXT.search(content) is not None


def read_spdx3(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """What a document says; what it describes becomes an application. Linear. Raises InputError."""
    found = read_json(name, content, accepted=ACCEPTED)
    graph = nodes(found, "@graph") if isinstance(found, dict) else []
    if not graph:
        raise InputError("the document has no graph", where=name, accepted=ACCEPTED)
    read = contents_of(_bom(graph), name)
    version = CONTEXT.search(content)
    read.notes[:0] = version_notes(name, "SPDX", version[1].decode() if version else "", KNOWN)
    return read


def _bom(graph: list[Node]) -> Bom:
    by_id = {text(one, "spdxId"): one for one in graph}
    bom = Bom()
    licences: dict[str, dict[str, str]] = {}
    relationships: list[tuple[str, str, str]] = []
    for node in graph:
        type_, id_ = text(node, "type"), text(node, "spdxId")
        if type_ in PACKAGES and id_:
            if text(node, "name"):
                bom.components.append(_component(node, id_, by_id))
            else:
                bom.left_out["packages without a name"] += 1
        elif text(node, "relationshipType") in LICENCES:
            for to in _texts(node, "to"):
                said = stated(by_id.get(to, {}), "simplelicensing_licenseExpression")
                if to.startswith(LICENCE):
                    said = to.removeprefix(LICENCE)
                kept = licences.setdefault(text(node, "from"), {})
                kept.setdefault(text(node, "relationshipType"), said)
        elif text(node, "relationshipType"):
            word = text(node, "relationshipType")
            type_ = WORDS.get(word.replace("_", "").lower(), word)
            relationships += _relationships(node, type_)
        elif type_ in ("software_File", "software_Snippet"):
            bom.left_out[type_.removeprefix("software_").lower() + "s"] += 1
    for one in bom.components:
        said_of = licences.get(one.ref, {})
        one.licence = next((said_of[word] for word in LICENCES if said_of.get(word)), "")
    bom.roots = _roots(graph, by_id)
    link(bom, relationships)
    return bom


def _relationships(node: Node, type_: str) -> Iterator[tuple[str, str, str]]:
    """Those of a node to each of its ends; a type that reads the other way is turned."""
    if type_ == "DEPENDS_ON":
        type_ = WHEN.get(text(node, "scope"), type_)
    for to in _texts(node, "to"):
        ends = text(node, "from"), to
        source, target = reversed(ends) if type_.endswith("DEPENDENCY_OF") else ends
        yield source, type_, target


def _roots(graph: list[Node], by_id: dict[str, Node]) -> list[str]:
    """The packages that the document is of, itself or through the bill that it holds."""
    found: dict[str, None] = {}
    for node in graph:
        for root in _texts(node, "rootElement"):
            if text(by_id.get(root, {}), "type") in PACKAGES:
                found[root] = None
    return list(found)


def _component(node: Node, id_: str, by_id: dict[str, Node]) -> Component:
    purl, cpe = text(node, "software_packageUrl"), ""
    for one in nodes(node, "externalIdentifier"):
        kind, said = text(one, "externalIdentifierType"), text(one, "identifier")
        purl = purl or (said if kind == "packageUrl" else "")
        cpe = cpe or (said if kind.startswith("cpe") else "")
    copyright_ = stated(node, "software_copyrightText")
    return Component(
        id_, text(node, "name"), text(node, "software_primaryPurpose").lower(), "",
        text(node, "software_packageVersion"), purl, cpe, "", text(node, "description", "summary"),
        text(by_id.get(text(node, "suppliedBy"), {}), "name"),
        said=[("copyright", copyright_)] if copyright_ else [],
    )  # fmt: skip


def _texts(node: Node, key: str) -> list[str]:
    """The texts in the list under a key; one alone stands without its list in JSON-LD."""
    value = node.get(key)
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
