"""A model as items and links of ours; what has no word here is kept as an `element`, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.archimate.model import (
    ACCESS,
    ACCESSED,
    KINDS,
    LINK,
    LINKS,
    RELATION,
    SYSTEM,
    TYPES,
    Element,
    Model,
    Relationship,
)
from cohelm.formats.kept import KEPT, OWN, own_field, own_key, plain_value, short_name, tag

SAYING = {
    type_: tuple((side, relation) for one, side, relation in LINKS if one == type_)
    for type_, *_ in LINKS
}
"""What of ours a relationship of each type may be, as `LINKS` has it."""
FLOWING = ("application", "service")
"""Between two of these a flow is an interface of its own."""


def contents_of(model: Model, file: str, schema: Schema) -> Contents:
    """The documents of a model, elements first, in the order of the file.

    A relationship becomes a link where a relation of ours says the same and it has no name, text or
    properties of its own and is no end of another; any other is an item of its own, with two ends.
    """
    return _Reading(model, file, schema).contents()


class _Reading:
    """The parts of a model, found by their identifiers."""

    def __init__(self, model: Model, file: str, schema: Schema) -> None:
        self.model, self.file, self.schema = model, file, schema
        self.own: dict[str, tuple[str, str]] = {}
        self.kinds = {one.id: self._kind(one, KINDS.get(one.type, KEPT)) for one in model.elements}
        self.names = {one.id: short_name(one.name or one.type) for one in model.elements}
        both = {end for one in model.relationships for end in (one.source, one.target)}
        self.ends = {one.id for one in model.relationships if one.id in both}
        self.links: dict[str, dict[str, list[Any]]] = {}
        self.stated: set[tuple[str, str, str, str | None]] = set()
        self.named: dict[str, Named] = {}
        self.sayings: dict[tuple[str, ...], list[tuple[str, str, bool]]] = {}
        self.problems: list[Problem] = []
        self.merged: Counter[str] = Counter()

    def contents(self) -> Contents:
        """All that the model says."""
        # of two parents one is the link, and the same in whatever order a file has them
        ranked = sorted(self.model.relationships, key=_rank)
        for one in ranked:
            if one.id in self.ends or one.id.startswith(OWN):
                self._make_item(one)
        links = {id(one) for one in ranked if self._is_link(one)}
        own = [one for one in self.model.relationships if id(one) not in links]
        for one in own:
            self._make_item(one)
        documents = [self._document(one) for one in self.model.elements if one.id]
        documents += [self._joining(one) for one in own if one.id]
        nameless = [one for one in (*self.model.elements, *own) if not one.id]
        self.problems += [
            Problem(f"a {one.type or 'part'} without an identifier is left out", self.file, one.row)
            for one in nameless
        ]
        found = Contents(documents, problems=self.problems, notes=list(self._notes(own)))
        found.records = len(self.model.elements) + len(self.model.relationships)
        return found

    def _kind(self, one: Element, usual: str) -> str:
        """The kind of a part: the usual one, but for what was written from here."""
        if not one.id.startswith(OWN):  # as most
            return usual
        kind, id_ = own_key(one.id, self.schema)
        if id_:
            self.own[one.id] = kind, id_
        return kind or usual

    def _make_item(self, one: Relationship) -> None:
        """Makes a relationship an item of its own, to which others may be linked."""
        ends = [self.kinds.get(end) for end in (one.source, one.target)]
        flows = one.type == "Flow" and all(kind in FLOWING for kind in ends)
        self.kinds[one.id] = self._kind(one, "interface" if flows else KEPT)

    def _is_link(self, one: Relationship) -> bool:
        """Takes a relationship in as a link, where it is one; whether that is all that it says."""
        if one.id.startswith(LINK):
            return self._is_own_link(one)
        plain = not (one.name or one.documentation or one.properties) and one.id not in self.ends
        for side, relation, many in self._sayings(one) if one.source != one.target else ():
            at, other = (one.source, one.target) if side == "source" else (one.target, one.source)
            stated = self.links.setdefault(at, {}).setdefault(relation, [])
            if not many and stated:
                return False
            access = ACCESS.get(one.access) if relation == "handles" else None
            if (at, relation, other, access) in self.stated:
                self.merged[one.type] += plain
            else:
                self.stated.add((at, relation, other, access))
                named = self._named(other)
                stated.append({"to": named, "access": access} if access else named)
            return plain
        return False

    def _sayings(self, one: Relationship) -> list[tuple[str, str, bool]]:
        """What of ours a relationship may be between things of these kinds: the end that states it, our
        relation, and whether that may have many ends.
        """
        source, target = self.kinds.get(one.source, ""), self.kinds.get(one.target, "")
        asked = one.type, source, target
        if asked not in self.sayings:
            found = self.sayings[asked] = []
            for side, relation in SAYING.get(one.type, ()):
                at, other = (source, target) if side == "source" else (target, source)
                spec = self.schema.kind(at).relations.get(relation) if at else None
                if spec is not None and other in self.schema.targets(spec):
                    found.append((side, relation, spec.many))
        return self.sayings[asked]

    def _is_own_link(self, one: Relationship) -> bool:
        """Takes in a relationship that was written for a link of ours, as the link that it was."""
        said = {key: plain_value(value) for key, value in one.properties}
        relation = str(said.pop(RELATION, ""))
        side = next((side for _, side, name in LINKS if name == relation), "source")
        at, other = (one.source, one.target) if side == "source" else (one.target, one.source)
        if self._relation(at, relation) is None or other not in self.kinds:
            return False
        named = self._named(other)
        stated = self.links.setdefault(at, {}).setdefault(relation, [])
        stated.append({"to": named, **said} if said else named)
        if said.keys() <= {"access"}:
            self.stated.add((at, relation, other, said.get("access")))
        return True

    def _named(self, id_: str) -> Named:
        """What a part is called by those that are linked to it, which are often several."""
        if id_ not in self.named:
            kind, own = self.own.get(id_) or (self.kinds[id_], "")
            self.named[id_] = Named(own or id_, (kind,), system="" if own else SYSTEM)
        return self.named[id_]

    def _relation(self, id_: str, relation: str) -> Any:
        kind = self.kinds.get(id_)
        return self.schema.kind(kind).relations.get(relation) if kind else None

    def _document(self, one: Element) -> Document:
        kind, id_ = self.kinds[one.id], self._own_id(one)
        values: dict[str, Any] = {"name": self.names[one.id], **self._said(one, kind, id_)}
        if one.type == "Principle" and kind == "standard" and not id_:
            values.setdefault("type", "principle")
        values |= self.links.get(one.id, {})
        return Document(kind, id_, values, self.file, one.row)

    def _own_id(self, one: Element) -> str:
        """The id that a part has here, where it was written from here; else empty."""
        return self.own[one.id][1] if one.id in self.own else ""

    def _joining(self, one: Relationship) -> Document:
        """A relationship as an item between its two ends."""
        kind, id_ = self.kinds[one.id], self._own_id(one)
        ends = [self.names.get(end) or end for end in (one.source, one.target)]
        name = one.name or f"{one.type}: {' → '.join(ends)}"
        values: dict[str, Any] = {"name": short_name(name), **self._said(one, kind, id_)}
        values |= self.links.get(one.id, {})
        sides = ("provider", "consumer") if kind == "interface" else ("begins_at", "ends_at")
        for side, end in zip(sides, (one.source, one.target), strict=True):
            if end in self.kinds:
                values[side] = [self._named(end)]
            else:
                why = f"there is no part '{end}' in the model: this end of the {one.type} is open"
                self.problems.append(Problem(why, self.file, one.row, side, end[:200]))
        return Document(kind, id_, values, self.file, one.row)

    def _said(self, one: Element, kind: str, id_: str) -> dict[str, Any]:
        """What elements and relationships say alike; `id_` is the id that one has here."""
        fields = self.schema.kind(kind).fields
        own: dict[str, Any] = {}
        tags: list[str] = []
        for key, value in one.properties:
            if (name := own_field(key)) in fields:
                own[name] = plain_value(value)
            elif key:
                tags.append(tag(key, value))
        if kind != KEPT and not id_ and TYPES.get(kind) != one.type:
            tags.insert(0, tag(SYSTEM, one.type))
        if isinstance(one, Relationship) and one.access:
            tags.append(tag(ACCESSED, one.access))
        said: dict[str, Any] = {}
        if one.documentation:
            said["description"] = one.documentation
        if tags:
            said["tags"] = list(dict.fromkeys(tags))
        if kind == KEPT:
            said["type"] = one.type or "unknown"
        said |= own
        if not id_:
            said["external_ids"] = {SYSTEM: one.id}
        return said

    def _notes(self, own: list[Relationship]) -> Iterator[Problem]:
        kept = Counter(one.type for one in self.model.elements if self.kinds[one.id] == KEPT)
        kept += Counter(one.type for one in own if self.kinds[one.id] == KEPT)
        if kept:
            most = ", ".join(f"{count:,} {type_}" for type_, count in kept.most_common())
            yield Problem(f"kept as elements, having no kind here: {most}", self.file)
        if self.merged:
            said = ", ".join(f"{count:,} {type_}" for type_, count in self.merged.items())
            yield Problem(f"say what another relationship says already: {said}", self.file)
        if self.model.views:
            said = in_number(
                self.model.views, "view (drawing) is left out", "views (drawings) are left out"
            )
            yield Problem(said, self.file)


def _rank(one: Relationship) -> tuple[bool, bool, str]:
    """Which of two relationships that cannot both be the link is: what was one, a part, the first."""
    return not one.id.startswith(LINK), one.type != "Composition", one.id
