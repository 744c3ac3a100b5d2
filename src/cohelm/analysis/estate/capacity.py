"""What is nearly full, and when will it be?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.estate.exhaustion import Growth, growth
from cohelm.analysis.estate.queueing import erlang_b, erlang_c
from cohelm.analysis.technology.trending import holm
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.named import item_named
from cohelm.core.prose import Prose, joined, written

METRIC = "load"
CHANCE = 0.05
MONTH = 30.4375
PEAK_DAYS = 90
KINDS = ("platform", "server", "network")
OWN: Mapping[tuple[str, str], tuple[str, str]] = {
    ("platform", ""): ("capacity", "capacity_unit"), ("server", "cores"): ("cores", "cores"),
    ("server", "memory"): ("memory_gb", "GB"), ("server", "storage"): ("storage_gb", "GB"),
    ("network", ""): ("bandwidth_mbps", "Mbit/s"),
}  # fmt: skip
"""By kind and by what is loaded, the field of the capacity, and its unit or the field of it."""
COLUMNS: dict[str, Any] = {
    "item": pl.String, "of": pl.String, "load": pl.Float64, "capacity": pl.Float64, "unit": pl.String,
    "percent": pl.Float64, "state": pl.String, "full_on": pl.Date, "earliest": pl.Date,
    "latest": pl.Date, "peak_percent": pl.Float64, "read_on": pl.Date, "readings": pl.Int64,
    "growth_a_month": pl.Float64, "p_of_all": pl.Float64, "turned_away": pl.Float64,
    "waiting": pl.Float64,
}  # fmt: skip
"""What one asks for first stands first: the table is wider than many a page."""
COURSE: dict[str, Any] = {
    "day": pl.Date, "load": pl.Float64, "expected": pl.Float64, "low": pl.Float64,
    "high": pl.Float64, "limit": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Capacity:
    """The loads of what states a capacity, those that are full first, then by the day they will be.

    `state` is full, growing, or steady (no growth beyond chance, corrected for all that were tested);
    else why nothing is known. `full_on` is expected only of what grows; `earliest` and `latest` are the
    ends of its band, null where not within ten years. `peak_percent` is the highest of 90 days.
    `turned_away` and `waiting` are shares of those who come, by Erlang. `course` has the readings of
    the item that is asked for, then the months ahead with their band.
    """

    on: date
    item: str
    full: Figure
    within_a_year: Figure
    perhaps_within_a_year: Figure
    unread: Figure
    loads: pl.DataFrame
    course: pl.DataFrame
    first: str
    first_on: str

    @property
    def sentence(self) -> str:
        """How many are full or will be within a year, and the first of them."""
        if not len(self.loads):
            return Prose("Nobody can say what is nearly full: no load is on record")
        said = Prose(
            "{full} of {loads} at the limit, {within_a_year} to reach it within a year",
            full=self.full.value,
            loads=counted(len(self.loads), "load"),
            within_a_year=self.within_a_year.value,
        )
        return (
            Prose(
                "{said}; first {first}, {first_on}",
                said=said,
                first=self.first,
                first_on=self.first_on,
            )
            if self.first
            else said
        )


def capacity(
    enterprise: Enterprise,
    *,
    on: date,
    item: Annotated[
        str, "The item whose course is shown month by month, as kind:id or by name."
    ] = "",
    up_to: Annotated[float, "The share of the capacity that may be taken."] = 1.0,
    days: Annotated[int, "So many days back readings count."] = 730,
) -> Capacity:
    """Utilisation, and when the limit is reached by the readings of the days up to and with `on`.

    A capacity that a reading states counts before that of the item. A load grows where Mann and
    Kendall's test says so after Holm's correction; without that no day is expected, but the band may
    reach the limit. Quadratic in the readings of a load. Raises UsageError, UnknownName.

    Source: Theil and Sen's slope with its interval; Erlang's formulas B and C.
    """
    if not 0 < up_to <= 1:
        raise UsageError(f"{up_to}", where="up_to", accepted="a share above 0 to 1: 0.8 for 80 %")
    if not 30 <= days <= 3660:
        raise UsageError(f"{days} days", where="days", accepted="30 to 3660")
    plan = enterprise.at(on)
    return _Loads(Day(plan, on), up_to, days).answer(item and item_named(plan, item))


@dataclass(frozen=True, slots=True)
class _Series:
    """The readings of one load in their order, with its capacity where that is known."""

    item: str
    of: str
    days: list[date]
    values: list[float]
    capacity: float | None
    unit: str
    last: Mapping[str, Any]
    growth: Growth | None


@dataclass
class _Loads:
    """All loads of the days, and what each amounts to."""

    day: Day
    up_to: float
    back: int

    @cached_property
    def series(self) -> list[_Series]:
        plan = self.day.enterprise
        if METRIC not in plan.observed:
            return []
        moment = pl.col("time").dt.date()
        since = self.day.on - timedelta(days=self.back)
        frame = plan.observations(METRIC).filter(moment > since, moment <= self.day.on)
        frame = frame.with_columns(moment.alias("day")).sort("item", "reference", "time")
        found = []
        for (key, of), rows in frame.group_by("item", "reference", maintain_order=True):
            last = rows.row(-1, named=True)
            stated, unit = self._capacity(
                str(key), str(of), rows["capacity"].drop_nulls().to_list()
            )
            days, values = rows["day"].to_list(), rows["value"].to_list()
            found.append(
                _Series(str(key), str(of), days, values, stated, unit, last, growth(days, values))
            )
        return found

    def _capacity(self, key: str, of: str, read: list[float]) -> tuple[float | None, str]:
        field, unit = OWN.get((key.partition(":")[0], of), ("", ""))
        plain = self.day.enterprise.plain(key)
        stated = read[-1] if read else plain.get(field) if field else None
        return stated or None, written(plain.get(unit) or "") if unit == "capacity_unit" else unit

    def answer(self, item: str) -> Capacity:
        tested = [one for one in self.series if one.growth is not None]
        of_all = holm([one.growth.p for one in tested if one.growth is not None])
        p = {(one.item, one.of): each for one, each in zip(tested, of_all, strict=True)}
        rows = [self._row(one, p.get((one.item, one.of))) for one in self.series]
        order = {"full": 0, "growing": 1}
        rows.sort(key=lambda row: (order.get(row["state"], 2), row["full_on"] or date.max,
                                   -(row["percent"] or 0), row["item"], row["of"]))  # fmt: skip
        loads = pl.DataFrame(rows, schema=COLUMNS)
        year = self.day.on + timedelta(days=365)
        soon = loads.filter(pl.col("full_on") <= year, pl.col("state") != "full")
        perhaps = loads.filter(pl.col("earliest") <= year, pl.col("state") != "full")
        name = self.day.enterprise.name
        first = soon.row(0, named=True) if len(soon) else None
        return Capacity(
            self.day.on,
            item,
            self._count(loads.filter(pl.col("state") == "full"), Prose("at the limit")),
            self._count(soon, Prose("expected to reach it within a year")),
            self._count(perhaps, Prose("whose band reaches it within a year")),
            self._unread(loads),
            loads,
            self._course(item),
            name(first["item"]) if first else "",
            _when(first, self.day.on) if first else "",
        )

    def _row(self, one: _Series, p: float | None) -> dict[str, Any]:
        limit = None if one.capacity is None else one.capacity * self.up_to
        last = one.values[-1]
        reached = one.growth.reaches(limit) if one.growth and limit else (None, None, None)
        grows = one.growth is not None and p is not None and p <= CHANCE and one.growth.slope > 0
        recent = [v for day, v in zip(one.days, one.values, strict=True)
                  if day > self.day.on - timedelta(days=PEAK_DAYS)]  # fmt: skip
        state = _state(limit, last, one.growth, grows=grows)
        away, waiting = _erlang(one)
        return {
            "item": one.item, "of": one.of or None, "load": last, "capacity": one.capacity,
            "unit": one.unit or None, "percent": _percent(last, one.capacity),
            "peak_percent": _percent(max(recent, default=None), one.capacity),
            "read_on": one.days[-1], "readings": len(one.values),
            "growth_a_month": one.growth.slope * MONTH if one.growth else None, "p_of_all": p,
            "state": state, "full_on": reached[0] if grows or state == "full" else None,
            "earliest": reached[1], "latest": reached[2],
            "turned_away": away, "waiting": waiting,
        }  # fmt: skip

    def _count(self, frame: pl.DataFrame, what: str) -> Figure:
        keys = tuple(sorted(set(frame["item"])))
        if not self.series:
            return Figure.unknown(Prose("no load is on record"), on=self.day.on)
        return Figure(len(keys), formula=joined((len(keys), what)), counted=keys, on=self.day.on)

    def _unread(self, loads: pl.DataFrame) -> Figure:
        """Platforms that state a capacity and of which no load was read."""
        stating = self.day.where("platform", pl.col("capacity").is_not_null())
        keys = {f"platform:{one}" for one in stating["id"]} - set(loads["item"])
        if not len(stating):
            return Figure.unknown(Prose("no platform states its capacity"), on=self.day.on)
        formula = Prose(
            "{keys} of {stating} that state a capacity", keys=len(keys), stating=len(stating)
        )
        return Figure(len(keys), formula=formula, counted=tuple(sorted(keys)), on=self.day.on)

    def _course(self, item: str) -> pl.DataFrame:
        """The readings of an item's first load, then eighteen months ahead."""
        of = next((one for one in self.series if one.item == item), None)
        if of is None:
            return pl.DataFrame(schema=COURSE)
        limit = None if of.capacity is None else of.capacity * self.up_to
        rows: list[tuple[Any, ...]] = [
            (day, value, None, None, None, limit)
            for day, value in zip(of.days, of.values, strict=True)
        ]
        rows += [(day, None, *of.growth.on(day), limit) for day in _ahead(of)] if of.growth else []
        return pl.DataFrame(rows, schema=COURSE, orient="row")


def _ahead(of: _Series) -> Iterator[date]:
    last = of.days[-1]
    yield from (last + timedelta(days=round(MONTH * month)) for month in range(1, 19))


def _state(limit: float | None, last: float, found: Growth | None, *, grows: bool) -> str:
    if limit is None:
        return Prose("its capacity is not on record")
    if last >= limit:
        return "full"
    if found is None:
        return Prose("too few readings")
    return "growing" if grows else "steady"


def _percent(value: float | None, capacity: float | None) -> float | None:
    return None if value is None or capacity is None else round(value / capacity * 100, 1)


def _erlang(one: _Series) -> tuple[float | None, float | None]:
    """Who finds no place, and who waits, by the last reading that says how many come."""
    arrivals, minutes = one.last["arrivals_per_hour"], one.last["minutes_each"]
    if not arrivals or not minutes or not one.capacity or one.capacity % 1:
        return None, None
    offered = arrivals * minutes / 60
    return erlang_b(int(one.capacity), offered), erlang_c(int(one.capacity), offered)


def _when(row: Mapping[str, Any], on: date) -> str:
    """The day that is expected, with its band; or that it has passed without a reading since."""
    if row["full_on"] <= on:
        full_on, read_on = day_in_words(row["full_on"]), day_in_words(row["read_on"])
        return Prose(
            "expected there since {full_on} and not read since {read_on}",
            full_on=full_on,
            read_on=read_on,
        )
    ends = [row["earliest"], row["latest"]]
    early = day_in_words(ends[0]) if ends[0] else Prose("not known")
    late = Prose("to {ends}", ends=day_in_words(ends[1])) if ends[1] else Prose("on, perhaps never")
    return Prose(
        "on {full_on} ({early} {late})",
        full_on=day_in_words(row["full_on"]),
        early=early,
        late=late,
    )
