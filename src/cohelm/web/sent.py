"""The files that a request brings, within bounds: chosen anew, or carried in the page from before."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from cohelm.accounts.lengths import too_large
from cohelm.core.errors import InputError

MOST_FILES = 100
MOST_CARRIED = 1024 * 1024
"""Files of so many bytes in all travel along in a page; larger ones are chosen again."""


def sent_files(request: HttpRequest) -> list[tuple[str, bytes]]:
    """Name and content of each. Raises InputError where there is none, or too much."""
    sent = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    before = _carried(request)
    if not sent and not before:
        raise InputError("no file was chosen", accepted="a spreadsheet, CSV, or one of ours")
    if len(sent) + len(before) > MOST_FILES:
        raise InputError(
            f"{len(sent) + len(before)} files", accepted=f"at most {MOST_FILES} at a time"
        )
    if sum(one.size or 0 for one in sent) > settings.UPLOAD_BYTES:
        raise too_large()
    return [*before, *((str(one.name)[:300], one.read()) for one in sent)]


def carried(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Files as fields of a form, so that an answer needs no new choosing and nothing is kept.

    Empty where they are too large to travel along.
    """
    if sum(len(content) for _, content in files) > MOST_CARRIED:
        return []
    return [(name, b64encode(content).decode()) for name, content in files]


def _carried(request: HttpRequest) -> list[tuple[str, bytes]]:
    names, texts = request.POST.getlist("carried_name"), request.POST.getlist("carried")
    if len(names) != len(texts):
        raise InputError("the files of the page are not whole", accepted="the files, chosen anew")
    try:
        return [
            (name[:300], b64decode(text, validate=True))
            for name, text in zip(names, texts, strict=True)
        ]
    except (Error, ValueError) as error:
        raise InputError(
            "the files of the page are not whole", accepted="the files, chosen anew"
        ) from error
