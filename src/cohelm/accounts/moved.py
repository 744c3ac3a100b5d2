"""What moved since the last edition of each list, or since a batch, for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cohelm.accounts.kept import Kept as Answers
from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import NotPermitted, UnknownName
from cohelm.core.removal import removal
from cohelm.reports.moved import Moved, moved, with_amounts
from cohelm.reports.movedamounts import amounts_moved
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.database import fetch
from cohelm.store.editions import Kept, edition, latest_editions, told
from cohelm.store.history import moment
from cohelm.store.load import as_known_at, everything, head, load, written_changes

MOST_LISTS = 20


@dataclass(frozen=True, slots=True)
class ListMoved:
    """A list with its newest edition, the one before it (None for the first), and what moved.

    `is_seen`: whether the audience sees any of its items.
    """

    edition: Kept
    earlier: Kept | None
    moved: Moved
    is_seen: bool


_answers: Answers[ListMoved] = Answers(64)


def lists_moved(audience: Audience, *, only: Sequence[int] = ()) -> list[ListMoved]:
    """What the newest edition of each list moved, the list that came last first.

    `only`: these editions alone, by number. Each is compared as things stood when it came; what
    somebody changed since is no part of it. Lists of which nothing may be seen are left out.
    """
    chosen = [one for one in latest_editions() if not only or one.number in only]
    whole, found = everything(), []
    for one in chosen[:MOST_LISTS]:
        # what was told about what is missing changes no revision, and so is a part of the question
        question = (audience, one.number, one.missing)
        moves = _answers.answer(whole, question, partial(_list_moved, one, audience))
        if moves.is_seen:
            found.append(moves)
    return found


def _list_moved(one: Kept, audience: Audience) -> ListMoved:
    """What an edition moved, as things stood when it came."""
    current = everything()
    earlier = edition(one.follows) if one.follows is not None else None
    before, after, changes = _around(one, audience)
    missing = [key for key in one.missing if key in current]
    moves = moved(
        before, after, one.kind, was=earlier.rows if earlier else (), now=one.rows,
        touched={change.subject for change in changes}, missing=missing,
    )  # fmt: skip
    if earlier is not None:
        moves = with_amounts(moves, tuple(amounts_moved(before, after, changes)))
    return ListMoved(one, earlier, moves, any(key in after for key in one.rows))


def since_batch(audience: Audience, batch: int) -> list[Moved]:
    """What moved since a batch was written, kind by kind; that batch itself is no part of it.

    Raises UnknownName for a batch that is not there.
    """
    if not fetch("SELECT 1 FROM store_batch WHERE id = %s", [batch]):
        raise UnknownName(f"there is no batch {batch}", mend="See cohelm history.")
    changes = written_changes(batch + 1, head())
    whole = everything()
    before = whole.with_changes(changes.inverse()).seen_by(audience)
    after = whole.seen_by(audience)
    kinds: dict[str, set[str]] = {}
    for change in changes:
        kinds.setdefault(change.subject.partition(":")[0], set()).add(change.subject)
    found = []
    for kind, touched in sorted(kinds.items()):
        if kind in after.schema.kinds:
            was = {key for key in touched if key in before}
            now = {key for key in touched if key in after}
            moves = moved(before, after, kind, was=was, now=now, touched=touched)
            totals = tuple(amounts_moved(before, after, changes, kind=kind))
            found.append(with_amounts(moves, totals))
    return [one for one in found if one.sentences]


def _around(one: Kept, audience: Audience) -> tuple[Enterprise, Enterprise, ChangeSet]:
    """The plan before and after an edition came, and what its batch changed."""
    time = _time_of(one)
    after = as_known_at(everything(), time)
    changes = written_changes(one.batch, one.batch)
    before = after.with_changes(changes.inverse())
    return before.seen_by(audience), after.seen_by(audience), changes


def _time_of(one: Kept) -> datetime:
    rows = fetch("SELECT time FROM store_batch WHERE id = %s", [one.batch])
    return moment(rows[0][0]) if rows else one.time


def keep_missing(keys: Iterable[str], by: Writer) -> int:
    """Remembers that items which a list no longer has are still there; nothing is asked again.

    Raises NotPermitted, UnknownName for an item that the writer does not see.
    """
    return told(_known(keys, by))


def remove_missing(keys: Iterable[str], by: Writer, *, via: str, reason: str) -> Written:
    """Removes items which a list no longer has, as one batch. Raises NotPermitted, UnknownName."""
    known, whole = _known(keys, by), everything()
    changes = ChangeSet()
    for key in known:
        changes = changes.then(removal(key, whole))
    written = apply(changes, by=by, via=via, reason=reason)
    told(known)
    return written


def _known(keys: Iterable[str], by: Writer) -> list[str]:
    if by.level < Level.CONTRIBUTOR:
        raise NotPermitted("telling what became of an item takes the access level contributor")
    plan, wanted = load(audience=by.audience), list(keys)
    for key in wanted:
        if key not in plan:
            raise UnknownName(f"there is no item '{key}'")
    return wanted
