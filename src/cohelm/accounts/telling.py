"""Telling people of a decision, what they were given or who mentions them; acknowledging: by mail."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from cohelm.accounts.hooks import queue
from cohelm.accounts.language import language_of
from cohelm.accounts.models import Told
from cohelm.accounts.person import Person, person_of
from cohelm.accounts.secrets import digest
from cohelm.analysis.agenda.informed import Reached
from cohelm.core.changes import ChangeSet, LinkChange
from cohelm.core.enterprise import Enterprise, LinkEnd
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.links import day_number
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.language import Language
from cohelm.store.apply import Written, apply
from cohelm.store.load import load

How = Literal["in_person", "cohelm", "mail", "meeting"]
What = Literal["decision", "given", "mention"]
WORDS = {
    "decision": (
        Prose("You were told of these decisions. Each link says that you saw it."),
        Prose("A decision that not everybody sees"),
    ),
    "given": (Prose("You were given these to settle."), Prose("Something that not everybody sees")),
    "mention": (
        Prose("A comment on these mentions you."),
        Prose("Something that not everybody sees"),
    ),
}
"""What a mail says above each sort of notice, and of what has a clearance instead of its name."""
CALLS = {"given": ("concern.given", "action"), "mention": ("comment.mention", "item")}
"""By the sort of a notice, the event of hooks, and under which name it says what it is about."""
DIGEST = timedelta(hours=24)
"""Mail with notices leaves once in so long, for each account."""
GOOD_FOR = timedelta(days=60)
Speak = Callable[[str], AbstractContextManager[Language]]
"""From the code of a language, that language for as long as a block lasts."""


def told_changes(
    plan: Enterprise, decision: str, keys: Sequence[str], *, how: How, day: str
) -> ChangeSet:
    """The notices to some keys, on a day. Raises UnknownName, InputError."""
    if decision not in plan or not decision.startswith("decision:"):
        raise UnknownName(f"there is no decision '{decision}'")
    if not keys:
        raise InputError("nobody was named", accepted="whom was told, as kind:id")
    known = {end.other: end for end in plan.links_of(decision, "told")}
    return ChangeSet.of(_notice(decision, key, known.get(key), how, day) for key in keys)


def _notice(decision: str, key: str, end: LinkEnd | None, how: How, day: str) -> LinkChange:
    notice = {"sent_on": day, "how": how}
    if end is None:
        return LinkChange(decision, "told", key, 0, None, notice)
    before = dict(end.says) | ({"until": end.until} if end.until else {})
    start = day_number(end.start, empty=0)
    return LinkChange(decision, "told", key, start, before, before | notice)


def tell(
    person: Person, sender: User, decision: str, keys: Sequence[str], *, how: How, now: datetime
) -> Written:
    """Writes that some keys were told; with `cohelm`, their accounts get a notice too.

    Nobody gets a notice of a decision that they may not see. Raises UnknownName, InputError,
    NotPermitted, Conflict.
    """
    plan = load(audience=person.audience)
    changes = told_changes(plan, decision, keys, how=how, day=now.date().isoformat())
    written = apply(
        changes, by=person.writer, via="tell", now=now,
        reason=f"told of {plan.name(decision)}: {', '.join(map(plan.name, keys))}"[:500],
    )  # fmt: skip
    if how == "cohelm":
        for key in keys:
            _notify(plan, sender, decision, key, now)
    return written


def notify(
    sender: User | None,
    key: str,
    *,
    what: Literal["given", "mention"],
    to: str,
    users: Iterable[User],
    now: datetime,
) -> None:
    """Has accounts told, by mail and hooks, of what they were given or who mentions them.

    Nobody is told of what they may not see, nor of what they did themselves, nor twice.
    """
    for user in users:
        if user == sender or key not in load(audience=person_of(user).audience):
            continue
        known = Told.objects.filter(user=user, decision=key, what=what, mailed=None)
        if not known.exists():
            Told.objects.create(user=user, sender=sender, decision=key, what=what, to=to, made=now)
            event, name = CALLS[what]
            page = settings.ADDRESS + reverse("item", args=key.split(":", 1))
            queue(user, event, {name: key, "to": to, "address": page}, now=now)


def users_behind(plan: Enterprise, key: str) -> QuerySet[User]:
    """The accounts of the people that a role, a team or a person reaches."""
    reached = [one for one in Reached(plan).by([key]) if one.startswith("person:")]
    return User.objects.filter(is_active=True, access__person__in=reached)


def _notify(plan: Enterprise, sender: User, decision: str, key: str, now: datetime) -> None:
    for user in users_behind(plan, key):
        if decision not in load(audience=person_of(user).audience):
            continue
        if Told.objects.filter(user=user, decision=decision, to=key, seen=None).exists():
            continue
        Told.objects.create(user=user, sender=sender, decision=decision, to=key, made=now)
        page = settings.ADDRESS + reverse("decide", args=[decision.partition(":")[2]])
        queue(user, "decision.told", {"decision": decision, "to": key, "address": page}, now=now)


def acknowledge(notice: Told, *, now: datetime) -> None:
    """Notes that somebody saw it, and writes that on the decision by the right of who told them.

    A second time changes nothing; a notice that is gone from the decision is noted as seen alone.
    """
    if notice.sender is None:
        return
    person = person_of(notice.sender)
    change = _acknowledged(load(audience=person.audience), notice, now)
    # both or neither: a notice that counts as seen is asked about never again
    with transaction.atomic():
        if Told.objects.filter(pk=notice.pk, seen=None).update(seen=now) and change:
            by = notice.user.get_full_name() or notice.user.get_username()
            apply(
                ChangeSet((change,)), by=person.writer, via="link", now=now,
                reason=f"acknowledged by {by}",
            )  # fmt: skip


def _acknowledged(plan: Enterprise, notice: Told, now: datetime) -> LinkChange | None:
    """The day on the link from the decision; None where there is no link, or it has one already."""
    ends = [one for one in plan.links_of(notice.decision, "told") if one.other == notice.to]
    if not ends or ends[0].says.get("acknowledged_on"):
        return None
    end = ends[0]
    before = dict(end.says) | ({"until": end.until} if end.until else {})
    after = before | {"acknowledged_on": now.date().isoformat()}
    return LinkChange(
        notice.decision, "told", notice.to, day_number(end.start, empty=0), before, after
    )


def by_secret(text: str, *, now: datetime) -> Told:
    """The notice behind the secret of a mail. Raises UnknownName where it is none, or too old."""
    found = (
        Told.objects.select_related("user", "sender__access")
        .filter(digest=digest(text), mailed__gt=now - GOOD_FOR)
        .first()
    )
    # what is acknowledged is written by the right of who told: without one there is nothing to press
    if found is None or not (found.user.is_active and found.sender and _may_write(found.sender)):
        raise UnknownName(
            "this link is not valid: it is older than sixty days, or it was cut, or who told you is no"
            " longer here",
            mend="Ask whoever told you to tell you again.",
        )
    return found


def _may_write(sender: User) -> bool:
    return sender.is_active and person_of(sender).may_write


def mail_digests(now: datetime, *, speak: Speak) -> int:
    """Sends each account one mail with the notices that it has had none for; answers how many mails.

    An account that had one within the last day waits. It is in the language of the account; names of what
    everybody sees stand in it as they are written, and nothing else.
    """
    if not settings.MAILS:
        return 0
    waiting = Told.objects.filter(seen=None, mailed=None, user__is_active=True)
    users = User.objects.filter(pk__in=waiting.values("user")).exclude(email="")
    recent = Told.objects.filter(mailed__gt=now - DIGEST).values("user")
    sent = 0
    for user in users.exclude(pk__in=recent):
        with speak(language_of(user)) as say:
            sent += _mail(user, list(waiting.filter(user=user).order_by("made")), now, say)
    return sent


def _mail(user: User, notices: list[Told], now: datetime, say: Language) -> int:
    plan = load(audience=person_of(user).audience)
    seen = [one for one in notices if one.decision in plan]
    if not seen:
        return 0
    parts = []
    for what, (words, _) in WORDS.items():
        lines = [_line(plan, one, say) for one in seen if one.what == what]
        parts += [f"{say(words)}\n\n" + "\n".join(lines)] if lines else []
    EmailMessage(
        f"Cohelm: {say(_subject(seen))}", "\n".join(parts), None, [user.email],
        headers={"Content-Language": say.code},
    ).send()  # fmt: skip
    Told.objects.filter(pk__in=[one.pk for one in notices]).update(mailed=now)
    return 1


def _line(plan: Enterprise, one: Told, say: Language) -> str:
    """The name of what a notice is about, where everybody sees it, and the address."""
    shut = plan.plain(one.decision).get("clearance")
    called = say(WORDS[one.what][1]) if shut else plan.name(one.decision)
    if one.what == "decision":
        text = secrets.token_urlsafe(32)
        Told.objects.filter(pk=one.pk).update(digest=digest(text))
        path = reverse("seen", args=[text])
    else:
        path = reverse("item", args=one.decision.split(":", 1))
    return f"{' '.join(called.split())}\n{settings.ADDRESS + path}\n"


def _subject(notices: list[Told]) -> Prose:
    many = len(notices)
    if {one.what for one in notices} == {"decision"}:
        return Plural("A decision to know of", "{number:,} decisions to know of", number=many)
    return Plural("Something to look at", "{number:,} things to look at", number=many)
