"""A page that is kept as one file: elements made as values, so that no text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from lxml import etree
from lxml.html import Element, HtmlElement

Node: TypeAlias = HtmlElement
STYLE = Path(__file__).with_name("page.css")
UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no document may hold."""


def make(tag: str, *parts: str | Node, **attributes: str) -> Node:
    """An element with texts and elements in it. `cls` is its class; `_` stands for `-` in names."""
    element: Node = Element(tag)
    for name, value in attributes.items():
        written = "class" if name == "cls" else name.replace("_", "-")
        element.set(written, UNPRINTED.sub("", value))
    last: Node | None = None
    for part in parts:
        if not isinstance(part, str):
            element.append(part)
            last = part
        elif last is None:
            element.text = (element.text or "") + UNPRINTED.sub("", part)
        else:
            last.tail = (last.tail or "") + UNPRINTED.sub("", part)
    return element


def whole_page(
    title: str, parts: Sequence[Node], *, style: str = "", language: str = "en"
) -> bytes:
    """The page with its own style, and `style` after it: nothing is fetched, and nothing runs."""
    head = make(
        "head",
        make("meta", charset="utf-8"),
        make("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make("title", title),
        make("style", STYLE.read_text(encoding="utf-8") + style),
    )
    page = make("html", head, make("body", make("main", *parts)), lang=language)
    return bytes(etree.tostring(page, method="html", encoding="utf-8", doctype="<!doctype html>"))
