"""Which rights does one begin with, and whose are they until both chairs are filled?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohelm.core.documents import Document
from cohelm.core.said import Said

CIO, CTO = "cio", "cto"


@dataclass(frozen=True, slots=True)
class Draft:
    """A right to begin with: `office` is whose it is with both there; `heard`: the other is asked."""

    id: str
    name: str
    domain: str
    verb: str
    covers: str
    office: str
    heard: bool = True


DRAFTS: tuple[Draft, ...] = (
    Draft("set-principles", "Set the principles for technology", "principles", "decide",
          "standard where type = 'principle'", CIO),
    Draft("set-standards", "Set the standards", "architecture", "decide", "standard", CTO),
    Draft("change-applications", "Approve changes to applications", "applications", "approve",
          "application", CIO),
    Draft("change-products", "Approve changes to products", "product", "approve", "product", CTO),
    Draft("run-infrastructure", "Run servers and platforms", "infrastructure", "run",
          "server\nplatform", CIO),
    Draft("sign-contracts", "Sign contracts", "vendors", "approve", "contract", CIO),
    Draft("choose-technology", "Choose technology", "architecture", "approve", "technology", CTO),
    Draft("fund-initiatives", "Approve initiatives", "investment", "approve", "initiative", CIO),
    Draft("start-experiments", "Start and stop experiments", "research", "decide", "experiment", CTO,
          heard=False),
    Draft("grant-data", "Grant access to data", "data", "grant", "data_set", CIO),
    Draft("accept-risks", "Accept risks", "security", "accept_risk", "risk", CIO),
    Draft("retire-applications", "Retire applications", "applications", "retire", "application", CIO),
)  # fmt: skip
"""One right for each field that the two offices divide, on kinds that do not meet."""
LEADS = {CIO: "Chief information officer", CTO: "Chief technology officer"}
OFFICES = {CIO: "CIO office", CTO: "CTO office"}


def first_rights(verdict: str, *, on: date) -> tuple[Document, ...]:
    """The documents of a first set of rights for a verdict: the offices, the roles, the rights.

    Whoever comes first answers for everything; what would be the other's says so in its description,
    so that it can be handed over on the first day of the second. Undecided: each has its own, to be
    filled by one person. Of a refused verdict nothing follows.
    """
    return tuple(_documents(verdict, on)) if verdict in (CIO, CTO, "undecided") else ()


def _documents(verdict: str, on: date) -> Iterator[Document]:
    for place, (name, title) in enumerate(LEADS.items(), start=1):
        if verdict in (name, "undecided"):
            office = {"name": OFFICES[name], "place": place, "led_by": [f"role:{name}"]}
            yield Document("office", name, office)
            yield Document("role", name, {"name": title, "office": [f"office:{name}"]})
    for one in DRAFTS:
        who = one.office if verdict == "undecided" else verdict
        other = CTO if one.office == CIO else CIO
        interim = (
            Said("Until there is a {office}, whose it becomes.", office=one.office.upper())
            if who != one.office
            else None
        )
        values = {
            "name": one.name, "domain": one.domain, "verb": one.verb, "covers": one.covers,
            "accountable": [f"role:{who}"], "reviewed_on": on.isoformat(), "description": interim,
            "consulted": [f"role:{other}"] if verdict == "undecided" and one.heard else None,
        }  # fmt: skip
        yield Document("right", one.id, {name: value for name, value in values.items() if value})
