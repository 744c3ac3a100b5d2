"""What a radar's list means beside the rings, the quadrants and the editions that are on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cohelm.core.documents import Meaning
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.keys import bare
from cohelm.core.observations import ObservationKey
from cohelm.core.prose import Prose
from cohelm.kinds.rings import QUADRANTS, READING, RINGS, Rings

Said = Mapping[str, Any]
USUAL = Rings(RINGS, QUADRANTS)
OWN = ("own_ring", "own_quadrant")
OTHER = {"ring": "own_ring", "own_ring": "ring", "quadrant": "own_quadrant",
         "own_quadrant": "quadrant"}  # fmt: skip


@dataclass(slots=True)
class Beside:
    """What the values of one file mean, by the plan; the readings of a plan are looked through once.

    `last` is the file's name of the outermost ring, where it has another one than hold.
    """

    last: str = ""
    plan: Enterprise | None = None
    of: Rings = USUAL
    known: dict[str, list[ObservationKey]] = field(default_factory=dict)
    first: date = date.max
    latest: date = date.min

    def technology(self, day: date | None) -> Meaning:
        """What a technology of an edition says: `own_ring` and `own_quadrant` as the file has them.

        A name of the organisation's own takes the place of another; where a name is none of these, one
        that is stays. Where a later edition put the technology elsewhere, this one only adds.
        """

        def meant(plan: Enterprise, key: str, values: Said) -> Said:
            self._look(plan)
            before = (plan.plain(key) if key in plan else None) or {}
            ring, is_later = values.get("own_ring"), self._is_later(key, day)
            own = {name: values[name] for name in OWN if name in values}
            stated = {name: value for name, value in values.items() if name not in OWN}
            for name, word in own.items():
                if (settled := self._own(name, word, before.get(name))) is not None:
                    stated[name] = settled
            if is_later:
                taken = {one for name in before for one in (name, OTHER.get(name))}
                stated = {n: v for n, v in stated.items() if n not in taken}
            elif day and self._on(key, day, self.of.named(ring, self.of.rings)):
                stated = {n: v for n, v in stated.items() if n not in ("ring", "own_ring")}
            return stated

        return meant

    def reading(self, plan: Enterprise, key: str, values: Said) -> Said | None:
        """A ring as a reading; none where the organisation has no such ring.

        A reading of the same ring on the same day stands as it is, but for a movement that no edition
        before it tells, and for why it is there.
        """
        self._look(plan)
        word, day = values["label"], date.fromisoformat(values["time"])
        ring = self.of.named(word, self.of.rings)
        if same := self._on(key, day, ring or word):
            there = plan.observed[READING].plain(same) or {}
            there |= self._why(key, day, values, there)
            note = values.get("note")
            if not note or note == there.get("note") or day > self.first:
                item, time, source, reference = same
                known = {"item": item, "time": time, "source": source, "reference": reference}
                return {**known, **there}
            values = {**there, **values}
        if ring is None:
            return None
        return {**values, "label": ring, "value": self.of.rings.index(ring)}

    def is_last(self, ring: str) -> bool:
        """Whether a ring is the outermost one by another name."""
        return bool(self.last) and bare(ring) == bare(self.last)

    def _look(self, plan: Enterprise) -> None:
        if plan is self.plan:
            return
        self.plan, self.of, self.known, self.first = plan, Rings.of(plan), {}, date.max
        self.latest = date.min
        if self.last:
            renamed = {bare(self.last): RINGS[0], **self.of.renamed}
            self.of = replace(self.of, renamed=renamed)
        table = plan.observed.get(READING)
        for key in table.rows if table else ():
            self.known.setdefault(key[0], []).append(key)
            self.first = min(self.first, self._day(key))
            self.latest = max(self.latest, self._day(key))

    def _why(self, key: str, day: date, values: Said, there: Said) -> Said:
        """Why, where the reading says otherwise; a last one that says nothing says what the item does."""
        said = values.get("rationale")
        item = (self.plan.plain(key) or {}) if self.plan and key in self.plan else {}
        if not there.get("rationale") and day == self.latest and said == item.get("rationale"):
            return {}
        return {"rationale": said} if said else {}

    def _own(self, name: str, word: str, present: str | None) -> str | None:
        """What a field of one's own becomes; None where it stays, empty where a usual name serves."""
        is_ring = name == "own_ring"
        names = self.of.rings if is_ring else self.of.quadrants
        found, known = (
            self.of.named(one, names) if is_ring else self.of.quadrant_meant(one)
            for one in (word, present)
        )
        if known and found in (None, known):
            return None
        is_usual = USUAL.named(word, RINGS if is_ring else QUADRANTS) or (
            is_ring and self.is_last(word) and found == self.of.named(RINGS[0], names)
        )
        becomes = "" if is_usual else found or word
        return becomes if becomes or present else None

    def _is_later(self, key: str, day: date | None) -> bool:
        return day is not None and any(self._day(one) > day for one in self.known.get(key, ()))

    def _on(self, key: str, day: date, ring: str | None) -> ObservationKey | None:
        """The reading of an item on a day, where it has that ring."""
        for one in self.known.get(key, ()) if ring else ():
            there = self.plan.observed[READING].plain(one) if self.plan else None
            said = self.of.read(there.get("value"), there.get("label")) if there else None
            if said == ring and self._day(one) == day:
                return one
        return None

    @staticmethod
    def _day(key: ObservationKey) -> date:
        return date.fromisoformat(key[1][:10])


@dataclass(frozen=True, slots=True)
class Strangers:
    """What is to be said of the rings and quadrants of a file, each with how many are in it."""

    file: str
    rings: Mapping[str, int]
    quadrants: Mapping[str, int]
    last: str

    def __call__(self, plan: Enterprise) -> Iterator[Problem]:
        """Those that the organisation has not; nothing where it has all."""
        of = Rings.of(plan)
        rings = [one for one in self.rings if not of.named(one, of.rings)]
        if self.last in rings and of.named(RINGS[0], of.rings):
            rings.remove(self.last)
            yield Problem(
                Prose("the ring '{ring}' is taken for the outermost, hold", ring=self.last),
                self.file,
            )
        if rings:
            said = ", ".join(f"{self.rings[one]:,} {one}" for one in rings)
            yield Problem(
                Prose(
                    "none of the rings, kept as own_ring and in no edition: {said}. Name such rings in"
                    " the setting radar_rings, the innermost first, or as former ones in"
                    " radar_renamed, and bring the list again", said=said), self.file,
            )  # fmt: skip
        quadrants = sorted(one for one in self.quadrants if not of.quadrant_meant(one))
        if quadrants:
            said = ", ".join(quadrants)
            why = Prose("none of the quadrants, kept as own_quadrant: {said}. The radar shows those that"
                        " the setting radar_quadrants names", said=said)  # fmt: skip
            if all(one.isdecimal() for one in quadrants):
                why = Prose("{why}, in their order, the first for 0", why=why)
            yield Problem(why, self.file)


def counted(words: Iterable[str]) -> Mapping[str, int]:
    """How often each word comes, the most frequent first; empty ones do not."""
    return dict(Counter(one for one in words if one).most_common())
