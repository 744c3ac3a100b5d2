"""Webhooks in the form of Standard Webhooks: made, signed, delivered with retries, stopped."""

from __future__ import annotations

import base64
import hmac
import http.client
import random
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from cohelm.accounts.models import Delivery, Hook
from cohelm.accounts.outward import Target, post, target_of
from cohelm.accounts.person import person_of
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.prose import Prose

EVENTS: Mapping[str, str] = {
    "decision.told": Prose("You are told of a decision, to acknowledge it"),
    "decision.decided": Prose("A decision is accepted or rejected"),
    "concern.raised": Prose("Checks raise concerns that did not stand the night before"),
    "concern.given": Prose("You are given a concern to settle"),
    "comment.mention": Prose("A comment mentions you"),
    "minutes.written": Prose("A meeting has its minutes"),
    "import.applied": Prose("Files were brought and changed something"),
    "work.done": Prose("Long work of yours has ended"),
}
"""What a hook can be called for, by the name that stands as `type` in the message."""
MOST = 10
WAITS = (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Seconds before each try; after the last one a message is given up."""
JITTER = 0.2
OVERLAP = timedelta(hours=24)
"""For so long the former secret signs besides the new one."""
KEPT = timedelta(days=30)
GONE = 410
Send = Callable[[Target, bytes, Mapping[str, str]], int]


@dataclass(frozen=True, slots=True)
class ShownHook:
    """A new hook with its secret, by which its messages are checked."""

    hook: Hook
    secret: str


def make_hook(
    user: User, *, name: str, address: str, now: datetime, events: Sequence[str] = tuple(EVENTS)
) -> ShownHook:
    """Makes a hook to an address that may be called, for some of EVENTS. Raises InputError."""
    if not name.strip():
        raise InputError("the name is missing", where="name", accepted="what the hook is for")
    unknown = [one for one in events if one not in EVENTS]
    if unknown or not events:
        why = f"there is no event '{unknown[0]}'" if unknown else "no event is chosen"
        raise InputError(why, where="events", accepted=", ".join(EVENTS))
    if Hook.objects.filter(user=user, stopped=None).count() >= MOST:
        raise InputError(f"there are {MOST} hooks", accepted=f"{MOST} at most", mend="Stop one.")
    target_of(address, allowed=settings.HOOK_HOSTS)
    hook = Hook.objects.create(
        user=user, name=name.strip()[:120], address=address.strip()[:500],
        nonce=secrets.token_urlsafe(24), made=now, events=list(events),
    )  # fmt: skip
    return ShownHook(hook, secret_of(hook.nonce))


def change_secret(user: User, number: int, *, now: datetime) -> ShownHook:
    """Gives a hook of one's own a new secret; for a day the former one signs too.

    Raises UnknownName for somebody else's.
    """
    hook = Hook.objects.filter(pk=number, user=user, stopped=None).first()
    if hook is None:
        raise UnknownName("there is no such hook of yours")
    hook.former, hook.former_until = hook.nonce, now + OVERLAP
    hook.nonce = secrets.token_urlsafe(24)
    hook.save()
    return ShownHook(hook, secret_of(hook.nonce))


def secret_of(nonce: str) -> str:
    """The secret of a hook: derived from the server's own, so that the database holds none."""
    key = salted_hmac("cohelm.hook", nonce, algorithm="sha256").digest()
    return "whsec_" + base64.b64encode(key).decode()


def send_again(user: User, number: int, *, now: datetime) -> None:
    """Sends a message again, as the same one, with all its tries before it.

    Raises UnknownName for a message to somebody else's hook, or to one that was stopped.
    """
    found = Delivery.objects.filter(pk=number, hook__user=user, hook__stopped=None)
    if not found.update(done=None, arrived=False, tries=0, due=now):
        raise UnknownName("there is no such message to a hook of yours")


def send_test(user: User, number: int, *, now: datetime) -> None:
    """Queues a message that says nothing, to see whether it arrives. Raises UnknownName."""
    hook = Hook.objects.filter(pk=number, user=user, stopped=None).first()
    if hook is None:
        raise UnknownName("there is no such hook of yours")
    _queued(hook, "hook.test", {}, now)


def stop_hook(user: User, number: int, *, now: datetime) -> None:
    """Stops a hook of one's own. Raises UnknownName for somebody else's."""
    if not Hook.objects.filter(pk=number, user=user, stopped=None).update(stopped=now):
        raise UnknownName("there is no such hook of yours")


def signature(secret: str, message: str, seconds: int, body: str) -> str:
    """The signature of a message: v1, HMAC-SHA256 of `id.timestamp.body`, in base64.

    Source: Standard Webhooks, specification, "Verifying webhook authenticity".
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    found = hmac.digest(key, f"{message}.{seconds}.{body}".encode(), "sha256")
    return "v1," + base64.b64encode(found).decode()


def queue(user: User, type_: str, said: Mapping[str, Any], *, now: datetime) -> None:
    """Queues a message to the hooks of an account that want it. It is thin: keys and addresses."""
    for hook in Hook.objects.filter(user=user, stopped=None):
        if type_ in hook.events:
            _queued(hook, type_, said, now)


def _queued(hook: Hook, type_: str, said: Mapping[str, Any], now: datetime) -> None:
    body = orjson.dumps({"type": type_, "timestamp": now.isoformat(), "data": dict(said)}).decode()
    Delivery.objects.create(
        hook=hook, message=f"msg_{secrets.token_hex(16)}", body=body, made=now, due=now
    )


def deliver_due(now: datetime, *, send: Send = post, draw: random.Random | None = None) -> int:
    """Tries the message that is due longest, and answers 1; 0 where none is. Old ones are forgotten.

    One at a time, so that a host that is slow to answer holds up other work for one try and no more.
    """
    one = (
        Delivery.objects.select_related("hook__user")
        .filter(done=None, due__lte=now, hook__stopped=None)
        .order_by("due", "pk")
        .first()
    )
    if one is None:
        return 0
    Delivery.objects.filter(done__lt=now - KEPT).delete()
    status, answer = _try(one, now, send)
    _note(one, status, answer, now, draw or random.Random())  # noqa: S311 (spreads retries)
    return 1


def _try(one: Delivery, now: datetime, send: Send) -> tuple[int, str]:
    seconds = int(now.timestamp())
    headers = {
        "content-type": "application/json",
        "webhook-id": one.message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": _signatures(one, now, seconds),
    }
    if person_of(one.hook.user).level is None:
        return GONE, "its account has no access any more"
    try:
        target = target_of(one.hook.address, allowed=settings.HOOK_HOSTS)
        status = send(target, one.body.encode(), headers)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return 0, f"no answer: {type(error).__name__}"
    except InputError as error:
        return 0, str(error.message)
    return status, f"answered {status}"


def _signatures(one: Delivery, now: datetime, seconds: int) -> str:
    hook, nonces = one.hook, [one.hook.nonce]
    if hook.former and hook.former_until and now < hook.former_until:
        nonces.append(hook.former)
    return " ".join(signature(secret_of(nonce), one.message, seconds, one.body) for nonce in nonces)


def _note(one: Delivery, status: int, answer: str, now: datetime, draw: random.Random) -> None:
    one.tries, one.said = one.tries + 1, answer[:200]
    if 200 <= status < 300:
        one.arrived, one.done = True, now
    elif status == GONE:
        one.done = now
        Hook.objects.filter(pk=one.hook_id).update(stopped=now)
    elif one.tries >= len(WAITS):
        one.done = now
    else:
        wait = WAITS[one.tries] * draw.uniform(1 - JITTER, 1 + JITTER)
        one.due = now + timedelta(seconds=wait)
    one.save()
