"""One value for many items at once: what would change, what is so already, what may not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.kindspec import KindSpec
from cohelm.core.proposal import propose
from cohelm.core.prose import Prose
from cohelm.reports.listing import column
from cohelm.store.access import Writer
from cohelm.web.cells import Cell, cells
from cohelm.web.typed import value_of

MOST = 5_000
"""More items at once are a matter for a file."""
SINGLE = ("name", "external_ids", "lifecycle", "clearance")
"""Fields that are each item's own, and what has several parts: they are edited one by one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item that would change: what its field says now, and what it would say."""

    key: str
    name: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Several:
    """What one value for many items amounts to. `refused` holds keys with the reason."""

    changes: ChangeSet
    rows: tuple[Row, ...]
    same: int
    refused: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """`Changes 43 of 50; 7 not permitted`."""
        total = len(self.rows) + self.same + len(self.refused)
        parts = [Prose("Changes {many:,} of {total:,}", many=len(self.rows), total=total)]
        parts += [Prose("{same:,} say so already", same=self.same)] if self.same else []
        parts += [Prose("{many:,} not permitted", many=len(self.refused))] if self.refused else []
        return "; ".join(parts)


def editable(kind: KindSpec) -> Iterator[tuple[str, str, str]]:
    """What can be said of many at once: (name, label, help) of fields, then of relations."""
    for field in kind.fields.values():
        if field.name not in SINGLE and field.type not in ("map", "structure"):
            yield field.name, field.label, field.help
    for relation in kind.relations.values():
        yield relation.name, relation.label, relation.help


def several(
    plan: Enterprise, kind: str, ids: Sequence[str], name: str, text: str, *, by: Writer, on: date
) -> Several:
    """Sets a field, or the one target of a relation, of many items; an empty text empties it.

    A target is a key or a name. Raises UnknownName, UsageError for too many items, InputError for a
    value that the field does not take.
    """
    spec = plan.schema.kind(kind)
    if name not in {one[0] for one in editable(spec)}:
        raise UnknownName.of(f"field of {kind}", name, [one[0] for one in editable(spec)])
    if len(ids) > MOST:
        raise UsageError(
            f"{len(ids):,} items are too many to change on a page",
            accepted=f"at most {MOST:,}",
            mend="Narrow the list, or take it out, change it in a spreadsheet and bring it again.",
        )
    proposal = propose(plan, Contents(documents=list(_documents(plan, spec, ids, name, text))))
    if proposal.problems:
        raise InputError(proposal.problems[0].message, where=name)
    allowed, refused = _permitted(proposal.changes, plan, by)
    after = plan.with_changes(allowed)
    shown = column(plan, kind, name)
    touched = dict.fromkeys(one.subject for one in allowed)
    rows = tuple(
        Row(
            key,
            plan.name(key),
            *(cells(one, kind, _id(key), (shown,), on)[0] for one in (plan, after)),
        )
        for key in touched
    )
    return Several(allowed, rows, len(ids) - len(rows) - len(refused), tuple(refused.items()))


def _documents(
    plan: Enterprise, spec: KindSpec, ids: Sequence[str], name: str, text: str
) -> Iterator[Document]:
    text = text.strip()
    field = spec.fields.get(name)
    if field is not None:
        currency = str(plan.organisation.get("currency") or "")
        try:
            value = value_of(field, text, currency) if text else None
        except ValueError as error:
            raise InputError(str(error), where=name) from None
        if field.required and value is None:
            raise InputError(f"{field.label} cannot be empty", where=name)
        covers: frozenset[str] = frozenset()
    else:
        value, covers = ([text] if text else []), frozenset({name})
    for id_ in ids:
        yield Document(spec.name, id_, {name: value}, covers=covers)


def _permitted(
    changes: ChangeSet, plan: Enterprise, by: Writer
) -> tuple[ChangeSet, dict[str, str]]:
    """The changes that the writer may make, and why not, by item, of the others."""
    after = plan.with_changes(changes)
    allowed: list[Change] = []
    refused: dict[str, str] = {}
    for one in changes:
        why = by.refuse(one, plan, after) if isinstance(one, ItemChange | LinkChange) else None
        if why:
            refused[one.subject] = why
        else:
            allowed.append(one)
    return ChangeSet.of(one for one in allowed if one.subject not in refused), refused


def _id(key: str) -> str:
    return key.partition(":")[2]
