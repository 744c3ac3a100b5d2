"""An entity of a catalogue as its file states it, how entities name each other, which is what here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SYSTEM = "backstage"
"""Under this name an item keeps the reference to its entity; the tag of that name its other kind."""
API = "backstage.io/v1alpha1"
NAMESPACE = "default"
USUAL = "service"
"""The type of what was written from here, where a catalogue wants one and nothing states it."""
UNKNOWN = "unknown"
"""The owner of what has none, where the catalogue wants one."""
OWN_KEY = "cohelm.key"
"""The annotation with our own key of an entity that was written from here."""

KINDS: dict[str, str] = {
    "component": "application",
    "resource": "platform",
    "system": "service",
    "api": "service",
    "domain": "capability",
    "group": "team",
    "user": "person",
}
"""What an entity's kind is here; any other is kept as an element."""
ENTITIES: dict[str, str] = {
    "application": "Component",
    "platform": "Resource",
    "service": "System",
    "capability": "Domain",
    "team": "Group",
    "person": "User",
}
"""As what a kind is written; a service that was an API is one again."""
PHASES = {"experimental": "phase_in", "production": "active", "deprecated": "phase_out"}

REFERENCES: tuple[tuple[str, str, str, str, bool], ...] = (
    ("", "owner", "group", "owner", True),
    ("component", "dependsOn", "component", "depends_on", True),
    ("component", "consumesApis", "api", "depends_on", True),
    ("component", "providesApis", "api", "depends_on", False),
    ("component", "system", "system", "depends_on", False),
    ("resource", "dependsOn", "component", "runs_on", True),
    ("resource", "system", "system", "depends_on", False),
    ("api", "system", "system", "depends_on", False),
    ("component", "subcomponentOf", "component", "depends_on", False),
    ("component", "dependencyOf", "component", "depends_on", False),
    ("system", "domain", "domain", "supports", True),
    ("domain", "subdomainOf", "domain", "parent", True),
    ("group", "parent", "group", "parent", True),
    ("group", "children", "group", "parent", False),
    ("group", "members", "user", "works_in", False),
    ("user", "memberOf", "group", "works_in", True),
)
"""(kind of entity, empty for any; word; the kind that a name means where it says none; our relation;
whether the entity states it, or the one that it names)."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity. `row` is the line of the file that it begins on."""

    kind: str
    name: str
    namespace: str
    metadata: Mapping[str, Any]
    spec: Mapping[str, Any]
    file: str
    row: int

    @property
    def reference(self) -> str:
        """How others name it, in full; small letters, for capital ones make no difference."""
        return self.spelled.lower()

    @property
    def spelled(self) -> str:
        """The same with capital letters as they stand."""
        return reference(f"{self.namespace}/{self.name}", self.kind, self.namespace)

    def texts(self, of: Mapping[str, Any], word: str) -> list[str]:
        """The texts under a word: one, or a list of them."""
        value = of.get(word)
        values = value if isinstance(value, list) else [value]
        return [str(one) for one in values if isinstance(one, str | int | float) and str(one)]


def reference(word: str, kind: str, namespace: str) -> str:
    """A name of an entity in full, as `kind:namespace/name`.

    >>> reference("Team-A", "group", "default"), reference("User:ops/jo", "group", "default")
    ('group:default/Team-A', 'user:ops/jo')
    """
    stated, colon, rest = word.partition(":")
    if not colon:
        stated, rest = kind, word
    space, slash, name = rest.partition("/")
    if not slash:
        space, name = namespace, rest
    return f"{stated.lower()}:{space or namespace}/{name}"


def entity_of(value: Any, file: str, row: int) -> Entity | None:
    """The entity that a document states; None where it is none."""
    if not isinstance(value, Mapping) or not isinstance(value.get("metadata"), Mapping):
        return None
    metadata, spec = value["metadata"], value.get("spec")
    kind, name = value.get("kind"), metadata.get("name")
    if not isinstance(kind, str) or not isinstance(name, str | int) or not str(name).strip():
        return None
    return Entity(
        kind, str(name).strip(), str(metadata.get("namespace") or NAMESPACE), metadata,
        spec if isinstance(spec, Mapping) else {}, file, row,
    )  # fmt: skip


def references(entity: Entity) -> Iterable[tuple[str, str, str, bool]]:
    """What an entity names: word, reference as it is spelled, our relation, whether it states it."""
    for kind, word, usual, relation, states in REFERENCES:
        if kind in ("", entity.kind.lower()):
            for text in entity.texts(entity.spec, word):
                if text.lower() != UNKNOWN:
                    yield word, reference(text, usual, entity.namespace), relation, states
