"""Choosing the language that one reads."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohelm.accounts.language import choose_language, chosen_by, language_for
from cohelm.accounts.permission import READER, asker, permission
from cohelm.accounts.person import NOBODY
from cohelm.core.prose import Prose
from cohelm.web.written import tell


@permission(READER)
def language_page(request: HttpRequest) -> HttpResponse:
    """The languages that are there, and which one somebody chose. Raises UnknownName."""
    if request.method == "POST":
        return _chosen(request, request.POST.get("language", ""))
    context = {
        "title": _("Language"),
        "languages": settings.LANGUAGES,
        "chosen": chosen_by(asker(request)),
        "sent": (settings.LANGUAGE, dict(settings.LANGUAGES)[settings.LANGUAGE]),
    }
    return render(request, "language.html", context)


def _chosen(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps the choice, and says so in the language that was chosen."""
    choose_language(asker(request).username, code)
    said = Prose("Pages follow your browser from now on, mails this installation.")
    if code:
        name = dict(settings.LANGUAGES)[code]
        said = Prose("Pages, mails and feeds are in this language from now on: {name}.", name=name)
    with override(code or language_for(NOBODY, request)):
        tell(request, said)
    return HttpResponseRedirect(reverse("language"))
