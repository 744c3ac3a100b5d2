"""Which series of readings and of monthly counts are on record, of which item?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.resting import relations_of_use, resting
from cohelm.core.prose import Prose
from cohelm.kinds.rings import READING

EVENTS = {"incidents": "incident", "releases": "deployment"}
"""What is counted by month, and the observation that it is."""
COUNTS = (*EVENTS, "uses")
KEYED = {"technology": pl.String, "month": pl.Date}


@dataclass(frozen=True, slots=True)
class Series:
    """One item's values in the order of their days. `key` is the metric's, or the name of a count."""

    item: str
    name: str
    key: str
    unit: str
    times: tuple[date, ...]
    values: tuple[float, ...]


def series_of(day: Day, months: int) -> Iterator[Series]:
    """Readings by metric and item, then counts by technology, of so many whole months before the day.

    Readings of one day make one: their sum where the metric `adds_up` by sum, else their mean. Rings of
    the radar are editions and no series. A month without an event counts nought, but only from the
    first month after the first event of that type on record: before, nobody kept count. Linear in
    readings and in pairs of items and technologies.
    """
    first = _month(day.on, -months)
    yield from _readings(day, first)
    for name, type_ in EVENTS.items():
        yield from _events(day, name, type_, months)
    yield from _counts("uses", _begun(day), _months(day.on, months))


def _month(day: date, by: int) -> date:
    """The first day of the month so many months from that of a day."""
    at = day.year * 12 + day.month - 1 + by
    return date(at // 12, at % 12 + 1, 1)


def _months(on: date, months: int) -> list[date]:
    return [_month(on, -back) for back in range(months, 0, -1)]


def _readings(day: Day, first: date) -> Iterator[Series]:
    for row in day.live("metric").sort("id").iter_rows(named=True):
        name = row["id"]
        frame = day.enterprise.observations(name)
        if name == READING or not len(frame) or "value" not in frame.columns:
            continue
        together = pl.col("value").sum() if row["adds_up"] == "sum" else pl.col("value").mean()
        dated = frame.select("item", pl.col("time").dt.date(), "value").drop_nulls()
        kept = dated.filter(pl.col("time").is_between(first, day.on))
        daily = kept.group_by("item", "time").agg(together).sort("item", "time")
        for (item,), part in daily.group_by("item", maintain_order=True):
            yield Series(str(item), name, f"metric:{name}", row["unit"] or "",
                         tuple(part["time"]), tuple(part["value"]))  # fmt: skip


def _events(day: Day, name: str, type_: str, months: int) -> Iterator[Series]:
    frame = day.enterprise.observations(type_)
    if not len(frame):
        return
    began = _month(frame["time"].dt.date()[0], 1)  # by time
    rests = resting(day)
    keys = day.enterprise.nodes.keys
    pairs = pl.DataFrame({"item": keys(rests["item"].to_numpy()),
                          "technology": keys(rests["technology"].to_numpy())},
                         schema={"item": pl.String, "technology": pl.String})  # fmt: skip
    of_each = frame.select("item", pl.col("time").dt.date().dt.truncate("1mo").alias("month"))
    found = of_each.join(pairs, on="item").select("technology", "month")
    yield from _counts(name, found, [one for one in _months(day.on, months) if one >= began])


def _begun(day: Day) -> pl.DataFrame:
    """The month in which each use began, of those that hold and say when they began."""
    rows: list[tuple[str, date]] = []
    for relation in relations_of_use(day):
        _, target, places = day.links(relation)
        if not len(places):
            continue
        starts = day.enterprise.links[relation].edges.start[places].tolist()
        keys = day.enterprise.nodes.keys(target)
        rows += [(key, date(start // 10_000, start // 100 % 100, 1))
                 for key, start in zip(keys, starts, strict=True) if start]  # fmt: skip
    return pl.DataFrame(rows, schema=KEYED, orient="row")


def _counts(name: str, found: pl.DataFrame, months: list[date]) -> Iterator[Series]:
    """The number of rows of each month, of each technology that has any."""
    within = found.filter(pl.col("month").is_in(months))
    sums = within.group_by("technology", "month").agg(pl.len().alias("many"))
    for (technology,), part in sums.sort("technology").group_by("technology", maintain_order=True):
        many = dict(part.select("month", "many").iter_rows())
        yield Series(
            str(technology),
            name,
            name,
            Prose("a month"),
            tuple(months),
            tuple(float(many.get(month, 0)) for month in months),
        )
