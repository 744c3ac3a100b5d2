"""The parts of an analysis's result as a page shows them: cells with links, figures with their why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from django.utils.text import slugify

from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.reports.answers import Part, cell_in_words, figure_in_words, label_of
from cohelm.web.cells import Cell, Linked, linked

MOST_ROWS = 200
LONG = 40
"""Of a table of more rows than that only the `FIRST` are shown until one asks for all."""
FIRST = 20
MOST_LINKS = 12
NUMBERS = (int, float, Decimal)
WRITTEN = (
    "definition", "name", "note", "outcome", "purpose", "rationale", "remit", "source", "title", "words",
)  # fmt: skip
"""Columns in which stands what people wrote, as in the field of that name: no word in it is ours.
`words` are those that two descriptions have in common."""
SECOND = ("version", "environment")
"""Fields that tell items of one kind and name apart, the likeliest first."""
BEYOND = ("owner", "parent")
"""Relations that do, where no field does: whose it is, then what it is a part of."""
NOTHING = Cell(type="number")
"""An empty place in a column of figures."""


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure in words, with the items that were counted and those left out, by reason."""

    name: str
    label: str
    text: str
    figure: Figure
    counted: tuple[Linked, ...]
    left_out: tuple[tuple[str, tuple[Linked, ...]], ...]


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table's first rows; `more` is how many others there are.

    `bare` are the columns that are left out, since no row says anything in them.
    """

    name: str
    label: str
    header: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int
    bare: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What the address calls it, on the page and where all of it is asked for."""
        return slugify(self.label)

    @property
    def first(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are shown until one asks for all; empty where that is not worth a click."""
        return self.rows[:FIRST] if len(self.rows) > LONG else ()

    @property
    def total(self) -> int:
        """How many rows the table has, with those that no page shows."""
        return len(self.rows) + self.more


def figure_shown(plan: Enterprise, part: Part) -> FigureShown:
    """A figure of a result."""
    figure: Figure = part.value
    left_out = tuple((why, _linked(plan, keys)) for why, keys in figure.left_out.items() if keys)
    return FigureShown(
        part.name,
        part.label,
        figure_in_words(figure),
        figure,
        _linked(plan, figure.counted),
        left_out,
    )


def table_shown(plan: Enterprise, part: Part, *, keeps_bare: bool = False) -> TableShown:
    """A table of a result; the keys of items become links with their names.

    `keeps_bare`: columns that say nothing in any row stay, since each was asked for by its name.
    """
    bare = [] if keeps_bare else _bare(part.value)
    frame: pl.DataFrame = part.value.drop(bare)
    written = [name in WRITTEN for name in frame.columns]
    rows = _told_apart(
        plan,
        [
            [Cell(cell_in_words(one)) if own and isinstance(one, str | list) else cell_of(plan, one)
             for one, own in zip(row, written, strict=True)]
            for row in frame.head(MOST_ROWS).iter_rows()
        ],
    )  # fmt: skip
    right = [any(row[at].right for row in rows) for at in range(len(frame.columns))]
    rows = tuple(
        tuple(NOTHING if one.is_empty and to else one for one, to in zip(row, right, strict=True))
        for row in rows
    )
    names = [label_of(name) for name in frame.columns]
    return TableShown(
        part.name,
        part.label,
        tuple(zip(names, right, strict=True)),
        rows,
        max(0, len(frame) - MOST_ROWS),
        tuple(map(label_of, bare)),
    )


def _bare(frame: pl.DataFrame) -> list[str]:
    """The columns without a value in any row; none of a table without rows, or if all were such."""
    found = [one.name for one in frame if not _says(one.drop_nulls())]
    return found if len(frame) and len(found) < len(frame.columns) else []


def _says(column: pl.Series) -> bool:
    if column.dtype == pl.String:
        return bool((column != "").any())
    if column.dtype == pl.List:
        return bool((column.list.len() > 0).any())
    return len(column) > 0


def _told_apart(plan: Enterprise, rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The same rows, where items that go by one name say which each is: of which kind, and of one kind
    by a second word.
    """
    named: dict[str, set[str]] = {}
    for one in (link for row in rows for cell in row for link in cell.links):
        named.setdefault(one.name, set()).add(one.key)
    if all(len(keys) == 1 for keys in named.values()):
        return tuple(map(tuple, rows))

    def told(one: Linked) -> Linked:
        same = [key for key in named[one.name] if key.startswith(f"{one.kind}:")]
        words = (
            [plan.schema.kind(one.kind).label.lower()] if len(same) < len(named[one.name]) else []
        )
        if len(same) > 1:
            words.append(second_word(plan, one.key, same))
        return replace(one, sort=", ".join(words))

    return tuple(
        tuple(replace(cell, links=tuple(map(told, cell.links))) for cell in row) for row in rows
    )


def second_word(plan: Enterprise, key: str, same: list[str]) -> str:
    """What tells an item from others of its kind and name: the first of version, environment, owner and
    parent that each has and no two share, else its id."""
    for field in SECOND:
        said = {one: plan.plain(one).get(field) for one in same if one in plan}
        if all(said.values()) and len(set(map(str, said.values()))) == len(same):
            return str(said[key])
    for relation in BEYOND:
        ends = {one: plan.targets(one, relation) for one in same}
        if all(ends.values()) and len({of[0] for of in ends.values()}) == len(same):
            return plan.name(ends[key][0])
    return key.partition(":")[2]


def cell_of(plan: Enterprise, value: Any) -> Cell:
    """Any cell of a result: links where it holds keys of items that the plan shows."""
    keys = list(_keys(plan, value))
    if keys:
        return Cell(links=linked(plan, keys[:MOST_LINKS]), more=max(0, len(keys) - MOST_LINKS))
    money = isinstance(value, Mapping) and value.keys() == {"amount", "currency"}
    is_number = isinstance(value, NUMBERS) and not isinstance(value, bool)
    if isinstance(value, date):
        return Cell(cell_in_words(value), "date")
    return Cell(cell_in_words(value), "money" if money else "number" if is_number else "words")


def _keys(plan: Enterprise, value: Any) -> Iterator[str]:
    if isinstance(value, str) and ":" in value and value in plan:
        yield value
    elif isinstance(value, list | tuple | pl.Series):
        for one in value:
            yield from _keys(plan, one)


def _linked(plan: Enterprise, keys: tuple[str, ...]) -> tuple[Linked, ...]:
    return tuple(linked(plan, [key])[0] if key in plan else Linked("", key) for key in keys)
