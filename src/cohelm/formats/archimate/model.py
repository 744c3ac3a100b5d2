"""An ArchiMate model as all of its shapes state it, and which words of it are which of ours."""

from __future__ import annotations

from dataclasses import dataclass, field

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
"""The type that a kind stands for; the others of a kind are kept as a tag."""

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

    name: str = ""
    elements: list[Element] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    views: int = 0


def relationship_type(word: str) -> str:
    """The type of a relationship as version 3 of ArchiMate spells it.

    >>> relationship_type("archimate:UsedByRelationship")
    'Serving'
    """
    plain = word.rpartition(":")[2].removesuffix("Relationship")
    return RENAMED.get(plain, plain)


def element_type(word: str, junction: str = "") -> str:
    """The type of an element; a junction is told by what it joins by.

    >>> element_type("archimate:Junction", "or")
    'OrJunction'
    """
    plain = word.rpartition(":")[2]
    return ("OrJunction" if junction.lower() == "or" else "AndJunction") if (
        plain == "Junction"
    ) else plain  # fmt: skip
