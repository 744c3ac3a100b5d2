"""The items of a kind as rows: which of them, in which order, with which columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

import numpy as np

from cohelm.core.columns import has_column
from cohelm.core.condition import parse_expression, select
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.fields import FieldSpec
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec
from cohelm.core.table import Mask
from cohelm.reports.ordering import Rows, chosen, order
from cohelm.reports.wording import RIGHT

MOST_BY_ITSELF = 7
"""So many columns a list shows when nobody says which."""
COMMON = frozenset(Kind.model_fields)
MOST_OF_A_TYPE = {
    "scale": 2, "money": 1, "date": 2, "choice": 2, "integer": 1, "number": 1, "boolean": 1,
    "text": 1, "time": 1,
}  # fmt: skip
"""How many fields of a type a list shows by itself, the more telling types first."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, or the items at the other end of relations (reversed: of inverse ones)."""

    name: str
    label: str
    field: FieldSpec | None = None
    relations: tuple[RelationSpec, ...] = ()
    reverse: bool = False

    @property
    def right(self) -> bool:
        """Whether its values stand right-aligned."""
        return self.field is not None and self.field.type in RIGHT

    @property
    def unit(self) -> str:
        """The unit of its values, where the label does not say it already."""
        unit = self.field.unit if self.field else ""
        return "" if unit.lower() in self.label.lower() else unit

    @property
    def is_sortable(self) -> bool:
        """Whether a list can be sorted by it."""
        return self.field is None or has_column(self.field)

    @property
    def descending(self) -> str:
        """What `sort` says for this column from the highest down."""
        return f"-{self.name}"


class Ids(Sequence[str]):
    """The ids of some rows of a kind, in order. Only those that are asked for are looked up."""

    def __init__(self, every: Sequence[str], rows: Rows) -> None:
        self.every, self.rows = every, rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self.every[row] for row in self.rows[place].tolist())
        return self.every[int(self.rows[place])]


@dataclass(frozen=True)
class Listing:
    """What was found. `ids` are in order; `unknown` counts those of which the condition cannot tell.

    `ordered` are the rows of all items of the kind in the order of the list.
    """

    kind: KindSpec
    columns: tuple[Column, ...]
    ids: Ids
    examined: int
    unknown: int
    ordered: Rows

    def after(self, id_: str) -> int | None:
        """How many of the list stand before the place behind an item, whether or not it is in the
        list; None where the kind has no such item."""
        place = self._place(id_)
        return None if place is None else self._until(place + 1)

    def before(self, id_: str) -> int | None:
        """How many of the list stand before an item; None where the kind has no such item."""
        place = self._place(id_)
        return None if place is None else self._until(place)

    def narrowed(self, is_kept: Mask) -> Listing:
        """The list with only those of its items that are marked in the order of the kind's frame."""
        return replace(self, ids=Ids(self.ids.every, self.ids.rows[is_kept[self.ids.rows]]))

    def _place(self, id_: str) -> int | None:
        try:
            row = self.ids.every.index(id_)
        except ValueError:
            return None
        return int(np.flatnonzero(self.ordered == row)[0])

    def _until(self, place: int) -> int:
        """How many of the list are among the first of the whole order."""
        is_there = np.zeros(len(self.ordered), bool)
        is_there[self.ids.rows] = True
        return int(is_there[self.ordered[:place]].sum())


def listing(
    enterprise: Enterprise,
    kind: str,
    *,
    on: date,
    where: str = "",
    sort: str = "",
    columns: Sequence[str] = (),
) -> Listing:
    """Lists items. `sort` is a column's name or `id`, with `-` before it from the highest down; names
    else.

    Items without a value stand last either way. Raises UnknownName, ConditionError.
    """
    spec = enterprise.schema.kind(kind)
    expression = parse_expression(where) if where.strip() else None
    found = select(enterprise, (kind, expression), on=on)
    shown = tuple(column(enterprise, kind, name) for name in columns)
    ordered = _ordered(enterprise, kind, sort, on)
    return Listing(
        spec,
        shown or usual_columns(enterprise, kind),
        Ids(enterprise.table(kind).ids, chosen(ordered, found.rows) if expression else ordered),
        found.examined,
        found.unknown,
        ordered,
    )


def column(enterprise: Enterprise, kind: str, name: str, *, where: str = "columns") -> Column:
    """The column of that name: a field, a relation, or the inverse of one. Raises UnknownName."""
    spec = enterprise.schema.kind(kind)
    if name in spec.fields:
        return Column(name, spec.fields[name].label, field=spec.fields[name])
    if name in spec.relations:
        return Column(name, spec.relations[name].label, relations=(spec.relations[name],))
    inverse = enterprise.schema.inverses[kind].get(name)
    if inverse is None:
        known = [*spec.fields, *spec.relations, *enterprise.schema.inverses[kind]]
        raise UnknownName.of(f"column of {kind}", name, known, where=where)
    return Column(name, inverse[0].inverse_label, relations=inverse, reverse=True)


def usual_columns(enterprise: Enterprise, kind: str) -> tuple[Column, ...]:
    """The columns that a list shows by itself: the name, then what the items mostly say."""
    spec = enterprise.schema.kind(kind)
    frame = enterprise.frame(kind)
    nulls = {name: frame[name].null_count() for name in frame.columns}
    empty = {name for name, missing in nulls.items() if len(frame) and missing == len(frame)}
    sparse = {name for name, missing in nulls.items() if missing > len(frame) / 2}
    candidates = [s for n, s in spec.fields.items() if n not in COMMON and n not in empty]
    own = _telling(candidates, sparse)
    single = [n for n, s in spec.relations.items() if n not in COMMON and not s.many]
    names = ["name", *own][: MOST_BY_ITSELF - 2]
    if "lifecycle" not in empty and len(names) < MOST_BY_ITSELF - 1:
        names.append("lifecycle")
    linked = [n for n in ("owner", *single) if _is_linked(enterprise, kind, n)]
    names[1:1] = linked[: MOST_BY_ITSELF - len(names)] or ["owner"]
    return tuple(column(enterprise, kind, name) for name in dict.fromkeys(names))


def _telling(specs: Sequence[FieldSpec], sparse: Container[str]) -> list[str]:
    """Some of each type of field, in the order of the kind; of most items unknown ones give way."""
    left, found = dict(MOST_OF_A_TYPE), []
    for spec in sorted(specs, key=lambda spec: spec.name in sparse):
        if left.get(spec.type, 0):
            left[spec.type] -= 1
            found.append(spec)
    order = list(MOST_OF_A_TYPE)
    found.sort(key=lambda spec: (spec.name in sparse, order.index(spec.type)))
    chosen = {spec.name for spec in found[: MOST_BY_ITSELF - 3]}
    return [spec.name for spec in specs if spec.name in chosen]


def _is_linked(enterprise: Enterprise, kind: str, relation: str) -> bool:
    table = enterprise.links.get(relation)
    if table is None or not len(table.edges):
        return False
    of_kind = np.zeros(len(enterprise.nodes), bool)
    of_kind[enterprise.tables[kind].nodes] = True
    return bool(of_kind[table.edges.source].any())


def values(enterprise: Enterprise, kind: str, id_: str, columns: Sequence[Column]) -> Iterator[Any]:
    """What an item says in each column: a plain value, or the keys of the items that it is linked to."""
    key = f"{kind}:{id_}"
    plain = enterprise.plain(key)
    for one in columns:
        if one.field is not None:
            yield plain.get(one.name)
        else:
            ends = enterprise.sources if one.reverse else enterprise.targets
            yield [other for name in _names(one) for other in ends(key, name)]


def _names(column: Column) -> list[str]:
    return list(dict.fromkeys(spec.name for spec in column.relations))


def records(enterprise: Enterprise, found: Listing, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The rows as plain forms, `id` first: for JSON and for CSV."""
    kind, names = found.kind.name, ["id", *(one.name for one in found.columns)]
    return [
        dict(zip(names, (id_, *values(enterprise, kind, id_, found.columns)), strict=True))
        for id_ in ids
    ]


def write_csv(found: Listing, rows: Sequence[dict[str, Any]]) -> str:
    """The rows as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before."""
    text = io.StringIO()
    writer = csv.writer(text)
    names = ["id", *(one.name for one in found.columns)]
    writer.writerow(names)
    writer.writerows([csv_cell(row[name]) for name in names] for row in rows)
    return text.getvalue()


def csv_cell(value: Any) -> Any:
    """A plain value as CSV holds it: several by semicolons, a formula with an apostrophe before."""
    if isinstance(value, dict):
        value = "; ".join(f"{name}={one}" for name, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return "'" + value
    return "" if value is None else value


def _ordered(enterprise: Enterprise, kind: str, sort: str, on: date) -> Rows:
    """All rows of a kind in the order that `sort` says."""
    name, descending = sort.removeprefix("-") or "name", sort.startswith("-")
    if name == "id":
        return order(enterprise, kind, None, on=on, descending=descending)
    by = column(enterprise, kind, name, where="sort")
    return order(
        enterprise, kind, by.field or by.relations, on=on, descending=descending,
        reverse=by.reverse,
    )  # fmt: skip
