"""CycloneDX 1.1 to 1.6 as JSON or XML: components, services, dependencies and vulnerabilities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.bom.cyclonedx_xml import is_cyclonedx_xml, plain_of
from cohelm.formats.bom.documents import contents_of
from cohelm.formats.bom.parts import (
    OF_COMPONENT,
    OF_NEED,
    SCOPES,
    Bom,
    Component,
    Service,
    Weakness,
)
from cohelm.formats.structured import Node, inner, is_object, nodes, read_json, text, texts
from cohelm.formats.versions import version_notes

ACCEPTED = "a CycloneDX bill of materials, as JSON or XML"
KNOWN = ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6")
FORMAT = re.compile(rb'"bomFormat"\s*:\s*"CycloneDX"')
LEFT_OUT = {
    "hashes": "hashes", "externalReferences": "external references", "evidence": "evidences",
    "pedigree": "pedigrees", "swid": "SWID tags", "releaseNotes": "release notes",
    "modelCard": "model cards", "signature": "signatures",
}  # fmt: skip
MOST_LEVELS = 200


def is_cyclonedx(content: bytes) -> bool:
    """Whether a file is such a bill: it says so itself, or its namespace does."""
    if is_object(content):
        return FORMAT.search(content) is not None
    return is_cyclonedx_xml(content)


def read_cyclonedx(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """What a bill says. Linear. Raises InputError for a file that is damaged or too large."""
    found = _plain(name, content)
    read = contents_of(_Bill(found).bom, name)
    read.notes[:0] = version_notes(name, "CycloneDX", text(found, "specVersion"), KNOWN)
    return read


def _plain(name: str, content: bytes) -> Node:
    if is_object(content):
        found = read_json(name, content, accepted=ACCEPTED)
    else:
        found = plain_of(name, content, accepted=ACCEPTED)
    if not isinstance(found, dict) or found.get("bomFormat") != "CycloneDX":
        raise InputError("the outermost object is no bill", where=name, accepted=ACCEPTED)
    return found


class _Bill:
    """Goes through the parts of a bill, outer ones first."""

    def __init__(self, found: Node) -> None:
        self.bom = Bom()
        self.refs: set[str] = set()
        root = inner(inner(found, "metadata"), "component")
        if root:
            self._components([root], "", 0)
            self.bom.roots = [one.ref for one in self.bom.components[:1]]
        self._components(nodes(found, "components"), "", 0)
        self._services(nodes(found, "services"), "", 0)
        self.bom.weaknesses = [_weakness(one) for one in nodes(found, "vulnerabilities")]
        for one in nodes(found, "dependencies"):
            needs = self.bom.needs.setdefault(text(one, "ref"), [])
            needs += texts(one, "dependsOn")
        for key in ("compositions", "formulation", "annotations", "declarations"):
            if isinstance(found.get(key), list):
                self.bom.left_out[key] += len(found[key])

    def _components(self, found: list[Node], within: str, level: int) -> None:
        for node in found:
            name = text(node, "name")
            if not name:
                self.bom.left_out["components without a name"] += 1
                continue
            one = _component(node, self._ref(node, name), within)
            self._scopes(one)
            self.bom.components.append(one)
            for key, word in LEFT_OUT.items():
                if node.get(key):
                    self.bom.left_out[word] += len(node[key]) if isinstance(node[key], list) else 1
            if level < MOST_LEVELS:
                self._components(nodes(node, "components"), one.ref, level + 1)

    def _scopes(self, one: Component) -> None:
        """Takes the scopes that only properties can say out of what is said of a component."""
        said, one.said = one.said, []
        for name, value in said:
            scope, _, ref = value.partition(" ")
            if name == OF_COMPONENT and value in SCOPES:
                one.scope = value
            elif name == OF_NEED and scope in SCOPES and ref:
                self.bom.scopes[one.ref, ref] = scope
            else:
                one.said.append((name, value))

    def _services(self, found: list[Node], within: str, level: int) -> None:
        for node in found:
            name = text(node, "name")
            if not name:
                self.bom.left_out["services without a name"] += 1
                continue
            one = _service(node, self._ref(node, name), within)
            self.bom.services.append(one)
            if level < MOST_LEVELS:
                self._services(nodes(node, "services"), one.ref, level + 1)

    def _ref(self, node: Node, name: str) -> str:
        """What the file calls a part; one without such a name, or with a taken one, gets another."""
        ref = text(node, "bom-ref") or name
        at = 1
        while ref in self.refs:
            at += 1
            ref = f"{text(node, 'bom-ref') or name}#{at}"
        self.refs.add(ref)
        return ref


def _component(node: Node, ref: str, within: str) -> Component:
    return Component(
        ref, text(node, "name"), text(node, "type"), text(node, "group"), text(node, "version"),
        text(node, "purl"), text(node, "cpe"), _licence(node), text(node, "description"),
        text(inner(node, "supplier"), "name") or text(inner(node, "manufacturer"), "name"),
        text(node, "scope"), within, list(_said(node)),
    )  # fmt: skip


def _licence(node: Node) -> str:
    said = [
        text(one, "expression") or text(inner(one, "license"), "id", "name")
        for one in nodes(node, "licenses")
    ]
    return "; ".join(dict.fromkeys(one for one in said if one))


def _said(node: Node) -> Iterator[tuple[str, str]]:
    """What no field holds."""
    for one in ({"name": text(node, "author")}, *nodes(node, "authors")):
        if value := text(one, "name"):
            yield "author", value
    for key in ("publisher", "copyright"):
        if value := text(node, key):
            yield key, value
    crypto = inner(node, "cryptoProperties")
    for key in ("assetType", "oid"):
        if value := text(crypto, key):
            yield key, value
    yield from _properties(node)


def _properties(node: Node) -> Iterator[tuple[str, str]]:
    for one in nodes(node, "properties"):
        if name := text(one, "name"):
            yield name, text(one, "value")


def _service(node: Node, ref: str, within: str) -> Service:
    said = [("endpoint", one) for one in texts(node, "endpoints")]
    said += [
        (key, str(node[key]).lower())
        for key in ("authenticated", "x-trust-boundary")
        if isinstance(node.get(key), bool)
    ]
    said += [
        ("data", " ".join(filter(None, (text(one, "classification"), text(one, "flow")))))
        for one in nodes(node, "data")
    ]
    return Service(
        ref, text(node, "name"), text(node, "group"), text(node, "version"),
        text(node, "description"), text(inner(node, "provider"), "name"), within,
        [*said, *_properties(node)],
    )  # fmt: skip


def _weakness(node: Node) -> Weakness:
    rating = next((one for one in nodes(node, "ratings") if text(one, "severity")), {})
    score = rating.get("score")
    analysis = inner(node, "analysis")
    said = [
        (key, value)
        for key in ("justification", "detail")
        if (value := " ".join(text(analysis, key).split()))
    ]
    said += [("response", one) for one in texts(analysis, "response")]
    said += [("cwe", str(one)) for one in node.get("cwes") or () if isinstance(one, int)]
    published = re.match(r"\d{4}-\d\d-\d\d", text(node, "published"))
    return Weakness(
        text(node, "id"), text(node, "description", "detail"), text(rating, "severity").lower(),
        float(score) if isinstance(score, int | float) and 0 <= score <= 10 else None,
        text(rating, "vector"), text(analysis, "state"),
        published.group() if published else "",
        [ref for one in nodes(node, "affects") if (ref := text(one, "ref"))], said,
    )  # fmt: skip
