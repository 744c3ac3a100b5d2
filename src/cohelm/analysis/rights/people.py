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

    Lent by `by`, by a person behind it, or by somebody to whom it was lent so, however often; nearest
    first. A delegation holds from its first to its last day, both included; without a last day it
    goes on.
    """
    lent = [
        key
        for key in sorted(enterprise.sources(right, "right"))
        if key.startswith("delegation:") and _holds(enterprise, key, amount, on, rates)
    ]
    if not lent:
        return ()
    found: list[Acting] = []
    holders, at = [by], 0
    while at < len(holders):
        one = holders[at]
        lenders = {one, *persons(enterprise, one)}
        for key in lent:
            if lenders.isdisjoint(enterprise.targets(key, "given_by")):
                continue
            for to in sorted(enterprise.targets(key, "given_to")):
                if to not in holders:
                    holders.append(to)
                    found.append(Acting(key, one, to))
        at += 1
    return tuple(found)


def _holds(enterprise: Enterprise, key: str, amount: Money | None, on: date, rates: Rates) -> bool:
    plain = enterprise.plain(key)
    begins, ends = plain.get("start"), plain.get("end")
    if (begins and str(begins) > on.isoformat()) or (ends and str(ends) < on.isoformat()):
        return False
    limit = Money.parse(plain["limit"]) if plain.get("limit") else None
    return not (amount and limit and compared(amount, limit, rates, on) not in (-1, 0))
