"""What a cell looks like before anybody knows what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Literal

from cohelm.formats.sheets import Cell

Shape = Literal["blank", "number", "date", "boolean", "code", "word", "prose"]

NUMBER = re.compile(
    r"[(\-+−]?\s*(?:[A-Z]{0,3}[$£€¥]|[A-Z]{3}\s)?\s*[(\-+−]?\d[\d.,' \u00a0\u202f]*"
    r"(?:%|[kKmMbB]|mn|bn|k€|m€|€|\$|£|\s[A-Z]{3})?\s*\)?-?\Z"
)
MONTH = r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*\.?"
DATE = re.compile(
    r"\d{4}-\d{1,2}(?:-\d{1,2}(?:[T ]\d{1,2}:\d{2}.*)?)?\Z"
    r"|\d{1,4}[./]\d{1,2}[./]\d{2,4}(?:[ T]\d{1,2}:\d{2}.*)?\Z"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\Z"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\.?[\s/-])?{MONTH}[\s/-]+'?\d{{2,4}}(?:,?\s\d{{1,2}}:\d{{2}}.*)?\Z"
    r"|Q[1-4][\s/-]*\d{4}\Z|\d{4}[\s/-]*Q[1-4]\Z",
    re.IGNORECASE,
)
BOOLEANS = frozenset(
    ("yes", "no", "y", "n", "true", "false", "ja", "nein", "oui", "non", "x", "✓", "✗")
)
CODE = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9][A-Za-z0-9_./:#-]{1,39}\Z")


@lru_cache(maxsize=200_000)
def shape_of_text(text: str) -> Shape:
    """The shape of a cell of text. Codes are words with digits in them, such as `APP-001`."""
    text = text.strip()
    if not text:
        return "blank"
    if len(text) > 80 or text.count(" ") > 9:
        return "prose"
    if DATE.match(text):
        return "date"
    if NUMBER.match(text):
        return "number"
    if text.lower() in BOOLEANS:
        return "boolean"
    return "code" if CODE.match(text) else "word"


def shape(cell: Cell) -> Shape:
    """The shape of any cell."""
    if cell is None:
        return "blank"
    if isinstance(cell, str):
        return shape_of_text(cell)
    if isinstance(cell, bool):
        return "boolean"
    if isinstance(cell, int | float):
        return "number"
    return "date" if isinstance(cell, date | time | timedelta) else "word"


def shared_shape(shapes: Iterable[Shape]) -> tuple[Shape, float]:
    """The commonest shape that is not blank, and its share among those."""
    counts: dict[Shape, int] = {}
    for one in shapes:
        if one != "blank":
            counts[one] = counts.get(one, 0) + 1
    if not counts:
        return "blank", 0.0
    commonest = max(counts, key=lambda one: counts[one])
    return commonest, counts[commonest] / sum(counts.values())
