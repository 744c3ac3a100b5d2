"""Which tables and columns the organisation has in SQL, and what is in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.core.columns import has_column, phases
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.graph import LinkTable
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose, again

ITEM, LINK, READING = "item", "link", "reading"
TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "money": "REAL"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its type as SQLite has it, and what it says."""

    name: str
    type: str
    help: str = ""


KEY = (Column("key", "TEXT", "The key, as kind:id."), Column("id", "TEXT", "The id."))
FIXED: Mapping[str, tuple[Column, ...]] = {
    ITEM: (*KEY, Column("kind", "TEXT", "The kind."), Column("name", "TEXT", "The name.")),
    LINK: (
        Column("source", "TEXT", "The key of the item that declares it."),
        Column("relation", "TEXT", "The relation."), Column("target", "TEXT", "The key it leads to."),
        Column("says", "TEXT", "What the link says besides, as JSON."),
    ),
    READING: (
        Column("metric", "TEXT", "The id of the metric."), Column("item", "TEXT", "What it is about."),
        Column("time", "TEXT", "The moment, in UTC."), Column("source", "TEXT", "Where it is from."),
        Column("reference", "TEXT", "What tells two apart."), Column("value", "REAL", "The value."),
    ),
}  # fmt: skip


def tables_of(enterprise: Enterprise) -> dict[str, tuple[Column, ...]]:
    """The tables by name: one a kind, the observations of each metric that is built in, and three more.

    `item` has all items, `link` all links of the day, `reading` all readings of metrics.
    """
    found = dict(FIXED)
    schema = enterprise.schema
    for name, spec in schema.kinds.items():
        found[name] = columns_of(spec)
    for observed in schema.observations.values():
        for metric in observed.metrics:
            fields = [one for spec in observed.fields.values() for one in _columns(spec)]
            found[f"{metric}_observed"] = (*FIXED[READING][1:5], *fields)
    return found


def columns_of(kind: KindSpec) -> tuple[Column, ...]:
    """The columns of a kind: key and id, then its fields, then each relation as a list of keys."""
    fields = [one for spec in kind.fields.values() if has_column(spec) for one in _columns(spec)]
    ends = [
        Column(
            name, "TEXT", Prose("{help} As JSON.", help=again(one.help)) if one.many else one.help
        )
        for name, one in kind.relations.items()
    ]
    return (*KEY, *fields, *ends)


def _columns(spec: FieldSpec) -> Iterator[Column]:
    type_ = TYPES.get(spec.type, "TEXT")
    if spec.type == "lifecycle":
        yield Column(spec.name, "TEXT", "The phase on the day.")
        yield from (
            Column(
                f"{spec.name}_{one}",
                "TEXT",
                Prose("The first day of {one}.", one=again(one.replace("_", " "))),
            )
            for one in PHASES
        )
        return
    yield Column(spec.name, type_, spec.help)
    if spec.type == "money":
        yield Column(f"{spec.name}_currency", "TEXT", "The currency of the amount.")


def rows_of(
    enterprise: Enterprise, table: str, columns: Collection[str], *, on: date
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Those of the columns that are wanted, with the rows of a table as it stands on a day.

    Cost: linear in the cells that are wanted.
    """
    if table == ITEM:
        frame = _items(enterprise)
    elif table == LINK:
        frame = _links(enterprise)
    elif table == READING:
        frame = _readings(enterprise)
    elif table.endswith("_observed"):
        frame = _flat(enterprise.observations(table.removesuffix("_observed")), on)
    else:
        frame = _kind(enterprise, table, columns, on)
    wanted = [name for name in frame.columns if name in columns]
    return wanted, frame.select(wanted).rows() if wanted else [() for _ in range(len(frame))]


def _items(enterprise: Enterprise) -> pl.DataFrame:
    parts = [
        enterprise.frame(kind).select(
            pl.concat_str(pl.lit(f"{kind}:"), "id").alias("key"), "id",
            pl.lit(kind).alias("kind"), "name",
        )
        for kind in enterprise.schema.kinds if len(enterprise.table(kind))
    ]  # fmt: skip
    schema = dict.fromkeys(("key", "id", "kind", "name"), pl.String)
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _links(enterprise: Enterprise) -> pl.DataFrame:
    schema = dict.fromkeys(("source", "relation", "target", "says"), pl.String)
    parts = []
    for name in sorted(enterprise.links):
        edges = enterprise.links[name].edges
        there = enterprise.visible[edges.source] & enterprise.visible[edges.target]
        says = [edges.attributes.get(row) for row in range(len(edges))]
        part = pl.DataFrame({
            "source": enterprise.nodes.keys(edges.source), "relation": [name] * len(edges),
            "target": enterprise.nodes.keys(edges.target), "says": says,
        }, schema=schema).filter(pl.Series(there))  # fmt: skip
        parts.append(part)
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _readings(enterprise: Enterprise) -> pl.DataFrame:
    named = {metric for one in enterprise.schema.observations.values() for metric in one.metrics}
    parts = []
    for metric in sorted(set(enterprise.observed) - named):
        frame = enterprise.observations(metric)
        if "value" in frame.columns and len(frame):
            readings = frame.select("item", "time", "source", "reference", "value")
            parts.append(readings.with_columns(pl.lit(metric).alias("metric")))
    schema = {one.name: pl.String for one in FIXED[READING][:5]} | {"value": pl.Float64}
    return _in_text(pl.concat(parts)) if parts else pl.DataFrame(schema=schema)


def _kind(enterprise: Enterprise, kind: str, columns: Collection[str], on: date) -> pl.DataFrame:
    frame = enterprise.frame(kind)
    keys = pl.concat_str(pl.lit(f"{kind}:"), "id").alias("key")
    flat = _flat(frame.with_columns(keys), on)
    spec = enterprise.schema.kinds[kind]
    for name, relation in spec.relations.items():
        if name in columns:
            ends = _ends(enterprise, name, flat["key"].to_list(), many=relation.many)
            flat = flat.with_columns(pl.Series(name, ends, dtype=pl.String))
    return flat


def _ends(enterprise: Enterprise, relation: str, keys: Sequence[str], *, many: bool
          ) -> list[str | None]:  # fmt: skip
    """What each item points to: the key, or a JSON list of them; None for nothing."""
    edges = enterprise.links.get(relation, LinkTable()).edges
    found: dict[str, list[str]] = {}
    there = enterprise.visible[edges.source] & enterprise.visible[edges.target]
    sources = enterprise.nodes.keys(edges.source[there])
    for source, target in zip(sources, enterprise.nodes.keys(edges.target[there]), strict=True):
        found.setdefault(source, []).append(target)
    if many:
        return [json.dumps(found[key]) if key in found else None for key in keys]
    return [found[key][0] if key in found else None for key in keys]


def _flat(frame: pl.DataFrame, on: date) -> pl.DataFrame:
    """Columns of structs and lists as columns that SQLite has."""
    made: list[pl.Expr | pl.Series] = []
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.Struct):
            parts = {one.name for one in dtype.fields}
            if "currency" in parts:
                made.append(pl.col(name).struct.field("currency").alias(f"{name}_currency"))
                made.append(pl.col(name).struct.field("amount").cast(pl.Float64).alias(name))
            elif len(frame):
                made += [pl.col(name).struct.field(one).cast(pl.String).alias(f"{name}_{one}")
                         for one in PHASES]  # fmt: skip
                made.append(phases(frame[name], on).alias(name))
        elif isinstance(dtype, pl.List):
            texts = [None if one is None else json.dumps(list(one)) for one in frame[name]]
            made.append(pl.Series(name, texts, dtype=pl.String))
    return _in_text(frame.with_columns(made))


def _in_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Days and moments as ISO texts, truth as 1 and 0."""
    moment = "%Y-%m-%dT%H:%M:%SZ"
    return frame.with_columns(
        pl.col(pl.Date).dt.to_string("%Y-%m-%d"), pl.col(pl.Datetime).dt.strftime(moment),
        pl.col(pl.Boolean).cast(pl.Int64),
    )  # fmt: skip
