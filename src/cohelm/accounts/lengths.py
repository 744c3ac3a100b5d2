"""How much a request may bring: told from its length, before any of it is read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from cohelm.core.errors import TooLarge
from cohelm.core.prose import Prose

BESIDE_FILES = 2 * 1024 * 1024
"""Bytes of a form that are not of its files: names, and those that a page carries along."""


def refuse_too_long(request: HttpRequest) -> None:
    """Raises TooLarge for a body that is longer than all files that may be brought at once."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length[:18]) > settings.UPLOAD_BYTES + BESIDE_FILES:
        raise too_large()


def too_large() -> TooLarge:
    """The error for files, or a form, larger than the settings take."""
    most = settings.UPLOAD_BYTES / 1024 / 1024
    return TooLarge(
        Prose("what was sent is too large"),
        accepted=Prose("at most {most} MB in all", most=f"{most:g}"),
        mend=Prose("Bring fewer at once, or leave out of a file what is not needed."),
    )
