"""What stands in a place of a page: a text, or links to items with their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import FieldSpec
from cohelm.reports.listing import Column, values
from cohelm.reports.wording import RIGHT, said

MOST_LINKS = 3
SHORT = ("date", "time", "choice", "scale", "boolean", "lifecycle")
WRITTEN = ("text", "list", "map", "structure")
"""Types whose values people wrote; the words of all others are the program's."""
SENTENCE = 30
"""So many signs are no longer a word or two: such a place is not set a word a line."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An item that something leads to; `sort` tells it from others, where its name is another's too."""

    key: str
    name: str
    sort: str = ""

    @property
    def kind(self) -> str:
        """The kind of the item."""
        return self.key.partition(":")[0]

    @property
    def id(self) -> str:
        """What tells it from the others of its kind."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Cell:
    """One place: `text`, or `links` and how many more there are. `right`: figures of one width."""

    text: str = ""
    type: str = "text"
    links: tuple[Linked, ...] = ()
    more: int = 0

    @property
    def right(self) -> bool:
        """Whether it stands right-aligned."""
        return self.type in RIGHT

    @property
    def is_short(self) -> bool:
        """Whether it stays on one line: days, choices, figures."""
        return self.type in SHORT

    @property
    def class_name(self) -> str:
        """How its place in a table is set."""
        if self.right or self.is_short:
            return "num" if self.right else "nobreak"
        return "sentence" if self.type == "words" and len(self.text) >= SENTENCE else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return not self.text and not self.links


def linked(plan: Enterprise, keys: Sequence[str]) -> tuple[Linked, ...]:
    """Items by their keys, with their names."""
    return tuple(Linked(key, plan.name(key)) for key in keys)


def field_cell(spec: FieldSpec, plain: Any, on: date, *, unit: bool = False) -> Cell:
    """A field's value."""
    return Cell(said(spec, plain, on=on, unit=unit), spec.type)


def cells(
    plan: Enterprise, kind: str, id_: str, columns: Sequence[Column], on: date
) -> tuple[Cell, ...]:
    """What an item says in each column."""
    found = values(plan, kind, id_, columns)
    return tuple(_cell(plan, one, value, on) for one, value in zip(columns, found, strict=True))


def _cell(plan: Enterprise, column: Column, found: Any, on: date) -> Cell:
    if column.field is not None:
        return field_cell(column.field, found, on)
    return Cell(
        links=linked(plan, found[:MOST_LINKS]), more=max(0, len(found) - MOST_LINKS), type="links"
    )
