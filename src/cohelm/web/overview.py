"""What the home page and the domains show: figures of each office, what there is, what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cohelm.analysis.day import Day
from cohelm.core.concern import Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.kindspec import KindSpec
from cohelm.web.concerns import by_severity
from cohelm.web.navigation import DOMAINS
from cohelm.web.offices import Office, falling, offices

MOST_ROWS = 6
UNOWNED = frozenset({"organisation", "office", "role", "person", "acceptance", "check", "location"})
"""Kinds of which one does not ask who owns them."""
LOOKED_AT = ("application", "service", "platform", "data_set", "data_product", "contract", "vendor",
             "initiative", "product", "technology", "experiment", "risk", "goal", "team",
             "decision")  # fmt: skip
"""What an office's panel counts; where shares are alike, in this order."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind, how many of its items fall to an office, and how many there are."""

    kind: KindSpec
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One office: who it is, the concerns that fall to it, and what of the plan does."""

    office: Office
    severities: dict[str, int]
    rows: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One domain: how much there is of it, and what is raised about it."""

    name: str
    words: str
    kinds: tuple[tuple[KindSpec, int], ...]
    items: int
    severities: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything rests on: how many items, how many of them nobody owns, how old the oldest is."""

    items: int
    ownable: int
    unowned: int
    oldest_days: int | None
    sources: int


def panels(plan: Enterprise, on: date, concerns: Sequence[Concern]) -> list[Panel]:
    """A panel for each office, left to right."""
    by_office: dict[str, list[str]] = {}
    for concern in concerns:
        by_office.setdefault(concern.office, []).append(concern.severity)
    counted = _fallen(plan, on)
    return [
        Panel(
            office,
            by_severity(by_office.get(office.key, [])),
            _most_its_own(plan, counted.get(office.key, Counter())),
        )
        for office in offices(plan)
    ]


def _most_its_own(plan: Enterprise, counted: Counter[str]) -> tuple[Counted, ...]:
    """The kinds of which an office has the largest share: so its remit shows from what it has."""
    rows = [
        Counted(plan.schema.kinds[kind], number, len(plan.table(kind)))
        for kind, number in counted.items()
    ]
    rows.sort(key=lambda row: (-row.count / row.total, LOOKED_AT.index(row.kind.name)))
    return tuple(rows[:MOST_ROWS])


def _fallen(plan: Enterprise, on: date) -> dict[str, Counter[str]]:
    """How many items of each kind fall to each office."""
    found: dict[str, Counter[str]] = {}
    for kind in LOOKED_AT:
        for office, number in Counter(falling(plan, kind, on).values()).items():
            if office:
                found.setdefault(office, Counter())[kind] = number
    return found


def domains(plan: Enterprise, concerns: Sequence[Concern]) -> list[DomainLine]:
    """A line for each domain that there is anything of, in the order of the questions."""
    severities: dict[str, list[str]] = {}
    for concern in concerns:
        kind = concern.items[0].partition(":")[0] if concern.items else ""
        if kind in plan.schema.kinds:
            severities.setdefault(plan.schema.kinds[kind].domain, []).append(concern.severity)
    lines = []
    for name, words in DOMAINS.items():
        kinds = tuple(
            (kind, len(plan.table(kind.name)))
            for kind in plan.schema.kinds.values()
            if kind.domain == name and kind.name != "organisation"
        )
        items = sum(count for _, count in kinds)
        lines.append(DomainLine(name, words, kinds, items, by_severity(severities.get(name, []))))
    return lines


def ground(plan: Enterprise, on: date) -> Ground:
    """What the plan rests on."""
    owned = Day(plan, on).linked("owner")
    nodes = [plan.tables[kind].nodes for kind in plan.tables if kind not in UNOWNED]
    ownable = np.concatenate(nodes) if nodes else np.empty(0, np.int32)
    reviewed, sources = [], set()
    for kind in plan.tables:
        frame = plan.frame(kind)
        if len(frame):
            reviewed.append(frame["reviewed_on"].min())
            sources |= set(frame["source"].drop_nulls().unique().to_list())
    oldest = min((one for one in reviewed if isinstance(one, date)), default=None)
    return Ground(
        len(plan),
        len(ownable),
        int((~owned[ownable]).sum()) if len(ownable) else 0,
        (on - oldest).days if oldest else None,
        len(sources),
    )
