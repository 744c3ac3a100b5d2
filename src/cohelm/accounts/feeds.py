"""Feeds: secret addresses that a calendar program reads without a sign-in, made and revoked by hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from cohelm.accounts.models import Feed
from cohelm.accounts.person import Person, person_of
from cohelm.accounts.secrets import digest
from cohelm.core.errors import InputError, UnknownName

MOST = 20
"""So many feeds has an account at the most."""


@dataclass(frozen=True, slots=True)
class ShownFeed:
    """A new feed with the secret of its address, which is not to be had again."""

    feed: Feed
    secret: str


def make_feed(user: User, *, name: str, what: str, is_named: bool, now: datetime) -> ShownFeed:
    """Makes a feed of what an account may see. Raises InputError."""
    if not name.strip():
        raise InputError("the name is missing", where="name", accepted="which calendar it is for")
    if Feed.objects.filter(user=user).count() >= MOST:
        raise InputError(f"there are {MOST} feeds", accepted=f"{MOST} at most", mend="Revoke one.")
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        user=user, name=name.strip()[:120], what=what, digest=digest(secret), is_named=is_named, made=now
    )  # fmt: skip
    return ShownFeed(feed, secret)


def open_feed(secret: str, *, now: datetime) -> tuple[Feed, Person]:
    """The feed behind a secret and the person whose it is, with the access of this moment.

    Raises UnknownName where it was revoked, and where its account is disabled or has no access: both
    look alike from outside.
    """
    feed = Feed.objects.select_related("user__access").filter(digest=digest(secret)).first()
    person = person_of(feed.user) if feed else None
    if feed is None or person is None or person.level is None:
        raise UnknownName("there is nothing at this address")
    Feed.objects.filter(pk=feed.pk).update(read=now)
    return feed, person


def revoke_feed(user: User, number: int) -> None:
    """Takes a feed of one's own away. Raises UnknownName for somebody else's."""
    gone, _ = Feed.objects.filter(pk=number, user=user).delete()
    if not gone:
        raise UnknownName("there is no such feed of yours")
