"""What templates need of the house: addresses that keep the plan looked at, marks, words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cohelm.core.kindspec import KindSpec
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports import wording
from cohelm.web.addresses import kept_address, path_to
from cohelm.web.recognised import recognised, worded

register = template.Library()

SVG = '<svg class="{}" viewBox="0 0 10 10" aria-hidden="true">{}</svg>'
SHAPES = {
    "square": mark_safe('<path d="M.6.6h8.8v8.8H.6z"/>'),
    "circle": mark_safe('<circle cx="5" cy="5" r="4.9"/>'),
    "diamond": mark_safe('<path d="M5-.6 10.6 5 5 10.6-.6 5z"/>'),
    "triangle": mark_safe('<path d="M5 .2l5 9.2H0z"/>'),
    "ring": mark_safe(
        '<circle class="line" cx="5" cy="5" r="4.2" stroke-width="1.5" stroke-dasharray="2.6 1.8"/>'
    ),
    "half": mark_safe(
        '<circle class="line" cx="5" cy="5" r="4.4" stroke-width="1.2"/>'
        '<path d="M5 .6a4.4 4.4 0 0 0 0 8.800z"/>'
    ),
    "tick": mark_safe('<path class="line" d="M1 5.500l3 3 5-7" stroke-width="1.800"/>'),
    "dot": mark_safe('<circle cx="5" cy="5" r="2"/>'),
}
"""The shapes themselves: text of our own, with nothing of anybody's in it."""
PAGES = ("page", "after", "before")
"""What an address says of the page of a list."""
STATE_SHAPES = {"act": "triangle", "watch": "half", "fine": "tick", "info": "dot"}


@register.simple_tag
def mark(shape: str) -> SafeString:
    """The mark of an office; its name stands beside it, so that it need not be read out."""
    return format_html(SVG, "mark", SHAPES[shape])


@register.simple_tag
def shape(severity: str) -> SafeString:
    """The shape of a state; its word stands beside it."""
    return format_html(SVG, "shape", SHAPES[STATE_SHAPES.get(severity, "dot")])


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], name: str, *args: Any, **query: Any) -> str:
    """The address of a page, with the plan that is looked at, and a query: `{% to "items" kind %}`."""
    return kept_address(context.get("asked"), path_to(name, *args), query)


@register.simple_tag(takes_context=True)
def to_path(context: dict[str, Any], path: str) -> str:
    """A path, with the plan that is looked at."""
    return kept_address(context.get("asked"), path, {})


@register.simple_tag(takes_context=True)
def to_answer(context: dict[str, Any], form: str = "", *args: Any, **query: Any) -> str:
    """The address of the analysis at hand as it was asked: its page, or `json`, `csv`, `why`."""
    analysis, asked_for = context["analysis"], context["request"].GET
    told = {one.name: asked_for.get(one.name, "") for one in analysis.parameters}
    name = f"{analysis.word}_{form}" if form else analysis.word
    return kept_address(context.get("asked"), path_to(name, *args), told | query)


@register.simple_tag(takes_context=True)
def to_why(context: dict[str, Any], word: str, figure: str) -> str:
    """The address that says what a figure of an analysis was computed from."""
    return kept_address(context.get("asked"), path_to(f"{word}_why", figure), {})


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], **changed: Any) -> str:
    """This page's address with parts of its query changed, or taken out where empty.

    It begins at the first page, unless it says which one: what else changes, changes the pages too.
    """
    request = context["request"]
    left = {*changed, *PAGES}
    query = {name: values for name, values in request.GET.lists() if name not in left}
    query |= {name: [str(value)] for name, value in changed.items() if value not in ("", None)}
    return str(request.path) + (f"?{urlencode(query, doseq=True)}" if query else "")


@cache
def _stamp(path: str) -> str:
    found = finders.find(path)
    if not found:
        return ""
    from hashlib import sha256
    from pathlib import Path

    return sha256(Path(str(found)).read_bytes()).hexdigest()[:8]


@register.simple_tag
@cache
def asset(path: str) -> str:
    """The address of a static file; it changes with the file, so that browsers take the new one."""
    return f"{staticfiles_storage.url(path)}?v={_stamp(path)}"


@register.filter
def day(value: date | str | None) -> str:
    """4 Dec 2026."""
    return str(prose(wording.day(value))) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """4 Dec 2026, 14:05."""
    return str(prose(wording.moment(value))) if value else ""


@register.filter
def number(value: float | None) -> str:
    """1,200."""
    return "" if value is None else str(prose(wording.number(value)))


@register.filter
def plain(value: Any) -> str:
    """Any plain value in words."""
    return wording.plain(value)


@register.filter
def counted(value: int, noun: str) -> str:
    """3 concerns; `noun` is the singular, or singular and plural with a comma between."""
    one, _, several = noun.partition(",")
    return str(prose(wording.count(value, one, several)))


@register.filter
def in_number(value: float, forms: str) -> str:
    """What is said of one or of several, with a comma between, and not the number: `was,were`."""
    one, _, several = forms.partition(",")
    return str(prose(Plural(one, several, number=value)))


@register.filter
def prose(value: Any) -> Any:
    """A sentence of the library, or several, in the reader's language; anything else as it is."""
    if isinstance(value, Prose):
        return recognised(value)
    return [prose(one) for one in value] if isinstance(value, list | tuple) else value


@register.filter(name="recognised")
def _recognised(value: Any) -> Any:
    """A text of the program that came through an error or a frame, in the reader's language."""
    return recognised(value) if isinstance(value, str) else prose(value)


@register.filter
def in_words(value: Any) -> Any:
    """A text of the program, such as the help of a field, in the language of whoever reads it."""
    is_name = isinstance(value, str) and not isinstance(value, Prose)
    return worded(value) if is_name else prose(value)


@register.simple_tag
def counted_kind(many: int, kind: KindSpec) -> str:
    """3 data sets."""
    plural = kind.plural.replace("_", " ")
    return str(prose(wording.count(many, kind.label.lower(), plural)))


@register.filter
def words(value: str) -> str:
    """A name with underscores as words, in the language of whoever reads it."""
    return worded(str(value).replace("_", " "))


@register.filter
def add_to(value: float, more: float) -> float:
    """A place in a picture, so much further."""
    return value + more


@register.filter
def at(known: Mapping[str, str], name: str) -> str:
    """What is known by a name; empty where nothing is."""
    return known.get(name, "")
