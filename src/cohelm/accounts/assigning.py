"""Giving a concern to somebody, who is told."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User

from cohelm.accounts.telling import notify, users_behind
from cohelm.core.concern import Concern
from cohelm.core.enterprise import Enterprise
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.concerns import assignment


def assign(
    plan: Enterprise, concern: Concern, *, to: str, due: date | None, why: str, by: Writer,
    sender: User | None, now: datetime, past_rights: str = "",
) -> Written:  # fmt: skip
    """Gives a concern to a role, a team or a person; whoever it reaches and sees it is told by mail.

    `sender` is the account of who gives it, None where there is none.
    Raises InputError, NotPermitted.
    """
    changes = assignment(plan, concern, to=to, due=due, why=why, on=now.date())
    written = apply(
        changes, by=by, via="concern", now=now, past_rights=past_rights,
        reason=f"gives {concern.code} to {plan.name(to)}"[:500],
    )  # fmt: skip
    action = next(iter(changes)).subject
    notify(sender, action, what="given", to=to, users=users_behind(plan, to), now=now)
    return written
