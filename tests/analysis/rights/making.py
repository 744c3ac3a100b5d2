"""A small organisation with three roles in two offices, for the questions about its rights."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.rights.found import Found
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise

ROLES = ("cio", "ops", "cto")


def plan(rights: dict[str, Any], *, observed: Any = None, **kinds: Any) -> Enterprise:
    """Two offices and three roles, one of which two people share; a forum, two applications."""
    return enterprise(
        observed=observed,
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}, "cto": {}},
        role={one: {"office": "office:cto" if one == "cto" else "office:cio"} for one in ROLES},
        person={f"p-{one}": {"fills": f"role:{one}"} for one in ROLES}
        | {"p-cio-too": {"fills": "role:cio"}},
        forum={"board": {"chaired_by": "role:cio"}},
        application={"crm": {"annual_cost": "100 EUR"}, "wiki": {"annual_cost": "101 EUR"}},
        right=rights,
        **kinds,
    )


def right(verb: str = "approve", who: str = "role:cio", **more: Any) -> dict[str, Any]:
    """A right on all applications."""
    return {"verb": verb, "covers": "application", "accountable": [who]} | more


def delegation(giver: str, taker: str, **more: Any) -> dict[str, Any]:
    """The right `a` lent by a role to a role, or to whoever is named by a key."""
    to = taker if ":" in taker else f"role:{taker}"
    return {"right": ["right:a"], "given_by": f"role:{giver}", "given_to": to, **more}


def codes(found: Found) -> list[tuple[str, list[str]]]:
    """The code and the items of each concern."""
    return [(row["code"], row["items"]) for row in found.concerns.to_dicts()]
