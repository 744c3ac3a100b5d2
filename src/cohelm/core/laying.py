"""What documents state of items, laid on what is known of them: the plain form that each would have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cohelm.core.documents import Document
from cohelm.core.errors import Problem
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose
from cohelm.core.references import Ends, Laid, State, report_all
from cohelm.core.validation import illegible, legible

Fields = dict[str, Any]


def lay_together(state: State, documents: Sequence[tuple[str, Document]]) -> None:
    """Works out the plain forms of these documents, of each item the first; they come with their keys.

    What is wrong is left to `laid`, which says so in its turn.
    """
    first = dict(reversed(documents))
    by_kind: dict[str, list[tuple[Document, Fields | None, Fields]]] = {}
    for key, document in first.items():
        kind = state.enterprise.schema.kind(document.kind)
        before = _known(state, kind, key)
        merged = _merged(state, key, document, before)
        by_kind.setdefault(kind.name, []).append((document, before, merged))
    for name, rows in by_kind.items():
        by_value = state.by_value(state.enterprise.schema.kind(name))
        found = by_value.all_canonical([merged for *_, merged in rows])
        for (document, before, _), (after, _) in zip(rows, found, strict=True):
            if after is not None:
                state.laid[id(document)] = before, after


def lay_links(state: State, stated: Iterable[tuple[str, Mapping[str, Ends]]]) -> None:
    """Looks up what is known of the links that are stated of items, by relation for all of them."""
    asked: dict[str, list[str]] = {}
    for key, ends in stated:
        for name in ends:
            if (key, name) not in state.links:
                asked.setdefault(name, []).append(key)
    for name, keys in asked.items():
        for key, known in state.enterprise.stated_of(keys, name).items():
            state.links[key, name] = dict(known)


def laid(state: State, key: str, document: Document) -> Laid:
    """The fields of an item before and after a document; None for none, and where it is refused."""
    known = state.laid.pop(id(document), None)
    if known is not None:
        return known
    kind = state.enterprise.schema.kind(document.kind)
    before = _known(state, kind, key)
    return before, _canonical(state, kind, document, _merged(state, key, document, before))


def _known(state: State, kind: KindSpec, key: str) -> Fields | None:
    if key in state.fields:
        return state.fields[key]
    return state.enterprise.tables[kind.name].plain(key.partition(":")[2])


def _merged(state: State, key: str, document: Document, before: Mapping[str, Any] | None) -> Fields:
    """Stated values over known ones; external ids are joined, an empty value empties."""
    values = document.values
    if document.meant:
        values = document.meant(state.enterprise, key, document.values) or {}
    relations = state.enterprise.schema.kind(document.kind).relations
    stated = {name: value for name, value in values.items() if name not in relations}
    if before is None:
        return stated
    for name in document.fallback & before.keys():
        stated.pop(name, None)
    if document.whole:
        return stated
    merged = {**before, **stated}
    if before.get("external_ids") and stated.get("external_ids"):
        merged["external_ids"] = {**before["external_ids"], **stated["external_ids"]}
    return merged


def _canonical(
    state: State, kind: KindSpec, document: Document, stated: Mapping[str, Any]
) -> Fields | None:
    """The plain form of what a document states; None, and what is wrong is noted, where it has none.

    Of a file, which nobody here can mend, signs that nobody sees are left out and noted.
    """
    by_value = state.by_value(kind)
    after, wrong = by_value.canonical(stated)
    if after is None and document.file:
        seen = {name: legible(value) for name, value in stated.items()}
        cleared = [name for name, value in stated.items() if seen[name] != value]
        if cleared:
            after, wrong = by_value.canonical(seen)
        for name in cleared:
            why = Prose(
                "signs that nobody sees are left out; accepted is {why}",
                why=illegible(stated[name]),
            )
            state.notes.append(Problem(why, document.file, document.row, name))
    report_all(state, document, wrong)
    return after
