"""One item as its page shows it: fields in groups, relations both ways, its life, where it is from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from cohelm.core.enterprise import Enterprise, LinkEnd
from cohelm.core.errors import UnknownName
from cohelm.core.fields import PHASES, FieldSpec, Lifecycle
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec, day_number
from cohelm.core.money import Money
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.answers import label_of
from cohelm.reports.wording import day, money, plain, said, word
from cohelm.web.cells import Cell, Linked, field_cell

IDENTITY = ("description", "tags", "external_ids")
ORIGIN = ("source", "reviewed_on", "clearance")
MOST_ENDS = 60
MOST_SAID = 4
NO_DAY = date.min
"""Observations have no lifecycle, so that no day matters to their words."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a life: its word, its first day, and whether it is past, now or to come."""

    word: str
    since: str
    state: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its value; `life` are the phases, where it is a lifecycle."""

    spec: FieldSpec
    cell: Cell
    life: tuple[Phase, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it runs over lines."""
        return self.spec.type in ("long_text", "structure")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `unknown` are those of which nothing is known."""

    title: str
    facts: tuple[Fact, ...]
    unknown: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True)
class End:
    """A linked item, what the link says of itself in words, and its first day as a number."""

    item: Linked
    says: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the item, or one that leads to it, with the items at its other end."""

    label: str
    help: str
    ends: tuple[End, ...]
    more: int
    name: str = ""
    many: bool = True


def groups(plan: Enterprise, key: str, on: date) -> list[Group]:
    """The fields of an item: what it is, what its kind says, what the organisation added, its origin.

    What stands at the head of its page is left out.
    """
    kind = plan.schema.kind(key.partition(":")[0])
    stated = _stated(plan, key)
    own = [n for n, s in kind.fields.items() if s.own]
    common = set(Kind.model_fields)
    particular = [n for n in kind.fields if n not in common and n not in own]
    named = (
        (_("What it is"), IDENTITY),
        (Prose("As {kind}", kind=article(kind)), particular),
        (_("The organisation’s own fields"), own),
        (_("Where this comes from"), ORIGIN),
    )
    made = (_group(kind, title, names, stated, on) for title, names in named)
    return [group for group in made if group.facts or group.unknown]


def fact(plan: Enterprise, key: str, name: str, on: date) -> Fact:
    """One field of an item, known or not. Raises UnknownName where its kind has no such field."""
    kind = plan.schema.kind(key.partition(":")[0])
    if name not in kind.fields:
        raise UnknownName.of(f"field of {kind.name}", name, kind.fields)
    spec, stated = kind.fields[name], _stated(plan, key)
    phases = tuple(life(plan, key, on)) if spec.type == "lifecycle" else ()
    value = stated.get(name)
    return Fact(spec, Cell() if value is None else field_cell(spec, value, on, unit=True), phases)


def _stated(plan: Enterprise, key: str) -> dict[str, Any]:
    return {"clearance": Prose("open"), **plan.plain(key)}


def article(kind: KindSpec) -> Prose:
    """A kind with its article: an application."""
    noun = kind.label if kind.label.isupper() else kind.label.lower()
    return again(f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}")


def _group(
    kind: KindSpec, title: str, names: Iterable[str], stated: dict[str, Any], on: date
) -> Group:
    specs = [kind.fields[name] for name in names if name in kind.fields]
    facts = tuple(
        Fact(spec, field_cell(spec, stated[spec.name], on, unit=True))
        for spec in specs
        if spec.name in stated
    )
    unknown = tuple(spec for spec in specs if spec.name not in stated)
    return Group(title, facts, unknown)


@dataclass(frozen=True, slots=True)
class ObservedMetric:
    """What was observed of an item by one metric: how often, and what it last said."""

    name: str
    key: str
    count: int
    last: str
    said: str


def observed(plan: Enterprise, key: str) -> list[ObservedMetric]:
    """The metrics by which an item was observed, the one seen last first."""
    found = []
    for metric, table in plan.observed.items():
        rows = table.frame.filter(pl.col("item") == key)
        if not len(rows):
            continue
        last = rows.row(-1, named=True)
        is_item = f"metric:{metric}" in plan
        name = plan.name(f"metric:{metric}") if is_item else again(label_of(metric))
        fields = [
            joined((*_called(spec), _seen(spec, last[spec.name])))
            for spec in table.spec.fields.values()
            if plan.audience.sees(spec.clearance) and last.get(spec.name) is not None
        ]
        said_last = joined(fields[:MOST_SAID], ", ")
        found.append(
            (
                last["time"],
                ObservedMetric(
                    name,
                    f"metric:{metric}" if is_item else "",
                    len(rows),
                    day(last["time"].date()),
                    said_last,
                ),
            )
        )
    return [one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _called(spec: FieldSpec) -> tuple[Prose, ...]:
    """What a value is called before it; a metric's value is called as the metric is."""
    return () if spec.name == "value" else (word(spec.name),)


def _seen(spec: FieldSpec, value: Any) -> str:
    """A value as the columns of observations hold it."""
    if spec.type == "money":
        return money(Money(value["amount"].normalize(), value["currency"]))
    return said(spec, value.isoformat() if hasattr(value, "isoformat") else value, on=NO_DAY)


def life(plan: Enterprise, key: str, on: date) -> list[Phase]:
    """The phases of an item's life; empty where nothing is said of it."""
    stated = plan.plain(key).get("lifecycle")
    if not stated:
        return []
    lifecycle = Lifecycle.model_validate(stated)
    now = lifecycle.phase(on)
    at = PHASES.index(now) if now else -1
    return [
        Phase(
            word(phase),
            day(getattr(lifecycle, phase)) if getattr(lifecycle, phase) else "",
            "now" if phase == now else "past" if number < at else "to come",
        )
        for number, phase in enumerate(PHASES)
    ]


def relations(plan: Enterprise, key: str) -> list[Relation]:
    """What the item leads to, by the relations of its kind, empty ones too."""
    return [
        relation(plan, key, spec)
        for spec in plan.schema.kind(key.partition(":")[0]).relations.values()
    ]


def relation(plan: Enterprise, key: str, spec: RelationSpec) -> Relation:
    """What the item leads to by one relation."""
    ends = plan.links_of(key, spec.name)
    return replace(_relation(plan, spec.label, spec.help, ends), name=spec.name, many=spec.many)


def inverse_relations(plan: Enterprise, key: str) -> list[Relation]:
    """What leads to the item, by inverse name; empty ones are left out."""
    by_inverse: dict[str, list[LinkEnd]] = {}
    for end in plan.links_to(key):
        by_inverse.setdefault(end.relation.inverse_label, []).append(end)
    return [_relation(plan, label, "", ends) for label, ends in sorted(by_inverse.items())]


def _relation(plan: Enterprise, label: str, help: str, ends: list[LinkEnd]) -> Relation:
    shown = sorted(ends, key=lambda end: plan.name(end.other).lower())[:MOST_ENDS]
    made = tuple(
        End(Linked(end.other, plan.name(end.other)), says(end), day_number(end.start, empty=0))
        for end in shown
    )
    return Relation(label, help, made, len(ends) - len(shown))


def says(end: LinkEnd) -> str:
    """What a link says of itself: from when, until when, its attributes."""
    parts = [
        Prose("from {start}", start=day(end.start)) if end.start else "",
        Prose("until {until}", until=day(end.until)) if end.until else "",
        *(joined((word(name), plain(value)), ": ") for name, value in end.says.items()),
    ]
    return joined(filter(None, parts), ", ")
