"""An ArchiMate model as all of its shapes state it, and which words of it are which of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

SYSTEM = "archimate"
"""Under this name an item keeps its identifier in the model."""

KINDS: dict[str, str] = {
    "Capability": "capability",
    "BusinessFunction": "capability",
    "CourseOfAction": "theme",
    "BusinessProcess": "process",
    "BusinessInteraction": "process",
    "ValueStream": "process",
    "BusinessActor": "department",
    "BusinessRole": "role",
    "BusinessService": "service",
    "ApplicationService": "service",
    "TechnologyService": "service",
    "InfrastructureService": "service",
    "DataObject": "data_set",
    "BusinessObject": "data_set",
    "Contract": "contract",
    "Product": "product",
    "ApplicationComponent": "application",
    "ApplicationCollaboration": "application",
    "ApplicationInterface": "interface",
    "Node": "platform",
    "Device": "server",
    "SystemSoftware": "technology",
    "CommunicationNetwork": "network",
    "Path": "network",
    "Network": "network",
    "CommunicationPath": "network",
    "Location": "location",
    "Facility": "location",
    "Goal": "goal",
    "Outcome": "key_result",
    "Principle": "standard",
    "Requirement": "requirement",
    "Constraint": "requirement",
    "WorkPackage": "initiative",
}
"""The kind of each type of element. A type that is not here has none, and is kept as an `element`."""

TYPES: dict[str, str] = {kind: type_ for type_, kind in reversed(KINDS.items())}
"""The type that a kind is written as; the others of a kind are kept as a tag."""

WRITTEN_AS: dict[str, str] = {
    "vendor": "BusinessActor",
    "team": "BusinessActor",
    "person": "BusinessActor",
    "office": "BusinessActor",
    "forum": "BusinessCollaboration",
    "data_store": "Artifact",
    "metric": "Assessment",
    "risk": "Assessment",
}
"""Kinds that no type is read as: they are written all the same, and known again by their identifier."""

LINKS: tuple[tuple[str, str, str], ...] = (
    ("Composition", "target", "parent"),
    ("Aggregation", "target", "parent"),
    ("Serving", "target", "depends_on"),
    ("Serving", "target", "relies_on"),
    ("Serving", "target", "uses"),
    ("Realization", "source", "realises"),
    ("Realization", "source", "supports"),
    ("Realization", "target", "depends_on"),
    ("Assignment", "target", "runs_on"),
    ("Assignment", "target", "performed_by"),
    ("Access", "source", "handles"),
    ("Influence", "source", "leads_to"),
)
"""(relationship, the end that states it here, our relation). The first that the kinds have is taken."""

ACCESS = {"Read": "read", "Write": "write", "ReadWrite": "write"}

ACCESSED = "access"
"""The tag that says how a relationship that is kept as it stands accesses its data."""

DIRECTED, STRENGTH = "directed", "strength"
"""The tags that say so of an association, and how much of an influence."""

LINK = "cohelm.link."
"""What the identifier of a relationship begins with that was written for a link of ours."""

RELATION = "relation"
"""The property of such a relationship that names our relation; its others are what the link says."""

RENAMED = {
    "UsedBy": "Serving",
    "Realisation": "Realization",
    "Specialisation": "Specialization",
}
"""What ArchiMate 2 and tools of other spelling call a relationship."""


@dataclass(slots=True)
class Element:
    """An element as a file states it; `row` is its line or row."""

    id: str
    type: str
    name: str = ""
    documentation: str = ""
    properties: list[tuple[str, str]] = field(default_factory=list)
    row: int = 0


@dataclass(slots=True)
class Relationship(Element):
    """A relationship; an end may be another relationship. `access` is how data are accessed."""

    source: str = ""
    target: str = ""
    access: str = ""


@dataclass(slots=True)
class Model:
    """What a file holds. `views` counts the drawings, which are left out."""

    elements: list[Element] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    views: int = 0


def same_id(word: str) -> str:
    """An identifier as all shapes of a model have it: the exchange file puts `id-` before some.

    >>> same_id("id-4711")
    '4711'
    """
    return word.removeprefix("id-")


def plain_text(text: str) -> str:
    """A text as all shapes of a model have it: the tables know neither tabs nor returns.

    >>> plain_text("one\\r\\n\\ttwo ")
    'one\\n two'
    """
    if not text.isprintable():  # what is has no returns and no tabs
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return text.strip()


@lru_cache(maxsize=256)
def relationship_type(word: str) -> str:
    """The type of a relationship as version 3 of ArchiMate spells it.

    >>> relationship_type("archimate:UsedByRelationship")
    'Serving'
    """
    plain = word.rpartition(":")[2].removesuffix("Relationship")
    return RENAMED.get(plain, plain)


@lru_cache(maxsize=256)
def element_type(word: str, junction: str = "") -> str:
    """The type of an element; a junction is told by what it joins by.

    >>> element_type("archimate:Junction", "or")
    'OrJunction'
    """
    plain = word.rpartition(":")[2]
    return ("OrJunction" if junction.lower() == "or" else "AndJunction") if (
        plain == "Junction"
    ) else plain  # fmt: skip
