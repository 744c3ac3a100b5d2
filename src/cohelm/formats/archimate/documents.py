"""A model as items and links of ours; what has no word here is kept as an `element`, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.core.schema import Schema
from cohelm.formats.archimate.model import (
    ACCESS,
    ACCESSED,
    KINDS,
    LINKS,
    SYSTEM,
    TYPES,
    Element,
    Model,
    Relationship,
)
from cohelm.formats.kept import KEPT, short_name, tag

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
        self.kinds = {one.id: KINDS.get(one.type, KEPT) for one in model.elements}
        self.names = {one.id: short_name(one.name or one.type) for one in model.elements}
        both = {end for one in model.relationships for end in (one.source, one.target)}
        self.ends = {one.id for one in model.relationships if one.id in both}
        self.links: dict[str, dict[str, list[Any]]] = {}
        self.problems: list[Problem] = []
        self.merged: Counter[str] = Counter()

    def contents(self) -> Contents:
        """All that the model says."""
        own = [one for one in self.model.relationships if not self._is_link(one)]
        for one in own:
            flows = one.type == "Flow" and all(
                self.kinds.get(end) in FLOWING for end in (one.source, one.target)
            )
            self.kinds[one.id] = "interface" if flows else KEPT
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

    def _is_link(self, one: Relationship) -> bool:
        """Takes a relationship in as a link, where it is one; whether that is all that it says."""
        plain = not (one.name or one.documentation or one.properties) and one.id not in self.ends
        for type_, side, relation in LINKS:
            if type_ != one.type or one.source == one.target:
                continue
            at, other = (one.source, one.target) if side == "source" else (one.target, one.source)
            spec = self._relation(at, relation)
            if spec is None or self.kinds.get(other) not in self.schema.targets(spec):
                continue
            stated = self.links.setdefault(at, {}).setdefault(relation, [])
            if not spec.many and stated:
                return False
            named = self._named(other)
            access = ACCESS.get(one.access) if relation == "handles" else None
            link = {"to": named, "access": access} if access else named
            if link in stated:
                self.merged[one.type] += plain
            else:
                stated.append(link)
            return plain
        return False

    def _named(self, id_: str) -> Named:
        return Named(id_, (self.kinds[id_],), system=SYSTEM)

    def _relation(self, id_: str, relation: str) -> Any:
        kind = self.kinds.get(id_)
        return self.schema.kind(kind).relations.get(relation) if kind else None

    def _document(self, one: Element) -> Document:
        kind = self.kinds[one.id]
        values: dict[str, Any] = {"name": self.names[one.id], **self._said(one, kind)}
        if one.type == "Principle" and kind == "standard":
            values["type"] = "principle"
        values |= self.links.get(one.id, {})
        return Document(kind, "", values, self.file, one.row)

    def _joining(self, one: Relationship) -> Document:
        """A relationship as an item between its two ends."""
        kind = self.kinds[one.id]
        ends = [self.names.get(end) or end for end in (one.source, one.target)]
        name = one.name or f"{one.type}: {' → '.join(ends)}"
        values: dict[str, Any] = {"name": short_name(name), **self._said(one, kind)}
        sides = ("provider", "consumer") if kind == "interface" else ("begins_at", "ends_at")
        for side, end in zip(sides, (one.source, one.target), strict=True):
            if end in self.kinds:
                values[side] = [self._named(end)]
            else:
                why = f"there is no part '{end}' in the model: this end of the {one.type} is open"
                self.problems.append(Problem(why, self.file, one.row, side, end[:200]))
        return Document(kind, "", values, self.file, one.row)

    def _said(self, one: Element, kind: str) -> dict[str, Any]:
        """What elements and relationships say alike."""
        tags = [tag(key, value) for key, value in one.properties if key]
        if kind != KEPT and TYPES.get(kind) != one.type:
            tags.insert(0, tag(SYSTEM, one.type))
        if isinstance(one, Relationship) and one.access:
            tags.append(tag(ACCESSED, one.access))
        return {
            **({"description": one.documentation} if one.documentation else {}),
            **({"tags": list(dict.fromkeys(tags))} if tags else {}),
            **({"type": one.type or "unknown"} if kind == KEPT else {}),
            "external_ids": {SYSTEM: one.id},
        }

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
            yield Problem(f"{self.model.views:,} views (drawings) are left out", self.file)
