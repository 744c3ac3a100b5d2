"""`--language`: in which language a command writes a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from cohelm.core.errors import UsageError
from cohelm.reports.language import ENGLISH

if TYPE_CHECKING:
    from cohelm.reports.language import Language

LanguageAsked: TypeAlias = Annotated[
    str, typer.Option("--language", metavar="LANG", help="Of the document, by its code [en].")
]


@contextmanager
def documents_in(code: str, output: str) -> Iterator[Language]:
    """The language of what is made and written to a file within. Raises UnknownName, UsageError.

    Without a file none can be asked for. English needs no catalogue; for another language the program is
    set up as for the pages, whose messages it reads.
    """
    if code and not output:
        raise UsageError("--language is of a document, and none is asked for", mend="Add -o FILE.")
    if code in ("", ENGLISH.code):
        yield ENGLISH
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohelm.server.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from cohelm.web import documents

    with documents.documents_in(documents.language_asked(code)) as say:
        yield say
