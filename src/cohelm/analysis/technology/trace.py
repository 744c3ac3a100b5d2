"""Which technology does a goal rest on, and which goal does a technology serve?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.resting import relations_of_use
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import AN_ITEM, NO_ITEM, Figure
from cohelm.core.named import item_named
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined
from cohelm.kinds.rings import Rings

LEVELS = ("theme", "goal", "capability", "product", "system", "technology")
"""From the strategy to the technology."""
LEVEL_OF: Mapping[str, str] = {
    "theme": "theme", "goal": "goal", "capability": "capability", "product": "product",
    "application": "system", "service": "system", "platform": "system", "data_product": "system",
    "technology": "technology",
}  # fmt: skip
STEPS: tuple[tuple[str, str, str, bool], ...] = (
    ("goal", "theme", "theme", True), ("capability", "pursues", "goal", True),
    ("product", "pursues", "goal", True), ("application", "supports", "capability", True),
    ("service", "supports", "capability", True), ("product", "built_on", "", False),
    ("service", "depends_on", "", False), ("application", "runs_on", "platform", False),
)  # fmt: skip
"""Who declares the link, by which relation, and whether the other end is nearer to the strategy."""
COLUMNS: dict[str, Any] = {
    "level": pl.String, "item": pl.String, "through": pl.List(pl.String), "ring": pl.String,
    "ends": pl.Date,
}  # fmt: skip
DOWN: Mapping[str, str] = {
    "theme": Prose("no goal belongs to it: state its theme on one"),
    "goal": Prose("no capability or product pursues it: state it on one"),
    "capability": Prose("no system supports it: state it on an application or a service"),
    "product": Prose("it is built on nothing on record: state on what"),
    "system": Prose("it uses no technology on record: state which"),
}
"""Where a thread ends above the technology, and what would carry it on."""
UP: Mapping[str, str] = {
    "technology": Prose("no system uses it: state it on one"),
    "system": Prose("it supports no capability, and no product is built on it: state either"),
    "product": Prose("it pursues no goal: state which"),
    "capability": Prose("it pursues no goal: state which"),
}
"""Where a thread ends below the goals, and what would carry it on."""
GAPS: dict[str, Any] = {"level": pl.String, "item": pl.String, "gap": pl.String}
LINKS: dict[str, Any] = {"upper": pl.String, "lower": pl.String}


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What an item serves and what it rests on, level by level; or where the thread breaks.

    `traced` has everything above and below the item with what it is reached through, `threads` the
    links between them, upper and lower end. Without an item, `gaps` has goals that nothing carries,
    capabilities that no system supports, products built on nothing on record, and technologies in use
    that serve no goal; with one, where its own thread ends before it comes to a technology or a goal.
    """

    on: date
    item: str
    reached: Figure
    carried: Figure
    serving: Figure
    traced: pl.DataFrame
    gaps: pl.DataFrame
    threads: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How much it serves and rests on; without an item, how many threads break."""
        if not self.item:
            if self.carried.value is None and self.serving.value is None:
                return Prose("Nobody can trace anything: {reason}", reason=self.carried.reason)
            known = [
                joined((len(one.counted), what))
                for one, what in (
                    (self.carried, Prose("goals are carried by a technology in use")),
                    (self.serving, Prose("technologies in use serve a goal")),
                )
                if one.value is not None
            ]
            return Prose(
                "{known}; the thread breaks at {items}",
                known=listed(known),
                items=counted(len(self.gaps), "item"),
            )
        of = dict(self.traced["level"].value_counts().iter_rows())
        parts = [_many(of[level], level) for level in LEVELS if level in of]
        said = (
            Prose("{called} is tied to {parts}", called=self.called, parts=joined(parts, ", "))
            if parts
            else Prose("{called} is tied to neither a goal nor a technology", called=self.called)
        )
        if not len(self.gaps):
            return said
        return Prose(
            "{said}; its thread breaks at {items}",
            said=said,
            items=counted(len(set(self.gaps["item"])), "item"),
        )


def trace(
    enterprise: Enterprise,
    *,
    on: date,
    item: Annotated[
        str, "A theme, goal, capability, product, system or technology, as kind:id or by name."
    ] = "",
) -> Trace:
    """The thread from strategy through capabilities, products and systems to technology, both ways.

    A theme has goals; goals are pursued by capabilities and products; capabilities are supported by
    applications and services; products are built on systems, services need some; all of them use
    technologies. From the item the thread is followed strictly upwards and strictly downwards. Live
    items and links of the day only. Linear in links. Raises UnknownName, UsageError.
    """
    plan = enterprise.at(on)
    threads = _Threads(Day(plan, on))
    item = item and item_named(plan, item)
    if item and item.partition(":")[0] not in LEVEL_OF:
        raise UsageError(f"{item} stands on no level", where="item", accepted=", ".join(LEVEL_OF))
    return threads.of(item) if item else threads.gaps()


@dataclass
class _Threads:
    """All live items of the levels, with what stands one step above and below each."""

    day: Day

    @cached_property
    def live(self) -> frozenset[str]:
        return frozenset(
            f"{kind}:{one}" for kind in LEVEL_OF for one in self.day.live(kind)["id"].to_list()
        )

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for upper, lower in self._steps():
            if upper in self.live and lower in self.live:
                found.setdefault(upper, set()).add(lower)
        return {key: frozenset(of) for key, of in found.items()}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for upper, of in self.below.items():
            for lower in of:
                found.setdefault(lower, set()).add(upper)
        return {key: frozenset(of) for key, of in found.items()}

    def _steps(self) -> Iterator[tuple[str, str]]:
        """Pairs of an upper and a lower end."""
        key = self.day.enterprise.nodes.key
        for kind, relation, to, upwards in STEPS:
            source, target, _ = self.day.links(relation)
            for here, end in zip(map(key, source.tolist()), map(key, target.tolist()), strict=True):
                if here.startswith(f"{kind}:") and end.startswith(f"{to}:" if to else ""):
                    yield (end, here) if upwards else (here, end)
        for relation in relations_of_use(self.day):
            source, target, _ = self.day.links(relation)
            for here, end in zip(source.tolist(), target.tolist(), strict=True):
                if LEVEL_OF.get(key(here).partition(":")[0]) == "system":
                    yield key(here), key(end)

    def reached(self, start: str, steps: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
        """All that is reached from an item by steps one way, with what each is reached through."""
        found: dict[str, set[str]] = {}
        waiting = [start]
        while waiting:
            here = waiting.pop()
            for end in steps.get(here, ()):
                if end not in found and end != start:
                    waiting.append(end)
                found.setdefault(end, set()).add(here)
        found.pop(start, None)
        return found

    def of(self, item: str) -> Trace:
        """One item's thread."""
        up, down = self.reached(item, self.above), self.reached(item, self.below)
        both = up | {key: up.get(key, set()) | of for key, of in down.items()}
        rows = sorted(
            (LEVELS.index(_level(key)), self.day.enterprise.name(key), key) for key in both
        )
        rings = Rings.of(self.day.enterprise).places(self.day.enterprise, self.day.on)
        technologies = {f"technology:{row['id']}": row
                        for row in self.day.live("technology").iter_rows(named=True)}  # fmt: skip
        traced = [
            (LEVELS[level], key, sorted(both[key]), rings.get(key),
             technologies.get(key, {}).get("end_of_security_support"))
            for level, _, key in rows
        ]  # fmt: skip
        within = {*both, item}
        threads = sorted(
            (upper, lower) for upper in within for lower in self.below.get(upper, ())
            if lower in within and (upper in up or upper == item or upper in down)
        )  # fmt: skip
        breaks = [*self._ends(item, down, DOWN, self.below, "technology"),
                  *self._ends(item, up, UP, self.above, "goal", "theme")]  # fmt: skip
        none = Figure.unknown(AN_ITEM, on=self.day.on)
        count = Figure(
            len(both),
            formula=Prose("{both} above and below it", both=len(both)),
            counted=tuple(sorted(both)),
            on=self.day.on,
        )
        return Trace(
            self.day.on, item, count, none, none, pl.DataFrame(traced, schema=COLUMNS, orient="row"),
            pl.DataFrame(breaks, schema=GAPS, orient="row"),
            pl.DataFrame(threads, schema=LINKS, orient="row"), self.day.enterprise.name(item),
        )  # fmt: skip

    def _ends(
        self, item: str, reached: Mapping[str, set[str]], whys: Mapping[str, str],
        steps: Mapping[str, frozenset[str]], *wanted: str,
    ) -> Iterator[tuple[str, str, str]]:  # fmt: skip
        """Where a thread one way ends, with what would carry it on; nothing where it arrives."""
        if _level(item) not in whys or any(_level(one) in wanted for one in reached):
            return
        for key in sorted({item, *reached}):
            if not steps.get(key):
                yield _level(key), key, Prose(whys[_level(key)])

    def gaps(self) -> Trace:
        """Where the threads break, from the strategy down."""
        goals = sorted(key for key in self.live if key.startswith("goal:"))
        used = sorted(key for key in self.above if key.startswith("technology:"))
        carried = [one for one in goals if any(
            end.startswith("technology:") for end in self.reached(one, self.below))]  # fmt: skip
        serving = [one for one in used if any(
            end.startswith("goal:") for end in self.reached(one, self.above))]  # fmt: skip
        rows = [
            (
                "goal",
                key,
                Prose("nothing in use is traced to it") if self.below.get(key) else DOWN["goal"],
            )
            for key in goals
            if key not in carried
        ]
        rows += [
            ("capability", key, Prose("no system supports it"))
            for key in self._of("capability")
            if not self._has(key, "system") and not self._parts(key)
        ]
        rows += [
            ("product", key, Prose("it is built on nothing on record"))
            for key in self._of("product")
            if not self._has(key, "system")
        ]
        rows += [
            ("technology", key, Prose("it serves no goal")) for key in used if key not in serving
        ]
        none = Figure.unknown(NO_ITEM, on=self.day.on)
        return Trace(
            self.day.on,
            "",
            none,
            _share(carried, goals, "goals", self.day.on),
            _share(serving, used, Prose("technologies in use"), self.day.on),
            pl.DataFrame(schema=COLUMNS),
            pl.DataFrame(rows, schema=GAPS, orient="row"),
            pl.DataFrame(schema=LINKS),
            "",
        )

    def _of(self, kind: str) -> list[str]:
        return sorted(key for key in self.live if key.startswith(f"{kind}:"))

    def _has(self, key: str, level: str) -> bool:
        return any(_level(one) == level for one in self.below.get(key, ()))

    def _parts(self, key: str) -> list[str]:
        """Capabilities within it: an outer one is supported through them."""
        return self.day.enterprise.sources(key, "parent")


def _level(key: str) -> str:
    return LEVEL_OF[key.partition(":")[0]]


def _many(count: int, level: str) -> str:
    several = {"capability": "capabilities", "technology": "technologies"}.get(level, f"{level}s")
    return joined((count, Plural(level, several, number=count)))


def _share(some: list[str], of: list[str], what: str, on: date) -> Figure:
    if not of:
        return Figure.unknown(Prose("there are no {what}", what=what), unit="share", on=on)
    rest = tuple(one for one in of if one not in set(some))
    return Figure(
        len(some) / len(of),
        "share",
        formula=Prose("{some} traced / {of} {what}", some=len(some), of=len(of), what=what),
        counted=tuple(some),
        left_out={Prose("not traced"): rest} if rest else {},
        on=on,
        ratio=(len(some), len(of)),
    )
