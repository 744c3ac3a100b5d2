"""In which language somebody reads: what they chose, else what they ask for, else the installation's."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)

from cohelm.accounts.models import Access
from cohelm.accounts.person import Person, person_of
from cohelm.core.errors import UnknownName


def chosen_by(person: Person) -> str:
    """The language that somebody chose; empty where they chose none, or where it is no longer there."""
    return person.language if person.language in dict(settings.LANGUAGES) else ""


def language_of(user: User) -> str:
    """The language of what is sent to an account, where nobody asks for one."""
    return chosen_by(person_of(user)) or str(settings.LANGUAGE)


def language_for(person: Person, request: HttpRequest) -> str:
    """The language of a page: a choice goes before what the browser asks for."""
    return chosen_by(person) or _asked(request) or str(settings.LANGUAGE)


def _asked(request: HttpRequest) -> str:
    """The first language of the browser's that is there; empty where none is."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == "*":
            break
        with suppress(LookupError):
            return get_supported_language_variant(code)
    return ""


def choose_language(username: str, code: str) -> None:
    """Keeps the language that somebody chose with their access; empty: none. Raises UnknownName."""
    there = dict(settings.LANGUAGES)
    if code and code not in there:
        raise UnknownName.of("language", code, there)
    Access.objects.filter(user__username=username).update(language=code)
