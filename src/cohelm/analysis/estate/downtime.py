"""How long was something out, by the incidents of itself and of what it stands on?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import polars as pl

from cohelm.analysis.estate.standing import Standing
from cohelm.core.enterprise import Enterprise

METRIC = "incident"
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, the end exclusive."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> float:
        """How long it is."""
        return max(0.0, (self.end - self.start) / MINUTE)


@dataclass(frozen=True, slots=True)
class Down:
    """Minutes that an item was out, and by part its own; only parts with an incident are in it."""

    minutes: float
    own: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Outages:
    """The list of incidents within a time: by node when it was out, and who does not say how long.

    `span` begins with the list, where that is later than what was asked for. None without a list.
    """

    span: Span | None
    out: Mapping[int, tuple[Span, ...]]
    unsaid: frozenset[int]

    def down(self, standing: Standing, item: int, beneath: Collection[int]) -> Down:
        """How long an item was out, and how much of that each part brought about by itself.

        The item is out while an incident says so, or while what is out beneath stops it for certain.
        A part's own minutes are those in which nothing else that was out would have stopped it.
        """
        there = [node for node in {item, *beneath} if node in self.out]
        total, own = 0.0, dict.fromkeys(there, 0.0)
        edges = sorted(
            {at for node in there for one in self.out[node] for at in (one.start, one.end)}
        )
        for start, end in pairwise(edges):
            out = frozenset(
                node
                for node in there
                if any(one.start <= start < one.end for one in self.out[node])
            )
            minutes = (end - start) / MINUTE
            for node in out:
                if node not in standing.failing(out - {node}, most=False):
                    own[node] += minutes
            if item in out or item in standing.failing(out, most=False):
                total += minutes
        return Down(total, own)


def outages(enterprise: Enterprise, *, on: date, days: int) -> Outages:
    """The incidents of the days up to and with `on`, cut to them.

    An incident lasts as long as its minutes down say; where it does not say, nobody knows whether
    anything was out. Linear in incidents.
    """
    frame = enterprise.observations(METRIC) if METRIC in enterprise.observed else pl.DataFrame()
    end = datetime.combine(on + timedelta(days=1), time(), UTC)
    if not len(frame) or frame["time"][0] >= end:
        return Outages(None, {}, frozenset())
    first = datetime.combine(frame["time"][0].date(), time(), UTC)
    whole = Span(max(first, end - timedelta(days=days)), end)
    out: dict[int, list[Span]] = {}
    unsaid: set[int] = set()
    for row in frame.iter_rows(named=True):
        node, start = enterprise.nodes.number(row["item"]), row["time"]
        if node is None or start >= end:
            continue
        if row["minutes_down"] is None:
            if start >= whole.start:
                unsaid.add(node)
            continue
        over = start + timedelta(minutes=row["minutes_down"])
        cut = Span(max(start, whole.start), min(over, end))
        if over >= whole.start:
            out.setdefault(node, []).append(cut)
    return Outages(whole, {node: tuple(of) for node, of in out.items()}, frozenset(unsaid))
