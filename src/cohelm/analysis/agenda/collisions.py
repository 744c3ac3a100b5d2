"""Which plans collide: acts on the same thing, needs before their delivery, late successors?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import polars as pl

from cohelm.analysis.agenda.acts import NEVER, Act, Deed, acts
from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.roadmap import work_planned
from cohelm.analysis.sharing import halves
from cohelm.analysis.technology.obsolescence import obsolescence
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.concern import Severity
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

PAIRS: Mapping[frozenset[Deed], tuple[Severity, str]] = {
    frozenset({"change", "freeze"}): ("act", "it is changed while it must not be"),
    frozenset({"release", "freeze"}): ("act", "a version of it comes while it must not be changed"),
    frozenset({"retire", "freeze"}): ("act", "it is taken away while it must not be changed"),
    frozenset({"change", "retire"}): ("watch", "work on it goes on after its end"),
    frozenset({"release", "retire"}): ("act", "a version of it comes after its end"),
    frozenset({"change", "audit"}): ("watch", "it is changed while it is looked at"),
    frozenset({"release", "audit"}): ("watch", "a version of it comes while it is looked at"),
    frozenset({"change"}): ("watch", "two offices change it at the same time"),
}
"""By the deeds of two acts on the same item, how grave that is and what is wrong with it."""
COLUMNS: dict[str, Any] = {
    "severity": pl.String, "why": pl.String, "first": pl.String, "second": pl.String,
    "items": pl.List(pl.String), "since": pl.Date, "until": pl.Date, "days": pl.Int64,
    "offices": pl.List(pl.String),
}  # fmt: skip
NEED, SUCCESSOR, GAP = (
    "it is needed before it is delivered", "its successor lands after support ends",
    "it ends before what replaces it is there",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Collisions:
    """Plans that cannot both go as they stand, the gravest first, then the soonest.

    `collisions` has a row for each pair: what is wrong, the two plan items, the items that both are
    about, the days on which they overlap (inclusive; `until` and `days` null where that never ends),
    and the offices that want them.
    """

    on: date
    number: Figure
    grave: Figure
    between: Figure
    collisions: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many there are, how many between the offices, and the first day of one."""
        if not len(self.collisions):
            return Prose("No plans collide that state their days")
        between = len(self.collisions.filter(pl.col("offices").list.len() > 1))
        said = Prose(
            "{collisions} of plans, {between} between offices",
            collisions=counted(len(self.collisions), "collision"),
            between=between,
        )
        ahead = self.collisions.filter(pl.col("since") >= self.on)["since"].min()
        return (
            Prose("{said}; the next on {ahead}", said=said, ahead=day_in_words(ahead))
            if isinstance(ahead, date)
            else said
        )


def collisions(enterprise: Enterprise, *, on: date) -> Collisions:
    """Every pair of live plans that collides on a day or after it; see `PAIRS` for what counts.

    Two initiatives collide only where different offices sponsor them: one office's own are its to
    arrange. Days of overlap: min of the ends less max of the starts, both included. Besides: what an
    initiative needs and gets too late (see `portfolio.roadmap`), a successor that lands after support
    ends (see `technology.obsolescence`), and an item whose end comes before what replaces it is active.
    """
    day = Day(enterprise.at(on), on)
    return day.kept("collisions", lambda: _collisions(day))


def _collisions(day: Day) -> Collisions:
    plan, on = day.enterprise, day.on
    rows = [*_overlaps(day), *_needs(plan, on), *_successors(plan, on), *_gaps(day)]
    rows.sort(key=lambda row: (row[0] != "act", row[5], row[2], row[3]))
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return Collisions(
        on,
        _figure(frame, Prose("pairs of plans that collide"), on),
        _figure(
            frame.filter(pl.col("severity") == "act"), Prose("that cannot go as they stand"), on
        ),
        _figure(frame.filter(pl.col("offices").list.len() > 1), Prose("between offices"), on),
        frame,
    )


Row = tuple[Any, ...]


def overlap(first: Act, second: Act) -> tuple[date, date] | None:
    """The days on which two acts overlap, both included; None where they do not.

    >>> one = Act("change", "a", date(2027, 3, 1), date(2027, 3, 10), (), ())
    >>> other = Act("freeze", "b", date(2027, 3, 8), date(2027, 3, 15), (), ())
    >>> (overlap(one, other)[1] - overlap(one, other)[0]).days + 1
    3
    """
    since, until = max(first.start, second.start), min(first.end, second.end)
    return (since, until) if since <= until else None


def _overlaps(day: Day) -> Iterator[Row]:
    by_item: dict[str, list[Act]] = {}
    for act in acts(day):
        for item in act.items:
            by_item.setdefault(item, []).append(act)
    shared: dict[tuple[str, str], tuple[Act, Act, list[str]]] = {}
    for item, on_it in sorted(by_item.items()):
        for one, other in combinations(on_it, 2):
            if _collide(one, other, day.on):
                first, second = sorted((one, other), key=lambda act: (act.start, act.key))
                shared.setdefault((first.key, second.key), (first, second, []))[2].append(item)
    for first, second, items in shared.values():
        severity, why = PAIRS[frozenset({first.deed, second.deed})]
        days = overlap(first, second)
        assert days is not None
        yield _row(severity, why, first.key, second.key, items, days,
                   (*first.offices, *second.offices))  # fmt: skip


def _collide(one: Act, other: Act, on: date) -> bool:
    deeds = frozenset({one.deed, other.deed})
    if deeds not in PAIRS or one.key == other.key:
        return False
    if deeds == {"change"} and not _of_different_offices(one, other):
        return False
    days = overlap(one, other)
    if days is None or days[1] < on:
        return False
    if "freeze" in deeds:
        return True
    # what ends on the day on which the item goes is what takes it away
    gone = next((act.start for act in (one, other) if act.deed == "retire"), None)
    return gone is None or days[1] > gone


def _of_different_offices(one: Act, other: Act) -> bool:
    return bool(one.offices and other.offices and set(one.offices).isdisjoint(other.offices))


def _needs(plan: Enterprise, on: date) -> Iterator[Row]:
    work = work_planned(plan, on)
    ends = dict(work.select("initiative", "ends_now").iter_rows())
    office = dict(work.select("initiative", "office").iter_rows())
    for row in work.filter(pl.col("slip") > 0).iter_rows(named=True):
        for other in row["waits_for"]:
            if other in ends:
                needed = _needed(plan, row, other)
                yield _row("act", NEED, row["initiative"], other, [row["initiative"]],
                           (needed, ends[other]), (row["office"], office[other]))  # fmt: skip


def _needed(plan: Enterprise, row: Mapping[str, Any], other: str) -> date:
    """The day on which an initiative needs another; see `portfolio.roadmap`."""
    for end in plan.links_of(row["initiative"], "needs"):
        if end.other == other and end.says.get("by"):
            return date.fromisoformat(str(end.says["by"]))
    begun = row["status"] == "in_progress"
    found: date = row["end"] if begun else row["start"]
    return found


def _successors(plan: Enterprise, on: date) -> Iterator[Row]:
    late = obsolescence(plan, on=on).technologies.filter(pl.col("late") > 0)
    for row in late.iter_rows(named=True):
        sponsors = tuple(plan.targets(row["replaced_by"], "sponsor"))
        yield _row("act", SUCCESSOR, row["replaced_by"], row["technology"], [row["technology"]],
                   (row["ended"], row["lands"]), sponsors)  # fmt: skip


def _gaps(day: Day) -> Iterator[Row]:
    """Items that go before what replaces them is active."""
    plan, frame = day.enterprise, day.live("application")
    if not len(frame):
        return
    life = pl.col("lifecycle").struct
    days = frame.select("id", active=life.field("active"), gone=life.field("end_of_life"))
    lives: dict[str, tuple[date | None, date | None]] = {
        f"application:{id_}": (active, gone) for id_, active, gone in days.sort("id").iter_rows()
    }
    for new, (active, _) in lives.items():
        for old in plan.targets(new, "replaces") if active else ():
            gone = lives.get(old, (None, None))[1]
            if active and gone and active > gone and active >= day.on:
                yield _row("act", GAP, old, new, [old], (gone, active), ())


def _row(
    severity: str, why: str, first: str, second: str, items: list[str], days: tuple[date, date],
    offices: tuple[str, ...],
) -> Row:  # fmt: skip
    endless = days[1] == NEVER
    return (
        severity, why, first, second, items, days[0], None if endless else days[1],
        None if endless else (days[1] - days[0]).days + 1, sorted({one for one in offices if one}),
    )  # fmt: skip


def _figure(rows: pl.DataFrame, what: str, on: date) -> Figure:
    keys = sorted({*rows["first"].to_list(), *rows["second"].to_list()})
    return Figure(
        len(rows), formula=joined((len(rows), what)), counted=tuple(keys), on=on,
        parts=halves(rows.select("first", "second").rows()),
    )  # fmt: skip
