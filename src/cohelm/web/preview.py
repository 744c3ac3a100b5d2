"""What a proposal would change, as a reader meets it: new, changed cell by cell, refused, noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cohelm.core.changes import Change, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.proposal import Proposal

MOST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One item: what it is called, and each value with what it was; `was` None where it is new."""

    key: str
    name: str
    cells: tuple[tuple[str, Any, Any], ...]
    links: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Counts of everything, and the first hundred of each."""

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


def preview(plan: Enterprise, proposal: Proposal) -> Preview:
    """The preview of a proposal upon a plan."""
    by_key: dict[str, list[Change]] = {}
    for change in proposal.changes:
        by_key.setdefault(change.subject, []).append(change)
    return Preview(
        len(proposal.new),
        len(proposal.changed),
        proposal.same,
        len(proposal.problems),
        len(proposal.changes),
        sum(isinstance(change, ObservationChange) for change in proposal.changes),
        tuple(_line(plan, key, by_key) for key in proposal.new[:MOST] if key in by_key),
        tuple(_line(plan, key, by_key) for key in proposal.changed[:MOST] if key in by_key),
        proposal.conflicts[:MOST],
        proposal.problems[:MOST],
        proposal.notes[:MOST],
    )


def _line(plan: Enterprise, key: str, by_key: dict[str, list[Change]]) -> Line:
    cells: list[tuple[str, Any, Any]] = []
    links, name = 0, plan.name(key)
    for change in by_key[key]:
        if isinstance(change, ItemChange):
            after, before = change.after or {}, change.before or {}
            name = str(after.get("name") or name)
            shown = [n for n in {**before, **after} if change.before is not None or n != "name"]
            cells += [(field, before.get(field), after.get(field)) for field in shown]
        elif isinstance(change, LinkChange):
            links += 1
            was = plan.name(change.target) if change.before is not None else None
            becomes = plan.name(change.target) if change.after is not None else None
            cells.append((change.relation, was, becomes))
    return Line(key, name, tuple(cells), links)
