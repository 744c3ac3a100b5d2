"""The links that documents state: every target found by key, external id or name, or made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from cohelm.core.byvalue import ByValue
from cohelm.core.changes import Change, ObservationChange
from cohelm.core.documents import Document, Gone, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.finder import Finder
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec
from cohelm.core.observation import ObservationSpec
from cohelm.core.plural import in_number
from cohelm.core.prose import Prose
from cohelm.core.validation import Wrong, canonical_link

Ends = dict[tuple[str, int], dict[str, Any] | None]
"""What the links of one relation say, by (target, first day); None where a link is to go."""
Laid = tuple[dict[str, Any] | None, dict[str, Any] | None]
"""The fields of an item before a document and after it."""


@dataclass
class State:
    """What a proposal is gathered in.

    `laid` has what documents were found to say, by their `id()`; `editions` by item the day of the
    edition that spoke of it last; `read` by their identity the observations that change something,
    `reread` by metric and file the rows that say otherwise of one that was read before.
    """

    enterprise: Enterprise
    finder: Finder
    revision: int | None
    changes: list[Change] = field(default_factory=list)
    new: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)
    conflicts: dict[str, None] = field(default_factory=dict)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[tuple[str, str], Ends] = field(default_factory=dict)
    places: dict[str, dict[tuple[str, int], None]] = field(default_factory=dict)
    editions: dict[str, date | None] = field(default_factory=dict)
    differing: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    kinds: dict[str, ByValue] = field(default_factory=dict)
    laid: dict[int, Laid] = field(default_factory=dict)
    observed: dict[str, ByValue] = field(default_factory=dict)
    read: dict[tuple[str, ...], ObservationChange] = field(default_factory=dict)
    reread: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def by_value(self, kind: KindSpec) -> ByValue:
        """What tells the plain forms of a kind."""
        if kind.name not in self.kinds:
            self.kinds[kind.name] = ByValue.of_kind(kind)
        return self.kinds[kind.name]

    def canonical_observation(
        self, spec: ObservationSpec, stated: Mapping[str, Any]
    ) -> tuple[dict[str, Any] | None, list[Wrong]]:
        """The plain form of an observation, its key included, or None and what is wrong."""
        if spec.name not in self.observed:
            self.observed[spec.name] = ByValue.of_observation(spec)
        return self.observed[spec.name].canonical(stated)

    def found_at(self, key: str, file: str, row: int) -> None:
        """Remembers a row of a file that says something about an item."""
        self.places.setdefault(key, {})[file, row] = None


def stated_ends(
    state: State, key: str, document: Document, made: list[tuple[str, Document]]
) -> dict[str, Ends]:
    """The links that a document states, by relation, with every target found or made."""
    found: dict[str, Ends] = {}
    values = document.values
    relations = state.enterprise.schema.kind(document.kind).relations
    if not document.whole and relations.keys().isdisjoint(values):
        return found
    for name in relations if document.whole else [one for one in relations if one in values]:
        spec, stated = relations[name], values.get(name)
        if stated is None:
            if document.whole:
                found[name] = {}
            continue
        ends = found.setdefault(name, {})
        for value in stated if isinstance(stated, list | tuple) else [stated]:
            end = _end(state, key, document, spec, value, made)
            if end and isinstance(value, Gone):
                ends.setdefault((end[0], end[1]), None)
            elif end:
                ends[end[0], end[1]] = end[2]
    return found


def _end(
    state: State,
    key: str,
    document: Document,
    spec: RelationSpec,
    value: Any,
    made: list[tuple[str, Document]],
) -> tuple[str, int, dict[str, Any]] | None:
    if isinstance(value, Gone):
        value = {"to": value.to, "from": value.start}
    stated = value if type(value) is not Named and isinstance(value, Mapping) else None
    to = value if stated is None else stated.get("to")
    target = _target(state, document, spec, to, made)
    if target is None:
        return None
    if target == key:
        report(state, document, spec.name, key, "an item cannot be linked to itself")
        return None
    if stated is None or len(stated) == 1:
        return target, 0, {}
    end, wrong = canonical_link(spec, {**stated, "to": target})
    report_all(state, document, wrong)
    return end


def _target(
    state: State,
    document: Document,
    spec: RelationSpec,
    to: Any,
    made: list[tuple[str, Document]],
) -> str | None:
    kinds = state.enterprise.schema.targets(spec)
    text = to.text if isinstance(to, Named) else str(to)
    kind, colon, id_ = text.partition(":")
    if colon and kind in kinds and state.finder.has(kind, id_):
        return text
    named = to if isinstance(to, Named) else Named(text, kinds)
    for one in named.kinds:
        found = state.finder.by_word(one, named.text, named.system)
        if found:
            return f"{one}:{found}"
    if named.make and named.text.strip():
        return made_as(state, document, spec.name, named, made)
    *others, last = named.kinds[:4]
    wanted = f"{', '.join(others)} or {last}" if others else last
    why = Prose(
        "there is no {wanted} '{text}'; name one that is there, or add it first",
        wanted=wanted,
        text=named.text,
    )
    report(state, document, spec.name, named.text, why)
    return None


def made_as(
    state: State, document: Document, column: str, named: Named, made: list[tuple[str, Document]]
) -> str:
    """The key of an item of the first of its kinds, made for what is named in a column, and noted."""
    kind = named.kinds[0]
    values: dict[str, Any] = {"name": named.text.strip()}
    if named.system:
        values["external_ids"] = {named.system: named.text.strip()}
    id_ = state.finder.new_id(kind, named.text)
    state.finder.add(kind, id_, values)
    made.append((f"{kind}:{id_}", Document(kind, id_, values, document.file, document.row)))
    note = Prose(
        "{kind} '{text}' was not known and is made from {column}",
        kind=kind,
        text=named.text,
        column=column,
    )
    state.notes.append(Problem(note, document.file, document.row, column, named.text))
    return f"{kind}:{id_}"


def compare_files(
    state: State, key: str, document: Document, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Remembers which fields of an item another file, read before, gave another value.

    Of editions of several days no such thing is said: a later one may well say something else.
    """
    if document.as_of != state.editions.get(key):
        return
    said_by = next((file for file, _ in reversed(state.places.get(key, {}))), "")
    if not said_by or said_by == document.file:
        return
    for name in before.keys() & after.keys() - {"name", "external_ids"}:
        if before[name] != after[name]:
            state.differing.setdefault((document.file, said_by, name), []).append(document.row)


def differences(state: State) -> Iterator[Problem]:
    """A note for each field of which two files say different things of the same items, and for each
    metric of which files say different things of the same observations."""
    for (file, said_by, name), rows in sorted(state.differing.items()):
        items = "1 item says" if len(rows) == 1 else Prose("{rows:,} items say", rows=len(rows))
        what = name.replace("_", " ")
        text = Prose(
            "{items} something else for {what} than in {name}: the later counts",
            items=items,
            what=what,
            name=PurePath(said_by).name,
        )
        yield Problem(text, file, rows[0], name)
    for (metric, file), rows in state.reread.items():
        observations = in_number(len(rows), "observation is", "observations are")
        text = Prose(
            "{observations} there twice with other values: the later counts",
            observations=observations,
        )
        yield Problem(text, file, rows[0], metric)


def report(state: State, document: Document, column: str, value: str, why: str) -> None:
    """Notes one value of a document that could not be taken."""
    state.problems.append(Problem(why, document.file, document.row, column, value[:200]))


def report_all(state: State, document: Document, wrong: list[Wrong]) -> None:
    """Notes all that validation found wrong with a document."""
    for column, value, why in wrong:
        report(state, document, column, value, why)
