"""Saying something about an item; whom it mentions is told by mail."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from cohelm.accounts.models import Access
from cohelm.accounts.person import person_of
from cohelm.accounts.telling import notify
from cohelm.core.enterprise import Enterprise
from cohelm.store.access import Level
from cohelm.store.comments import say
from cohelm.store.load import everything
from cohelm.store.models import Comment


def comment(plan: Enterprise, key: str, text: str, *, actor: str, now: datetime) -> Comment:
    """Keeps what somebody says; accounts that it mentions and that see the item are told by mail.

    `actor` is the account, or what the log calls a program. Raises UnknownName, InputError.
    """
    made = say(plan, key, text, actor=actor, known=seeing(key) if key in plan else [])
    sender = User.objects.filter(username=actor).first()
    users = User.objects.filter(username__in=made.mentions)
    notify(sender, key, what="mention", to=key, users=users, now=now)
    return made


def seeing(key: str) -> list[str]:
    """The accounts that see an item: nobody else is told that something was said of it."""
    clearance = everything().plain(key).get("clearance")
    users = User.objects.filter(is_active=True, access__isnull=False).select_related("access")
    return [one.get_username() for one in users if person_of(one).audience.sees(clearance)]


def led_offices() -> frozenset[str]:
    """The offices that somebody with access leads: their release is waited for."""
    leads = Access.objects.filter(level=Level.OFFICE_LEAD.value, user__is_active=True)
    return frozenset(leads.exclude(office="").values_list("office", flat=True))
