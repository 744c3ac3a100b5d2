"""Erasing a person's data: the payloads go for good, the chain still verifies and says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from cohelm.core.errors import NotPermitted, UnknownName
from cohelm.core.removal import removal
from cohelm.store import snapshot
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.comments import forget_comments
from cohelm.store.database import fetch, holding, writing
from cohelm.store.editions import forget_item
from cohelm.store.load import everything, forget
from cohelm.store.models import Batch

ERASED = "erased"
ERASING = "erase"
"""What a batch that erases is written through; nothing else may call itself so."""


def erase(key: str, *, by: Writer, reason: str, accounts: Collection[str] = ()) -> Written:
    """Removes an item, its links and observations, and empties every payload that names it.

    The comments on it go too, and those that the person's `accounts` wrote.

    The log keeps that something was erased, when, by whom and why. Text that others wrote about the
    person in other items is not found by this. Raises NotPermitted, UnknownName.
    """
    if by.level < Level.ADMINISTRATOR:
        raise NotPermitted("erasing takes the access level administrator")
    plan = everything()
    known = fetch("SELECT 1 FROM store_change WHERE subject = %s LIMIT 1", [key])
    if key not in plan.seen_by(by.audience) and not (known and key not in plan):
        raise UnknownName.of("item", key, plan.keys("person"))
    with writing():
        written = apply(removal(key, plan), by=by, via=ERASING, reason=reason)
        _empty_payloads(key)
        forget_item(key)
        forget_comments(key, accounts)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE store_batch SET erases = %s WHERE id = %s", [True, written.batch]
            )
        snapshot.purge()
    # and again what another process wrote before it could see the erasure
    snapshot.purge()
    forget()
    return written


@dataclass(frozen=True, slots=True)
class Erasure:
    """That something was erased: the batch that did it, when and by whom."""

    batch: int
    time: datetime
    actor: str


def erased_after(known_at: datetime) -> tuple[Erasure, ...]:
    """What was erased after a moment, oldest first: since then the plan as it was known at that moment
    lacks it, and cannot be shown as it was."""
    batches = Batch.objects.filter(erases=True, time__gt=known_at).order_by("pk")
    return tuple(Erasure(one.pk, one.time, one.actor) for one in batches)


def _empty_payloads(key: str) -> None:
    """Every payload that names the item, as its subject or as the end of a link."""
    word, test = f'"{key}"'.encode(), holding("payload")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE store_change SET payload = NULL, subject = %s WHERE subject = %s OR {test}",
            [ERASED, key, word],
        )
