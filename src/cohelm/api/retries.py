"""`Idempotency-Key`: a write that is sent again is answered as the first time, and not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cohelm.accounts.models import KeptAnswer
from cohelm.core.errors import CohelmError, Conflict, InputError

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 200
REPEATED = ("Content-Type", "ETag", "Location")
"""The headers that a repeated answer carries again."""
NOT_YET = 0
FAULT, TOO_MANY = 500, 429
Run = Callable[..., HttpResponse]


class Repeated(CohelmError):
    """The request was answered before; carries that answer."""

    def __init__(self, kept: KeptAnswer) -> None:
        self.kept = kept
        super().__init__("this request was answered before")


def claim(request: HttpRequest, owner: str) -> None:
    """Takes the key of a write for this request. Raises Repeated, Conflict, InputError.

    The key belongs to the account: two people may use the same.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        return
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise InputError(
            "the Idempotency-Key cannot be kept",
            accepted=f"up to {LONGEST_KEY} printable characters, such as a UUID",
        )
    now = timezone.now()
    KeptAnswer.objects.filter(owner=owner, kept__lt=now - KEPT_FOR).delete()
    kept, is_first = KeptAnswer.objects.get_or_create(
        owner=owner, key=key,
        defaults={"digest": _digest(request), "status": NOT_YET, "body": b"", "kept": now},
    )  # fmt: skip
    if is_first:
        request.claimed = kept  # type: ignore[attr-defined]
        return
    if kept.digest != _digest(request):
        raise InputError(
            "this Idempotency-Key was sent with another request", mend="Make a new one."
        )
    if kept.status == NOT_YET:
        raise Conflict(
            "the first request with this Idempotency-Key has no answer",
            mend="It may still be at work. Look at the history before you send it with a new key.",
        )
    raise Repeated(kept)


def answered(kept: KeptAnswer) -> HttpResponse:
    """The answer that was given the first time."""
    headers = {**kept.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(bytes(kept.body), status=kept.status, headers=headers)


def kept_answers(run: Run) -> Run:
    """Wraps an operation: its answer is kept where the request claimed a key."""

    @wraps(run)
    def view(request: HttpRequest, **stated: Any) -> HttpResponse:
        try:
            response = run(request, **stated)
        except Exception:
            # nothing is known of what was done: the claim stays, and a second try is told so
            request.claimed = None  # type: ignore[attr-defined]
            raise
        kept: KeptAnswer | None = getattr(request, "claimed", None)
        if kept is not None:
            _keep(kept, response)
        return response

    return view


def _keep(kept: KeptAnswer, response: HttpResponse) -> None:
    if response.status_code >= FAULT or response.status_code == TOO_MANY:
        kept.delete()  # nothing was done: it may be tried again with the same key
        return
    kept.status, kept.body = response.status_code, response.content
    kept.headers = {name: response[name] for name in REPEATED if name in response}
    kept.save()


def _digest(request: HttpRequest) -> str:
    """What a request says. Of files their fields, names and content: the boundary differs each time."""
    said = sha256(f"{request.method}\n{request.get_full_path()}".encode())
    if request.content_type == "multipart/form-data":
        for part in (*_fields(request), *_files(request)):
            said.update(f"{part!r}\n".encode())
    else:
        said.update(request.body)
    return said.hexdigest()


def _fields(request: HttpRequest) -> list[tuple[str, list[Any]]]:
    return sorted(request.POST.lists())


def _files(request: HttpRequest) -> Iterator[tuple[str, str | None, str]]:
    """Each file as its field, its name and the digest of its content, in the order in which they came."""
    for name, files in request.FILES.lists():
        for file in files:
            content = sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            yield name, file.name, content.hexdigest()
