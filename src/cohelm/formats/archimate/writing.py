"""Writes what ArchiMate has words for as the Open Group's exchange file, version 3."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from cohelm.core.enterprise import Enterprise
from cohelm.formats.archimate.exchange import NAMESPACES, TYPE
from cohelm.formats.archimate.model import (
    ACCESSED,
    DIRECTED,
    KINDS,
    LINK,
    LINKS,
    RELATION,
    STRENGTH,
    SYSTEM,
    TYPES,
    WRITTEN_AS,
    Element,
    Relationship,
)
from cohelm.formats.kept import KEPT, OWN, printable, reference, stated_value, worded_tags

SPACE = NAMESPACES[0]
XSI = "http://www.w3.org/2001/XMLSchema-instance"
RELATIONSHIPS = frozenset({one for one, _, _ in LINKS} | {
    "Association", "Flow", "Specialization", "Triggering",
})  # fmt: skip
SAID = frozenset({"name", "description", "tags", "external_ids"})
"""The fields that ArchiMate has words for."""
PRINCIPLE = ("Principle", "principle")
"""A type of element, and the type of standard that it says already."""
ENDS = {KEPT: ("begins_at", "ends_at"), "interface": ("provider", "consumer")}
QUALITIES = {DIRECTED: "isDirected", STRENGTH: "modifier"}
ACCESS = {"read": "Read", "write": "Write", "master": "Write"}


def write_exchange(enterprise: Enterprise) -> bytes:
    """The items of the kinds that ArchiMate has a type for, and what relationships can say of them.

    A field that ArchiMate has no word for is a property of its element, and a link that none of its
    relationships says is an association. The same organisation gives the same bytes.
    """
    return _Writing(enterprise).written()


class _Writing:
    """The parts of the file, gathered once."""

    def __init__(self, enterprise: Enterprise) -> None:
        self.enterprise = enterprise
        self.elements: list[Element] = []
        self.relationships: list[Relationship] = []
        self.references: dict[str, str] = {}
        self.properties: dict[str, str] = {}

    def written(self) -> bytes:
        """The whole file."""
        self._gather()
        target = io.BytesIO()
        with etree.xmlfile(target, encoding="utf-8") as file:
            file.write_declaration()
            name = str(self.enterprise.organisation.get("name") or "Organisation")
            about = {"identifier": f"cohelm-{hashlib.sha256(name.encode()).hexdigest()[:12]}"}
            with file.element(_tag("model"), about, nsmap={None: SPACE, "xsi": XSI}):
                _write_text(file, "name", name)
                for group, parts in (
                    ("elements", self.elements), ("relationships", self.relationships),
                ):  # fmt: skip
                    if parts:
                        file.write("\n")
                        with file.element(_tag(group)):
                            for one in parts:
                                self._write(file, group[:-1], one)
                if self.properties:
                    with file.element(_tag("propertyDefinitions")):
                        for word, id_ in self.properties.items():
                            about = {"identifier": id_, "type": "string"}
                            with file.element(_tag("propertyDefinition"), about):
                                _write_text(file, "name", word)
        return target.getvalue()

    def _gather(self) -> None:
        waiting = []
        for key, values in self._items():
            self.references[key] = _identifier(reference(key, values, SYSTEM))
            said = worded_tags(values.get("tags") or ())
            type_ = self._type(key, values, dict(said))
            own = self.references[key].startswith(OWN)
            one = Element(
                self.references[key], type_, str(values["name"]), str(values.get("description", "")),
                [pair for pair in said if own or pair != (SYSTEM, type_)],
            )  # fmt: skip
            one.properties += [
                (OWN + name, stated_value(value)) for name, value in values.items()
                if name not in SAID and (own or (type_, value) != PRINCIPLE)
            ]  # fmt: skip
            if type_ in RELATIONSHIPS:
                waiting.append((key, one))
            elif type_:
                self.elements.append(one)
        written = {one.id for one in self.elements} | {one.id for _, one in waiting}
        self.references = {key: id_ for key, id_ in self.references.items() if id_ in written}
        joined = (self._joining(key, part) for key, part in waiting)
        kept = [part for part in joined if part is not None]
        self.relationships = [*self._links(), *kept]

    def _items(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for kind in (*TYPES, *WRITTEN_AS, KEPT):
            for id_, values in self.enterprise.table(kind).rows():
                yield f"{kind}:{id_}", values

    def _type(self, key: str, values: Mapping[str, Any], said: Mapping[str, str]) -> str:
        kind = key.partition(":")[0]
        if kind == KEPT:
            return str(values.get("type") or "")
        stated = said.get(SYSTEM, "")
        if KINDS.get(stated) == kind or (kind == "interface" and stated == "Flow"):
            return stated
        if kind == "interface" and all(self.enterprise.targets(key, side) for side in ENDS[kind]):
            return "Flow"
        return TYPES.get(kind) or WRITTEN_AS[kind]

    def _joining(self, key: str, part: Element) -> Relationship | None:
        """An item between two ends as a relationship; None where an end is not in the file."""
        kind = key.partition(":")[0]
        ends = [self.enterprise.targets(key, side) for side in ENDS[kind]]
        found = [self.references.get(end[0]) if end else None for end in ends]
        if found[0] is None or found[1] is None:
            return None
        access = next((text for word, text in part.properties if word == ACCESSED), "")
        said = [pair for pair in part.properties if pair[0] != ACCESSED]
        names = [self.enterprise.name(end[0]) for end in ends]
        name = "" if part.name == f"{part.type}: {' → '.join(names)}" else part.name
        return Relationship(
            part.id, part.type, name, part.documentation, said, 0, found[0], found[1], access
        )

    def _links(self) -> Iterator[Relationship]:
        schema = self.enterprise.schema
        sides = {relation: (type_, side) for type_, side, relation in reversed(LINKS)}
        for key, id_ in self.references.items():
            kind = schema.kind(key.partition(":")[0])
            for relation in kind.relations:
                if relation in ENDS.get(kind.name, ()):
                    continue
                type_, side = sides.get(relation, ("Association", "source"))
                for end in self.enterprise.links_of(key, relation):
                    other = self.references.get(end.other)
                    if other is None:
                        continue
                    source, target = (id_, other) if side == "source" else (other, id_)
                    access = ACCESS.get(str(end.says.get("access"))) if type_ == "Access" else None
                    plain = end.plain()
                    says = {} if isinstance(plain, str) else plain
                    said = [(RELATION, relation)] + [
                        (word, stated_value(value)) for word, value in says.items() if word != "to"
                    ]
                    known = f"{relation} {source} {target} {end.start}"
                    yield Relationship(
                        LINK + hashlib.sha256(known.encode()).hexdigest()[:20], type_,
                        "" if relation in sides else relation.replace("_", " "), "", said, 0,
                        source, target, access or "",
                    )  # fmt: skip

    def _write(self, file: Any, word: str, one: Element) -> None:
        """An element or a relationship, on a line of its own."""
        about = {"identifier": one.id}
        if isinstance(one, Relationship):
            about |= {"source": one.source, "target": one.target}
            about |= {"accessType": one.access} if one.access else {}
            about |= {QUALITIES[key]: text for key, text in one.properties if key in QUALITIES}
        said = [pair for pair in one.properties
                if pair[0] not in QUALITIES or not isinstance(one, Relationship)]  # fmt: skip
        file.write("\n")
        with file.element(_tag(word), about | {TYPE: one.type}):
            if one.name:
                _write_text(file, "name", one.name)
            if one.documentation:
                _write_text(file, "documentation", one.documentation)
            if not said:
                return
            with file.element(_tag("properties")):
                for key, value in said:
                    id_ = self.properties.setdefault(key, f"propid-{len(self.properties) + 1}")
                    with file.element(_tag("property"), {"propertyDefinitionRef": id_}):
                        _write_text(file, "value", value)


def _identifier(word: str) -> str:
    """A reference as XML takes it, which no number may begin."""
    return word if word.startswith(OWN) else f"id-{word}"


def _tag(word: str) -> str:
    return f"{{{SPACE}}}{word}"


def _write_text(file: Any, word: str, text: str) -> None:
    with file.element(_tag(word)):
        file.write(printable(text))
