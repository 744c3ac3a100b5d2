"""The places of tables, in Python: a page has thousands, and a template takes ten times as long."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cohelm.core.prose import Prose
from cohelm.web.addresses import kept_address, path_to
from cohelm.web.cells import WRITTEN, Cell, Linked
from cohelm.web.recognised import recognised

register = template.Library()

NOTHING = mark_safe('<span class="none">–</span>')


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], cell: Cell) -> SafeString:
    """A place of a table with what it says in it."""
    if cell.class_name:
        return format_html('<td class="{}">{}</td>', cell.class_name, said(context, cell))
    return format_html("<td>{}</td>", said(context, cell))


@register.simple_tag(takes_context=True)
def said(context: dict[str, Any], cell: Cell) -> SafeString | str:
    """What a place says: links to items with the plan that is looked at, a text, or a dash."""
    if not cell.links:
        is_own = cell.type in WRITTEN and not isinstance(cell.text, Prose)
        text = cell.text if is_own else recognised(cell.text)
        return text or NOTHING
    links = format_html_join(
        ", ", '<a href="{}">{}</a>{}',
        ((to_item(context, one.key), one.name, _sort(one)) for one in cell.links),
    )  # fmt: skip
    if not cell.more:
        return links
    more = _("and {count} more").format(count=cell.more)
    return format_html('{} <span class="quiet">{}</span>', links, more)


def _sort(one: Linked) -> SafeString | str:
    return format_html(' <small class="quiet">{}</small>', recognised(one.sort)) if one.sort else ""


@register.simple_tag(takes_context=True)
def to_item(context: dict[str, Any], key: str) -> str:
    """The address of an item by its key, with the plan that is looked at."""
    kind, _colon, id_ = key.partition(":")
    return kept_address(context.get("asked"), path_to("item", kind, id_), {})
