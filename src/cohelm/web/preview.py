"""What a proposal would change, as a reader meets it: new, changed cell by cell, refused, noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.core.changes import Change, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.fields import FieldSpec
from cohelm.core.kindspec import KindSpec
from cohelm.core.proposal import Proposal
from cohelm.reports.wording import life, said

MOST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """One field or relation: what it is now and what it would be, in words; empty for nothing."""

    label: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item: what it is called, and what would be otherwise."""

    key: str
    name: str
    cells: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Counts of everything, and the first hundred of each; observations are counted by themselves.

    `kinds` counts the new items of each kind, most first.
    """

    new: int
    changed: int
    same: int
    refused: int
    changes: int
    observations: int
    new_lines: tuple[Line, ...]
    changed_lines: tuple[Line, ...]
    conflicts: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    kinds: tuple[tuple[KindSpec, int], ...]


def preview(plan: Enterprise, proposal: Proposal, on: date) -> Preview:
    """The preview of a proposal upon a plan."""
    by_key: dict[str, list[Change]] = {}
    for change in proposal.changes:
        by_key.setdefault(change.subject, []).append(change)
    kinds = Counter(key.partition(":")[0] for key in proposal.new if key in by_key)
    return Preview(
        sum(key in by_key for key in proposal.new),
        sum(key in by_key for key in proposal.changed),
        proposal.same,
        len(proposal.problems),
        len(proposal.changes),
        sum(isinstance(change, ObservationChange) for change in proposal.changes),
        tuple(_line(plan, key, by_key, on) for key in proposal.new[:MOST] if key in by_key),
        tuple(_line(plan, key, by_key, on) for key in proposal.changed[:MOST] if key in by_key),
        proposal.conflicts[:MOST],
        proposal.problems[:MOST],
        proposal.notes[:MOST],
        tuple((plan.schema.kind(kind), number) for kind, number in kinds.most_common()),
    )


def _line(plan: Enterprise, key: str, by_key: dict[str, list[Change]], on: date) -> Line:
    kind, name = plan.schema.kind(key.partition(":")[0]), plan.name(key)
    cells: list[Place] = []
    for change in by_key[key]:
        if isinstance(change, ItemChange):
            name = str((change.after or {}).get("name") or name)
            cells += _fields(kind, change, on)
        elif isinstance(change, LinkChange):
            cells.append(_link(plan, kind, change, by_key))
    return Line(key, name, tuple(cells))


def _fields(kind: KindSpec, change: ItemChange, on: date) -> list[Place]:
    before, after = change.before or {}, change.after or {}
    is_new = change.before is None
    return [
        Place(
            kind.fields[field].label,
            _said(kind.fields[field], before.get(field), on),
            _said(kind.fields[field], after.get(field), on),
        )
        for field in {**before, **after}
        if field in kind.fields and not (is_new and field == "name")
    ]


def _said(spec: FieldSpec, value: Any, on: date) -> str:
    """A value in words; of a life every day, since it is the days that would change."""
    if spec.type == "lifecycle":
        return life(value) if value else ""
    return said(spec, value, on=on)


def _link(
    plan: Enterprise, kind: KindSpec, change: LinkChange, by_key: dict[str, list[Change]]
) -> Place:
    made = next((one for one in by_key.get(change.target, ()) if isinstance(one, ItemChange)), None)
    name = plan.name(change.target)
    if name == change.target and made is not None:
        name = str((made.after or {}).get("name") or name)
    label = kind.relations[change.relation].label
    return Place(
        label, name if change.before is not None else "", name if change.after is not None else ""
    )
