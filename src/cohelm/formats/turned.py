"""Tables that lie on their side: labels down the first column, one record a column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from cohelm.formats.headers import Row, are_labels, filled, known_share
from cohelm.formats.shapes import Shape, shape, shared_shape
from cohelm.formats.sheets import Cell
from cohelm.formats.words import COMMON

# More labels than this down the side, and it is a list of records.
MOST_LABELS = 120
LOOK = 60
# How much evener the lines must be across than down before a table counts as turned.
MARGIN = 0.12


def is_turned(rows: Sequence[Row], words: frozenset[str] = COMMON) -> bool:
    """Whether records run down the columns: each line holds one sort of value, columns do not."""
    kept = [row for row in rows[: MOST_LABELS + 1] if filled(row)]
    if not 2 <= len(kept) <= MOST_LABELS or len(rows) > 4 * MOST_LABELS:
        return False
    side = [row[0] if row else None for row in kept]
    top = kept[0]
    if filled(side) < 0.8 * len(kept) or not are_labels(side) or filled(top) < 2:
        return False
    by_side, by_top = known_share(side, words), known_share(list(top)[1:], words)
    if by_top >= 0.5 or by_side < 0.3:
        return False
    grid: list[list[Shape]] = [[shape(cell) for cell in list(row)[1:LOOK]] for row in kept]
    across = _evenness(grid)
    down = _evenness([list(line) for line in zip_longest(*grid, fillvalue="blank")])
    if by_side >= 0.6 and by_top < 0.2:
        return across >= down
    return across - down > MARGIN


def turn(rows: Sequence[Row]) -> list[list[Cell]]:
    """The rows with their columns as rows; what is missing at the end of a row is None."""
    return [list(line) for line in zip_longest(*rows)]


def _evenness(lines: list[list[Shape]]) -> float:
    shares = []
    for line in lines:
        _, share = shared_shape(line)
        if sum(one != "blank" for one in line) >= 2:
            shares.append(share)
    return sum(shares) / len(shares) if shares else 0.0
