"""What people say about an item, with whom they mention; as private as the item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from cohelm.core.validation import refuse_illegible
from cohelm.store.models import Comment

LONGEST = 4000
MENTION = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")
"""An account's name after an @ that begins a word: an address of mail mentions nobody."""


def mentioned(text: str, known: Collection[str]) -> list[str]:
    """The accounts that a text mentions, in its order, once each; other words after an @ are text."""
    names = {name.casefold(): name for name in known}
    found = (names.get(word.casefold()) for word in MENTION.findall(text))
    return list(dict.fromkeys(name for name in found if name))


def say(plan: Enterprise, key: str, text: str, *, actor: str, known: Collection[str]) -> Comment:
    """Keeps a comment; `known` are the accounts that see the item. Raises UnknownName, InputError."""
    if key not in plan:
        raise UnknownName(f"there is no item '{key}'")
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise InputError(
            "the comment is empty", where="text", accepted="a few words about the item"
        )
    if len(text) > LONGEST:
        raise InputError(
            f"the comment has {len(text):,} signs", where="text", accepted=f"at most {LONGEST:,}"
        )
    refuse_illegible(text, "text")
    return Comment.objects.create(
        key=key, actor=actor, time=datetime.now(UTC), text=text, mentions=mentioned(text, known)
    )


def comments_of(plan: Enterprise, key: str) -> list[Comment]:
    """The comments on an item, oldest first; none where the plan does not show the item."""
    return list(Comment.objects.filter(key=key).order_by("pk")) if key in plan else []


def mentions_of(plan: Enterprise, actor: str) -> Iterator[Comment]:
    """The comments that mention somebody, newest first, on items that the plan still shows."""
    newest = Comment.objects.filter(text__icontains=f"@{actor}").order_by("-pk")
    return (one for one in newest.iterator() if actor in one.mentions and one.key in plan)


def take_back(number: int, *, actor: str) -> Comment:
    """Removes a comment of one's own. Raises UnknownName, NotPermitted."""
    found = Comment.objects.filter(pk=number).first()
    if found is None:
        raise UnknownName(f"there is no comment {number}")
    if found.actor != actor:
        raise NotPermitted("a comment is taken back by whoever wrote it")
    found.delete()
    return found


def forget_comments(key: str, accounts: Collection[str]) -> None:
    """For the erasing of a person: what was said about them and what they said is removed, and their
    accounts are no longer mentioned. Their name as others typed it in a text is not found by this."""
    Comment.objects.filter(key=key).delete()
    Comment.objects.filter(actor__in=accounts).delete()
    for one in Comment.objects.all():
        kept = [name for name in one.mentions if name not in accounts]
        if kept != one.mentions:
            for name in set(one.mentions) - set(kept):
                one.text = re.sub(
                    rf"@{re.escape(name)}\b", "@erased", one.text, flags=re.IGNORECASE
                )
            one.mentions = kept
            one.save()
