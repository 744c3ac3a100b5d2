"""Whether what would be written is valid: every value by its kind, every link by its relation."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from cohelm.analysis.people.levels import refused_level
from cohelm.core.byvalue import ByValue
from cohelm.core.changes import (
    Change,
    ChangeSet,
    ItemChange,
    LinkChange,
    ObservationChange,
    Plain,
)
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError
from cohelm.core.ownvalues import misfits
from cohelm.core.validation import canonical_observation

MOST_SHOWN = 5


def refuse_invalid(changes: Collection[Change] | ChangeSet, after: Enterprise) -> None:
    """Raises InputError where an item, link or observation would not be valid once written.

    `after` is the plan with the changes on it. Cost: some 5 µs an item where there are many.
    """
    wrong = list(dict.fromkeys([*_wrong(changes, after), *misfits(changes, after)]))
    if wrong:
        more = f"; and {len(wrong) - MOST_SHOWN} more" if len(wrong) > MOST_SHOWN else ""
        raise InputError("; ".join(wrong[:MOST_SHOWN]) + more)


def _wrong(changes: Collection[Change] | ChangeSet, after: Enterprise) -> Iterator[str]:
    items = _wrong_items(changes, after)
    links = [one for one in changes if isinstance(one, LinkChange)]
    missing = after.missing(key for one in links for key in (one.source, one.target))
    fits: dict[tuple[str, str, str], str] = {}
    for change in changes:
        if change.after is None:
            continue
        try:
            if isinstance(change, ItemChange):
                yield from items.get(change.key, ())
            elif isinstance(change, LinkChange):
                yield from _link(change, after, fits, missing)
            else:
                yield from _observation(change, after)
        except CohelmError as error:
            yield str(error)


def _wrong_items(
    changes: Collection[Change] | ChangeSet, after: Enterprise
) -> dict[str, list[str]]:
    """What is wrong with items, by key: those of a kind are looked at together.

    A new one that was found canonical by the kind as it will be needs no second look.
    """
    seen = changes.canonical_by if isinstance(changes, ChangeSet) else None
    as_seen = {n for n, of in after.schema.kinds.items() if seen and seen.kinds.get(n) is of}
    plain: dict[str, dict[str, Plain]] = {}
    for one in changes:
        if not isinstance(one, ItemChange):
            continue
        kind, _, id_ = one.key.partition(":")
        if one.before is None and one.after is not None and kind in as_seen:
            continue
        of_kind = plain.setdefault(kind, {})
        said = one.after if one.before is None else None
        if said is None or id_ in of_kind or None in said.values():
            said = after.tables[kind].plain(id_)
        if said is not None:
            of_kind[id_] = said
        else:  # another of the changes may have made it
            of_kind.pop(id_, None)
    wrong: dict[str, list[str]] = {}
    for kind, of_kind in plain.items():
        found = ByValue.of_kind(after.schema.kind(kind)).all_canonical(list(of_kind.values()))
        for id_, (_, said_of) in zip(of_kind, found, strict=True):
            if said_of:
                key = f"{kind}:{id_}"
                wrong[key] = [f"{key}: {why}" for *_, why in said_of]
    return wrong


def _link(
    change: LinkChange,
    after: Enterprise,
    fits: dict[tuple[str, str, str], str],
    missing: Container[str],
) -> Iterator[str]:
    """What is wrong with a link; `fits` keeps what a relation takes instead of a kind, if not that."""
    kinds = change.source.partition(":")[0], change.relation, change.target.partition(":")[0]
    if kinds not in fits:
        spec = after.schema.relation(*kinds[:2])
        known = kinds[2] in after.schema.targets(spec)
        fits[kinds] = "" if known else ", ".join(spec.targets)
    if fits[kinds]:
        yield f"{change.source} {change.relation}: {change.target} is of none of {fits[kinds]}"
    if why := refused_level(change, after):
        yield why
    for key in (change.source, change.target):
        if key in missing:
            yield f"{change.source} {change.relation} {change.target}: there is no item '{key}'"


def _observation(change: ObservationChange, after: Enterprise) -> Iterator[str]:
    spec = after.schema.observation(change.metric)
    if change.item not in after:
        yield f"{change.metric}: there is no item '{change.item}'"
    values = {**(change.after or {}), "item": change.item, "time": change.time}
    yield from (f"{change.metric}: {why}" for *_, why in
                canonical_observation(spec.fields, spec.model, values)[1])  # fmt: skip
