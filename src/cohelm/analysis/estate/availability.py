"""How available is it, how available may it be promised to be, and which part costs most of that?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

import polars as pl

from cohelm.analysis.estate.downtime import Down, Outages, outages
from cohelm.analysis.estate.live import LiveEstate
from cohelm.analysis.estate.rollup import TINY, Promise, Rollup
from cohelm.analysis.wording import counted, uptime
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import NO_ITEM, Figure
from cohelm.core.named import item_named
from cohelm.core.prose import Prose, joined

YEAR = 525_600
"""Minutes of a year of 365 days."""
ALONE, TARGET = "availability_alone", "availability_target"
UPTIME = "share of time"
PARTS: dict[str, Any] = {
    "part": pl.String, "percent": pl.Float64, "stated_by": pl.String,
    "minutes_a_year": pl.Float64, "weight": pl.Float64, "minutes_down": pl.Float64,
}  # fmt: skip
PROMISES: dict[str, Any] = {
    "item": pl.String, "promised_percent": pl.Float64, "at_most_percent": pl.Float64,
    "at_worst_percent": pl.Float64, "measured_percent": pl.Float64,
    "short_minutes_a_year": pl.Float64,
}  # fmt: skip
By = Literal["promised", "measured"]


@dataclass(frozen=True, slots=True, eq=False)
class Availability:
    """An item's availability as measured, as promised, and as its parts allow; or all promises.

    `measured` is taken from the incidents of the days, else from `availability` readings. `at_most` and
    `at_worst` are what can be promised by what the parts promise: every perhaps of the needs for no,
    and for yes. Parts that state nothing are taken as always up, and left out of both: then only
    `at_most` bounds. `rolled_up` is `at_most` where every part states its availability. `parts`: what
    each costs, most first: `minutes_a_year` would be won were it always up; `weight` is by how much the
    whole rises with it; `minutes_down` are its own by incidents. Without an item, `promises` has all.
    """

    on: date
    item: str
    measured: Figure
    promised: Figure
    at_most: Figure
    at_worst: Figure
    rolled_up: Figure
    cannot_be_kept: Figure
    parts: pl.DataFrame
    promises: pl.DataFrame
    called: str
    first: str

    @property
    def sentence(self) -> str:
        """Promise, bound and measurement of an item; without one, how many promises cannot hold."""
        if not self.item:
            if self.cannot_be_kept.value is None:
                return Prose(
                    "Nobody can say which promises hold: {reason}",
                    reason=self.cannot_be_kept.reason,
                )
            return Prose(
                "{cannot_be_kept} of {promises} of "
                "availability cannot be kept by what they stand on",
                cannot_be_kept=self.cannot_be_kept.value,
                promises=counted(len(self.promises), "promise"),
            )
        parts = [
            joined((said, uptime(float(one.value))))
            for said, one in (
                (Prose("is promised for"), self.promised),
                (Prose("can be promised for at most"), self.at_most),
                (Prose("was measured at"), self.measured),
            )
            if one.value is not None
        ]
        if not parts:
            return Prose(
                "Nobody can say how available {called} is: {reason}",
                called=self.called,
                reason=self.at_most.reason,
            )
        said = joined((self.called, joined(parts, ", ")))
        return said + (
            Prose("; most minutes are lost to {first}", first=self.first) if self.first else ""
        )


def availability(
    enterprise: Enterprise,
    *,
    on: date,
    item: Annotated[
        str, "The item that is meant, as kind:id or by name; all promises otherwise."
    ] = "",
    by: Annotated[
        By, "What counts of the parts: what they promise, or what was measured."
    ] = "promised",
    days: Annotated[int, "So many days back incidents count."] = 365,
) -> Availability:
    """The availability of an item through series, stand-ins and k of n; see `rollup.Needs.rolled_up`.

    A part is up by itself as `availability_alone` says, else as the contract that covers it promises,
    else as its `availability_target`, less what lies beneath it. By what was measured: as its own
    incidents say, where it had any. Parts are taken to fail independently: what links do not state, such
    as a shared power supply, is not seen. Cost: linear in needs, times the nodes of a diagram; without
    an item, for each promise. Raises UnknownName, UsageError.

    Source: series, parallel and k of n as in DOMAIN.md 5; importance: Z. W. Birnbaum, On the importance
    of different components in a multicomponent system (1969).
    """
    if not 1 <= days <= 3660:
        raise UsageError(f"{days} days", where="days", accepted="1 to 3660")
    told = _Told(enterprise.at(on), on, by, days)
    if not item:
        return told.all_promises()
    key = item_named(told.plan, item)
    return told.of(key, told.plan.nodes.numbers([key])[0])


@dataclass
class _Told(LiveEstate):
    """What is known of the day: needs, promises by node, and the incidents."""

    by: By
    days: int

    @cached_property
    def incidents(self) -> Outages:
        return outages(self.plan, on=self.on, days=self.days)

    @cached_property
    def alone(self) -> Mapping[int, Promise]:
        """What is stated of a part by itself: by it, or by the lowest of the contracts that cover it."""
        found: dict[int, Promise] = {}
        for row in (
            self.day.where("contract", pl.col("availability_promised").is_not_null())
            .sort("id")
            .iter_rows(named=True)
        ):
            for key in self.plan.targets(f"contract:{row['id']}", "covers"):
                node = self.plan.nodes.number(key)
                share = row["availability_promised"]
                if node is not None and (node not in found or share < found[node].share):
                    found[node] = Promise(share, "contract")
        for kind in self.plan.tables:
            found |= {node: Promise(share, "itself") for node, share in self._stated(kind, ALONE)}
        return found

    @cached_property
    def targets(self) -> Mapping[int, float]:
        """What live items promise, with all that they stand on."""
        return {
            node: share for kind in self.plan.tables for node, share in self._stated(kind, TARGET)
        }

    def _stated(self, kind: str, field: str) -> Iterator[tuple[int, float]]:
        if field in self.plan.schema.kind(kind).fields and len(self.plan.table(kind)):
            frame = self.day.live(kind)
            yield from frame.filter(pl.col(field).is_not_null()).select("node", field).iter_rows()

    def rolled_up(self, node: int, down: Down) -> Rollup:
        span = self.incidents.span

        def ask(part: int) -> Promise | None:
            if self.by == "measured" and part in down.own and span is not None:
                return Promise(max(0.0, 1 - down.own[part] / span.minutes), "incidents")
            if part in self.alone or part == node:
                return self.alone.get(part)
            if part not in self.targets:
                return None
            stands = part in self.needs.single or part in self.needs.grouped
            return Promise(self.targets[part], "target", whole=stands)

        return self.needs.rolled_up(node, ask)

    def down(self, node: int) -> Down:
        return self.incidents.down(self.standing, node, self.needs.beneath(node))

    def measured(self, node: int, down: Down) -> Figure:
        """The share of the time in which the item was up."""
        span, key = self.incidents.span, self.plan.nodes.key
        if span is not None and down.own:
            value = max(0.0, 1 - down.minutes / span.minutes)
            unsaid = tuple(sorted(map(key, self.incidents.unsaid & set(self.needs.beneath(node)))))
            return Figure(
                value,
                UPTIME,
                formula=Prose(
                    "1 − {minutes:,.0f} minutes down / {span_minutes:,.0f} minutes",
                    minutes=down.minutes,
                    span_minutes=span.minutes,
                ),
                counted=tuple(sorted(map(key, down.own))),
                left_out={Prose("an incident does not say for how long"): unsaid} if unsaid else {},
                on=self.on,
            )
        return self._read(node)

    def _read(self, node: int) -> Figure:
        """The mean of the readings of the days."""
        item = self.plan.nodes.key(node)
        values: list[float] = []
        if "availability" in self.plan.observed:
            frame = self.plan.observations("availability")
            since = pl.lit(self.on) - pl.duration(days=self.days)
            day = pl.col("time").dt.date()
            values = frame.filter(pl.col("item") == item, day > since, day <= self.on)[
                "value"
            ].to_list()
        if not values:
            why = Prose(
                "no incident of it or of what it stands on is on record, and no reading of it"
            )
            if node in self.incidents.unsaid:
                why = Prose(
                    "its incidents do not say for how long it was out, and there is no reading of it"
                )
            return Figure.unknown(why, unit=UPTIME, on=self.on)
        said = Prose("the mean of {readings}", readings=counted(len(values), "reading"))
        mean = sum(values) / len(values)
        return Figure(mean, UPTIME, formula=said, counted=(item,), on=self.on)

    def of(self, item: str, node: int) -> Availability:
        """One item's answer."""
        down = self.down(node)
        found = self.rolled_up(node, down)
        target = self.targets.get(node)
        promised = Figure.unknown(Prose("it promises none"), unit=UPTIME, on=self.on)
        if target is not None:
            said = Prose("its availability target")
            promised = Figure(target, UPTIME, formula=said, counted=(item,), on=self.on)
        parts = self._parts(found, down)
        first = parts["part"][0] if len(parts) and (parts["minutes_a_year"][0] or 0) > 0 else ""
        is_beyond = _is_beyond(target, found)
        beyond = Figure(
            int(is_beyond),
            formula=Prose("promises that what they stand on cannot keep"),
            counted=(item,) if is_beyond else (),
            on=self.on,
        )
        return Availability(
            self.on, item, self.measured(node, down), promised,
            self._figure(found, found.best), self._figure(found, found.worst),
            self._complete(found), beyond, parts, pl.DataFrame(schema=PROMISES),
            self.plan.name(item), self.plan.name(first) if first else "",
        )  # fmt: skip

    def _figure(self, found: Rollup, value: float) -> Figure:
        key = self.plan.nodes.key
        unstated = tuple(sorted(map(key, found.unstated)))
        left_out: dict[str, tuple[str, ...]] = {}
        if unstated:
            left_out[Prose("says nothing of its availability")] = unstated
        if not found.stated:
            reason = Prose("nothing that it stands on says how available it is")
            return Figure(None, UPTIME, reason, left_out=left_out, on=self.on)
        how = Prose("rolled up exactly") if found.exact else "bounded"
        formula = Prose(
            "{how} over {parts} that say how available they are",
            how=how,
            parts=counted(len(found.stated), "part"),
        )
        if unstated:
            formula += Prose(
                "; {others} taken as always up", others=counted(len(unstated), "other")
            )
        return Figure(value, UPTIME, formula=formula,
                      counted=tuple(sorted(map(key, found.stated))), left_out=left_out,
                      on=self.on)  # fmt: skip

    def _complete(self, found: Rollup) -> Figure:
        unknown = len(found.unstated)
        if unknown or not found.exact:
            reason = (
                Prose(
                    "{unknown} of {parts} say nothing of it",
                    unknown=unknown,
                    parts=counted(unknown + len(found.stated), "part"),
                )
                if unknown
                else Prose("the parts are too many for more than bounds")
            )
            return Figure.unknown(reason, unit=UPTIME, on=self.on)
        return self._figure(found, found.best)

    def _parts(self, found: Rollup, down: Down) -> pl.DataFrame:
        rows: list[tuple[Any, ...]] = []
        for node, one in found.stated.items():
            lost = found.lost.get(node, 0.0 if found.exact else None)
            rows.append((
                self.plan.nodes.key(node), one.share * 100, one.by,
                None if lost is None else round(lost * YEAR, 1), found.weights.get(node),
                down.own.get(node),
            ))  # fmt: skip
        rows += [
            (self.plan.nodes.key(node), None, None, None, None, minutes)
            for node, minutes in down.own.items() if node not in found.stated
        ]  # fmt: skip
        rows.sort(key=lambda row: (-(row[3] or 0.0), -(row[5] or 0.0), row[0]))
        return pl.DataFrame(rows, schema=PARTS, orient="row")

    def all_promises(self) -> Availability:
        """Every promise beside what it stands on, those that fall short most first."""
        rows = [self._promise(node, target) for node, target in self.targets.items()]
        rows.sort(key=lambda row: (-(row[5] or 0.0), row[0]))
        short = tuple(sorted(row[0] for row in rows if row[5]))
        none = Figure.unknown(NO_ITEM, unit=UPTIME, on=self.on)
        beyond = Figure.unknown(Prose("nothing promises an availability"), on=self.on)
        if rows:
            beyond = Figure(
                len(short),
                formula=Prose("promises that what they stand on cannot keep"),
                counted=short,
                on=self.on,
            )
        return Availability(
            self.on, "", none, none, none, none, none, beyond, pl.DataFrame(schema=PARTS),
            pl.DataFrame(rows, schema=PROMISES, orient="row"), "", "",
        )  # fmt: skip

    def _promise(self, node: int, target: float) -> tuple[Any, ...]:
        """A row of the promises."""
        down = self.down(node)
        found, measured = self.rolled_up(node, down), self.measured(node, down).value
        seen = None if measured is None else float(measured) * 100
        key = self.plan.nodes.key(node)
        if not found.stated:
            return key, target * 100, None, None, seen, None
        short = round((target - found.best) * YEAR, 1) if _is_beyond(target, found) else 0.0
        return key, target * 100, found.best * 100, found.worst * 100, seen, short


def _is_beyond(target: float | None, found: Rollup) -> bool:
    """Whether what something stands on cannot keep its promise."""
    return target is not None and bool(found.stated) and target > found.best + TINY
