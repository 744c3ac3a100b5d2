"""Texts with tables or numbered items in them, Markdown and HTML, as sheets of rows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml import html

from cohelm.core.errors import InputError
from cohelm.formats.sheets import MOST_BYTES, Sheet

HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
ITEM = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__)?(?P<id>[A-Z]{0,4}[-.]?\d{1,4}(?:[.-]\d+)*[a-z]?)(?:[.):]|\s-)(?:\*\*|__)?"
    r"\s+(?P<text>\S.*)$"
)
BULLET = re.compile(r"^\s*[-*+]\s+\S")
LABEL = re.compile(
    r"^(?:\*\*?|__?)(?P<label>[^*_]{2,80}?)(?:\*\*?|__?)\s*:\s*|^(?:\*\*?|__?)(?P<inside>[^*_]{2,80}?):(?:\*\*?|__?)\s*"
)
PIPE = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
MARKUP = re.compile(r"\*\*|__|`|\[\^[^\]]*\]|(?<!\w)[*_](?=\w)|(?<=\w|[.,;)])[*_](?!\w)")
LINKED = re.compile(r"\[([^\]]+)\]\([^)]*\)")
# Fewer items than this are no list of rights, but a text with some numbers in it.
FEWEST = 3
HEADER = ("Number", "Under", "Label", "Text")
PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|body|table|div|h\d)\b", re.IGNORECASE
)


def is_prose(content: bytes) -> bool:
    """Whether a file is a page, or a text in Markdown with tables or numbered items."""
    if PAGE.match(content[:500]):
        return b"<table" in content.lower()
    if content[:4] in (b"PK\x03\x04", b"%PDF") or b"\0" in content[:4000]:
        return False
    lines = content[:400_000].decode("utf-8", "replace").splitlines()
    piped = any(PIPE.match(one) and RULE.match(two) for one, two in itertools.pairwise(lines))
    headed = any(HEADING.match(one) for one in lines)
    items = sum(bool(ITEM.match(one)) and one.lstrip()[:1] in "-*+" for one in lines)
    return piped or (headed and items >= FEWEST)


def read_prose_sheets(name: str, content: bytes) -> tuple[Sheet, ...]:
    """A sheet for each table, and one for all numbered items: number, heading above, label, text.

    Raises InputError for a file that is too large or holds neither.
    """
    if len(content) > MOST_BYTES:
        raise InputError("the text is too large", where=name, accepted="at most 100 MB")
    if PAGE.match(content[:500]):
        sheets = tuple(_html_sheets(content))
    else:
        lines = content.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
        sheets = tuple(_markdown_sheets(lines))
    if not sheets:
        raise InputError("no table and no numbered items were found", where=name,
                         accepted="a text with a table, or with items such as `- A1. …`")  # fmt: skip
    named = len(sheets) > 1
    return tuple(
        Sheet(f"table {at}" if named else "", one.rows) for at, one in enumerate(sheets, 1)
    )


def _markdown_sheets(lines: list[str]) -> Iterator[Sheet]:
    items = _items(lines)
    if len(items) >= FEWEST:
        yield Sheet("", [HEADER, *items])
    at = 0
    while at + 1 < len(lines):
        if PIPE.match(lines[at]) and RULE.match(lines[at + 1]):
            end = at + 2
            while end < len(lines) and PIPE.match(lines[end]):
                end += 1
            yield Sheet(
                "", [_headed(_cells(lines[at])), *(_cells(one) for one in lines[at + 2 : end])]
            )
            at = end
        else:
            at += 1


def _cells(line: str) -> list[str]:
    return [
        plain(one.replace("\\|", "|")) for one in re.split(r"(?<!\\)\|", line.strip().strip("|"))
    ]


def _headed(cells: list[str]) -> list[str]:
    """The cells of a header; `No` above numbers is short for number, and no answer."""
    return [f"{one}." if one.casefold() == "no" else one for one in cells]


def _items(lines: list[str]) -> list[tuple[str, str, str, str]]:
    """The numbered items, each with the lines that continue it, up to a blank line or another bullet."""
    found: list[tuple[str, str, list[str]]] = []
    under, open_ = "", False
    for line in lines:
        heading, item = HEADING.match(line), ITEM.match(line)
        if heading:
            under, open_ = plain(heading["text"]), False
        elif item and line.lstrip()[:1] in "-*+":
            found.append((item["id"], under, [item["text"]]))
            open_ = True
        elif BULLET.match(line):
            open_ = open_ and line.lstrip().startswith("--")
        elif not line.strip():
            open_ = False
        if open_ and not item:
            found[-1][2].append(line.strip().lstrip("-").strip())
    return [(id_, under, *_labelled(" ".join(text))) for id_, under, text in found]


def _labelled(text: str) -> tuple[str, str]:
    """The label that stands before a colon, and the text without marks."""
    found = LABEL.match(text)
    if not found:
        return "", plain(text)
    return plain(found["label"] or found["inside"]), plain(text[found.end() :])


def plain(text: str) -> str:
    """A text without the marks of Markdown.

    >>> plain("**Approve** the [budget](http://x) *now*")
    'Approve the budget now'
    """
    return " ".join(MARKUP.sub("", LINKED.sub(r"\1", text)).replace("<br>", " ").split())


def _html_sheets(content: bytes) -> Iterator[Sheet]:
    # No network and no entities of the page's own: the parser of HTML knows neither.
    page = html.fromstring(content, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    for table in page.iter("table"):
        rows = [
            [_text_in(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")
        ]
        rows = [row for row in rows if any(row)]
        if len(rows) > 1:
            yield Sheet("", [_headed(rows[0]), *rows[1:]])


def _text_in(cell: html.HtmlElement) -> str:
    return " ".join("".join(map(str, cell.itertext())).split())
