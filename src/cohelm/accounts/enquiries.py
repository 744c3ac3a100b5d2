"""Short forms sent by a link: who holds it answers up to three questions, once, without an account."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from cohelm.accounts.models import Enquiry
from cohelm.accounts.person import Person, person_of
from cohelm.accounts.secrets import digest
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, NotPermitted, UnknownName
from cohelm.core.fields import FieldSpec
from cohelm.core.validation import canonical
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything, load

MOST = 3
LONGEST_DAYS = 60
MOST_WRONG = 20
"""After so many answers that cannot be taken, a link is closed."""
TYPES = ("text", "long_text", "integer", "number", "money", "date", "boolean", "choice", "scale")
"""What a short form can ask for in one input."""
PERSON = "person"
"""Nobody is asked about people by a link: answers would outlast their erasure."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the form shows it: all that whoever answers has to know, and no more."""

    item: str
    name: str
    kind: str
    field: FieldSpec


@dataclass(frozen=True, slots=True)
class Sent:
    """A new enquiry with the secret part of its link, which is not to be had again."""

    enquiry: Enquiry
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer beside what the plan says now, both in plain forms; None for nothing."""

    question: Question
    now: Any
    answer: Any


def send(
    user: User, *, to: str, questions: Sequence[tuple[str, str]], days: int, direct: bool,
    now: datetime,
) -> Sent:  # fmt: skip
    """Makes a link for one to three questions about items that the sender sees and may change.

    It is good for 1 to 60 days. Raises InputError, UnknownName, NotPermitted.
    """
    person = person_of(user)
    if not person.may_write:
        raise NotPermitted("asking by a link takes the access level contributor")
    if not 1 <= len(questions) <= MOST:
        raise InputError(
            f"{len(questions)} questions", where="questions", accepted=f"1 to {MOST}, no more"
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError(f"{days} days", where="days", accepted=f"1 to {LONGEST_DAYS} days")
    if not to.strip():
        raise InputError("whom it is for is missing", where="to", accepted="a name")
    plan = load(audience=person.audience)
    for item, field in questions:
        question(plan, item, field)
    text = secrets.token_urlsafe(32)
    enquiry = Enquiry.objects.create(
        user=user, to=to.strip()[:120], digest=digest(text), direct=direct,
        questions=[list(one) for one in dict.fromkeys(questions)],
        made=now, expires=now + timedelta(days=days),
    )  # fmt: skip
    return Sent(enquiry, text)


def question(plan: Enterprise, item: str, field: str) -> Question:
    """A question about a field. Raises UnknownName, InputError for what one input cannot hold."""
    if item not in plan:
        raise UnknownName(f"there is no item '{item}'", where="questions")
    kind = item.partition(":")[0]
    known = plan.schema.kind(kind).fields
    if kind == PERSON:
        raise InputError(
            f"'{item}' is a person", where="questions", accepted="items that are no people"
        )
    if field not in known or known[field].type not in TYPES or field == "clearance":
        able = [name for name, spec in known.items() if spec.type in TYPES]
        raise InputError(
            f"'{field}' of {kind} cannot be asked by a link", where="questions",
            accepted="a field that one input holds, such as " + ", ".join(able[:6]),
        )  # fmt: skip
    return Question(item, plan.name(item), plan.schema.kind(kind).label.lower(), known[field])


def open_enquiry(text: str, *, now: datetime) -> Enquiry:
    """The enquiry behind a secret. Raises UnknownName where it is none, used, revoked or too old."""
    found = (
        Enquiry.objects.select_related("user__access")
        .filter(digest=digest(text), answered=None, closed=None, expires__gt=now)
        .filter(wrong__lt=MOST_WRONG)
        .first()
    )
    if found is None or not found.user.is_active:
        raise UnknownName(
            "this link is not valid: it was answered, taken back, has run out, or was cut",
            mend="Ask whoever sent it for a new one.",
        )
    return found


def questions_of(enquiry: Enquiry) -> list[Question]:
    """What it asks, as the sender may see it by now; what is gone since is left out."""
    plan = load(audience=person_of(enquiry.user).audience)
    found = []
    for item, field in enquiry.questions:
        try:
            found.append(question(plan, item, field))
        except CohelmError:
            continue
    return found


def wrong_answer(enquiry: Enquiry) -> None:
    """Counts an answer that could not be taken."""
    Enquiry.objects.filter(pk=enquiry.pk).update(wrong=F("wrong") + 1)


def checked(enquiry: Enquiry, stated: Mapping[tuple[str, str], Any]) -> list[Any]:
    """The plain values of the answers, in the order of the questions. Raises InputError.

    The error's `where` is the item and the field of the first that cannot be taken.
    """
    plan = everything()
    values: list[Any] = []
    for item, field in enquiry.questions:
        value = stated.get((item, field))
        if value is not None and item in plan:
            kind = plan.schema.kind(item.partition(":")[0])
            after, wrong = canonical(kind, {**plan.plain(item), field: value})
            mine = [why for name, _, why in wrong if name == field]
            if mine:
                raise InputError(mine[0], where=f"{item} {field}")
            value = (after or {}).get(field)
        values.append(value)
    if all(value is None for value in values):
        raise InputError("nothing was answered", accepted="an answer to at least one question")
    return values


def take_answer(text: str, values: Sequence[Any], *, by: str, now: datetime) -> Enquiry:
    """Keeps the answers and uses the link up; writes them where the sender chose so.

    Where they can no longer be written as the sender may by now, they wait to be accepted. Raises
    UnknownName for a link that is not valid.
    """
    enquiry = open_enquiry(text, now=now)
    taken = Enquiry.objects.filter(pk=enquiry.pk, answered=None, closed=None).update(
        answered=now, answers=list(values), answered_by=(by.strip() or enquiry.to)[:120]
    )
    if not taken:
        raise UnknownName("this link was used a moment ago")
    enquiry.refresh_from_db()
    if enquiry.direct:
        try:
            accept(enquiry, person_of(enquiry.user), now=now)
        except CohelmError:
            enquiry.refresh_from_db()
    return enquiry


def answers_of(enquiry: Enquiry) -> list[Answer]:
    """The answers that were given, each beside what the plan says now."""
    plan, found = load(audience=person_of(enquiry.user).audience), []
    for (item, field), value in zip(enquiry.questions, enquiry.answers or (), strict=False):
        if value is not None and item in plan:
            asked = question(plan, item, field)
            found.append(Answer(asked, plan.plain(item).get(field), value))
    return found


@transaction.atomic
def accept(enquiry: Enquiry, person: Person, *, now: datetime) -> Written:
    """Writes the answers as one batch, which says by whom they were given.

    Raises UnknownName where nothing waits, NotPermitted, Conflict.
    """
    waits = Enquiry.objects.filter(pk=enquiry.pk, closed=None).exclude(answered=None)
    if not waits.update(closed=now):
        raise UnknownName("no answer waits under this number")
    changes = ChangeSet.of(
        ItemChange(one.question.item, {field: one.now}, {field: one.answer})
        for one in answers_of(enquiry)
        for field in (one.question.field.name,)
        if one.now != one.answer
    )
    written = apply(
        changes, by=person.writer, via="link",
        reason=f"answered by {enquiry.answered_by} via link, asked by {enquiry.user.get_username()}",
        now=now,
    )  # fmt: skip
    Enquiry.objects.filter(pk=enquiry.pk).update(batch=written.batch or None)
    return written


def close(enquiry: Enquiry, *, now: datetime) -> None:
    """Takes a link back, or puts its answers aside."""
    Enquiry.objects.filter(pk=enquiry.pk, closed=None).update(closed=now)


def own_enquiry(user: User, number: int) -> Enquiry:
    """One of somebody's own enquiries. Raises UnknownName."""
    found = Enquiry.objects.filter(pk=number, user=user).first()
    if found is None:
        raise UnknownName(f"there is no question of yours under {number}")
    return found
