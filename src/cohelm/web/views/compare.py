"""Two plans side by side: a scenario with the current plan, a day with a day, then with now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cohelm.accounts.asked import THAN, Asked, asked
from cohelm.accounts.permission import READER, asker, permission
from cohelm.accounts.standing import concerns_of
from cohelm.core.concern import turned
from cohelm.store import scenarios
from cohelm.store.compare import compare
from cohelm.web.compared import parts, sentence, side_of, side_said
from cohelm.web.plan import asked_of


@permission(READER)
def compare_page(request: HttpRequest) -> HttpResponse:
    """The plan looked at beside another one, today's current plan where none is said.

    Raises UsageError, UnknownName.
    """
    before, after, audience = than_of(request), asked_of(request), asker(request).audience
    found = compare(side_of(before), side_of(after), audience)
    known = scenarios.listed(audience)
    titles = {one.name: one.title for one in known}
    context = {
        "title": sentence(found),
        "here_is": "compare",
        "before": before, "after": after,
        "before_said": side_said(before, titles), "after_said": side_said(after, titles),
        "is_same": side_of(before) == side_of(after),
        "is_bare": not len(after.whole(audience)) and not len(before.whole(audience)),
        "week_ago": (after.today - timedelta(days=7)).isoformat(),
        "in_a_year": (after.today + timedelta(days=365)).isoformat(),
        "open": [one for one in known if one.state == scenarios.OPEN],
        "parts": parts(found, before.whole(audience), after.whole(audience)),
    }  # fmt: skip
    return render(request, "compare/compare.html", context)


@permission(READER)
def compare_concerns(request: HttpRequest) -> HttpResponse:
    """The concerns that appear and disappear between the two."""
    before, after = than_of(request), asked_of(request)
    audience = asker(request).audience
    was, now = (concerns_of(one.enterprise(audience), one.on) for one in (before, after))
    appeared, gone = turned(was.concerns, now.concerns)
    titles = {check.code: check.title for check in (*was.checks, *now.checks)}
    context: dict[str, Any] = {
        "title": _("{len:,} appear, {len_2:,} disappear").format(
            len=len(appeared), len_2=len(gone)
        ),
        "here_is": "compare",
        "turned": [(_("Appear"), appeared), (_("Disappear"), gone)],
        "stay": len(now.concerns) - len(appeared),
        "is_bare": not (appeared or now.concerns or gone),
        "titles": titles,
    }
    htmx = getattr(request, "htmx", None)
    return render(request, "compare/_turned.html" if htmx else "compare/turned.html", context)


def than_of(request: HttpRequest) -> Asked:
    """The plan that is compared with. Raises UsageError."""
    stated = {name: request.GET.get(said, "") for name, said in THAN.items()}
    return asked(stated, today=asked_of(request).today)
