"""The pack for the board as long work: page by page, until it is stopped; the file is its maker's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from cohelm.accounts.board_pack import board_pack
from cohelm.accounts.person import person_of
from cohelm.core.errors import UnknownName
from cohelm.reports.brief.written import pack_document
from cohelm.store.jobs import Progress
from cohelm.web.documents import documents_in
from cohelm.web.models import MadeFile
from cohelm.web.recognised import WRITTEN_IN

PACK = "pack"
TYPES = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def make_pack(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Makes the pack of what who asked may see by now, and keeps it in place of the one before.

    Takes `user`, `name`, `on`, `since`, `known_at`, `scenario`, `language`. Raises UsageError,
    UnknownName.
    """
    user = User.objects.filter(pk=arguments["user"]).first()
    if user is None:
        raise UnknownName("who asked is not there any more")
    name, known_at = str(arguments["name"]), arguments["known_at"]
    with documents_in(str(arguments.get("language", WRITTEN_IN))) as say:
        made = board_pack(
            person_of(user).audience, on=date.fromisoformat(arguments["on"]), now=timezone.now(),
            since=date.fromisoformat(arguments["since"]),
            known_at=datetime.fromisoformat(known_at) if known_at else None,
            scenario=arguments["scenario"], output=name, language=say.code, step=progress.step,
        )  # fmt: skip
        progress.step("Setting the pages")
        content = pack_document(made, name, say)
    said = {"job": progress.job, "name": name, "content": content}
    MadeFile.objects.update_or_create(user=user, defaults=said)
    return {"file": name, "pages": len(made.pages)}


def type_of(name: str) -> str:
    """What a browser is told that a file is, by its ending."""
    return TYPES[PurePath(name).suffix]
