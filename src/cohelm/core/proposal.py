"""What would change if a file were taken in: new, changed, the same, wrong; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cohelm.core.changes import (
    Change,
    ChangeSet,
    ItemChange,
    LinkChange,
    ObservationChange,
    Place,
)
from cohelm.core.collecting import uncollected
from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem, did_you_mean
from cohelm.core.finder import Finder
from cohelm.core.keys import SLUG
from cohelm.core.kindspec import KindSpec
from cohelm.core.laying import laid, lay_links, lay_together
from cohelm.core.links import RelationSpec
from cohelm.core.prose import Prose, joined
from cohelm.core.references import (
    Ends,
    State,
    compare_files,
    differences,
    made_as,
    report,
    report_all,
    stated_ends,
)

MOST_GONE = 10
"""So many links that are gone are named for each item."""
AT_ONCE = 5_000
"""So many documents have their plain forms worked out before they are compared."""


@dataclass(frozen=True)
class Proposal:
    """The changes that a file amounts to. `new` and `changed` are keys, in the order of the file.

    `same` counts what is already as the file says. `conflicts` are the keys that changed in the store
    after the file was written; they are not among the changes. `places` are the rows of the files, as
    (file, row), that were taken in for each item: its own and those of its observations. `stated` has
    for each file that lists items in rows their keys, each with its first row, those of refused rows
    too. `made` are the keys of items that no row is about, which others name. `differing`, among the
    notes too, tell of which fields two files say different things.
    """

    changes: ChangeSet
    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    conflicts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    places: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    stated: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    made: tuple[str, ...] = ()
    differing: tuple[Problem, ...] = ()


@uncollected()
def propose(
    enterprise: Enterprise,
    contents: Contents,
    *,
    taken: Callable[[str, str], bool] | None = None,
) -> Proposal:
    """Compares what files hold with what is there.

    `taken(kind, id)` tells whether an id is in use by an item that `enterprise` does not show.
    A document that is wrong is left out whole and reported; the others come in.
    """
    settings = contents.settings
    if settings.get("own_fields"):
        enterprise = _with_settings(enterprise, settings)
    state = State(enterprise, Finder(enterprise, taken), contents.revision)
    state.problems += contents.problems
    state.notes += contents.notes
    state.notes += [note for remark in contents.remarks for note in remark(enterprise)]
    documents = sorted(contents.documents, key=lambda one: one.as_of or date.min)
    if settings:
        documents.insert(0, Document("organisation", "organisation", settings, whole=True))
    documents = [_with_own_id(state, one) if one.bare else one for one in documents]
    placed = [(_place(state, one), one) for one in documents]
    made: list[tuple[str, Document]] = []
    kept = [(key, one, stated_ends(state, key, one, made)) for key, one in placed if key]
    for key, one in made:
        _item(state, key, one, {})
    for start in range(0, len(kept), AT_ONCE):
        some = kept[start : start + AT_ONCE]
        lay_together(state, [(key, one) for key, one, _ in some])
        lay_links(state, [(key, ends) for key, _, ends in some])
        for key, one, ends in some:
            _item(state, key, one, ends)
    _drop_dangling(state)
    for observed in contents.observed:
        _observation(state, observed)
    told = tuple(differences(state))
    return Proposal(
        ChangeSet((*state.changes, *state.read.values()), canonical_by=enterprise.schema),
        tuple(state.new),
        tuple(state.changed),
        state.same,
        tuple(state.conflicts),
        tuple(state.problems),
        (*told, *state.notes),
        {key: tuple(rows) for key, rows in state.places.items()},
        _stated(placed),
        tuple(key for key, _ in made),
        told,
    )


def _stated(placed: list[tuple[str | None, Document]]) -> dict[str, dict[str, int]]:
    """By file, the keys of the items that its rows are about, each with its first row."""
    found: dict[str, dict[str, int]] = {}
    for key, document in placed:
        if key and document.row:
            found.setdefault(document.file, {}).setdefault(key, document.row)
    return found


def _with_settings(enterprise: Enterprise, settings: Mapping[str, Any]) -> Enterprise:
    """The enterprise whose schema already has the own fields that the file brings."""
    current = enterprise.organisation
    key = "organisation:organisation"
    change = ItemChange(
        key,
        {"own_fields": current.get("own_fields")} if current else None,
        {"own_fields": settings["own_fields"]} | ({} if current else {"name": "-"}),
    )
    overlaid = enterprise.with_changes(ChangeSet((change,)))
    tables = {**overlaid.tables, "organisation": enterprise.tables["organisation"]}
    return replace(overlaid, tables=tables)


def _with_own_id(state: State, document: Document) -> Document:
    """The document with its bare id as our own, where an item has it and no other is meant.

    Another is meant where it is known by that id already, or has the name that the document states.
    """
    kind, finder = document.kind, state.finder
    others = dict(document.values.get("external_ids") or {})
    known = finder.by_external_id(kind, others)
    id_ = str(others.pop(document.bare, ""))
    named = finder.by_name(kind, str(document.values.get("name") or ""))
    if known or not finder.has(kind, id_) or named not in (None, id_):
        return document
    values = {name: value for name, value in document.values.items() if name != "external_ids"}
    return replace(document, id=id_, values=values | ({"external_ids": others} if others else {}))


def _place(state: State, document: Document) -> str | None:
    """The key of a document: found, or made; None (and a problem) where it cannot have one."""
    kind, values = document.kind, document.values
    if kind not in state.enterprise.schema.kinds:
        known = did_you_mean(kind, state.enterprise.schema.kinds)
        report(
            state,
            document,
            "",
            kind,
            Prose("there is no kind '{kind}'. {known}", kind=kind, known=known),
        )
        return None
    external = values.get("external_ids") or {}
    id_ = document.id or state.finder.by_external_id(kind, external)
    name = str(values.get("name") or "")
    if not id_ and document.matches_name and name:
        id_ = state.finder.by_name(kind, name, external)
    if not id_ and not name:
        column, value, why = "name", "", "the name is missing"
        for system, value in external.items():
            column, why = (
                "external_ids",
                Prose(
                    "there is no {kind} with the {system} '{value}'",
                    kind=kind,
                    system=system,
                    value=value,
                ),
            )
        report(state, document, column, str(value), why)
        return None
    if not id_:
        id_ = state.finder.new_id(kind, name)
    elif not SLUG.match(id_):
        why = Prose("'{id}' cannot be an id: small letters, digits, '-', '.' and '_'", id=id_)
        report(state, document, "id", id_, why)
        return None
    state.finder.add(kind, id_, values)
    return f"{kind}:{id_}"


def _item(state: State, key: str, document: Document, ends: dict[str, Ends]) -> None:
    kind = state.enterprise.schema.kind(document.kind)
    before, after = laid(state, key, document)
    if after is None:
        return
    if before is not None and key in state.fields:
        compare_files(state, key, document, before, after)
    if document.as_of:
        state.editions[key] = document.as_of
    state.found_at(key, document.file, document.row)
    for row in document.repeats:
        state.found_at(key, document.file, row)
    place = (document.file, document.row) if document.file else None
    changes: list[Change] = []
    if before is None:
        changes.append(ItemChange(key, None, after, place))
    elif after != before:
        touched = [n for n in {**before, **after} if before.get(n) != after.get(n)]
        was, is_ = ({n: side.get(n) for n in touched} for side in (before, after))
        changes.append(ItemChange(key, was, is_, place))
    for name, of in ends.items():
        if before is None and (key, name) not in state.links:  # a new item: nothing was there
            new: Ends = {end: says for end, says in of.items() if says is not None}
            changes += [LinkChange(key, name, *end, None, says, place) for end, says in new.items()]
            if new:
                state.links[key, name] = new
            continue
        in_full = document.whole or name in document.covers
        if of or in_full:
            changes += _link_changes(state, key, kind.relations[name], of, in_full, place)
    _keep(state, key, document, changes, is_new=before is None)
    if key not in state.conflicts:
        state.fields[key] = after
        _tell_of_gone(state, kind, document, changes)


def _tell_of_gone(
    state: State, kind: KindSpec, document: Document, changes: Sequence[Change]
) -> None:
    """A note of the links that a file takes away by not stating them, where it states all there are."""
    for name in sorted(document.covers):
        gone = [
            one
            for one in changes
            if isinstance(one, LinkChange) and one.relation == name and one.after is None
        ]
        if not gone:
            continue
        names = sorted(state.enterprise.name(one.target) for one in gone)
        more = len(names) - MOST_GONE
        shown = [*names[:MOST_GONE], Prose("{more:,} more", more=more)] if more > 0 else names
        why = Prose(
            "{relation} of {name}: no longer {gone}",
            relation=kind.relations[name].label,
            name=state.enterprise.name(gone[0].source),
            gone=joined(shown, ", "),
        )
        state.notes.append(Problem(why, file=document.file, row=document.row))


def _link_changes(
    state: State,
    key: str,
    spec: RelationSpec,
    stated: Ends,
    in_full: bool,
    place: Place | None,
) -> Iterator[LinkChange]:
    known = state.links.get((key, spec.name), {})
    result = dict(known)
    if in_full or (not spec.many and any(says is not None for says in stated.values())):
        for gone in known.keys() - stated.keys():
            yield LinkChange(key, spec.name, *gone, known[gone], None, place)
            del result[gone]
    for end_key, says in stated.items():
        if known.get(end_key) != says:
            yield LinkChange(key, spec.name, *end_key, known.get(end_key), says, place)
            result[end_key] = says
    result = {end_key: says for end_key, says in result.items() if says is not None}
    state.links[key, spec.name] = result


def _keep(
    state: State, key: str, document: Document, changes: list[Change], *, is_new: bool
) -> None:
    written = state.revision if document.version is None else document.version
    if changes and written is not None and (version := state.enterprise.version(key)) > written:
        state.conflicts[key] = None
        why = Prose(
            "{key} changed after this file was written (change {version}, file {written})",
            key=key,
            version=version,
            written=written,
        )
        report(state, document, "", key, why + ": it is left as it is in the store")
        return
    state.changes += changes
    if is_new:
        state.new[key] = None
    elif changes and key not in state.new:
        state.changed[key] = None
    elif not changes:
        state.same += 1


def _drop_dangling(state: State) -> None:
    """Links to items that the file brings but that were refused are refused with them."""
    made = [one for one in state.changes if isinstance(one, LinkChange) and one.after is not None]
    unsure = {one.target for one in made} - state.fields.keys()
    refused = {target for target in unsure if target not in state.enterprise}
    if not refused:
        return
    dropped = {id(one): one for one in made if one.target in refused}
    for one in dropped.values():
        why = Prose("{target} was refused, and so is the link to it", target=one.target)
        state.problems.append(Problem(why, column=one.relation, value=one.target))
    state.changes = [one for one in state.changes if id(one) not in dropped]


def _meant(state: State, document: Document, column: str, named: Named) -> str:
    """The key of the item that an observation names by words, made where it may be; else empty."""
    for kind in named.kinds:
        if found := state.finder.by_word(kind, named.text, named.system):
            return f"{kind}:{found}"
    if not named.make or not named.text.strip():
        wanted = " or ".join(named.kinds[:4])
        report(
            state,
            document,
            column,
            named.text,
            Prose("there is no {wanted} '{text}'", wanted=wanted, text=named.text),
        )
        return ""
    made: list[tuple[str, Document]] = []
    key = made_as(state, document, column, named, made)
    for of, one in made:
        _item(state, of, one, {})
    return key


def _observation(state: State, observed: Observed) -> None:
    spec = state.enterprise.schema.observation(observed.metric)
    document = Document("observation", observed.metric, {}, observed.file, observed.row)
    values = {
        name: _meant(state, document, name, value) or None if isinstance(value, Named) else value
        for name, value in observed.values.items()
    }
    if values.get("item") is None and isinstance(observed.values.get("item"), Named):
        return
    if observed.meant:
        meant = observed.meant(state.enterprise, str(values.get("item")), values)
        if meant is None:
            return
        values = dict(meant)
    plain, wrong = state.canonical_observation(spec, values)
    report_all(state, document, wrong)
    if plain is None:
        return
    item = str(plain.pop("item", ""))
    if item not in state.enterprise and not state.finder.added(item):
        report(state, document, "item", item, Prose("there is no item '{item}'", item=item))
        return
    state.found_at(item, observed.file, observed.row)
    key = (
        item,
        str(plain.pop("time")),
        str(plain.pop("source", "")),
        str(plain.pop("reference", "")),
    )
    table = state.enterprise.observed.get(observed.metric)
    before = table.plain(key) if table else None
    place = (observed.file, observed.row) if observed.file else None
    _take_in(state, ObservationChange(observed.metric, *key, before, plain, place))


def _take_in(state: State, read: ObservationChange) -> None:
    """Notes what an observation changes; of one that is read twice the later counts."""
    identity = (read.metric, read.item, read.time, read.source, read.reference)
    name = " ".join(filter(None, identity))
    known = state.read.get(identity)
    if known is not None and known.after != read.after:
        file, row = read.place or ("", 0)
        state.reread.setdefault((read.metric, file), []).append(row)
    if (known.after if known else read.before) == read.after:
        state.same += 1
    elif read.before == read.after:
        del state.read[identity], state.changed[name]
        state.same += 1
    else:
        state.read[identity] = read
        (state.new if read.before is None else state.changed)[name] = None
