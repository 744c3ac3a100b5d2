"""What would change: the one form in which facts are written, previewed, undone and laid on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from cohelm.core.schema import Schema

Plain = Mapping[str, Any]
Place = tuple[str, int]
"""The file and the row of it that a change was read from; row 0 where the whole file says it."""
Identity = tuple[str | int, ...]
"""What tells the subject of a change from all others: one part of an item, four of a link, five of an
observation."""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item made (`before` is None), removed (`after` is None), or some of its fields changed.

    Values are plain (JSON) forms. Of an item that stays, both sides hold just the touched fields;
    None stands for a field that has no value.
    """

    key: str
    before: Plain | None
    after: Plain | None
    place: Place | None = field(default=None, compare=False)

    @property
    def subject(self) -> str:
        """The key of the item."""
        return self.key

    def identity(self) -> Identity:
        """What tells the subject from all others."""
        return (self.key,)


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link made, removed or changed. `start` is a day number, 0 where it has always held.

    `before` and `after` hold all that the link says besides: `until` and its attributes.
    """

    source: str
    relation: str
    target: str
    start: int
    before: Plain | None
    after: Plain | None
    place: Place | None = field(default=None, compare=False)

    @property
    def subject(self) -> str:
        """The key of the item that declares the link."""
        return self.source

    def identity(self) -> Identity:
        """What tells the subject from all others."""
        return self.source, self.relation, self.target, self.start


@dataclass(frozen=True, slots=True)
class ObservationChange:
    """An observation made, removed or corrected; `time` is an ISO day or moment."""

    metric: str
    item: str
    time: str
    source: str
    reference: str
    before: Plain | None
    after: Plain | None
    place: Place | None = field(default=None, compare=False)

    @property
    def subject(self) -> str:
        """The key of the item that the observation is about."""
        return self.item

    def identity(self) -> Identity:
        """What tells the subject from all others."""
        return self.metric, self.item, self.time, self.source, self.reference


Change = ItemChange | LinkChange | ObservationChange
NAMES: dict[type[Change], str] = {
    ItemChange: "item", LinkChange: "link", ObservationChange: "observation"
}  # fmt: skip
TYPES: dict[str, type[Change]] = {name: type_ for type_, name in NAMES.items()}


def encode(change: Change) -> bytes:
    """The exact bytes that the log keeps and hashes; the place last, where there is one."""
    said: list[Any] = [NAMES[type(change)], change.identity(), change.before, change.after]
    if change.place is not None:
        said.append(change.place)
    written = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    # copied: the writer's own bytes keep 4 kB each, a gigabyte for 250,000 changes
    return bytes(memoryview(written))


def decode(payload: bytes) -> Change:
    """The change behind the bytes."""
    name, identity, before, after, *place = orjson.loads(payload)
    make: Callable[..., Change] = TYPES[name]
    return make(*identity, before, after, tuple(place[0]) if place else None)


def inverted(change: Change) -> Change:
    """The change that takes this one back; no file says so, even where one said the change."""
    return replace(change, before=change.after, after=change.before, place=None)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes in the order in which they hold; a later one of the same subject wins.

    `canonical_by` is the schema by which whoever made them found all new items canonical, None where
    nobody looked. It holds for just these changes: another set of them has none.
    """

    changes: tuple[Change, ...] = ()
    canonical_by: Schema | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, changes: Iterable[Change]) -> ChangeSet:
        """A change set of any iterable, of which nobody has looked at the items."""
        return cls(tuple(changes))

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def inverse(self) -> ChangeSet:
        """The change set that takes this one back, in reverse order."""
        return ChangeSet(tuple(inverted(change) for change in reversed(self.changes)))

    def net(self) -> ChangeSet:
        """Each subject touched once: from what it was at first to what it became at last.

        What ends where it began is left out.
        """
        first: dict[Identity, Change] = {}
        for change in self.changes:
            place = change.identity()
            first[place] = joined(first[place], change) if place in first else change
        return ChangeSet.of(one for one in first.values() if one.before != one.after)

    def then(self, other: ChangeSet) -> ChangeSet:
        """This change set with another after it."""
        return ChangeSet(self.changes + other.changes)


def patched(plain: Plain | None, after: Plain | None) -> dict[str, Any] | None:
    """An item's fields after a change: the patch laid on them; None when the item is removed."""
    if after is None:
        return None
    merged = {**plain, **after} if plain else dict(after)
    if None in merged.values():
        return {name: value for name, value in merged.items() if value is not None}
    return merged


def joined(one: Change, other: Change) -> Change:
    """Two changes of one subject, the second upon the first, as one.

    It has a place only where both were read from the same.
    """
    before, after = one.before, other.after
    if isinstance(one, ItemChange):
        before, after = _before(one, other), _after(one, other)
    place = one.place if one.place == other.place else None
    return replace(one, before=before, after=after, place=place)


def _before(one: Change, other: Change) -> Plain | None:
    if one.before is None:
        return None
    # removed and made again: what it has now and had not before is empty on this side
    more = other.before if one.after is not None else dict.fromkeys(other.after or {})
    merged = {**(more or {}), **one.before}
    if other.after is None:
        return {name: value for name, value in merged.items() if value is not None}
    return merged


def _after(one: Change, other: Change) -> Plain | None:
    if other.after is None:
        return None
    if one.after is None:  # removed and made again: what it had before and has not now is emptied
        return {**dict.fromkeys(one.before or {}), **other.after}
    merged = {**one.after, **other.after}
    if one.before is None:
        return {name: value for name, value in merged.items() if value is not None}
    return merged
