"""Reads a catalogue: entities become items, what they name becomes links, all else tags."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.backstage.entities import (
    ENTITIES,
    KINDS,
    OWN_KEY,
    PHASES,
    REFERENCES,
    SYSTEM,
    USUAL,
    Entity,
    entity_of,
    references,
)
from cohelm.formats.kept import KEPT, own_field, plain_value, short_name, tag
from cohelm.formats.versions import version_notes
from cohelm.formats.yaml12 import read_placed_documents

TELLS = re.compile(rb"^\W*apiVersion\W+(?:[\w-]+\.)?backstage\.io/", re.MULTILINE)
VERSION = re.compile(r"backstage\.io/(.{1,30})$")
KNOWN = ("v1alpha1", "v1beta1", "v1beta2", "v1beta3")
LINK, LABEL = "link", "label:"
"""The tags of an entity's links and labels; those of its annotations are called as these are."""
SAID = frozenset(
    {"name", "namespace", "title", "description", "tags", "annotations", "labels", "links"}
)
"""The metadata that are read; others are noted."""

Files = Sequence[tuple[str, bytes]]


def is_catalogue(content: bytes) -> bool:
    """Whether a file states entities of Backstage near its beginning."""
    return TELLS.search(content[:20_000]) is not None


def read_catalogue(name: str, content: bytes, schema: Schema) -> Contents:
    """What one file states; see `read_catalogues`."""
    return read_catalogues([(name, content)], schema)


def read_catalogues(files: Files, schema: Schema) -> Contents:
    """What the files of a catalogue state together. Raises InputError for one that is damaged.

    An entity names others by `kind:namespace/name`; what is in none of the files is looked for among
    the items that are known. An entity that is stated twice is taken as it is stated first.
    """
    reading = _Reading(schema)
    for name, content in files:
        for row, value in read_placed_documents(content, name):
            for one in value if isinstance(value, list) else [value]:
                reading.add(one, name, row)
    return reading.contents(files[0][0])


@dataclass(frozen=True, slots=True)
class _OnRecord:
    """Which of the names that are in none of the files an earlier catalogue brought."""

    names: frozenset[str]
    file: str

    def __call__(self, plan: Enterprise) -> Iterator[Problem]:
        """One note, where there are any."""
        there = {
            str(plain.get("external_ids", {}).get(SYSTEM, "")).lower()
            for kind in {*KINDS.values(), KEPT}
            for _, plain in plan.table(kind).rows()
        }
        if known := sorted(self.names & there):
            why = in_number(
                len(known), "name is on record from an earlier file, and taken for what is there",
                "names are on record from an earlier file, and taken for what is there",
            )  # fmt: skip
            yield Problem(why, self.file)


class _Reading:
    """The entities of a catalogue by their references."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.entities: dict[str, Entity] = {}
        self.links: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self.found = Contents()
        self.strangers: Counter[str] = Counter()
        self.respelled: Counter[str] = Counter()
        self.unheld: Counter[str] = Counter()
        self.versions: dict[str, str] = {}

    def add(self, value: Any, file: str, row: int) -> None:
        """Takes in what a document states, if it is an entity."""
        if value is None:
            return
        self.found.records += 1
        entity = entity_of(value, file, row)
        if entity is None:
            why = "this is no entity: it has no kind, or no name under metadata"
            self.found.problems.append(Problem(why, file, row))
            return
        if version := VERSION.search(str(value.get("apiVersion"))):
            self.versions.setdefault(version[1], file)
        first = self.entities.setdefault(entity.reference, entity)
        if first is not entity:
            why = f"'{entity.reference}' stands twice: it is taken as in line {first.row}"
            self.found.notes.append(Problem(why, file, row))

    def contents(self, file: str) -> Contents:
        """All that the entities say."""
        for one in self.entities.values():
            self._link(one)
        self.found.documents = [self._document(one) for one in self.entities.values()]
        for version, where in self.versions.items():
            self.found.notes += version_notes(where, "Backstage", version, KNOWN)
        self.found.notes += [Problem(note, file) for note in self._notes()]
        if self.strangers:
            self.found.remarks.append(_OnRecord(frozenset(map(str.lower, self.strangers)), file))
        return self.found

    def _notes(self) -> Iterator[str]:
        kept = Counter(one.kind for one in self.entities.values() if self._kind(one) == KEPT)
        if kept:
            yield f"kept as elements, having no kind here: {_counted(kept)}"
        unknown = len(self.strangers) + len(self.respelled)
        if unknown:
            yield in_number(
                unknown, "name is in none of the files as it is spelled",
                "names are in none of the files as they are spelled",
            )  # fmt: skip
        if self.strangers:
            yield f"of these in none at all: {_counted(self.strangers)}"
        if self.respelled:
            yield f"of these taken without regard to capital letters: {_counted(self.respelled)}"
        if self.unheld:
            yield f"left out, for no relation here says it: {_counted(self.unheld)}"

    def _kind(self, entity: Entity) -> str:
        return self._own(entity)[0] or KINDS.get(entity.kind.lower(), KEPT)

    def _own(self, entity: Entity) -> tuple[str, str]:
        """Kind and id here of an entity that was written from here; both empty for any other."""
        stated = entity.metadata.get("annotations")
        key = str(stated.get(OWN_KEY) or "") if isinstance(stated, Mapping) else ""
        kind, _, id_ = key.partition(":")
        fits = kind == KEPT or kind in ENTITIES
        return (kind, id_) if id_ and fits and kind in self.schema.kinds else ("", "")

    def _link(self, entity: Entity) -> None:
        """Takes in what an entity names."""
        here = entity.reference
        for word, spelled, relation, states in references(entity):
            there = spelled.lower()
            at, to = (here, there) if states else (there, here)
            if there not in self.entities:
                if not states:
                    self.unheld[f"{word} that no file states"] += 1
                    continue
                self.strangers[spelled] += 1
            elif not self._fits(at, relation, to):
                self.unheld[f"{word} of a {entity.kind}"] += 1
                continue
            elif spelled != self.entities[there].spelled:
                self.respelled[spelled] += 1
            named = self._named(to)
            if named not in self.links[at][relation]:
                self.links[at][relation].append(named)

    def _fits(self, at: str, relation: str, to: str) -> bool:
        spec = self.schema.kind(self._kind(self.entities[at])).relations.get(relation)
        return spec is not None and self._kind(self.entities[to]) in self.schema.targets(spec)

    def _named(self, there: str) -> Named:
        if there in self.entities:
            kind, own = self._own(self.entities[there])
            return Named(own or there, (kind or self._kind(self.entities[there]),), system=SYSTEM)
        kind = KINDS.get(there.partition(":")[0], KEPT)
        return Named(there, (kind,), system=SYSTEM)

    def _document(self, entity: Entity) -> Document:
        kind, (_, own) = self._kind(entity), self._own(entity)
        metadata = entity.metadata
        title = str(metadata.get("title") or entity.name)
        values: dict[str, Any] = {"name": short_name(title)}
        if metadata.get("description"):
            values["description"] = str(metadata["description"])
        tags, fields = [], {}
        for key, value in self._said(entity):
            name = own_field(key)
            if name in self.schema.kind(kind).fields:
                fields[name] = plain_value(value)
            elif name in self.schema.kind(kind).relations:
                fields[name] = self._own_links(value)
            elif key != OWN_KEY:
                tags.append(tag(key, value) if key else value)
        phase = PHASES.get(str(entity.spec.get("lifecycle", "")).lower())
        if phase:
            values["lifecycle"] = {"stated": phase}
        if kind == KEPT:
            values["type"] = entity.kind
        elif not own and ENTITIES[kind].lower() != entity.kind.lower():
            tags.append(tag(SYSTEM, entity.kind))
        values |= self.links.get(entity.reference, {})
        values |= fields
        if tags and "tags" not in fields:
            values["tags"] = list(dict.fromkeys(tags))
        if not own:
            values["external_ids"] = {SYSTEM: entity.reference}
        return Document(kind, own, values, entity.file, entity.row)

    def _own_links(self, text: str) -> list[Any]:
        """The links that were written from here in full."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return []
        return found if isinstance(found, list) else []

    def _said(self, entity: Entity) -> Iterator[tuple[str, str]]:
        """What becomes tags, as key and value; the key of a plain tag is empty."""
        metadata = entity.metadata
        yield from (("", one) for one in entity.texts(metadata, "tags"))
        for part, before in (("annotations", ""), ("labels", LABEL)):
            stated = metadata.get(part)
            if isinstance(stated, Mapping):
                yield from ((before + str(key), _text(value)) for key, value in stated.items())
        links = metadata.get("links")
        for one in links if isinstance(links, list) else ():
            if isinstance(one, Mapping) and one.get("url"):
                yield LINK, str(one["url"])
        for word, value in metadata.items():
            if word not in SAID:
                yield f"metadata.{word}", _text(value)
        named = {word for kind, word, *_ in REFERENCES if kind in ("", entity.kind.lower())}
        for word, value in entity.spec.items():
            known = (word == "lifecycle" and str(value).lower() in PHASES) or (
                word == "type" and value == USUAL and bool(self._own(entity)[1])
            )
            if word not in named and not known and value not in ([], {}, None, ""):
                yield f"spec.{word}", _text(value)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {word}" for word, count in counts.most_common())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
