"""Where values are from, as a page says it: file and row, or who entered it and through what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cohelm.accounts.asked import Asked
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.wording import count, day
from cohelm.store.sources import Behind, Source, behind, field_sources, sources_of
from cohelm.web.changed import people

MOST_ITEMS = 500
"""Of so many counted items the log is read; a figure of more says so."""
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class From:
    """The source of one value: its field or link in words, and the value."""

    label: str
    value: str
    source: Source
    who: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file (or a person) behind a figure: of how many of its items, which rows, how old in days."""

    name: str
    items: str
    rows: str
    batch: int
    last: datetime
    days: int


def item_sources(plan: Enterprise, key: str, asked: Asked) -> list[From]:
    """The sources of all that the plan shows of an item."""
    names = people()
    kind = plan.schema.kind(key.partition(":")[0])
    found = sources_of(plan, key, scenario=asked.scenario, known_at=asked.known_at)
    return [
        From(*_said(plan, kind.fields, one.name), one, names.get(one.actor, one.actor))
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the fields of an item are from: most of them, and in words those that are not."""

    most: Source | None
    who: str
    other: Mapping[str, str]


def item_origin(plan: Enterprise, key: str, asked: Asked) -> Origin:
    """Where most fields of an item are from, and the others, by name."""
    found = field_sources(plan, key, scenario=asked.scenario, known_at=asked.known_at)
    counted = Counter(one.batch for one in found.values())
    if not counted:
        return Origin(None, "", {})
    names = people()
    batch = max(counted, key=lambda one: (counted[one], one))
    most = next(one for one in found.values() if one.batch == batch)
    other = {
        name: f"{one.place or names.get(one.actor, one.actor)}, {day(one.time.date())}"
        for name, one in found.items()
        if one.batch != batch
    }
    return Origin(most, names.get(most.actor, most.actor), other)


def _said(plan: Enterprise, fields: Iterable[str], name: str) -> tuple[str, str]:
    """What a source is of, in words: its field; or its relation or metric, and the other end."""
    first, _, rest = name.partition(" ")
    known = first in fields
    label = first.replace("_", " ").replace("-", " ").capitalize()
    return (label, "") if known else (label, plan.name(rest))


def files_behind(
    plan: Enterprise, keys: tuple[str, ...], asked: Asked, now: datetime
) -> list[FileShown]:
    """The files and people behind the first 500 items that a figure counted."""
    names = people()
    found = behind(plan, keys[:MOST_ITEMS], scenario=asked.scenario, known_at=asked.known_at)
    return [_file(one, names, now) for one in found]


def _file(one: Behind, names: dict[str, str], now: datetime) -> FileShown:
    name = one.file or Prose("entered by {who}", who=names.get(one.actor, one.actor))
    age = max((now - one.last).days, 0)
    return FileShown(
        name, count(len(one.items), "item"), spans(one.rows), one.batches[-1], one.last, age
    )


def spans(rows: tuple[int, ...]) -> str:
    """Rows in words, runs joined: 2–4, 9; a long list is cut.

    >>> spans((2, 3, 4, 9))
    '2–4, 9'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    more = len(words) - MOST_ROWS
    return ", ".join(words[:MOST_ROWS]) + (Prose(" and {more} more", more=more) if more > 0 else "")
