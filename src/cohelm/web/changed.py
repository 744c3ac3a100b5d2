"""What was changed, as a reader meets it: batches with who, when, why, and what of them may be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User

from cohelm.core.audience import Audience
from cohelm.core.enterprise import Enterprise
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.wording import count, day, life, moment, plain, said, word
from cohelm.store.history import Difference, Entry, history

PAGE = 50
FEW = 40
"""So many are enough as a rule."""
FOLLOWED = 400
"""So many changes are looked through for the last few batches."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field or link: what it was and what it became, in words; empty where there was nothing.

    `earlier` is its name in the log where what it was is not what it is now: it can be put back.
    """

    label: str
    was: str
    became: str
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: of which item, and what."""

    key: str
    name: str
    is_there: bool
    is_erased: bool
    lines: tuple[Line, ...]
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What was written in one go, as far as it may be seen; `last` is the oldest change shown.

    `is_cut`: no more of it was looked at.
    """

    id: int
    time: datetime
    actor: str
    via: str
    reason: str
    scenario: str
    undoes: int | None
    changes: tuple[Changed, ...]
    last: int
    is_cut: bool = False

    @property
    def sentence(self) -> str:
        """What it is about, where nobody said why: the item, or how many."""
        items = dict.fromkeys(change.name for change in self.changes)
        return next(iter(items)) if len(items) == 1 else count(len(items), "item")


def latest(audience: Audience, plan: Enterprise, *, limit: int) -> list[Batch]:
    """The last few batches, newest first."""
    found = batches(history(audience, limit=FEW), plan)
    if len(found) <= limit:  # the last of them may be cut, and there may be others behind
        found = batches(history(audience, limit=FOLLOWED), plan)
    return found[:limit]


def batches(entries: list[Entry], plan: Enterprise) -> list[Batch]:
    """Entries, newest first, as the batches that they were written in; oldest change first in each."""
    names = people()
    found = []
    for id_, group in groupby(entries, key=lambda entry: entry.batch):
        members = list(group)
        one = members[0]
        found.append(
            Batch(
                id_, one.time, names.get(one.actor, one.actor), one.via, one.reason, one.scenario,
                one.undoes, tuple(_changed(entry, plan) for entry in reversed(members)),
                members[-1].seq,
            )
        )  # fmt: skip
    return found


def who_made(audience: Audience, key: str) -> dict[str, str]:
    """Of each field of an item that was changed of late: who made it what it is, and when."""
    names, found = people(), dict[str, str]()
    for entry in history(audience, key=key, limit=PAGE):
        for field, *_ in entry.differences if entry.what == "item" else ():
            words = f"{names.get(entry.actor, entry.actor)}, {moment(entry.time)}"
            found.setdefault(field, words)
    return found


def people() -> dict[str, str]:
    """The names of those who have an account, by what the log calls them."""
    return {
        one.get_username(): one.get_full_name() or one.get_username() for one in User.objects.all()
    }


def _changed(entry: Entry, plan: Enterprise) -> Changed:
    lines = tuple(_line(entry, difference, plan) for difference in entry.differences)
    if entry.what == "observation":
        lines = _observed(entry, plan)
    name = plan.name(entry.subject)
    if entry.subject not in plan:  # gone since: it is called as the change calls it
        called = next((one for one in entry.differences if one[0] == "name"), None)
        name = str((called and (called[2] or called[1])) or entry.subject)
    return Changed(entry.subject, name, entry.subject in plan, entry.what == "erased", lines,
                   entry.seq)  # fmt: skip


def _line(entry: Entry, difference: Difference, plan: Enterprise) -> Line:
    field, was, became = difference
    if entry.what == "link":
        relation, _, target = field.partition(" ")
        label = joined((_label(relation), plan.name(target)))
        there = target not in plan or target in plan.targets(entry.subject, relation)
        earlier = field if was is not None and not there else ""
        return Line(label, _link_said(was), _link_said(became), earlier)
    spec = plan.schema.kinds.get(entry.subject.partition(":")[0])
    known = spec.fields.get(field) if spec and entry.what == "item" else None
    if known is None:
        return Line(_label(field), _plain(was), _plain(became))
    now = plan.plain(entry.subject).get(field) if entry.subject in plan else was
    earlier = field if was is not None and was != now else ""
    if known.type == "lifecycle":
        return Line(_label(field), life(was or {}), life(became or {}), earlier)
    on = entry.time.date()
    return Line(_label(field), said(known, was, on=on), said(known, became, on=on), earlier)


def _observed(entry: Entry, plan: Enterprise) -> tuple[Line, ...]:
    """An observation as one line: its metric and time, then all that it said and says."""
    about: str = ""
    sides: tuple[dict[str, Any], dict[str, Any]] = {}, {}
    for name, *values in entry.differences:
        metric, time, field = name.split(" ", 2)
        about = observation_called(plan, metric, time)
        for side, value in zip(sides, values, strict=True):
            side[field] = value
    return (Line(about, *(observation_said(plan, metric, one) for one in sides)),) if about else ()


def observation_called(plan: Enterprise, metric: str, time: str) -> Prose:
    """What an observation is of, and of when: its metric's name, a day or a moment."""
    key = f"metric:{metric}"
    called = plan.name(key) if key in plan else _label(metric.replace("-", " "))
    return joined((called, moment(time) if "T" in time else day(time)), ", ")


def observation_said(plan: Enterprise, metric: str, says: Mapping[str, Any]) -> Prose:
    """The fields of an observation in words, each with its name; empty where it states none."""
    known = plan.schema.observation(metric).fields
    words = (
        (field, said(known[field], value, on=date.min) if field in known else plain(value))
        for field, value in says.items()
        if value is not None
    )
    return joined((joined((word(field), one)) for field, one in words), ", ")


def value_said(plan: Enterprise, kind: KindSpec, name: str, value: Any) -> str:
    """A field or a relation of an item's document in words; empty for nothing."""
    if value is None:
        return ""
    if name in kind.relations:
        ends = value if isinstance(value, list) else [value]
        return joined((_end_said(plan, end) for end in ends), ", ")
    spec = kind.fields[name]
    return life(value) if spec.type == "lifecycle" else said(spec, value, on=date.min)


def _end_said(plan: Enterprise, end: Any) -> str:
    if not isinstance(end, dict):
        return plan.name(str(end))
    says = [joined((word(name), plain(one))) for name, one in end.items() if name != "to"]
    name = plan.name(str(end["to"]))
    return joined((name, " (", joined(says, ", "), ")"), "") if says else name


def _label(field: str) -> Prose:
    words = field.replace("_", " ")
    return again(words[:1].upper() + words[1:])


def _link_said(side: Any) -> str:
    if side is None:
        return ""
    return Prose("linked, {side}", side=plain(side)) if side else Prose("linked")


def _plain(value: Any) -> str:
    return "" if value is None else plain(value)
