"""`--language`: in which language a command writes a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from cohelm.reports.language import ENGLISH

if TYPE_CHECKING:
    from cohelm.reports.language import Language

LanguageAsked: TypeAlias = Annotated[
    str, typer.Option("--language", metavar="LANG", help="Of the document, by its code [en].")
]


@contextmanager
def documents_in(code: str) -> Iterator[Language]:
    """The language of documents that are made and written within. Raises UnknownName.

    English needs no catalogue; for another the program is set up as for the pages, whose messages it
    reads.
    """
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
