"""Changes laid on an Enterprise: a scenario, what was known before, a preview, an undo; one way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange, ObservationChange, patched
from cohelm.core.graph import LinkTable, between
from cohelm.core.nodes import Nodes
from cohelm.core.observations import ObservationKey, ObservationTable
from cohelm.core.schema import Schema
from cohelm.core.table import Table

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise

Row = tuple[int, int, dict[str, Any] | None]


def overlaid(
    enterprise: Enterprise, changes: ChangeSet, versions: Iterable[int] | None
) -> Enterprise:
    """The enterprise with the changes on it. Cost: linear in the changes, not in the items."""
    if not len(changes):
        return enterprise
    items = [one for one in changes if isinstance(one, ItemChange)]
    links = [one for one in changes if isinstance(one, LinkChange)]
    seen = [one for one in changes if isinstance(one, ObservationChange)]
    ends = (key for link in links for key in (link.source, link.target))
    nodes = enterprise.nodes.with_keys([*(one.key for one in items), *ends])
    stamped = () if versions is None else zip(changes, versions, strict=False)
    numbers = {id(change): number for change, number in stamped}
    rows = _rows(enterprise, nodes, items, numbers)
    if numbers:
        _touch(enterprise, nodes, links, numbers, rows)
    tables = {name: _table(enterprise.tables[name], rows.get(name)) for name in enterprise.tables}
    schema = enterprise.schema
    if "organisation" in rows:
        schema, tables = _own_fields(enterprise, tables)
    result = replace(enterprise, schema=schema, nodes=nodes, tables=tables)
    changed = _links(enterprise.links, nodes, _held(links, result))
    if any(row[2] is None for of in rows.values() for row in of.values()):
        changed = {name: between(table, result.visible) for name, table in changed.items()}
    return replace(
        result,
        links=changed,
        observed=_observed(enterprise, seen),
        revision=max(numbers.values(), default=enterprise.revision),
        on=None,  # links that came need not hold on the day to which the others were narrowed
    )


def _rows(
    enterprise: Enterprise,
    nodes: Nodes,
    items: list[ItemChange],
    numbers: Mapping[int, int],
) -> dict[str, dict[str, Row]]:
    """The rows that the items' changes make; of a key that nobody had, nothing was known before."""
    rows: dict[str, dict[str, Row]] = {}
    had = len(enterprise.nodes)
    for change, node in zip(items, nodes.numbers(one.key for one in items), strict=True):
        kind, _, id_ = change.key.partition(":")
        if kind not in rows:
            enterprise.schema.kind(kind)
            rows[kind] = {}
        of_kind, plain, version = rows[kind], None, 0
        if id_ in of_kind:
            _, version, plain = of_kind[id_]
        elif node < had:
            table = enterprise.tables[kind]
            version, plain = table.version(id_), table.plain(id_)
        if change.before is None:
            plain = None
        of_kind[id_] = node, numbers.get(id(change), version), patched(plain, change.after)
    return rows


def _touch(
    enterprise: Enterprise,
    nodes: Nodes,
    links: list[LinkChange],
    numbers: Mapping[int, int],
    rows: dict[str, dict[str, Row]],
) -> None:
    """A link is part of the item that declares it: its change is a new version of that item."""
    for link in links:
        kind, _, id_ = link.source.partition(":")
        known = rows.get(kind, {}).get(id_)
        plain = known[2] if known else enterprise.table(kind).plain(id_)
        if plain is not None:
            node, version = nodes.number(link.source) or 0, known[1] if known else 0
            rows.setdefault(kind, {})[id_] = (node, max(numbers[id(link)], version), plain)


def _table(table: Table, rows: dict[str, Row] | None) -> Table:
    return table.with_rows(rows) if rows else table


def _own_fields(
    enterprise: Enterprise, tables: Mapping[str, Table]
) -> tuple[Schema, dict[str, Table]]:
    """The schema and the tables after the organisation's settings changed."""
    settings = tables["organisation"].plain("organisation") or {}
    stored = enterprise.schema.with_own_fields(settings.get("own_fields") or {})
    schema = stored.seen_by(enterprise.audience)
    return schema, {
        name: replace(table, spec=schema.kinds[name], stored=stored.kinds[name])
        for name, table in tables.items()
    }


def _held(links: list[LinkChange], after: Enterprise) -> list[LinkChange]:
    """The changes of links; one to or from an item that is gone since makes no link."""
    gone = after.missing(key for link in links for key in (link.source, link.target))
    if not gone:
        return links
    return [
        replace(link, after=None) if gone & {link.source, link.target} else link for link in links
    ]


def _links(
    known: Mapping[str, LinkTable], nodes: Nodes, links: list[LinkChange]
) -> Mapping[str, LinkTable]:
    changed: dict[str, dict[tuple[int, int, int], Mapping[str, Any] | None]] = {}
    sources = nodes.numbers(link.source for link in links)
    targets = nodes.numbers(link.target for link in links)
    for link, source, target in zip(links, sources, targets, strict=True):
        changed.setdefault(link.relation, {})[source, target, link.start] = link.after
    tables = {n: known.get(n, LinkTable()).with_links(of) for n, of in changed.items()}
    return {**known, **tables}


def _observed(
    enterprise: Enterprise, seen: list[ObservationChange]
) -> Mapping[str, ObservationTable]:
    changed: dict[str, dict[ObservationKey, str | None]] = {}
    for one in seen:
        key = (one.item, one.time, one.source, one.reference)
        text = None if one.after is None else orjson.dumps(one.after).decode()
        changed.setdefault(one.metric, {})[key] = text
    tables = dict(enterprise.observed)
    for metric, of in changed.items():
        known = tables.get(metric) or ObservationTable(enterprise.schema.observation(metric))
        tables[metric] = known.with_observations(of)
    return tables
