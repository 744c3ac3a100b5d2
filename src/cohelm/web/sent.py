"""The files that a request brings, within bounds."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from cohelm.core.errors import InputError

MOST_FILES = 20


def sent_files(request: HttpRequest) -> list[tuple[str, bytes]]:
    """Name and content of each. Raises InputError where there is none, or too much."""
    sent = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    if not sent:
        raise InputError("no file was chosen", accepted="a spreadsheet, CSV, or one of ours")
    if len(sent) > MOST_FILES:
        raise InputError(f"{len(sent)} files", accepted=f"at most {MOST_FILES} at a time")
    if sum(one.size or 0 for one in sent) > settings.UPLOAD_BYTES:
        most = settings.UPLOAD_BYTES // 1024 // 1024
        raise InputError("the files are too large", accepted=f"at most {most} MB in all")
    return [(str(one.name)[:300], one.read()) for one in sent]
