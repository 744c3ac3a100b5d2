"""The lists that were brought, edition by edition: what each had in it, and what it no longer has."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db.models import Exists, OuterRef

from cohelm.formats.editions import ABSENT, Listed, is_part, likeness
from cohelm.store.history import moment
from cohelm.store.models import Batch, Edition

MOST_LISTS = 200
"""So many lists, those that came last, are looked through for the one that a table continues."""
_UNDOING = Batch.objects.filter(undoes=OuterRef("batch")).exclude(
    Exists(Batch.objects.filter(undoes=OuterRef("pk")))
)
"""What took the batch of an edition back and was not itself taken back."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition of a list. `rows` has the keys of its items with their rows; `follows` is the number
    of the edition before it; `missing` are those of that one that it lacks and nobody has told about;
    `absent` is what the list says of such items.
    """

    number: int
    batch: int
    time: datetime
    actor: str
    file: str
    kind: str
    header: tuple[str, ...]
    rows: Mapping[str, int]
    follows: int | None
    missing: tuple[str, ...]
    absent: str = "ask"


@dataclass(frozen=True, slots=True)
class Continued:
    """A list that is brought, with the edition that it continues, if any, and what it lacks of it."""

    listed: Listed
    earlier: Kept | None
    missing: tuple[str, ...]

    @property
    def absent(self) -> str:
        """What the list says of items that it lacks; a new list asks."""
        return self.earlier.absent if self.earlier else ABSENT[0]


def continued(lists: Iterable[Listed]) -> list[Continued]:
    """What each list continues: of the lists that were brought before, the one most like it.

    An item that another of the lists has now is not missing.
    """
    lists = list(lists)
    known = {kind: latest_editions(kind=kind) for kind in {one.kind for one in lists}}
    there = {key for one in lists for key in one.rows}
    found = []
    for one in lists:
        earlier = _most_like(one, known[one.kind])
        asked = {*earlier.missing, *earlier.rows} - there if earlier else set()
        asked = {key for key in asked if not is_part(key)}  # an account is not removed
        found.append(Continued(one, earlier, tuple(sorted(asked))))
    return found


def _most_like(one: Listed, known: Sequence[Kept]) -> Kept | None:
    """The newest of those that are most like it."""
    compared = ((likeness(of.header, of.rows, one), of) for of in known)
    like = [pair for pair in compared if pair[0]]
    return max(like, key=lambda pair: (pair[0], pair[1].number))[1] if like else None


def keep_editions(
    lists: Iterable[Continued], *, batch: int, actor: str, now: datetime, absent: str = ""
) -> list[Kept]:
    """Keeps what the lists had in them; `batch` is 0 where they changed nothing.

    `absent` is what the lists say from now on of items that they lack; empty: what each said before.
    """
    return [
        _kept(
            Edition.objects.create(
                batch=batch or None, time=now, actor=actor,
                file=one.listed.file[-300:], kind=one.listed.kind, header=list(one.listed.header),
                rows=_packed(one.listed.rows), missing=list(one.missing),
                follows=one.earlier.number if one.earlier else None,
                absent=absent or one.absent,
            )
        )
        for one in lists
    ]  # fmt: skip


def latest_editions(*, kind: str = "") -> list[Kept]:
    """The newest edition of each list (of one kind, where it is said), the one that came last first.

    An edition that was undone is none: its list stands as it did before.
    """
    standing = Edition.objects.exclude(Exists(_UNDOING))
    newest = standing.exclude(Exists(standing.filter(follows=OuterRef("pk"))))
    of_kind = newest.filter(kind=kind) if kind else newest
    return [_kept(one) for one in of_kind.order_by("-id")[:MOST_LISTS]]


def edition(number: int) -> Kept | None:
    """One edition by its number."""
    found = Edition.objects.filter(pk=number).first()
    return _kept(found) if found else None


def stated_in(key: str) -> list[tuple[str, int, datetime]]:
    """The newest edition of each list that has an item: its file, the item's row, when it came.

    A value that it states as it was is no younger for it, but is known to hold since. Cost: one read of
    the newest editions of lists of that kind.
    """
    kind = key.partition(":")[0]
    return [
        (one.file, one.rows[key], one.time) for one in latest_editions(kind=kind) if key in one.rows
    ]


def told(keys: Collection[str]) -> int:
    """Remembers that somebody told about items that an edition lacks; how many it was asked about."""
    answered = 0
    for one in Edition.objects.defer("rows"):
        rest = [key for key in one.missing if key not in keys]
        if len(rest) < len(one.missing):
            answered += len(one.missing) - len(rest)
            Edition.objects.filter(pk=one.pk).update(missing=rest)
    return answered


def keep_absent(number: int, means: str) -> None:
    """Keeps what the list of an edition says of items that its next edition lacks."""
    Edition.objects.filter(pk=number).update(absent=means)


def forget_item(key: str) -> None:
    """Takes an item out of all editions, for good: it is erased."""
    for one in Edition.objects.all():
        rows = _unpacked(one.rows)
        if key in rows or key in one.missing:
            rows.pop(key, None)
            missing = [other for other in one.missing if other != key]
            Edition.objects.filter(pk=one.pk).update(rows=_packed(rows), missing=missing)


def _kept(one: Edition) -> Kept:
    return Kept(
        one.pk, one.batch or 0, moment(one.time), one.actor, one.file, one.kind,
        tuple(one.header), _unpacked(one.rows), one.follows, tuple(one.missing),
        one.absent,
    )  # fmt: skip


def _packed(rows: Mapping[str, int]) -> bytes:
    """Keys and rows as one value: a list of 100,000 is one row of the table, written in 0.1 s."""
    return zlib.compress(orjson.dumps(dict(rows)), 1)


def _unpacked(packed: bytes | memoryview) -> dict[str, int]:
    rows: dict[str, int] = orjson.loads(zlib.decompress(bytes(packed)))
    return rows
