"""Which rows of a table are records; blank rows, totals, repeated headers and notes are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cohelm.formats.headers import Header, Row, is_label_of, same_header
from cohelm.formats.numbers import plain_number, read_number
from cohelm.formats.shapes import shape
from cohelm.formats.sheets import Cell, is_blank

SUM = (
    r"\W*(?:(?:grand|overall|general|running)\s+|sub[\s-]?|sous[\s-]?|zwischen|gesamt|end|teil)?"
    r"(?:totals?|sums?|summen?|gesamt|insgesamt|somme|totaal|totale|suma|subtotaal)"
)
TOTAL = re.compile(rf"{SUM}(?:\s+g[eé]n[eé]ral)?\W*\Z", re.IGNORECASE)
TOTAL_OF = re.compile(rf"{SUM}\b", re.IGNORECASE)
NOTE = re.compile(
    r"\s*(?:notes?|n\.b\.|source|quelle|legend|as of|stand|\*|†|\d\)|¹)", re.IGNORECASE
)
SENTENCE = 60
# A sum may differ from what stands below it by rounding.
ROUNDING = 0.005


@dataclass(slots=True)
class Rows:
    """The records of a table and what was left out: rows by reason, lines of prose, odd rows.

    `totals` are the cells of the rows of totals, with their places.
    """

    rows: list[Sequence[Cell]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    totals: list[tuple[int, Sequence[Cell]]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    too_long: list[int] = field(default_factory=list)


def sift(rows: Sequence[Row], header: Header, end: int, columns: Sequence[int]) -> Rows:
    """The rows from the header's body to `end` (exclusive) that are records, cut to `columns`."""
    kept = Rows()
    width = len(columns)
    whole = list(columns) == list(range(width))
    limit = max(len(header.labels), columns[-1] + 1 if columns else 0)
    labels = [header.labels[at] if at < len(header.labels) else "" for at in columns]
    typical = _typical_fill(rows, header.body, end, columns)
    for at in range(header.body, end):
        row = rows[at]
        if not (whole and len(row) == width):
            if any(not is_blank(cell) for cell in row[limit:]):
                kept.too_long.append(at + 1)
                continue
            row = [row[one] if one < len(row) else None for one in columns]
        reason = _reason(row, labels, typical, kept)
        if reason == "alone":
            kept.headings.append((at + 1, next(str(c).strip() for c in row if not is_blank(c))))
        elif reason:
            kept.left_out.setdefault(reason, []).append(at + 1)
            if reason == "total":
                kept.totals.append((at + 1, row))
        else:
            kept.rows.append(row)
            kept.places.append(at + 1)
    _drop_bare_sum(kept)
    _tell_remarks(kept)
    return kept


def _reason(row: Row, labels: Sequence[str], typical: int, kept: Rows) -> str:
    """Why a row is no record, or an empty text. Looks at few cells of an ordinary row."""
    first = at = None
    others = 0
    for place, cell in enumerate(row):
        if cell is None or cell == "" or is_blank(cell):
            continue
        if at is None:
            first, at = cell, place
        else:
            others += 1
            break
    if at is None:
        return "blank"
    if not others:
        wide = typical >= 3 and len(row) >= 3
        said = isinstance(first, str) and (wide or _is_remark(first))
        return "alone" if said and len(row) > 1 else ""
    if isinstance(first, str) and is_label_of(first, labels[at]) and same_header(row, labels):
        return "header"
    if _is_amount(first):
        # Sums may stand before their label.
        words = (n for n, one in enumerate(row) if not is_blank(one) and not _is_amount(one))
        at = next(words, at)
        first = row[at]
    if isinstance(first, str) and TOTAL_OF.match(first) and _is_total(row, first, at, kept):
        return "total"
    return ""


def _is_remark(text: str) -> bool:
    """Whether a text that stands alone is a remark on the table, even where tables are narrow."""
    return len(text) > SENTENCE / 3 and bool(NOTE.match(text))


def _is_total(row: Row, label: str, at: int, kept: Rows) -> bool:
    others = [(place, cell) for place, cell in enumerate(row) if place != at and not is_blank(cell)]
    if not all(_is_amount(cell) for _, cell in others):
        return False
    if TOTAL.match(label):
        return True
    return any(_is_sum(kept.rows, place, cell) for place, cell in others)


def _is_amount(cell: Cell) -> bool:
    """Whether a cell is a number, bare or with its unit, by either decimal mark."""
    return shape(cell) == "number" or bool(read_number(cell) or read_number(cell, ","))


def _is_sum(above: Sequence[Row], place: int, cell: Cell) -> bool:
    """Whether a number is the sum of the column above it, or of its last rows."""
    stated = plain_number(cell)
    if stated is None:
        return False
    running = 0.0
    for row in reversed(above):
        running += plain_number(row[place]) or 0.0
        if abs(running - stated) <= ROUNDING * max(abs(stated), 1) and len(above) > 1:
            return stated != 0
    return False


def _drop_bare_sum(kept: Rows) -> None:
    """A last row of numbers only, which are the sums of their columns, is a totals row too."""
    if len(kept.rows) < 3:
        return
    *above, last = kept.rows
    said = [(place, cell) for place, cell in enumerate(last) if not is_blank(cell)]
    if all(shape(cell) == "number" for _, cell in said) and len(said) < len(last):
        whole = all(
            abs(sum(plain_number(row[place]) or 0.0 for row in above) - (plain_number(cell) or 0.0))
            <= ROUNDING * max(abs(plain_number(cell) or 0.0), 1)
            for place, cell in said
        )
        if whole:
            kept.totals.append((kept.places[-1], kept.rows.pop()))
            kept.left_out.setdefault("total", []).append(kept.places.pop())


def _tell_remarks(kept: Rows) -> None:
    """Sentences, and what stands below the last record, are remarks; the rest are headings."""
    last = kept.places[-1] if kept.places else 0
    headings = []
    for place, text in kept.headings:
        if place > last or len(text) > SENTENCE or NOTE.match(text):
            kept.remarks.append(text)
            kept.left_out.setdefault("remark", []).append(place)
        else:
            headings.append((place, text))
    kept.headings = headings


def _typical_fill(rows: Sequence[Row], start: int, end: int, columns: Sequence[int]) -> int:
    """How many cells are filled in a middling row of the first hundred."""
    fills = sorted(
        count
        for row in rows[start : min(end, start + 100)]
        if (count := sum(one < len(row) and not is_blank(row[one]) for one in columns))
    )
    return fills[len(fills) // 2] if fills else 0
