"""SPDX 2.2 and 2.3, as JSON, YAML or tags with values: packages, what needs and holds what."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.bom.documents import contents_of
from cohelm.formats.bom.parts import Bom, Component
from cohelm.formats.bom.spdx_tags import is_spdx_tags, plain_of
from cohelm.formats.structured import Node, inner, is_object, nodes, read_json, text, texts
from cohelm.formats.versions import version_notes
from cohelm.formats.yaml12 import read_yaml

ACCEPTED = "an SPDX document of version 2, as JSON, YAML or tags with values"
VERSION = re.compile(rb'"spdxVersion"\s*:\s*"SPDX-2')
IN_YAML = re.compile(rb"""^spdxVersion:[ \t]*["']?SPDX-2""", re.MULTILINE)
SAID = b"spdxVersion"
"""What is sought first: of a file of many lines the other would begin at each."""
KNOWN = ("2.0", "2.1", "2.2", "2.3")
WITHIN = "sbom"
"""Under this the answer of a code host has the document."""
NOTHING = ("NOASSERTION", "NONE")
NEEDS = ("DEPENDS_ON", "DYNAMIC_LINK", "STATIC_LINK", "HAS_PREREQUISITE")
SCOPED = {
    "RUNTIME_DEPENDENCY_OF": "required", "PROVIDED_DEPENDENCY_OF": "provided",
    "OPTIONAL_DEPENDENCY_OF": "optional", "BUILD_DEPENDENCY_OF": "build",
    "DEV_DEPENDENCY_OF": "development", "TEST_DEPENDENCY_OF": "test",
}  # fmt: skip
MAKER = re.compile(r"^(?:Organization|Person):\s*([^(]*)")


def is_spdx(content: bytes) -> bool:
    """Whether a file is such a document: it says its version itself."""
    if is_object(content):
        return VERSION.search(content) is not None
    if is_spdx_tags(content):
        return True
    return SAID in content and IN_YAML.search(content) is not None


def read_spdx(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """What a document says; what it describes becomes an application. Linear. Raises InputError."""
    if is_object(content):
        found = read_json(name, content, accepted=ACCEPTED)
    elif is_spdx_tags(content):
        found = plain_of(name, content, accepted=ACCEPTED)
    else:
        found = read_yaml(content, name)
    if isinstance(found, dict) and not text(found, "spdxVersion"):
        found = inner(found, WITHIN)
    version = text(found, "spdxVersion") if isinstance(found, dict) else ""
    if not version:
        raise InputError("the outermost object is no document", where=name, accepted=ACCEPTED)
    read = contents_of(_bom(found), name)
    read.notes[:0] = version_notes(name, "SPDX", version.removeprefix("SPDX-"), KNOWN)
    return read


def _bom(found: Node) -> Bom:
    bom = Bom(roots=texts(found, "documentDescribes"))
    for node in nodes(found, "packages"):
        if text(node, "name") and text(node, "SPDXID"):
            bom.components.append(_component(node))
        else:
            bom.left_out["packages without a name or an identifier"] += 1
        bom.left_out["checksums"] += len(nodes(node, "checksums"))
    bom.left_out["files"] += len(nodes(found, "files"))
    bom.left_out["snippets"] += len(nodes(found, "snippets"))
    link(bom, [
        (text(one, "spdxElementId"), text(one, "relationshipType").upper(),
         text(one, "relatedSpdxElement"))
        for one in nodes(found, "relationships")
    ])  # fmt: skip
    return bom


def link(bom: Bom, relationships: list[tuple[str, str, str]]) -> None:
    """Takes in relationships between components that have a place here; others are counted."""
    parts = {one.ref: one for one in bom.components}
    for source, type_, target in relationships:
        if type_.endswith(("_OF", "_BY")):
            source, type_, target = target, type_, source
        if type_ in ("DESCRIBES", "DESCRIBED_BY"):
            bom.roots.append(target)
        elif source not in parts or target not in parts:
            bom.left_out["relationships with what is no package"] += 1
        elif type_ in ("CONTAINS", "CONTAINED_BY"):
            parts[target].within = source
        elif type_ in NEEDS or type_.endswith("DEPENDENCY_OF"):
            bom.need(source, target, SCOPED.get(type_, ""))
        else:
            bom.left_out[f"relationships {type_}"] += 1
    bom.roots = list(dict.fromkeys(bom.roots))
    _part_from_roots(bom)
    if not any(bom.scopes.values()):
        bom.scopes.clear()
    bom.left_out = Counter({what: count for what, count in bom.left_out.items() if count})


def _part_from_roots(bom: Bom) -> None:
    """What a root contains is in it, and bundled in no component."""
    for one in bom.components:
        if one.within in bom.roots:
            bom.need(one.within, one.ref, "")
            one.within = ""


def _component(node: Node) -> Component:
    purl, cpe = "", ""
    for one in nodes(node, "externalRefs"):
        # an address of the type stands for its last word
        kind = re.split("[/#]", text(one, "referenceType"))[-1]
        locator = text(one, "referenceLocator")
        purl = purl or (locator if kind == "purl" else "")
        cpe = cpe or (locator if kind.startswith("cpe") else "")
    maker = MAKER.match(text(node, "supplier")) or MAKER.match(text(node, "originator"))
    said = [("copyright", stated(node, "copyrightText"))] if stated(node, "copyrightText") else []
    return Component(
        text(node, "SPDXID"), text(node, "name"),
        text(node, "primaryPackagePurpose").lower().replace("_", "-"), "",
        stated(node, "versionInfo"), purl, cpe,
        stated(node, "licenseConcluded") or stated(node, "licenseDeclared"),
        stated(node, "description") or stated(node, "summary"),
        maker[1].strip() if maker else "", said=said,
    )  # fmt: skip


def stated(node: Any, key: str) -> str:
    """A text, unless it says that nothing is said."""
    value = text(node, key)
    return "" if value in NOTHING else value
