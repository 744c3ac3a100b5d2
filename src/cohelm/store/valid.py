"""Whether what would be written is valid: every value by its kind, every link by its relation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from cohelm.analysis.people.levels import refused_level
from cohelm.core.byvalue import ByValue
from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError
from cohelm.core.ownvalues import misfits
from cohelm.core.validation import canonical_observation

MOST_SHOWN = 5


def refuse_invalid(changes: Collection[Change] | ChangeSet, after: Enterprise) -> None:
    """Raises InputError where an item, link or observation would not be valid once written.

    `after` is the plan with the changes on it. Cost: some 10 µs an item where there are many.
    """
    wrong = list(dict.fromkeys([*_wrong(changes, after), *misfits(changes, after)]))
    if wrong:
        more = f"; and {len(wrong) - MOST_SHOWN} more" if len(wrong) > MOST_SHOWN else ""
        raise InputError("; ".join(wrong[:MOST_SHOWN]) + more)


def _wrong(changes: Iterable[Change], after: Enterprise) -> Iterator[str]:
    kinds: dict[str, ByValue] = {}
    for change in changes:
        if change.after is None:
            continue
        try:
            if isinstance(change, ItemChange):
                yield from _item(change, after, kinds)
            elif isinstance(change, LinkChange):
                yield from _link(change, after)
            else:
                yield from _observation(change, after)
        except CohelmError as error:
            yield str(error)


def _item(change: ItemChange, after: Enterprise, kinds: dict[str, ByValue]) -> Iterator[str]:
    kind, _, id_ = change.key.partition(":")
    if kind not in kinds:
        kinds[kind] = ByValue.of_kind(after.schema.kind(kind))
    plain = after.tables[kind].plain(id_)
    if plain is not None:
        yield from (f"{change.key}: {why}" for *_, why in kinds[kind].canonical(plain)[1])


def _link(change: LinkChange, after: Enterprise) -> Iterator[str]:
    spec = after.schema.relation(change.source.partition(":")[0], change.relation)
    kind = change.target.partition(":")[0]
    if kind not in after.schema.targets(spec):
        yield f"{change.source} {spec.name}: {change.target} is of none of {', '.join(spec.targets)}"
    if why := refused_level(change, after):
        yield why
    for key in (change.source, change.target):
        if key not in after:
            yield f"{change.source} {spec.name} {change.target}: there is no item '{key}'"


def _observation(change: ObservationChange, after: Enterprise) -> Iterator[str]:
    spec = after.schema.observation(change.metric)
    if change.item not in after:
        yield f"{change.metric}: there is no item '{change.item}'"
    values = {**(change.after or {}), "item": change.item, "time": change.time}
    yield from (f"{change.metric}: {why}" for *_, why in
                canonical_observation(spec.fields, spec.model, values)[1])  # fmt: skip
