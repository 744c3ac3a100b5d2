"""What does an item need, what needs it, and where is that weak?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any

import numpy as np
import polars as pl

from cohelm.analysis.estate.circuit import strong
from cohelm.analysis.estate.live import LiveEstate
from cohelm.analysis.estate.outage import Outage, outage
from cohelm.analysis.estate.passing import on_every_way
from cohelm.analysis.estate.standing import ALONE, HARD
from cohelm.analysis.technology.resting import resting
from cohelm.analysis.technology.support import last_day
from cohelm.analysis.wording import counted
from cohelm.core.columns import phases
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import NO_ITEM, Figure
from cohelm.core.named import item_named
from cohelm.core.prose import Prose, joined

DEEPEST = 3
NEEDS, NEEDED_BY, ITSELF = "needs", "needed by", "itself"
ITEMS: dict[str, Any] = {
    "side": pl.String, "step": pl.Int64, "item": pl.String, "criticality": pl.String,
    "phase": pl.String, "support_ends": pl.Date, "weak_point": pl.Boolean,
}  # fmt: skip
LINKS: dict[str, Any] = {
    "item": pl.String, "needs": pl.String, "how": pl.String, "relation_group": pl.String,
}  # fmt: skip
CIRCLES: dict[str, Any] = {"items": pl.List(pl.String), "number": pl.Int64}
HOW = {True: "for certain", False: "perhaps"}
SOFT = "soft"


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """The needs around an item, or, without one, between all applications, services and platforms.

    `items` are those within the steps asked for: on which side, how many steps away, in which phase of
    their lives, when the first technology that they rest on loses its security support, and whether an
    outage of it alone certainly stops the item (all such, `weak_points`, are counted whatever the
    steps). `links` say how hard each need is; of stand-ins how many of how many. Of soft needs, by which
    no outage travels, those of the item itself are there and those between items that are shown.
    `circles` has the items that need each other in circles: strongly connected parts of all needs.
    `paths` are the shortest ways to the other item that is asked for, `on_every_way` what each way
    there passes (dominators).
    """

    on: date
    item: str
    needed: Figure
    needing: Figure
    weak_points: Figure
    stops_at_least: Figure
    stops_at_most: Figure
    cost_per_hour: Figure
    items: pl.DataFrame
    links: pl.DataFrame
    circles: pl.DataFrame
    paths: tuple[str, ...]
    on_every_way: tuple[str, ...]
    called: str

    @property
    def sentence(self) -> str:
        """How much it needs and how much needs it; without an item, how many needs there are."""
        if not self.item:
            if not len(self.links):
                return Prose("No need of an application, a service or a platform is on record")
            return Prose(
                "{needs} between {items}",
                needs=counted(len(self.links), "need"),
                items=counted(len(self.items), "item"),
            )
        weak = counted(int(self.weak_points.value or 0), "weak point")
        return Prose(
            "{called} needs {items} and is needed by {needing}; it has {weak} beneath it",
            called=self.called,
            items=counted(int(self.needed.value or 0), "item"),
            needing=counted(int(self.needing.value or 0), "item"),
            weak=weak,
        )


def around(
    enterprise: Enterprise,
    *,
    on: date,
    item: Annotated[str, "The item in the middle, as kind:id or by name; all otherwise."] = "",
    depth: Annotated[int, "So many steps each way, 1 to 3."] = DEEPEST,
    to: Annotated[str, "Another item: the ways between the two, as kind:id or by name."] = "",
) -> Around:
    """The needs of `standing.Standing` around an item: what it needs, and what needs it.

    What is on both sides stands among the needs. Soft needs are shown, but neither counted nor
    followed. Linear in links, times
    what lies beneath for weak points. Raises UnknownName, UsageError.
    """
    if not 1 <= depth <= DEEPEST:
        raise UsageError(f"{depth} steps", where="depth", accepted=f"1 to {DEEPEST}")
    plan = enterprise.at(on)
    seen = _Seen(plan, on)
    if not item:
        return seen.everything()
    keys = [item_named(plan, one) for one in (item, to) if one]
    ends = plan.nodes.numbers(keys)
    return seen.about(keys[0], ends, depth, outage(enterprise, on=on, items=(keys[0],)))


@dataclass
class _Seen(LiveEstate):
    """The needs of the day both ways, and what is said of each item."""

    @cached_property
    def rows(self) -> list[tuple[int, int, str, str]]:
        """Each need once: who, whom, how, and the members of its group."""
        found: dict[tuple[int, int], tuple[str, str]] = {}
        columns = (
            self.standing.source,
            self.standing.target,
            self.standing.hard,
            self.standing.group,
        )
        for source, target, hard, group in zip(*(one.tolist() for one in columns), strict=True):
            if group == ALONE:
                said = (HOW[hard == HARD], "")
            else:
                of = self.standing.groups[group]
                said = (
                    "stand-in",
                    Prose("{k} of {members}", k=of.k or "?", members=len(of.members)),
                )
            before = found.get((source, target))
            if before is None or (before[0] == HOW[False] and said[0] != HOW[False]):
                found[source, target] = said
        return [(source, target, *said) for (source, target), said in found.items()]

    @cached_property
    def soft(self) -> list[tuple[int, int]]:
        """The soft needs, but those of pairs that have a harder one as well."""
        harder = {(source, target) for source, target, *_ in self.rows}
        pairs = zip(*(one.tolist() for one in self.standing.soft), strict=True)
        return [one for one in dict.fromkeys(pairs) if one not in harder]

    @cached_property
    def forwards(self) -> Mapping[int, list[int]]:
        return _by_first((source, target) for source, target, *_ in self.rows)

    @cached_property
    def backwards(self) -> Mapping[int, list[int]]:
        return _by_first((target, source) for source, target, *_ in self.rows)

    def about(self, item: str, ends: list[int], depth: int, stops: Outage) -> Around:
        """One item's map."""
        node, key = ends[0], self.plan.nodes.key
        below, above = steps(node, self.forwards), steps(node, self.backwards)
        weak = {
            one for one in below if node in self.standing.failing({one}, most=False)
        }  # fmt: skip
        shown = {one: (NEEDS, far) for one, far in below.items() if far <= depth}
        shown |= {
            one: (NEEDED_BY, far) for one, far in above.items() if far <= depth and one not in below
        }
        for source, target in self.soft:
            if node == source:
                shown.setdefault(target, (NEEDS, 1))
            if node == target:
                shown.setdefault(source, (NEEDED_BY, 1))
        shown[node] = (ITSELF, 0)
        order = {NEEDS: 0, ITSELF: 1, NEEDED_BY: 2}
        placed = sorted((order[side], far, key(one), one) for one, (side, far) in shown.items())
        rows = [
            (shown[one][0], far, name, *self._state(one), one in weak)
            for _, far, name, one in placed
        ]
        return Around(
            self.on,
            item,
            self._count(below, Prose("that it needs, through any number of steps")),
            self._count(above, Prose("that need it, through any number of steps")),
            self._count(weak, Prose("whose outage alone stops it for certain")),
            stops.least,
            stops.most,
            stops.cost_per_hour,
            pl.DataFrame(rows, schema=ITEMS, orient="row"),
            self._links(set(shown)),
            self._circles({node, *below, *above}),
            tuple(self._paths(ends)),
            tuple(self._passed(ends)),
            self.plan.name(item),
        )

    def everything(self) -> Around:
        """All applications, services and platforms that need each other."""
        kinds = ("application:", "service:", "platform:")
        key = self.plan.nodes.key
        within = {
            node for source, target, *_ in self.rows for node in (source, target)
            if key(source).startswith(kinds) and key(target).startswith(kinds)
        }  # fmt: skip
        rows = [
            (ITSELF, 0, name, *self._state(node), None)
            for name, node in sorted((key(node), node) for node in within)
        ]
        none = Figure.unknown(NO_ITEM, on=self.on)
        return Around(
            self.on, "", none, none, none, none, none, none,
            pl.DataFrame(rows, schema=ITEMS, orient="row"), self._links(within),
            self._circles(set(range(self.standing.size))), (), (), "",
        )  # fmt: skip

    def _links(self, within: set[int]) -> pl.DataFrame:
        key = self.plan.nodes.key
        needs = [*self.rows, *((source, target, SOFT, "") for source, target in self.soft)]
        rows = sorted(
            (key(source), key(target), how, of or None)
            for source, target, how, of in needs if source in within and target in within
        )  # fmt: skip
        return pl.DataFrame(rows, schema=LINKS, orient="row")

    def _state(self, node: int) -> tuple[str | None, str | None, date | None]:
        """Criticality, phase and the first end of support of what it rests on."""
        return self._critical.get(node), self._phases.get(node), self._ends.get(node)

    @cached_property
    def _critical(self) -> Mapping[int, str]:
        found: dict[int, str] = {}
        for kind, table in self.plan.tables.items():
            if len(table) and "criticality" in self.plan.schema.kind(kind).fields:
                frame = self.day.frame(kind).select("node", "criticality").drop_nulls()
                found |= dict(frame.iter_rows())
        return found

    @cached_property
    def _phases(self) -> Mapping[int, str]:
        found: dict[int, str] = {}
        for kind, table in self.plan.tables.items():
            frame = self.day.frame(kind) if len(table) else pl.DataFrame()
            if "lifecycle" in frame.columns:
                phase = phases(frame["lifecycle"], self.on)
                pairs = zip(frame["node"].to_list(), phase.to_list(), strict=True)
                found |= {node: one for node, one in pairs if one is not None}
        return found

    @cached_property
    def _ends(self) -> Mapping[int, date]:
        ends = self.day.frame("technology")
        if not len(ends):
            return {}
        known = ends.select(technology="node", ends=last_day("security")).drop_nulls()
        found = resting(self.day).filter(pl.col("scope").is_null()).join(known, on="technology")
        return dict(found.group_by("item").agg(pl.col("ends").min()).iter_rows())

    def _count(self, nodes: Any, what: str) -> Figure:
        keys = tuple(sorted(map(self.plan.nodes.key, nodes)))
        return Figure(len(keys), formula=joined((len(keys), what)), counted=keys, on=self.on)

    def _circles(self, within: set[int]) -> pl.DataFrame:
        """The strongly connected parts of more than one item that lie among some, largest first."""
        source, target = (
            one.astype(np.int64) for one in (self.standing.source, self.standing.target)
        )
        _, of = strong(source, target, self.standing.size)
        parts: dict[int, list[int]] = {}
        for node in sorted({*source.tolist(), *target.tolist()} & within):
            parts.setdefault(int(of[node]), []).append(node)
        rows = [(sorted(map(self.plan.nodes.key, part)), len(part))
                for part in parts.values() if len(part) > 1]  # fmt: skip
        rows.sort(key=lambda row: (-row[1], row[0]))
        return pl.DataFrame(rows, schema=CIRCLES, orient="row")

    def _passed(self, ends: list[int]) -> Iterator[str]:
        """What lies on every way between the two, as keys, in the order of the needs."""
        if len(ends) == 2:
            one, other = ends
            there = on_every_way(one, other, self.forwards)
            back = on_every_way(other, one, self.forwards)
            yield from map(self.plan.nodes.key, there or back)

    def _paths(self, ends: list[int]) -> Iterator[str]:
        """The shortest way from the one to the other, both ways, as sentences."""
        if len(ends) < 2:
            return
        names = [self.plan.name(self.plan.nodes.key(one)) for one in ends]
        one, other = ends
        both = [shortest(one, other, self.forwards), shortest(other, one, self.forwards)]
        ways = [way for way in both if way]
        for way in ways:
            said = [self.plan.name(self.plan.nodes.key(node)) for node in way]
            chain = said[-1]
            for name in reversed(said[1:-1]):
                chain = Prose("{name}, which needs {chain}", name=name, chain=chain)
            yield Prose("{name} needs {chain}", name=said[0], chain=chain)
        if not ways:
            yield Prose(
                "Neither of {one} and {other} needs the other",
                one=names[0],
                other=names[1],
            )


def _by_first(pairs: Iterator[tuple[int, int]]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return {one: sorted(set(of)) for one, of in found.items()}


def steps(start: int, following: Mapping[int, list[int]]) -> dict[int, int]:
    """How many steps away each node is that can be reached, the start itself left out."""
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for end in following.get(here, ()):
            if end not in found:
                found[end] = found[here] + 1
                waiting.append(end)
    del found[start]
    return found


def shortest(start: int, end: int, following: Mapping[int, list[int]]) -> list[int]:
    """The shortest way, both ends included, of equal ones the first by number; empty without one."""
    came: dict[int, int] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for other in following.get(here, ()):
            if other not in came:
                came[other] = here
                waiting.append(other)
    if end not in came or start == end:
        return []
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]
