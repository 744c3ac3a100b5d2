"""The cast of the tests on pages and the API: one small organisation, and who comes to look at it."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from cohelm.accounts.models import Access
from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import propose
from cohelm.kinds import built_in_schema
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply

MAKER = Writer("maker", Level.ADMINISTRATOR, EVERYTHING)
HIDDEN = "Nightshade"
"""The name of what only the two officers see; no page of anybody else's may hold it."""
COST = "77123"
"""An amount that only those see who see money."""

PASSWORD = "correct horse battery staple"

ITEMS: dict[str, dict[str, object]] = {
    "organisation:organisation": {"name": "Aldermoor", "currency": "EUR"},
    "office:cio": {"name": "CIO", "place": 1, "led_by": ["role:cio"]},
    "office:cto": {"name": "CTO", "place": 2, "led_by": ["role:cto"]},
    "role:cio": {"name": "Chief information officer", "office": ["office:cio"]},
    "role:cto": {"name": "Chief technology officer", "office": ["office:cto"]},
    "application:crm": {
        "name": "CRM", "criticality": "high", "annual_cost": f"{COST} EUR", "owner": ["role:cio"],
        "lifecycle": {"active": "2018-04-01", "end_of_life": "2027-01-31"},
    },
    "application:shop": {
        "name": "Shop <b>front</b>", "criticality": "critical", "owner": ["role:cto"],
        "depends_on": ["application:crm"],
    },
    "application:wiki": {"name": "Wiki", "description": "=cmd|' /C calc'!A0"},
    "application:nightshade": {
        "name": HIDDEN, "clearance": "between", "depends_on": ["application:crm"],
        "criticality": "low",
    },
    "goal:calm": {"name": "No outage above an hour", "office": ["office:cio"]},
    "initiative:merge": {
        "name": f"Merge into {HIDDEN}", "clearance": "office:cio", "owner": ["role:cio"],
    },
}  # fmt: skip

LEVELS: dict[str, tuple[Level | None, str]] = {
    "stranger": (None, ""),
    "reader": (Level.READER, ""),
    "writer": (Level.CONTRIBUTOR, ""),
    "cio": (Level.OFFICE_LEAD, "cio"),
    "cto": (Level.OFFICE_LEAD, "cto"),
    "admin": (Level.ADMINISTRATOR, ""),
}


@cache
def making() -> ChangeSet:
    """What makes the organisation where nothing is; worked out once."""
    documents = [Document(*key.split(":", 1), values) for key, values in ITEMS.items()]
    proposal = propose(Enterprise.empty(built_in_schema()), Contents(documents=documents))
    assert not proposal.problems, proposal.problems
    return proposal.changes


def organise() -> Written:
    """Writes the organisation as one batch; and a second one, which a contributor may undo."""
    apply(making(), by=MAKER, via="test", reason="the cast")
    reviewed = ItemChange("application:wiki", {"reviewed_on": None}, {"reviewed_on": "2026-11-01"})
    return apply(ChangeSet((reviewed,)), by=MAKER, via="test", reason="a look at the wiki")


def make_people() -> dict[str, User]:
    """The accounts, by name, all with one password."""
    found, hashed = {}, make_password(PASSWORD, hasher="md5")
    for name, (level, office) in LEVELS.items():
        user = User(username=name, first_name=name.capitalize())
        user.password = hashed
        user.save()
        if level is not None:
            Access.objects.create(user=user, level=level.value, office=office)
        found[name] = user
    return found
