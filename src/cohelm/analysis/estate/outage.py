"""What does an outage of some items take with it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.estate.standing import Standing
from cohelm.analysis.money import in_words
from cohelm.analysis.technology.resting import relations_of_use
from cohelm.analysis.wording import counted, listed, worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.named import item_named
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined

COLUMNS: dict[str, Any] = {
    "item": pl.String, "sure": pl.String, "through": pl.String, "criticality": pl.String,
}  # fmt: skip
DEGRADED: dict[str, Any] = {"item": pl.String, "needs": pl.String, "criticality": pl.String}
NOT_FOLLOWED: dict[str, Any] = {"relation": pl.String, "links": pl.Int64}
OF_TECHNOLOGY = ("requires", "bundled_in")
"""By what technologies hang on technologies; like the relations of use, no outage travels by them."""
SURE = {True: "certainly", False: "possibly"}
MOST_PATHS = 20
PEOPLE = "people"
COSTLY = ("application", "service")
"""The kinds whose outage has a price."""
Hour = Annotated[Decimal, "What an hour's outage costs of something of this criticality."]


@dataclass(frozen=True, slots=True, eq=False)
class Outage:
    """What stops with the items that are asked about, which `least` and `most` do not count themselves.

    `least` stop certainly, `most` at the worst: where it is not known how hard a need is, or how many
    of several stand-ins are needed. `stops` has a row for each: whether it is sure, what it stops
    through, how critical it is. `degraded` go on without something that is out or stops, of which they
    have a soft need. `goals` and `departments` are reached by what is out itself and by the items that
    stop at the worst, and an hour costs what both cost; `users` is how many people it hits at the
    least: those of the one application or service that has most of them, since nobody knows who uses
    several; `paths` say in sentences how the most critical ones are reached. `not_followed` has, by
    relation, how many links lead to technologies that were named: these do not go down, and what is made
    with them does not stop. Where nothing else was named, what stops has no number.
    """

    on: date
    asked: tuple[str, ...]
    called: str
    least: Figure
    most: Figure
    cost_per_hour: Figure
    cost_per_hour_at_worst: Figure
    users: Figure
    users_at_worst: Figure
    stops: pl.DataFrame
    degraded: pl.DataFrame
    by_kind: pl.DataFrame
    not_followed: pl.DataFrame
    goals: tuple[str, ...]
    departments: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How many items stop, and what an hour of it costs."""
        if not self.asked:
            return Prose("Choose what is out, and see what stops with it")
        if self.least.value is None:
            return Prose("Nobody can say what stops: {reason}", reason=self.least.reason)
        least, most = int(self.least.value), int(self.most.value or 0)
        range_ = (
            counted(least, "item")
            if least == most
            else Prose("{least} to {most} items", least=least, most=most)
        )
        stop = Plural("stops", "stop", number=most if least == most else max(2, most))
        said = Prose("{range} {stop} with {called}", range=range_, stop=stop, called=self.called)
        if self.cost_per_hour.value is None or self.cost_per_hour_at_worst.value is None:
            return said
        if not self.cost_per_hour_at_worst.counted:  # nought would pass for a price
            return said
        low, high = self.cost_per_hour.value, self.cost_per_hour_at_worst.value
        costs = [
            in_words([Money(Decimal(str(one)), self.cost_per_hour.unit)]) for one in (low, high)
        ]
        return Prose(
            "{said}; an hour costs {costs}",
            said=said,
            costs=costs[0]
            if low == high
            else Prose("{low} to {high}", low=costs[0], high=costs[1]),
        )

    def answer(self) -> dict[str, Any]:
        """What the command and the API say."""
        return {
            "items": {"least": self.least.value, "most": self.most.value},
            "by_kind": {row["kind"]: {"least": row["least"], "most": row["most"]}
                        for row in self.by_kind.to_dicts()},
            "goals": self.goals,
            "departments": self.departments,
            "cost_per_hour": {
                "least": self.cost_per_hour.value, "most": self.cost_per_hour_at_worst.value,
                "currency": self.cost_per_hour.unit,
            },
            "users": {"least": self.users.value, "most": self.users_at_worst.value},
            "stops": self.stops.to_dicts(),
            "degraded": self.degraded.to_dicts(),
            "not_followed": dict(self.not_followed.iter_rows()),
            "paths": self.paths,
            "sentence": self.sentence,
        }  # fmt: skip


def outage(
    enterprise: Enterprise,
    *,
    on: date,
    items: Annotated[
        tuple[str, ...], "The items that are out, as kind:id or by name, with commas."
    ] = (),
    also: Annotated[tuple[str, ...], "More items that are out at the same time."] = (),
    low: Hour = Decimal(100),
    medium: Hour = Decimal(1_000),
    high: Hour = Decimal(5_000),
    critical: Hour = Decimal(20_000),
) -> Outage:
    """What an outage of several items at once takes with it; see `standing.Standing.failing`.

    The cost of an hour is summed over the applications and services that are out or stop and on which
    nothing else of these kinds that stops stands, so that a chain is counted once, at the four figures
    by criticality; they are assumptions until better ones are stated. Raises UnknownName,
    UsageError. Linear in links.
    """
    plan = enterprise.at(on)
    hours = {"low": low, "medium": medium, "high": high, "critical": critical}
    for level, hour in hours.items():
        if hour < 0:
            raise UsageError(f"{hour} for an hour", where=level, accepted="0 and more")
    items = tuple(dict.fromkeys(item_named(plan, one) for one in (*items, *also)))
    nodes = set(plan.nodes.numbers(items))
    standing = Standing.of(plan, on)
    least = standing.failing(nodes, most=False) if nodes else {}
    most = standing.failing(nodes, most=True) if nodes else {}
    there = _Reach(plan, on, nodes, standing, least, most, hours)
    names = listed([plan.name(key) for key in items])
    return Outage(
        on, items, names, there.count(least), there.count(most),
        there.cost(least), there.cost_at_worst(), there.users(least), there.users(most),
        there.table(), there.degraded(),
        there.by_kind(), there.not_followed(),
        there.goals, there.departments, tuple(there.paths()),
    )  # fmt: skip


@dataclass(slots=True)
class _Reach:
    """What is needed to tell of an outage; `least` and `most` are by what each item stops."""

    plan: Enterprise
    on: date
    out: set[int]
    standing: Standing
    least: Mapping[int, int]
    most: Mapping[int, int]
    hours: Mapping[str, Decimal]
    levels: dict[int, str] = field(init=False)
    itself: set[int] = field(init=False)
    """What is out and was in use: an outage of what is retired hurts nobody."""

    def __post_init__(self) -> None:
        retired = Day(self.plan, self.on).retired
        self.itself = {node for node in self.out if not retired[node]}
        self.levels = {node: self._level(node) for node in self.most.keys() | self.itself}

    def _level(self, node: int) -> str:
        return str(self.plan.plain(self.key(node)).get("criticality") or "")

    def key(self, node: int) -> str:
        return self.plan.nodes.key(node)

    @property
    def unknown(self) -> str:
        """Why nothing can be said of what stops; empty where something can."""
        if not self.out:
            return Prose("no item is named")
        if any(not self.key(node).startswith("technology:") for node in self.out):
            return ""
        links = int(self.not_followed()["links"].sum())
        return Prose(
            "a technology does not go down, and {links} to it {are} not followed",
            links=counted(links, "link"),
            are=Plural("is", "are", number=links),
        )

    def not_followed(self) -> pl.DataFrame:
        """By relation, the links from what is not retired to technologies that are named."""
        day = Day(self.plan, self.on)
        named = [node for node in self.out if self.key(node).startswith("technology:")]
        found: Counter[str] = Counter()
        for relation in (*relations_of_use(day), *OF_TECHNOLOGY) if named else ():
            source, target, _ = day.links(relation)
            there = ~day.retired[source] & np.isin(target, named)
            found[relation] = int(np.count_nonzero(there))
        rows = sorted(((one, many) for one, many in found.items() if many), key=lambda row: -row[1])
        return pl.DataFrame(rows, schema=NOT_FOLLOWED, orient="row")

    def count(self, stops: Mapping[int, int]) -> Figure:
        if unknown := self.unknown:
            return Figure.unknown(unknown, on=self.on)
        keys = tuple(sorted(map(self.key, stops)))
        formula = Prose("the items that stand on these, directly or through others")
        return Figure(len(keys), formula=formula, counted=keys, on=self.on)

    def cost(self, stops: Mapping[int, int]) -> Figure:
        currency = str(self.plan.organisation.get("currency") or "")
        if unknown := self.unknown:
            return Figure.unknown(unknown, unit=currency, on=self.on)
        tops = self._tops(stops)
        known = [node for node in tops if self.levels[node] in self.hours]
        priced = any(len(self.plan.table(one)) for one in COSTLY)
        if not known and (tops or (stops and not priced)):
            reason = Prose("no application or service that stops says how critical it is")
            left_out: dict[str, tuple[str, ...]] = (
                {reason: tuple(sorted(map(self.key, tops)))} if tops else {}
            )
            return Figure(None, currency, reason, left_out=left_out, on=self.on)
        unsaid = tuple(sorted(self.key(node) for node in tops if node not in known))
        of = Counter(self.levels[node] for node in known)
        value = sum((self.hours[level] * n for level, n in of.items()), Decimal(0))
        terms = [
            Prose(
                "{many} × {hour:,} ({level})",
                many=of[level],
                hour=self.hours[level],
                level=worded(level),
            )
            for level in self.hours
            if of[level]
        ]
        keys = tuple(sorted(map(self.key, known)))
        hours = [
            Prose("{level}: {each:,} an hour", level=worded(level), each=each)
            for level, each in self.hours.items()
        ]
        sentence = joined(hours, "; ") + "."
        return Figure(
            value,
            currency,
            formula=joined(terms, " + ") or Prose("nothing that states how critical it is"),
            counted=keys,
            left_out={Prose("how critical it is, is not on record"): unsaid} if unsaid else {},
            assumed=(Assumption(Prose("cost of an hour"), sentence, keys),),
            on=self.on,
        )

    def cost_at_worst(self) -> Figure:
        """The price of all that may stop, or of what certainly does where that is dearer: a chain
        counts at its top, which may be cheaper than what it stands on."""
        certain, worst = self.cost(self.least), self.cost(self.most)
        if certain.value is not None and worst.value is not None:
            return max(worst, certain, key=lambda one: one.value or 0)
        return worst

    def users(self, stops: Mapping[int, int]) -> Figure:
        """The users of the one that has most of them, of what is out or stops."""
        if unknown := self.unknown:
            return Figure.unknown(unknown, unit=PEOPLE, on=self.on)
        keys = sorted(map(self.key, self._carriers(stops)))
        stated = {
            key: int(of) for key in keys if (of := self.plan.plain(key).get("users")) is not None
        }
        if keys and not stated:
            reason = Prose("no application or service that stops says how many people use it")
            return Figure(None, PEOPLE, reason, left_out={reason: tuple(keys)}, on=self.on)
        first = max(stated, key=lambda key: (stated[key], key), default="")
        unsaid = tuple(key for key in keys if key not in stated)
        return Figure(
            stated.get(first, 0),
            PEOPLE,
            formula=Prose("those of {name}, which has most", name=self.plan.name(first))
            if first
            else Prose("nothing that people use stops"),
            counted=tuple(stated),
            left_out={Prose("how many use it, is not on record"): unsaid} if unsaid else {},
            on=self.on,
        )

    def _carriers(self, stops: Mapping[int, int]) -> set[int]:
        """The applications and services that are out or stop."""
        gone = self.itself | stops.keys()
        return {node for node in gone if self.key(node).partition(":")[0] in COSTLY}

    def _tops(self, stops: Mapping[int, int]) -> list[int]:
        """The applications and services that are out or stop and carry no other one that does."""
        wanted = self._carriers(stops)
        carrying = {
            node for node in wanted
            if not wanted.isdisjoint(self.standing.source[self.standing.rows_on(node)].tolist())
        }  # fmt: skip
        return sorted(wanted - carrying)

    def table(self) -> pl.DataFrame:
        rows = [
            (self.key(node), SURE[node in self.least],
             self.key(self.least.get(node, by)), self.levels[node] or None)
            for node, by in self.most.items()
        ]  # fmt: skip
        order = {level: -at for at, level in enumerate(self.hours, 1)}
        rows.sort(key=lambda row: (row[1] != SURE[True], order.get(row[3] or "", 0), row[0]))
        return pl.DataFrame(rows, schema=COLUMNS, orient="row")

    def degraded(self) -> pl.DataFrame:
        """What goes on with less, with what it lacks; by key."""
        gone = self.out | self.most.keys()
        pairs = {
            (source, target)
            for source, target in zip(*(one.tolist() for one in self.standing.soft), strict=True)
            if target in gone and source not in gone
        }
        rows = sorted(
            (self.key(source), self.key(target), self._level(source) or None)
            for source, target in pairs
        )
        return pl.DataFrame(rows, schema=DEGRADED, orient="row")

    def by_kind(self) -> pl.DataFrame:
        least, most = (
            Counter(self.key(node).partition(":")[0] for node in stops)
            for stops in (self.least, self.most)
        )
        rows = [
            (kind, least[kind], most[kind]) for kind in sorted(most, key=lambda k: (-most[k], k))
        ]
        schema = {"kind": pl.String, "least": pl.Int64, "most": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    @property
    def goals(self) -> tuple[str, ...]:
        """Goals of the capabilities that these items serve, and of the products among them."""
        keys = self._reached
        served = [end for key in keys for end in self.plan.targets(key, "supports")]
        return self._ends((*keys, *served), "pursues")

    @property
    def departments(self) -> tuple[str, ...]:
        """Departments that use what is out or stops."""
        return self._ends(self._reached, "used_by")

    @property
    def _reached(self) -> list[str]:
        """What is out or stops at the worst."""
        return list(map(self.key, (*self.itself, *self.most)))

    def _ends(self, keys: Iterable[str], relation: str) -> tuple[str, ...]:
        return tuple(sorted({end for key in keys for end in self.plan.targets(key, relation)}))

    def paths(self) -> Iterator[str]:
        """How the most critical applications and services stop, a sentence each."""
        tops = [key for key in self.table()["item"] if key.startswith(("application:", "service:"))]
        for key in tops[:MOST_PATHS]:
            node = self.plan.nodes.number(key)
            by = self.least if node in self.least else self.most
            names, at = [self.plan.name(key)], node
            while at not in self.out and at is not None:
                at = by[at]
                names.append(self.plan.name(self.key(at)))
            how = Prose("stops") if by is self.least else Prose("may stop")
            yield Prose(
                "{name} {how} with {path}",
                name=names[0],
                how=how,
                path=", which stands on ".join(names[1:]),
            )
