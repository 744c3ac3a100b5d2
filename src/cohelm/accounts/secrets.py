"""Tokens and invitations: made at random, shown once, kept as hashes, and good for a time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from django.contrib.auth.models import User
from django.db import connection, transaction

from cohelm.accounts.models import Access, Invitation, Token
from cohelm.accounts.own_skills import stop
from cohelm.accounts.person import NOBODY, Person
from cohelm.core.errors import InputError, UnknownName
from cohelm.store.access import Level
from cohelm.store.database import fetch

Scope = Literal["read", "write"]
PREFIX = "cohelm_"
INVITED_FOR = timedelta(hours=24)
LONGEST_DAYS = 366
PERSON_BY_TOKEN = (
    "SELECT u.username, u.first_name, u.last_name, a.level, a.office, a.clearances, a.person, t.scope"
    " FROM accounts_token t JOIN auth_user u ON u.id = t.user_id"
    " LEFT JOIN accounts_access a ON a.user_id = u.id"
    " WHERE t.digest = %s AND t.expires > %s AND u.is_active"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A new token with its text, which is not to be had again."""

    token: Token
    text: str


def make_token(user: User, *, name: str, scope: Scope, days: int, now: datetime) -> Shown:
    """Makes a token that expires after so many days (1 to 366). Raises InputError."""
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError(f"{days} days", where="days", accepted=f"1 to {LONGEST_DAYS} days")
    if scope not in ("read", "write"):
        raise InputError(f"'{scope}'", where="scope", accepted="read or write")
    if not name.strip():
        raise InputError("the name is missing", where="name", accepted="what the token is for")
    text = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user, name=name.strip()[:120], digest=digest(text), scope=scope,
        made=now, expires=now + timedelta(days=days),
    )  # fmt: skip
    return Shown(token, text)


def person_by_token(text: str, *, now: datetime) -> Person:
    """The person whom a token acts for; nobody where it is unknown or has expired."""
    # in SQL of our own: each call of a program begins here, and the mapper takes as long as the rest
    rows = fetch(PERSON_BY_TOKEN, [digest(text), _moment(now)])
    if not rows:
        return NOBODY
    username, first, last, level, office, clearances, person, scope = rows[0]
    name = f"{first} {last}".strip() or username
    if level is None:
        return Person(username, name)
    return Person(
        username, name, Level(level), office, frozenset(clearances.split()), person,
        read_only=scope != "write",
    )  # fmt: skip


def invite(level: Level, *, now: datetime, office: str = "", clearances: str = "") -> str:
    """Makes an invitation and answers its secret, the last part of the link."""
    text = secrets.token_urlsafe(32)
    Invitation.objects.create(
        digest=digest(text), level=level.value, office=office, clearances=clearances,
        expires=now + INVITED_FOR,
    )  # fmt: skip
    return text


def invite_again(user: User, *, now: datetime) -> str:
    """Makes a link by which somebody who has an account chooses a new password."""
    text = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user, digest=digest(text), level=Level.READER.value, expires=now + INVITED_FOR
    )
    return text


def open_invitation(text: str, *, now: datetime) -> Invitation:
    """The invitation behind a secret. Raises UnknownName where it is none, used, or too old."""
    found = Invitation.objects.filter(digest=digest(text), used=None, expires__gt=now).first()
    if found is None:
        raise UnknownName(
            "this link is not valid: it was used, it is older than a day, or it was cut",
            mend="Ask for a new one.",
        )
    return found


@transaction.atomic
def accept_invitation(text: str, *, username: str, name: str, password: str, now: datetime) -> User:
    """Makes the account that an invitation is for, or gives one that is there its new password.

    The link is used up. Whoever sends such a link to an account that is there could use it as well: what
    its owner says of their own skills, for themselves alone, does not outlive it. Raises UnknownName for
    a link that is not valid, InputError.
    """
    invitation = open_invitation(text, now=now)
    taken = Invitation.objects.filter(pk=invitation.pk, used=None).update(used=now)
    if not taken:
        raise UnknownName("this link was used a moment ago")
    if invitation.user is not None:
        known: User = invitation.user
        stop([known.username])
        known.set_password(password)
        known.save()
        return known
    if User.objects.filter(username__iexact=username).exists():
        raise InputError(f"the name '{username}' is taken", where="username")
    first, _, last = name.strip().partition(" ")
    user = User.objects.create_user(username, password=password, first_name=first, last_name=last)
    Access.objects.create(
        user=user,
        level=invitation.level,
        office=invitation.office,
        clearances=invitation.clearances,
    )
    return user


def _moment(now: datetime) -> datetime:
    """A moment as the database compares it: SQLite keeps none with a zone."""
    return now if connection.vendor == "postgresql" else now.astimezone(UTC).replace(tzinfo=None)


def digest(text: str) -> str:
    """What is kept of a secret. The secrets are 256 random bits: a fast hash is enough."""
    return sha256(text.encode()).hexdigest()
