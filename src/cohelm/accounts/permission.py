"""What a route takes: declared on the view, which refuses whoever may not. See `server/routes.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import User
from django.http import HttpRequest

from cohelm.accounts.person import NOBODY, Person
from cohelm.core.errors import NotPermitted
from cohelm.core.prose import Prose
from cohelm.store.access import Level

P = ParamSpec("P")
R = TypeVar("R")


class NotSignedIn(NotPermitted):
    """Nobody is signed in, and the route takes somebody who is."""

    status = 401


@dataclass(frozen=True, slots=True)
class Permission:
    """What a route takes: nothing, a sign-in, or a level."""

    words: str
    level: Level | None = None
    signed_in: bool = True


ANYONE = Permission("anyone", signed_in=False)
SIGNED_IN = Permission("anyone who is signed in")
READER = Permission("reader", Level.READER)
CONTRIBUTOR = Permission("contributor", Level.CONTRIBUTOR)
OFFICE_LEAD = Permission("office lead", Level.OFFICE_LEAD)
ADMINISTRATOR = Permission("administrator", Level.ADMINISTRATOR)


def permission(needed: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declares what a view takes and refuses others before the view runs.

    The view's first argument is the request. Raises NotSignedIn, NotPermitted.
    """

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def gate(*args: P.args, **kwargs: P.kwargs) -> R:
            request: Any = args[0] if args else kwargs["request"]
            refuse(asker(request), needed)
            return view(*args, **kwargs)

        gate.permission = needed  # type: ignore[attr-defined]
        return gate

    return declare


def permission_of(view: Any) -> Permission | None:
    """What a view declares, or None where it declares nothing."""
    found = getattr(view, "permission", None)
    return found if isinstance(found, Permission) else None


def asker(request: HttpRequest) -> Person:
    """Who asks; nobody where the middleware has not run."""
    found: Person = getattr(request, "person", NOBODY)
    return found


def user_of(request: HttpRequest) -> User:
    """The account of whoever asks, behind a gate that lets in whoever has access, and no one else."""
    if not isinstance(request.user, User):
        raise NotSignedIn("nobody is signed in", mend="Sign in first.")
    return request.user


def user_of_person(request: HttpRequest) -> User:
    """The account of whoever asks, by session or by token. Raises NotSignedIn where it is gone."""
    found = User.objects.filter(username=asker(request).username).first()
    if found is None:
        raise NotSignedIn("nobody is signed in", mend="Sign in first.")
    return found


class NoAccess(NotPermitted):
    """Somebody with an account to whom nobody gave access yet."""


def refuse(person: Person, needed: Permission) -> None:
    """Raises NotSignedIn or NotPermitted where a person may not do what is declared."""
    if needed.signed_in and not person.signed_in:
        raise NotSignedIn("nobody is signed in", mend="Sign in first.")
    if needed.level is None:
        return
    if person.level is None:
        raise NoAccess(
            Prose("{person} has no access to this organisation", person=person.name),
            mend=Prose(
                "An administrator gives access to the account {account}.", account=person.username
            ),
        )
    if not person.may(needed.level):
        raise NotPermitted(f"this takes the access level {needed.words}")
