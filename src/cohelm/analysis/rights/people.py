"""Who fills a role on a day, who chairs a forum, and who acts for them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cohelm.analysis.money import Rates
from cohelm.analysis.rights.winning import compared
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money


@dataclass(frozen=True, slots=True)
class Acting:
    """A delegation that holds on the day: `by` lends what it has to `to`. All are keys."""

    delegation: str
    by: str
    to: str


def persons(enterprise: Enterprise, key: str) -> tuple[str, ...]:
    """The people behind a role, a forum, a team or a person, as the links of the enterprise have it.

    A role: who fills it; a forum: its chair, through the chair's role; a team: its lead.
    """
    kind = key.partition(":")[0]
    if kind == "person":
        return (key,)
    if kind == "role":
        return tuple(sorted(enterprise.sources(key, "fills")))
    relation = {"forum": "chaired_by", "team": "led_by"}.get(kind)
    if relation is None:
        return ()
    found = (one for end in enterprise.targets(key, relation) for one in persons(enterprise, end))
    return tuple(dict.fromkeys(found))


def acting(
    enterprise: Enterprise, right: str, by: str, amount: Money | None, *, on: date, rates: Rates
) -> tuple[Acting, ...]:
    """The delegations by which somebody else uses a right of `by` on the day, up to the amount.

    From its first to its last day, both included; one without a last day goes on.
    """
    found = []
    for key in sorted(enterprise.sources(right, "right")):
        if not key.startswith("delegation:"):
            continue
        plain = enterprise.plain(key)
        begins, ends = plain.get("start"), plain.get("end")
        if (begins and str(begins) > on.isoformat()) or (ends and str(ends) < on.isoformat()):
            continue
        if by not in enterprise.targets(key, "given_by"):
            continue
        limit = Money.parse(plain["limit"]) if plain.get("limit") else None
        if amount and limit and compared(amount, limit, rates, on) not in (-1, 0):
            continue
        found += [Acting(key, by, to) for to in sorted(enterprise.targets(key, "given_to"))]
    return tuple(found)
