"""Which rings and quadrants does the radar have, and into which ring did each edition put a thing?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import bare

READING = "radar-ring"
"""The metric of which a reading puts a technology into a ring; the readings of a day are an edition."""
RINGS = ("hold", "assess", "trial", "adopt")
"""The rings by the number that a reading has, the outermost first."""
QUADRANTS = ("techniques", "platforms", "tools", "languages_and_frameworks")
MOVEMENTS = NEW, IN, OUT, SAME = ("new", "moved in", "moved out", "no change")


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings, the outermost first, and the quadrants in their order.

    The innermost is the one to adopt, the outermost the one on hold, whatever they are called.
    `renamed` has today's name of each that was called otherwise, by the bare former name.
    """

    rings: tuple[str, ...]
    quadrants: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, enterprise: Enterprise) -> Rings:
        """Those that the organisation states (there the innermost comes first), else the usual four."""
        return cls.stated_by(enterprise.organisation)

    @classmethod
    def stated_by(cls, settings: Mapping[str, Any]) -> Rings:
        """Those of an organisation's settings; see `of`."""
        rings = tuple(dict.fromkeys(settings.get("radar_rings") or ()))
        quadrants = tuple(dict.fromkeys(settings.get("radar_quadrants") or ()))
        renamed = dict(map(_renaming, settings.get("radar_renamed") or ()))
        return cls(tuple(reversed(rings)) or RINGS, quadrants or QUADRANTS, renamed)

    @property
    def innermost(self) -> str:
        """The ring of what is to be adopted."""
        return self.rings[-1]

    @property
    def outermost(self) -> str:
        """The ring of what is on hold."""
        return self.rings[0]

    def ring(self, row: Mapping[str, Any]) -> str | None:
        """The ring that a technology's fields state: its own one, else the usual one of that name.

        A tag `ring=…` of an imported radar is the last that is asked.
        """
        return self._first(row, "ring", self.rings)

    def quadrant(self, row: Mapping[str, Any]) -> str | None:
        """The quadrant that a technology's fields state, or a tag `quadrant=…` of an imported radar."""
        found = self._first(row, "quadrant", self.quadrants)
        return found or self.quadrant_meant(row.get("own_quadrant"))

    def quadrant_meant(self, word: str | None) -> str | None:
        """The quadrant of a name, or of a number.

        A radar may number its quadrants from 0: that is a place among those that the organisation
        states, and means none of the usual four, which have no such order.
        """
        found = self.named(word, self.quadrants)
        if found or self.quadrants == QUADRANTS:
            return found
        places = {str(at): name for at, name in enumerate(self.quadrants)}
        return places.get(word or "")

    def named(self, word: str | None, names: Sequence[str]) -> str | None:
        """The one of `names` that a word means, by today's name or a former one; None for no one.

        Capitals and signs between words do not matter.
        """
        wanted, seen = bare(word or ""), set[str]()
        while wanted and wanted not in seen:
            if found := next((one for one in names if bare(one) == wanted), None):
                return found
            seen.add(wanted)
            wanted = bare(self.renamed.get(wanted, ""))
        return None

    def read(self, value: float | None, label: str | None) -> str | None:
        """The ring of a reading: by the name that it keeps, else by its number.

        One that is no ring any more is called as it was; a number beyond the rings is none.
        """
        if label:
            return self.named(label, self.rings) or label
        if value is None or value not in range(len(self.rings)):
            return None
        return self.rings[int(value)]

    def editions(self, enterprise: Enterprise) -> dict[date, dict[str, str]]:
        """By the day of each edition, in order, the ring of each technology that has a reading."""
        found: dict[date, dict[str, str]] = {}
        if READING in enterprise.observed:
            for row in enterprise.observations(READING).iter_rows(named=True):
                if ring := self.read(row["value"], row["label"]):
                    found.setdefault(row["time"].date(), {})[row["item"]] = ring
        return found

    def rationales(self, enterprise: Enterprise, edition: date) -> dict[str, str]:
        """Why each technology stands in its ring, as the readings of an edition say; some say nothing."""
        found: dict[str, str | None] = {}
        if READING in enterprise.observed:
            of = enterprise.observations(READING).filter(pl.col("time").dt.date() == edition)
            for row in of.iter_rows(named=True):
                if self.read(row["value"], row["label"]):
                    found[row["item"]] = row["rationale"]
        return {item: said for item, said in found.items() if said}

    def places(self, enterprise: Enterprise, on: date) -> dict[str, str]:
        """The ring of each technology on a day: that of the last edition up to it, else its own."""
        if "technology" not in enterprise.tables:
            return {}
        dated = [one for one in self.editions(enterprise).items() if one[0] <= on]
        rows = enterprise.table("technology").rows()
        own = {f"technology:{id_}": self.ring(row) for id_, row in rows}
        last = dated[-1][1] if dated else {}
        return {key: ring for key in own if (ring := last.get(key) or own[key])}

    def movement(self, before: str | None, ring: str) -> str | None:
        """How a technology moved between two editions; in is towards the innermost ring.

        None where one of the two is no ring any more: nobody can say which is further in.

        >>> usual = Rings(RINGS, QUADRANTS)
        >>> usual.movement("trial", "adopt"), usual.movement("adopt", "hold")
        ('moved in', 'moved out')
        >>> usual.movement(None, "assess"), usual.movement("caution", "hold")
        ('new', None)
        """
        if before is None:
            return NEW
        if before == ring:
            return SAME
        if not {before, ring} <= {*self.rings}:
            return None
        return IN if self.rings.index(ring) > self.rings.index(before) else OUT

    def _first(self, row: Mapping[str, Any], name: str, names: Sequence[str]) -> str | None:
        stated = (row.get(f"own_{name}"), row.get(name), *tagged(row, name))
        return next((found for one in stated if (found := self.named(one, names))), None)


def stated_movements(enterprise: Enterprise, edition: date) -> dict[str, str]:
    """How technologies moved, as an edition says itself."""
    if READING not in enterprise.observed:
        return {}
    rows = enterprise.observations(READING).filter(
        pl.col("time").dt.date() == edition, pl.col("note").is_in(MOVEMENTS)
    )
    return dict(rows.select("item", "note").iter_rows())


def tagged(row: Mapping[str, Any], name: str) -> Iterable[str]:
    """What tags `name=…` of an imported radar say of a technology."""
    tags = (one.partition("=") for one in row.get("tags") or ())
    return [said for word, _, said in tags if word == name and said]


def _renaming(stated: str) -> tuple[str, str]:
    former, _, today = stated.partition("=")
    return bare(former), today.strip()
