"""The offices as pages show them: their place, hue and mark; and to which of them a thing falls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from cohelm.accounts.kept import Kept
from cohelm.analysis.analysis import Analysis
from cohelm.analysis.day import Day
from cohelm.analysis.offices import Offices, offices_on
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

HUES = ("cio", "cto")
SHAPES = {
    "cio": "square",
    "cto": "circle",
    "joint": "diamond",
    "other": "triangle",
    "nobody": "ring",
}


@dataclass(frozen=True, slots=True)
class Office:
    """An office on the screen. `hue` is cio, cto or other by its place, whatever it is called."""

    key: str
    name: str
    title: str = ""
    remit: str = ""
    leader: str = ""
    hue: str = "other"

    @property
    def id(self) -> str:
        """The id of the office; nobody's is the word nobody."""
        return self.key.partition(":")[2] or self.hue

    @property
    def shape(self) -> str:
        """The mark that goes with the hue."""
        return SHAPES[self.hue]


Codes = tuple[list[str], npt.NDArray[np.int32]]
_codes: Kept[Codes] = Kept(64)
_falling: Kept[Mapping[str, str]] = Kept(64)
NOBODY = Office("", Prose("Nobody"), hue="nobody")


def offices(enterprise: Enterprise) -> tuple[Office, ...]:
    """The offices from left to right: by their place, then by id; the first two have a hue each."""
    found = [(f"office:{id_}", plain) for id_, plain in enterprise.table("office").rows()]
    found.sort(key=lambda one: (one[1].get("place") or 99, one[0]))
    return tuple(
        Office(
            key,
            plain["name"],
            plain.get("title") or "",
            plain.get("remit") or plain.get("description") or "",
            leader(enterprise, key),
            HUES[at] if at < len(HUES) else "other",
        )
        for at, (key, plain) in enumerate(found)
    )


def is_open(analysis: Analysis, plan: Enterprise) -> bool:
    """Whether a question is asked: which officer comes first, until two offices have somebody."""
    return analysis.name != "first_officer" or sum(bool(one.leader) for one in offices(plan)) < 2


def leader(enterprise: Enterprise, office: str) -> str:
    """The names of who fills the role that leads an office; empty where nobody does."""
    people = [
        person
        for role in enterprise.targets(office, "led_by")
        for person in enterprise.sources(role, "fills")
    ]
    return ", ".join(enterprise.name(person) for person in people)


def offices_of(enterprise: Enterprise, key: str, on: date) -> tuple[str, ...]:
    """The keys of the offices that an item falls to: those that it names, else its owner's."""
    stated = tuple(end for end in enterprise.targets(key, "office") if end in enterprise)
    if len(stated) > 1:
        return stated
    node = enterprise.nodes.number(key)
    found = falls(enterprise, on).of(node) if node is not None else ""
    return (found,) if found else ()


def falls(enterprise: Enterprise, on: date) -> Offices:
    """To which office each item falls on a day."""
    return offices_on(Day(enterprise, on))


def falling(plan: Enterprise, kind: str, on: date) -> Mapping[str, str]:
    """By id, the key of the office that each item of a kind falls to; empty for nobody. Kept."""

    def found() -> Mapping[str, str]:
        keys, codes = office_codes(plan, kind, on)
        return dict(zip(plan.table(kind).ids, map(keys.__getitem__, codes.tolist()), strict=True))

    return _falling.answer(plan, (kind, on), found)


def office_codes(plan: Enterprise, kind: str, on: date) -> Codes:
    """The keys of the offices to which items of a kind fall, empty for nobody's, and for each row of
    the kind's frame the place of its own among them. Kept."""
    among = falls(plan, on).among
    return _codes.answer(plan, (kind, on), lambda: among(plan.table(kind).nodes))


def identity(known: tuple[Office, ...], keys: tuple[str, ...]) -> Office:
    """One office, or that it is joint, or nobody's."""
    mine = [office for office in known if office.key in keys]
    if len(mine) > 1:
        return Office("", " and ".join(office.name for office in mine), hue="joint")
    return mine[0] if mine else NOBODY
