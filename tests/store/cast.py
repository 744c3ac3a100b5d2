"""Writers and a small organisation that the store's tests write and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.documents import Contents, Document
from cohelm.core.proposal import Proposal, propose
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything

ROOT = Writer("root", Level.ADMINISTRATOR, EVERYTHING)
CONTRIBUTOR = Writer("contributor", Level.CONTRIBUTOR, Audience.of("money"))
READER = Writer("reader", Level.READER, Audience.of())

SMALL: dict[str, dict[str, Any]] = {
    "organisation:organisation": {"name": "Acme", "currency": "EUR"},
    "role:cio": {"name": "Chief information officer"},
    "person:ann": {"name": "Ann Example", "email": "ann@acme.example"},
    "server:db": {"name": "Database server", "cores": 8},
    "application:crm": {
        "name": "CRM", "criticality": "high", "annual_cost": "300000 EUR",
        "owner": "role:cio", "runs_on": [{"to": "server:db", "hard": True, "until": "2027-01-31"}],
    },
    "application:erp": {"name": "ERP", "users": 40, "depends_on": ["application:crm"]},
}  # fmt: skip


def proposal(documents: Mapping[str, Mapping[str, Any]], *, whole: bool = False) -> Proposal:
    """What documents by key would change in the store as it is."""
    contents = Contents()
    for key, values in documents.items():
        kind, _, id_ = key.partition(":")
        contents.documents.append(Document(kind, id_, values, whole=whole))
    return propose(everything(), contents)


def bring(
    documents: Mapping[str, Mapping[str, Any]], *, by: Writer = ROOT, scenario: str = ""
) -> Written:
    """Writes documents by key as one batch."""
    found = proposal(documents)
    assert found.problems == ()
    return apply(found.changes, by=by, via="test", scenario=scenario)


def edit(key: str, field: str, before: Any, after: Any) -> ChangeSet:
    """One field of one item changed."""
    return ChangeSet((ItemChange(key, {field: before}, {field: after}),))
