"""What the page of a role's description shows besides: the roles that can be described."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.rights.description import Description
from cohelm.core.enterprise import Enterprise


def of_description(plan: Enterprise, result: Description) -> dict[str, Any]:  # noqa: ARG001
    """The roles that can be described, by name."""
    known = [(key, plan.name(key)) for key in plan.keys("role")]
    return {"roles_known": sorted(known, key=lambda one: one[1])}
