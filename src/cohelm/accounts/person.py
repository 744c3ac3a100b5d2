"""The person behind a request: a name, an access level, and the audience that goes with both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cohelm.core.audience import ADMINISTRATOR, PUBLIC, Audience
from cohelm.core.errors import NotPermitted
from cohelm.store.access import Level, Writer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LEADS_SEE = ("money", "people", "security", "between")
"""What an office lead sees besides what is open and what is the own office's."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks. `level` is None where nothing may be done: a stranger, or nobody signed in.

    `language` is the code of the one that they chose, empty where they chose none.
    """

    username: str = ""
    name: str = ""
    level: Level | None = None
    office: str = ""
    clearances: frozenset[str] = frozenset()
    key: str = ""
    read_only: bool = False
    language: str = ""

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in, with access or without."""
        return bool(self.username)

    @property
    def audience(self) -> Audience:
        """What the person may see.

        Readers and contributors see what is open and what is cleared for them by name; office leads
        money, people, security, their own office's and what is between the two offices;
        administrators all but that last and other people's drafts. Whoever writes sees their own drafts.
        """
        if self.level is Level.ADMINISTRATOR:
            return replace(ADMINISTRATOR, clearances=frozenset({f"draft:{self.username}"}))
        if self.level is None:
            return PUBLIC
        own = (
            {f"office:{self.office}"} if self.office and self.level >= Level.CONTRIBUTOR else set()
        )
        # nobody else holds this one: what is drafted is its author's alone until it is submitted
        own |= {f"draft:{self.username}"} if self.level >= Level.CONTRIBUTOR else set()
        leads = set(LEADS_SEE) if self.level is Level.OFFICE_LEAD else set()
        return Audience(frozenset(self.clearances | own | leads))

    def may(self, level: Level) -> bool:
        """Whether the person has the level, or a higher one."""
        return self.level is not None and self.level >= level

    @property
    def may_write(self) -> bool:
        """Whether the person may change anything at all."""
        return self.may(Level.CONTRIBUTOR) and not self.read_only

    @property
    def writer(self) -> Writer:
        """The person as the store's door for writes knows them. Raises NotPermitted."""
        if self.level is None or self.read_only:
            raise NotPermitted("this token reads and does not write" if self.level else "no access")
        return Writer(self.username, self.level, self.audience, self.key)


NOBODY = Person()


def person_of(user: User | AnonymousUser) -> Person:
    """The person that a user is: their access if they have any, else a name and no more."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    username = user.get_username()
    name = user.get_full_name() or username
    access = getattr(user, "access", None)
    if access is None:
        return Person(username, name)
    return Person(
        username,
        name,
        Level(access.level),
        access.office,
        frozenset(access.clearances.split()),
        access.person,
        language=access.language,
    )


def accounts_of(key: str) -> list[str]:
    """The names of the accounts of a person of the plan."""
    from cohelm.accounts.models import Access

    found = Access.objects.filter(person=key).exclude(person="")
    return list(found.values_list("user__username", flat=True))
