from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from cohelm.accounts.models import Access, Invitation, Token
from cohelm.accounts.secrets import (
    accept_invitation,
    invite,
    make_token,
    open_invitation,
    person_by_token,
)
from cohelm.core.errors import InputError, UnknownName
from cohelm.store.access import Level

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PASSWORD = "seven green lamps"


@pytest.fixture
def ada(store: None) -> User:
    user = User.objects.create(username="ada", first_name="Ada")
    Access.objects.create(user=user, level=Level.CONTRIBUTOR.value)
    return user


def test_a_token_is_kept_as_a_hash_and_shown_once(ada: User) -> None:
    shown = make_token(ada, name="pipeline", scope="read", days=30, now=NOW)
    kept = Token.objects.get()
    assert shown.text.startswith("cohelm_")
    assert shown.text not in (kept.digest, kept.name)
    assert kept.expires == NOW + timedelta(days=30)


def test_a_token_acts_for_its_owner_until_it_expires(ada: User) -> None:
    text = make_token(ada, name="p", scope="read", days=1, now=NOW).text
    person = person_by_token(text, now=NOW + timedelta(hours=23))
    assert (person.username, person.level, person.read_only) == ("ada", Level.CONTRIBUTOR, True)
    assert not person_by_token(text, now=NOW + timedelta(days=1)).signed_in
    assert not person_by_token(text + "x", now=NOW).signed_in


@pytest.mark.parametrize(
    ("stated", "accepted"),
    [
        ({"days": 0}, "1 to 366 days"),
        ({"days": 367}, "1 to 366 days"),
        ({"scope": "all"}, "read or write"),
        ({"name": "  "}, "what the token is for"),
    ],
)
def test_a_token_of_no_length_scope_or_name_is_refused(
    stated: dict[str, object], accepted: str, ada: User
) -> None:
    with pytest.raises(InputError, match=f"Accepted: {accepted}"):
        make_token(ada, **{"name": "p", "scope": "read", "days": 1, "now": NOW} | stated)  # type: ignore[arg-type]
    assert not Token.objects.exists()


def test_an_invitation_makes_one_account_with_its_level_and_office(store: None) -> None:
    secret = invite(Level.OFFICE_LEAD, now=NOW, office="cio")
    assert secret not in Invitation.objects.get().digest
    user = accept_invitation(
        secret, username="mara", name="Mara van den Berg", password=PASSWORD, now=NOW
    )
    assert (user.first_name, user.last_name) == ("Mara", "van den Berg")
    assert (user.access.level, user.access.office) == (Level.OFFICE_LEAD.value, "cio")
    assert user.check_password(PASSWORD)
    with pytest.raises(UnknownName):
        accept_invitation(secret, username="eve", name="", password=PASSWORD, now=NOW)


def test_an_invitation_is_good_for_a_day(store: None) -> None:
    secret = invite(Level.READER, now=NOW)
    assert open_invitation(secret, now=NOW + timedelta(hours=23, minutes=59))
    with pytest.raises(UnknownName, match="not valid"):
        open_invitation(secret, now=NOW + timedelta(hours=24))
    with pytest.raises(UnknownName):
        open_invitation(secret[:-1], now=NOW)


def test_a_name_that_is_taken_leaves_the_invitation_open(ada: User) -> None:
    secret = invite(Level.READER, now=NOW)
    with pytest.raises(InputError, match="'ADA' is taken"):
        accept_invitation(secret, username="ADA", name="", password=PASSWORD, now=NOW)
    assert open_invitation(secret, now=NOW)
