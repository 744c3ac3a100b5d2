"""In which order the items of a kind stand by a column; worked out once for each revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.core.columns import has_column, phases
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.links import RelationSpec

Rows = npt.NDArray[np.int32]
MOST_KEPT = 32
"""So many orders are kept with an Enterprise; four bytes an item each."""


def order(
    enterprise: Enterprise,
    kind: str,
    by: FieldSpec | tuple[RelationSpec, ...] | None,
    *,
    on: date,
    descending: bool = False,
    reverse: bool = False,
) -> Rows:
    """The rows of a kind's frame in order: by a field, by the first of what relations lead to (reversed:
    of what leads there by them), or (None) by id.

    Ties stand by name, then id; items without a value stand last either way. Raises UnknownName for a
    field that no list can be sorted by. Cost: n log n the first time, nothing after.
    """
    kept: dict[object, Rows] = enterprise.__dict__.setdefault("_orders", {})
    name = (
        by.name if isinstance(by, FieldSpec) else tuple((one.source, one.name) for one in by or ())
    )
    place = (kind, name, reverse, descending, on)
    found = kept.get(place)
    if found is None:
        found = _order(enterprise, kind, by, on, descending, reverse)
        if len(kept) >= MOST_KEPT:  # others may take out the same one
            kept.pop(next(iter(list(kept)), None), None)
        kept[place] = found
    return found


def chosen(ordered: Rows, rows: Rows) -> Rows:
    """Those of the ordered rows that are among some."""
    is_there = np.zeros(len(ordered), bool)
    is_there[rows] = True
    found: Rows = ordered[is_there[ordered]]
    return found


def _order(
    enterprise: Enterprise,
    kind: str,
    by: FieldSpec | tuple[RelationSpec, ...] | None,
    on: date,
    descending: bool,
    reverse: bool,
) -> Rows:
    frame = enterprise.frame(kind).select("id", pl.col("name").str.to_lowercase())
    if by is None:
        rows = frame["id"].arg_sort(descending=descending)
    else:
        values = (
            _field(enterprise.frame(kind)[by.name], by, on)
            if isinstance(by, FieldSpec) and has_column(by)
            else _firsts(enterprise, kind, by, reverse)
        )
        rows = frame.hstack([values.alias("order")]).select(
            pl.arg_sort_by(
                "order", "name", "id", descending=[descending, False, False], nulls_last=True
            )
        )["order"]  # fmt: skip
    return rows.to_numpy().astype(np.int32)


def _field(series: pl.Series, spec: FieldSpec, on: date) -> pl.Series:
    """What a field's values are compared by."""
    match spec.type:
        case "scale":
            return _ranks(series, spec.choices)
        case "lifecycle":
            return _ranks(phases(series, on), PHASES)
        case "money":
            return series.struct.field("amount").cast(pl.Float64)
        case "list":
            return series.list.join(", ")
        case "text" | "long_text" | "choice":
            return series.str.to_lowercase()
        case _:
            return series


def _ranks(series: pl.Series, words: tuple[str, ...]) -> pl.Series:
    ranks: Mapping[str, int] = {word: rank for rank, word in enumerate(words)}
    return series.replace_strict(ranks, default=None, return_dtype=pl.Int32)


def _firsts(
    enterprise: Enterprise,
    kind: str,
    by: FieldSpec | tuple[RelationSpec, ...],
    reverse: bool,
) -> pl.Series:
    """The name of the first item that each is linked to: by relation, then by key; null for none."""
    if isinstance(by, FieldSpec):
        raise UnknownName(f"a list cannot be sorted by {by.name}", where="sort")
    first = np.full(len(enterprise.nodes), -1, np.int32)
    for name in dict.fromkeys(one.name for one in by):
        for here, other in _nearest(enterprise, name, reverse):
            is_new = first[here] < 0
            first[here[is_new]] = other[is_new]
    ends = first[enterprise.table(kind).nodes]
    there = np.unique(ends[ends >= 0])
    names = [enterprise.name(key).lower() for key in enterprise.nodes.keys(there)]
    at = np.searchsorted(there, ends)
    found = [names[place] if end >= 0 else None
             for place, end in zip(at.tolist(), ends.tolist(), strict=True)]  # fmt: skip
    return pl.Series("order", found, dtype=pl.String)


def _nearest(enterprise: Enterprise, relation: str, reverse: bool) -> Iterator[tuple[Rows, Rows]]:
    """Each item that has such a link, and of those at the other end the one whose key comes first."""
    table = enterprise.links.get(relation)
    if table is None or not len(table.edges):
        return
    edges = table.edges
    here, there = (edges.target, edges.source) if reverse else (edges.source, edges.target)
    others, place = np.unique(there, return_inverse=True)
    by_key = np.argsort(np.array(enterprise.nodes.keys(others), dtype=str), kind="stable")
    rank = np.empty(len(others), np.int32)
    rank[by_key] = np.arange(len(others), dtype=np.int32)
    rows = np.lexsort((rank[place], here))
    items, first = np.unique(here[rows], return_index=True)
    yield items.astype(np.int32), there[rows[first]].astype(np.int32)
