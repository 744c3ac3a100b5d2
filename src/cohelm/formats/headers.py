"""Which row of a sheet heads a table, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cohelm.formats.known.concepts import meaning
from cohelm.formats.known.grants import says_grant
from cohelm.formats.shapes import shape, shared_shape
from cohelm.formats.sheets import Cell, is_blank
from cohelm.formats.words import COMMON, core_tokens

Row = Sequence[Cell]
Merged = Sequence[tuple[int, int, int, int]]

# How far below the start of a block its header is looked for, and how many rows tell its width.
DEPTH = 30
BELOW = 12
LONGEST_LABEL = 250

# Words that say nothing beside others.
SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "d",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "per",
        "r",
    )
)
YEARS = range(1980, 2101)
# A name as programs write it, with a number behind it or not: `charge_category_v1`.
IDENTIFIER = re.compile(r"[A-Za-z]{3,}(?:_[A-Za-z]{3,})+(?:_[A-Za-z]?\d+)?$")


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands: rows `top` to `body` (exclusive), counted from 0.

    `labels` has one text a column of the sheet, empty where none stands. `title` is the line above
    the header, `remarks` all lines of prose above it.
    """

    top: int
    body: int
    labels: tuple[str, ...]
    title: str = ""
    remarks: tuple[str, ...] = ()


def find_header(
    rows: Sequence[Row], start: int, merged: Merged = (), words: frozenset[str] = COMMON
) -> Header | None:
    """The header of the first table at or below row `start`, or None when there is no table."""
    top = next((at for at in range(start, len(rows)) if filled(rows[at])), None)
    if top is None:
        return None
    candidates = [at for at in range(top, min(top + DEPTH, len(rows))) if filled(rows[at])]
    width = max(filled(rows[at]) for at in candidates)
    scores = {at: _score(rows, at, width, words) - 0.03 * n for n, at in enumerate(candidates)}
    best = max(candidates, key=lambda at: scores[at])
    if scores[best] <= 0:
        return None
    first, body = best, best + 1
    if best > top and _is_group_row(rows, best - 1, best, merged):
        first = best - 1
    while body < len(rows) and _is_units_row(rows, body) and body < best + 3:
        body += 1
    labels = _joined(rows, first, best, body, merged)
    remarks = tuple(
        " ".join(str(cell).strip() for cell in rows[at] if not is_blank(cell))
        for at in range(start, first)
        if filled(rows[at])
    )
    title = next((line for line in reversed(remarks) if len(line) <= 120), "")
    return Header(first, body, labels, title, remarks)


def filled(row: Row) -> int:
    """How many cells of a row have something in them."""
    return sum(not is_blank(cell) for cell in row)


def same_header(row: Row, labels: Sequence[str]) -> bool:
    """Whether a row repeats the labels of the header."""
    said = [(str(cell), at) for at, cell in enumerate(row) if not is_blank(cell)]
    if len(said) < 2 and len(labels) > 1:
        return False
    same = sum(at < len(labels) and is_label_of(text, labels[at]) for text, at in said)
    return bool(said) and same >= 0.8 * len(said)


def is_label_of(text: str, label: str) -> bool:
    """Whether a text is the label, whatever its case and blanks."""
    return " ".join(text.split()).casefold() == label.casefold()


def known_share(row: Row, words: frozenset[str] = COMMON) -> float:
    """The share of the filled cells that hold a word which heads columns."""
    cells = [cell for cell in row if not is_blank(cell)]
    known = sum(
        _is_year(cell)
        or (
            isinstance(cell, str)
            and len(cell) <= LONGEST_LABEL
            and _mostly_known(cell, words)
            and not says_grant(cell)
        )
        for cell in cells
    )
    return known / len(cells) if cells else 0.0


def _mostly_known(text: str, words: frozenset[str]) -> bool:
    """Whether half of a text's words head columns; long labels say more than that, in brackets."""
    said = core_tokens(text)
    known = sum(_heads(word, words) and (len(said) == 1 or word not in SMALL) for word in said)
    return bool(said) and 2 * known >= len(said)


def _heads(word: str, words: frozenset[str]) -> bool:
    """Whether a word heads columns, in whatever language."""
    return word in words or not words.isdisjoint(meaning(word))


def are_labels(row: Row) -> bool:
    """Whether the cells of a row can be labels: texts and years, nearly all different."""
    cells = [cell for cell in row if not is_blank(cell)]
    texts = [cell for cell in cells if is_label(cell)]
    distinct = len({str(cell).strip().casefold() for cell in cells})
    named = any(
        isinstance(cell, str) and (shape(cell) in ("word", "prose") or IDENTIFIER.match(cell))
        for cell in cells
    )
    return named and len(texts) >= 0.85 * len(cells) and distinct >= 0.6 * len(cells)


def is_label(cell: Cell) -> bool:
    """Whether a cell can be a label: a text of moderate length, a year or a month."""
    if _is_year(cell):
        return True
    labels = ("word", "prose", "code", "date")
    return isinstance(cell, str) and len(cell) <= LONGEST_LABEL and shape(cell) in labels


def _is_year(cell: Cell) -> bool:
    if isinstance(cell, str):
        return len(cell) < 8 and cell.strip().isdecimal() and int(cell.strip()) in YEARS
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in YEARS


def _score(rows: Sequence[Row], at: int, width: int, words: frozenset[str]) -> float:
    row = rows[at]
    count = filled(row)
    if not are_labels(row) or (count < 2 and width > 1) or count < 0.4 * width:
        return 0.0
    known = known_share(row, words)
    below = [
        rows[one] for one in range(at + 1, min(at + 1 + BELOW, len(rows))) if filled(rows[one])
    ]
    if not below:
        return known  # a header without rows is one only when its words say so
    turns = again = 0
    for column in range(len(row)):
        if is_blank(row[column]):
            continue
        # A label does not stand below itself; the value of a record does.
        again += any(column < len(one) and one[column] == row[column] for one in below)
        common, _ = shared_shape(shape(one[column]) for one in below if column < len(one))
        turns += common not in ("blank", "word") and shape(row[column]) == "word"
    if again == count:
        again = 0  # the whole header is repeated
    return 1.5 * count / width + known + (0.5 * turns - again) / count


def _is_group_row(rows: Sequence[Row], above: int, at: int, merged: Merged) -> bool:
    """Whether the row above a header names groups of its columns: `Cost` over 2025 and 2026."""
    row = rows[above]
    count = filled(row)
    if not count or not are_labels(row):
        return False
    spans = [area for area in merged if area[0] == above and area[3] > area[1]]
    if spans:
        last = max(area[3] for area in spans)
        # A title is merged over the whole table.
        return not (len(spans) == 1 and count == 1 and last - spans[0][1] + 1 >= filled(rows[at]))
    gaps = any(
        is_blank(cell) and place < len(rows[at]) and not is_blank(rows[at][place])
        for place, cell in enumerate(row)
    )
    return gaps and (count >= 2 or is_blank(row[0]))


def _is_units_row(rows: Sequence[Row], at: int) -> bool:
    """Whether a row below the header only says units: k€, %, days."""
    from cohelm.formats.units import is_unit

    cells = [cell for cell in rows[at] if not is_blank(cell)]
    return bool(cells) and all(isinstance(cell, str) and is_unit(cell) for cell in cells)


def _joined(
    rows: Sequence[Row], first: int, best: int, body: int, merged: Merged
) -> tuple[str, ...]:
    width = max(len(row) for row in rows[first:body])
    labels = [_text(rows[best], at) for at in range(width)]
    if first < best:
        for at, group in enumerate(_spread(rows[first], width, first, merged)):
            if group and group.casefold() != labels[at].casefold() and (labels[at] or at == 0):
                labels[at] = f"{group} {labels[at]}".strip()
            elif group and not labels[at] and not is_blank(_cell(rows[first], at)):
                labels[at] = group
    for below in range(best + 1, body):
        for at in range(width):
            unit = _text(rows[below], at)
            if unit and labels[at]:
                labels[at] = f"{labels[at]} ({unit})"
    return tuple(labels)


def _spread(row: Row, width: int, number: int, merged: Merged) -> list[str]:
    """A group's label in every column it stands over: its merged cells, or up to the next label."""
    labels = [_text(row, at) for at in range(width)]
    areas = [area for area in merged if area[0] <= number <= area[2]]
    if areas:
        for _, left, _, right in areas:
            for at in range(left, min(right + 1, width)):
                labels[at] = labels[at] or labels[left]
        return labels
    for at in range(1, width):
        labels[at] = labels[at] or labels[at - 1]
    return labels


def _cell(row: Row, at: int) -> Cell:
    return row[at] if at < len(row) else None


def _text(row: Row, at: int) -> str:
    cell = _cell(row, at)
    if cell is None or is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
