"""Who governs technology here, by the five decisions of Weill and Ross, beside what they published?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.right import Right
from cohelm.analysis.wording import counted, either, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

DECISIONS: Mapping[str, str] = {
    "principles": "principles", "architecture": "architecture", "infrastructure": "infrastructure",
    "applications": "business application needs", "investment": "investment and prioritisation",
}  # fmt: skip
"""The five decisions, by the domain of a right."""
PUBLISHED: Mapping[str, tuple[tuple[int, int], ...]] = {
    "business monarchy": ((0, 27), (0, 6), (0, 7), (1, 12), (1, 30)),
    "IT monarchy": ((1, 18), (20, 73), (10, 59), (0, 8), (0, 9)),
    "feudal": ((0, 3), (0, 0), (1, 2), (1, 18), (0, 3)),
    "federal": ((83, 14), (46, 4), (59, 6), (81, 30), (93, 27)),
    "duopoly": ((15, 36), (34, 15), (30, 23), (17, 27), (6, 30)),
    "anarchy": ((0, 0), (0, 1), (0, 1), (0, 3), (0, 1)),
    "no data": ((1, 2), (0, 1), (0, 2), (0, 2), (0, 0)),
}
"""Per cent of 256 enterprises, for each decision who is heard and who decides.

Source: Weill and Ross, IT Governance, Harvard Business School Press 2004: as published, of its time.
"""
SOURCE = Prose(
    "as published by Weill and Ross, 2004, of 256 enterprises: a description, not advice"
)
COLUMNS: dict[str, Any] = {
    "decision": pl.String, "part": pl.String, "archetype": pl.String, "rights": pl.Int64,
    "published_percent": pl.Int64, "most_published": pl.String, "most_percent": pl.Int64,
    "why": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Archetypes:
    """For each of the five decisions who is heard and who decides, in the words of Weill and Ross.

    `here` has the archetype of this organisation, in how many enterprises of a hundred it was found,
    and the one that was found most; `published` the whole table in per cent.
    """

    on: date
    known: Figure
    here: pl.DataFrame
    published: pl.DataFrame
    source: str

    @property
    def sentence(self) -> str:
        """Who decides on each of the five, as far as rights are on record."""
        said = [
            joined((Prose(row["decision"]), Prose(row["archetype"])), ": ")
            for row in self.here.iter_rows(named=True)
            if row["part"] == "decides" and row["rights"]
        ]
        if not said:
            return Prose("No right on record is about one of the five decisions")
        return Prose("Who decides, of the five decisions: {said}", said=joined(said, "; "))


def archetypes(enterprise: Enterprise, *, on: date) -> Archetypes:
    """Names the archetype of each decision from all the rights of its domain together.

    IT monarchy: only roles of the technology offices; business monarchy: only roles of no such office;
    feudal: only roles that lead departments; duopoly: technology and one other group; federal: the
    business and its departments, with technology or without; anarchy: nobody. A forum stands for its
    members and its chair.
    """
    rights = rights_on(enterprise, on)
    units = {role for role in rights.enterprise.keys("role") if _leads_a_unit(rights, role)}
    frame = rights.live("right")
    domain = (
        {f"right:{r['id']}": r["domain"] for r in frame.iter_rows(named=True)} if len(frame) else {}
    )
    rows = []
    for at, (name, called) in enumerate(DECISIONS.items()):
        of = [one for one in rights.all if domain[one.key] == name]
        for part, places in ((Prose("is heard"), 0), (Prose("decides"), 1)):
            rows.append(
                _row(rights, units, of, called, part, [PUBLISHED[a][at][places] for a in PUBLISHED])
            )
    here = pl.DataFrame(rows, schema=COLUMNS)
    keys = tuple(one.key for one in rights.all if domain[one.key] in DECISIONS)
    known = (
        Figure(
            len(keys),
            formula=Prose("rights in the domains of the five decisions"),
            counted=keys,
            on=on,
        )
        if keys
        else Figure.unknown(Prose("no right is about one of the five decisions"), on=on)
    )
    return Archetypes(on, known, here, published(), SOURCE)


def published() -> pl.DataFrame:
    """The published table: a row an archetype, per cent of enterprises for each decision and part."""
    columns: dict[str, Any] = {"archetype": list(PUBLISHED)}
    for at, called in enumerate(DECISIONS.values()):
        columns[Prose("{decision}, heard", decision=Prose(called))] = [
            of[at][0] for of in PUBLISHED.values()
        ]
        columns[Prose("{decision}, decides", decision=Prose(called))] = [
            of[at][1] for of in PUBLISHED.values()
        ]
    return pl.DataFrame(columns)


def archetype_of(groups: Iterable[str]) -> str:
    """The archetype of the groups that take part: it, business, unit.

    >>> archetype_of(["it", "business"]), archetype_of(["business", "unit"]), archetype_of([])
    ('duopoly', 'federal', 'anarchy')
    """
    match frozenset(groups):
        case of if not of:
            return "anarchy"
        case of if of == {"it"}:
            return Prose("IT monarchy")
        case of if of == {"business"}:
            return Prose("business monarchy")
        case of if of == {"unit"}:
            return "feudal"
        case of if {"business", "unit"} <= of:
            return "federal"
        case _:
            return "duopoly"


def _row(
    rights: Rights, units: set[str], of: list[Right], called: str, part: str, shares: list[int]
) -> dict[str, Any]:
    keys = [key for one in of for key in (one.accountable if part == "decides" else one.consulted)]
    groups = {group for key in keys for group in _groups(rights, units, key)}
    name = archetype_of(groups) if of else None
    most = max(shares)
    names = [a for a, share in zip(PUBLISHED, shares, strict=True) if share == most]
    who = listed([rights.enterprise.name(key) for key in dict.fromkeys(keys)]) or "nobody"
    return {
        "decision": called,
        "part": part,
        "archetype": name,
        "rights": len(of),
        "published_percent": shares[list(PUBLISHED).index(name)] if name else None,
        "most_published": either(names),
        "most_percent": most,
        "why": Prose("{who}, by {rights}", who=who, rights=counted(len(of), "right"))
        if of
        else Prose("no right on record"),
    }


def _groups(rights: Rights, units: set[str], key: str) -> Iterator[str]:
    plan, kind = rights.enterprise, key.partition(":")[0]
    if kind == "forum":
        for end in dict.fromkeys((*plan.targets(key, "members"), *plan.targets(key, "chaired_by"))):
            yield from _groups(rights, units, end)
    elif kind == "person":
        for role in plan.targets(key, "fills"):
            yield from _groups(rights, units, role)
    elif rights.office(key):
        yield "it"
    elif key in units:
        yield "unit"
    elif kind == "role":
        yield "business"


def _leads_a_unit(rights: Rights, role: str) -> bool:
    return any(end.startswith("department:") for end in rights.enterprise.sources(role, "led_by"))
