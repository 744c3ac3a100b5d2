"""Feeds: a secret address, kept as a hash, good for as long as its maker is let in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from cohelm.accounts.feeds import MOST, ShownFeed, make_feed, open_feed, revoke_feed
from cohelm.accounts.models import Access, Feed
from cohelm.core.errors import InputError, UnknownName
from cohelm.store.access import Level

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def user(store: None) -> User:
    user = User.objects.create_user("ann")
    Access.objects.create(user=user, level=Level.READER.value)
    return user


def made(user: User, name: str = "phone") -> ShownFeed:
    return make_feed(user, name=name, what="contracts", is_named=False, now=NOW)


def test_the_secret_is_long_told_once_and_kept_as_a_hash(user: User) -> None:
    shown = made(user)
    assert len(shown.secret) >= 43
    assert shown.secret not in str(Feed.objects.values())
    assert made(user, "desk").secret != shown.secret


def test_it_is_read_as_its_maker_and_says_when(user: User) -> None:
    found, person = open_feed(made(user).secret, now=NOW)
    assert (person.username, found.what) == ("ann", "contracts")
    assert Feed.objects.get().read == NOW


def test_what_was_revoked_or_disabled_or_guessed_is_nothing(user: User) -> None:
    shown = made(user)
    with pytest.raises(UnknownName, match="there is nothing at this address"):
        open_feed(shown.secret[:-1], now=NOW)
    User.objects.update(is_active=False)
    with pytest.raises(UnknownName, match="there is nothing at this address"):
        open_feed(shown.secret, now=NOW)
    User.objects.update(is_active=True)
    Access.objects.all().delete()
    with pytest.raises(UnknownName):
        open_feed(shown.secret, now=NOW)
    revoke_feed(user, shown.feed.pk)
    assert not Feed.objects.exists()


def test_one_revokes_ones_own_only(user: User) -> None:
    shown = made(user)
    with pytest.raises(UnknownName, match="no such feed of yours"):
        revoke_feed(User.objects.create_user("bob"), shown.feed.pk)


def test_it_has_a_name_and_there_are_not_too_many(user: User) -> None:
    with pytest.raises(InputError, match="the name is missing"):
        made(user, " ")
    for number in range(MOST):
        made(user, str(number))
    with pytest.raises(InputError, match="there are 20 feeds"):
        made(user)
