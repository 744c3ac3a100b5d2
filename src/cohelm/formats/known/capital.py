"""Capital and operating money beside each other: which of both columns is a part of the whole cost."""

from __future__ import annotations

from dataclasses import replace

from cohelm.core.fields import FieldSpec
from cohelm.core.money import Money
from cohelm.formats.cells import read_column
from cohelm.formats.known.made import and_columns
from cohelm.formats.layout import Table
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.sheets import Cell
from cohelm.formats.taken import manner_of

MONEY = FieldSpec("amount", "money", "")
MADE_TOTAL = "whole cost (added up)"
UNNAMED = "XXX"
"""Stands for the currency of a column that names none; the reading of the rows settles it."""


def with_whole_cost(table: Table, mapping: Mapping) -> tuple[Table, Mapping]:
    """The table with the whole cost, and operating money as what its amounts show it to be.

    Without a whole cost it is the sum of both, or the one that is stated. Where the whole cost is the
    capital alone in more rows than it is both together, operating money is what the result costs a
    year afterwards.
    """
    uses = {one.name: one for one in mapping.columns if one.header in table.header}
    capital, operating, whole = (uses.get(n) for n in ("capital_cost", "operating", "total_cost"))
    if whole is None:
        return _added_up(table, mapping, [one for one in (capital, operating) if one])
    if capital is None or operating is None:
        return table, mapping
    once, yearly, stated = (_amounts(table, mapping, one) for one in (capital, operating, whole))
    rows = [
        (a, b, c)
        for a, b, c in zip(once, yearly, stated, strict=True)
        if a and b and c and b.amount
    ]
    alone = sum(a == c for a, _, c in rows)
    if alone <= sum(_sum([a, b]) == c for a, b, c in rows):
        return table, mapping
    said = "the whole cost is the capital alone: this is read as the cost a year afterwards"
    note = table.note(said, table.header.index(operating.header))
    running = ColumnUse(operating.header, "field", "run_cost", score=operating.score)
    columns = tuple(running if one is operating else one for one in mapping.columns)
    return replace(table, notes=[*table.notes, note]), replace(mapping, columns=columns)


def _added_up(table: Table, mapping: Mapping, parts: list[ColumnUse]) -> tuple[Table, Mapping]:
    if not parts:
        return table, mapping
    columns = [_amounts(table, mapping, one) for one in parts]
    sums = [_sum([one for one in row if one]) for row in zip(*columns, strict=True)]
    made: list[Cell] = [_written(one) for one in sums]
    at = table.header.index(parts[0].header)
    said = " and ".join(one.header for one in parts)
    note = table.note(f"no whole cost is stated: it is read as {said}", at)
    use = ColumnUse(MADE_TOTAL, "field", "total_cost", score=parts[0].score)
    table = and_columns(replace(table, notes=[*table.notes, note]), {MADE_TOTAL: (at, made)})
    return table, replace(mapping, columns=(*mapping.columns, use))


def _amounts(table: Table, mapping: Mapping, use: ColumnUse) -> list[Money | None]:
    cells = table.values(table.header.index(use.header))
    read = read_column(cells, MONEY, use.header, manner_of(table, mapping, UNNAMED))
    return [Money.parse(one) if one else None for one in read.values]


def _sum(parts: list[Money]) -> Money | None:
    """Several amounts together; None where there is none, or they are in two currencies."""
    if len({one.currency for one in parts}) != 1:
        return None
    return Money(sum((one.amount for one in parts), start=parts[0].amount * 0), parts[0].currency)


def _written(money: Money | None) -> Cell:
    if money is None:
        return None
    return f"{money.amount:f}" if money.currency == UNNAMED else str(money)
