"""Writes what a catalogue has kinds for; what it has no word for is an annotation of its entity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.formats.backstage.entities import (
    API,
    ENTITIES,
    NAMESPACE,
    OWN_KEY,
    PHASES,
    SYSTEM,
    UNKNOWN,
    USUAL,
)
from cohelm.formats.backstage.reading import LABEL, LINK
from cohelm.formats.kept import KEPT, OWN, PLAIN, split_tags, stated_value, worded_tags
from cohelm.formats.yaml12 import write_yaml

LIFECYCLES = {phase: word for word, phase in PHASES.items()}
OWNED = frozenset({"Component", "Resource", "System", "API", "Domain"})
"""Kinds that a catalogue wants an owner for."""
TYPED = frozenset({"Component", "Resource", "API"})
"""Kinds that it wants a type for; what came without one is written without."""
LONGEST_NAME = 63
SAID = frozenset({"name", "description", "tags", "external_ids", "lifecycle"})


def write_catalogue(enterprise: Enterprise) -> bytes:
    """The entities as a YAML file of many documents; the same organisation gives the same bytes.

    Each carries its key here as an annotation, or the reference by which it came is its own again.
    Raises InputError where nothing has a place in a catalogue.
    """
    writing = _Writing(enterprise)
    if not writing.items:
        raise InputError(
            "nothing here has a place in a catalogue",
            accepted=f"items of the kinds {', '.join(ENTITIES)}",
        )
    return "".join(f"---\n{write_yaml(one)}" for one in writing.entities()).encode()


class _Writing:
    """The items that are written, by key, with the reference of each."""

    def __init__(self, enterprise: Enterprise) -> None:
        self.enterprise = enterprise
        self.items: dict[str, dict[str, Any]] = {}
        self.references: dict[str, tuple[str, str, str]] = {}
        for kind in (*ENTITIES, KEPT):
            for id_, values in enterprise.table(kind).rows():
                known = _split((values.get("external_ids") or {}).get(SYSTEM, ""))
                if kind != KEPT or known:
                    key = f"{kind}:{id_}"
                    self.items[key] = values
                    self.references[key] = known or (ENTITIES[kind], NAMESPACE, _name(id_))

    def entities(self) -> Iterator[dict[str, Any]]:
        """The entities, each as its document."""
        for key, values in self.items.items():
            yield self._entity(key, values)

    def _entity(self, key: str, values: Mapping[str, Any]) -> dict[str, Any]:
        plain, said = split_tags(values.get("tags") or ())
        kind, namespace, name = self.references[key]
        came = SYSTEM in (values.get("external_ids") or {})
        if came and key.partition(":")[0] == KEPT:
            kind = str(values.get("type") or kind)
        spec: dict[str, Any] = self._spec(key, kind, values)
        metadata: dict[str, Any] = {"name": name, "namespace": namespace}
        metadata["title"] = values["name"]
        if values.get("description"):
            metadata["description"] = values["description"]
        annotations: dict[str, str] = {} if came else {OWN_KEY: key}
        labels: dict[str, str] = {}
        links: list[dict[str, str]] = []
        for word, text in said:
            if word == SYSTEM and came:
                continue
            if word == LINK:
                links.append({"url": text})
            elif word.startswith(LABEL):
                labels[word.removeprefix(LABEL)] = text
            elif word.startswith("spec."):
                spec[word.removeprefix("spec.")] = _value(text)
            elif word.startswith("metadata."):
                metadata[word.removeprefix("metadata.")] = _value(text)
            else:
                annotations[word] = text
        annotations |= self._own(key, values, came)
        if not _in_order(values.get("tags") or ()):
            annotations[OWN + "tags"] = stated_value(values["tags"])
        parts = {"annotations": annotations, "labels": labels, "links": links, "tags": plain}
        metadata |= {word: part for word, part in parts.items() if part}
        return {"apiVersion": API, "kind": kind, "metadata": metadata, "spec": spec}

    def _own(self, key: str, values: Mapping[str, Any], came: bool) -> dict[str, str]:
        """The annotations for fields and links that a catalogue has no word for."""
        hidden = {"type"} if came and key.startswith(KEPT) else set()
        found = {
            OWN + name: stated_value(value)
            for name, value in values.items()
            if name not in SAID | hidden
        }
        lifecycle = values.get("lifecycle")
        if lifecycle and _phase(lifecycle) not in LIFECYCLES:
            found[OWN + "lifecycle"] = stated_value(lifecycle)
        for relation, links in self._links(key).items():
            found[OWN + relation] = json.dumps(links, ensure_ascii=False)
        return found

    def _links(self, key: str) -> dict[str, list[Any]]:
        """By relation the links to what is in the file as well, as our own YAML has them."""
        found: dict[str, list[Any]] = {}
        for end in self.enterprise.links_of(key):
            if end.other in self.items:
                found.setdefault(end.relation.name, []).append(end.plain())
        return found

    def _spec(self, key: str, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
        spec: dict[str, Any] = {}
        if kind in TYPED and SYSTEM not in (values.get("external_ids") or {}):
            spec["type"] = USUAL
        phase = _phase(values.get("lifecycle") or {})
        if phase in LIFECYCLES:
            spec["lifecycle"] = LIFECYCLES[phase]
        if kind in OWNED:
            spec["owner"] = next(iter(self._named(key, "owner", "Group", "User")), UNKNOWN)
        for word, relation, kinds in (
            ("dependsOn", "depends_on", ("Component", "Resource")),
            ("consumesApis", "depends_on", ("API",)),
            ("domain", "supports", ("Domain",)),
            ("memberOf", "works_in", ("Group",)),
        ):
            if WORDS[word] == kind and (named := self._named(key, relation, *kinds)):
                spec[word] = named[0] if word == "domain" else named
        if kind == "Group":
            spec["children"] = []
            if above := self._named(key, "parent", "Group"):
                spec["parent"] = above[0]
        return spec

    def _named(self, key: str, relation: str, *kinds: str) -> list[str]:
        """The references of what an item is linked to, of those kinds."""
        ends = [self.references[other] for other in self.enterprise.targets(key, relation)
                if other in self.references]  # fmt: skip
        return [f"{kind.lower()}:{space}/{name}" for kind, space, name in ends if kind in kinds]


WORDS = {
    "dependsOn": "Component",
    "consumesApis": "Component",
    "domain": "System",
    "memberOf": "User",
}


def _in_order(tags: Sequence[str]) -> bool:
    """Whether an entity can say these tags by its words: they are read in the order of its parts.

    But for links, each word can be said once.
    """
    said = worded_tags(tags)
    words = [word for word, _ in said if word not in (PLAIN, LINK)]
    places = [_place(word) for word, _ in said]
    return places == sorted(places) and len(words) == len(set(words))


def _place(word: str) -> int:
    """Where a tag's word stands among the parts of an entity; the second are annotations."""
    for at, begin in ((2, LABEL), (4, "metadata."), (5, "spec.")):
        if word.startswith(begin):
            return at
    return {PLAIN: 0, LINK: 3, SYSTEM: 6}.get(word, 1)


def _split(text: str) -> tuple[str, str, str] | None:
    """Kind, namespace and name out of a reference; None where it is none."""
    kind, colon, rest = text.partition(":")
    namespace, slash, name = rest.partition("/")
    if not (colon and slash and name):
        return None
    spelled = {one.lower(): one for one in (*ENTITIES.values(), "API", "Template", "Location")}
    return spelled.get(kind, kind), namespace, name


def _name(id_: str) -> str:
    return id_[:LONGEST_NAME].rstrip("-_.")


def _phase(lifecycle: Mapping[str, Any]) -> str:
    """The phase of a lifecycle that is stated and has no dates; else empty."""
    return str(lifecycle.get("stated") or "") if lifecycle.keys() == {"stated"} else ""


def _value(text: str) -> Any:
    """What stood in the file: a structure again where the text is one."""
    if text[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text
