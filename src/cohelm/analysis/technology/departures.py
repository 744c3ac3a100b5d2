"""Which standards hold on a day, what do they not bind, and what departs from them?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from cohelm.analysis.day import Day
from cohelm.core.enterprise import Enterprise
from cohelm.core.graph import LinkTable
from cohelm.core.links import day_text

State = Literal["holds", "has run out", "begins later", "has no end"]
USED = "used_in"


@dataclass(frozen=True, slots=True)
class Exempted:
    """Something that a standard does not bind: from and until when (None: no end), and why."""

    standard: str
    item: str
    start: date | None
    until: date | None
    reason: str

    def state(self, on: date) -> State:
        """How it stands on a day, the first and the last day inclusive."""
        if self.until is not None and self.until < on:
            return "has run out"
        if self.start is not None and self.start > on:
            return "begins later"
        return "holds" if self.until is not None else "has no end"

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.state(on) in ("holds", "has no end")


@dataclass(frozen=True, slots=True)
class Departure:
    """A use of a technology that a standard in force forbids, which no exemption covers.

    `since` is the first day of the use, None where it is not known; `is_new` says that it is after the
    standard came into force. `ran_out` is the last day of its latest exemption, None without one.
    """

    standard: str
    technology: str
    item: str
    since: date | None
    is_new: bool
    ran_out: date | None


class Standards:
    """The standards of a day with their exemptions and the departures from them; each computed once."""

    def __init__(self, day: Day) -> None:
        self.day = day

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """The columns of each live standard by key, in the order of ids."""
        rows = self.day.live("standard").sort("id").iter_rows(named=True)
        return {f"standard:{row['id']}": row for row in rows}

    @cached_property
    def in_force(self) -> tuple[str, ...]:
        """Those whose first day has come and whose last has not passed; without days they hold."""
        on = self.day.on
        return tuple(
            key for key, row in self.rows.items()
            if (row["start"] is None or row["start"] <= on) and (row["end"] is None or row["end"] >= on)
        )  # fmt: skip

    def ends(self, standard: str, relation: str) -> list[str]:
        """What a standard, or anything else, leads to by a relation on the day."""
        return self._plan.targets(standard, relation)

    @cached_property
    def _plan(self) -> Enterprise:
        return self.day.enterprise.at(self.day.on)

    @cached_property
    def exemptions(self) -> tuple[Exempted, ...]:
        """All exemptions of live standards, past and future ones among them."""
        found = []
        table = self.day.enterprise.links.get("exempts", LinkTable())
        for key in self.rows:
            node = self.day.enterprise.nodes.number(key)
            for row in table.rows_of(node).tolist() if node is not None else ():
                edges = table.edges
                item = self.day.enterprise.nodes.key(int(edges.target[row]))
                if item in self.day.enterprise:
                    days = [day_text(int(one[row])) for one in (edges.start, edges.until)]
                    start, until = (date.fromisoformat(one) if one else None for one in days)
                    reason = str(edges.says(row).get("reason") or "")
                    found.append(Exempted(key, item, start, until, reason))
        return tuple(sorted(found, key=lambda one: (one.standard, one.item, one.until or date.max)))

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """By standard, technology and item; what runs in a repository is exempt with what it builds."""
        return tuple(self._departures())

    def _departures(self) -> Iterator[Departure]:
        on = self.day.on
        exempt: dict[tuple[str, str], list[Exempted]] = {}
        for one in self.exemptions:
            exempt.setdefault((one.standard, one.item), []).append(one)
        for standard in self.in_force:
            for technology in self.ends(standard, "forbids"):
                for item, since in self.uses.get(technology, ()):
                    own = [e for key in self._with(item) for e in exempt.get((standard, key), ())]
                    if any(one.holds(on) for one in own):
                        continue
                    past = [one.until for one in own if one.until is not None and one.until < on]
                    start = self.rows[standard]["start"]
                    is_new = since is not None and start is not None and since > start
                    yield Departure(
                        standard, technology, item, since, is_new, max(past, default=None)
                    )

    def _with(self, item: str) -> list[str]:
        """The item, and what it is the code of."""
        return [item, *self.day.enterprise.targets(item, "builds")]

    @cached_property
    def uses(self) -> Mapping[str, list[tuple[str, date | None]]]:
        """By technology the live items that use it on the day, with the first day of the use."""
        found: dict[str, list[tuple[str, date | None]]] = {}
        key = self.day.enterprise.nodes.key
        for relation in _relations(self.day):
            source, target, rows = self.day.links(relation)
            edges = self.day.enterprise.links[relation].edges if len(rows) else None
            for here, end, row in zip(source.tolist(), target.tolist(), rows.tolist(), strict=True):
                if here in self._live and edges is not None:
                    start = day_text(int(edges.start[row]))
                    since = date.fromisoformat(start) if start else None
                    found.setdefault(key(end), []).append((key(here), since))
        return {name: sorted(of, key=lambda one: one[0]) for name, of in found.items()}

    @cached_property
    def _live(self) -> set[int]:
        kinds = self.day.enterprise.tables
        return {
            node for kind, table in kinds.items() if len(table)
            for node in self.day.live(kind)["node"].to_list()
        }  # fmt: skip

    def technologies_spoken_of(self) -> set[str]:
        """The technologies that a standard in force prescribes or forbids."""
        return {
            end for standard in self.in_force for relation in ("prescribes", "forbids")
            for end in self.ends(standard, relation)
        }  # fmt: skip


def _relations(day: Day) -> list[str]:
    return sorted({
        spec.name for kind in day.enterprise.schema.kinds.values()
        for spec in kind.relations.values() if spec.inverse == USED
    })  # fmt: skip
