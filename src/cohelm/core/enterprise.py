"""The organisation's technology at one revision, for one audience: immutable, columns and links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.changes import ChangeSet
from cohelm.core.errors import UnknownName
from cohelm.core.graph import Edges, LinkTable, adjacency, between, reached
from cohelm.core.keys import split
from cohelm.core.kind import Kind
from cohelm.core.links import LAST_DAY, MOST_DAYS, RelationSpec, day_number, day_text
from cohelm.core.nodes import Nodes
from cohelm.core.observations import ObservationTable
from cohelm.core.overlay import overlaid
from cohelm.core.schema import Schema
from cohelm.core.table import Table

ORGANISATION = "organisation:organisation"


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link as one of its items sees it: the other item, since when, until when, what it says."""

    relation: RelationSpec
    other: str
    start: str | None
    until: str | None
    says: Mapping[str, Any]

    def plain(self) -> dict[str, Any] | str:
        """The link as the source's YAML has it."""
        dates = {"from": self.start, "until": self.until}
        rest = {name: value for name, value in dates.items() if value} | dict(self.says)
        return {"to": self.other, **rest} if rest else self.other


def _place(end: LinkEnd) -> tuple[str, str, str]:
    """Where a link stands among others: by relation, then by the other item, then by its first day."""
    return end.relation.name, end.other, end.start or ""


def _seen(edges: Edges, row: int, spec: RelationSpec) -> Mapping[str, Any]:
    """What a link says, of what its relation knows."""
    said = edges.says(row)
    if not said:
        return said
    known = {attribute.name for attribute in spec.attributes}
    return {name: value for name, value in said.items() if name in known}


@dataclass(frozen=True)
class Enterprise:
    """One revision of the organisation, as one audience sees it.

    `tables` has an entry for each kind, `links` for each relation by name (several kinds may declare
    one name), `observed` for each metric. `on` is the day that links are narrowed to, None when they
    are not. `revision` is the sequence number of the last change within.
    """

    schema: Schema
    nodes: Nodes
    tables: Mapping[str, Table]
    links: Mapping[str, LinkTable]
    observed: Mapping[str, ObservationTable]
    revision: int = 0
    audience: Audience = EVERYTHING
    on: date | None = None

    @classmethod
    def empty(cls, schema: Schema) -> Enterprise:
        """An organisation of which nothing is known."""
        tables = {name: Table(spec, spec) for name, spec in schema.kinds.items()}
        return cls(schema, Nodes(), tables, {}, {})

    def __len__(self) -> int:
        return sum(len(table) for table in self.tables.values())

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        kind, _, id_ = key.partition(":")
        return kind in self.tables and id_ in self.tables[kind]

    def missing(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that no item has that is there; quickest for many."""
        asked, there = set(keys), self.visible
        unknown = self.nodes.unknown(asked)
        if there.all():  # as where nothing was taken away, nor is hidden
            return unknown
        known = list(asked - unknown)
        gone = ~there[self.nodes.numbers(known)]
        return unknown.union(compress(known, gone.tolist()))

    def table(self, kind: str) -> Table:
        """The table of a kind. Raises UnknownName."""
        self.schema.kind(kind)
        return self.tables[kind]

    def frame(self, kind: str) -> pl.DataFrame:
        """The items of a kind as typed columns: `id`, then its fields; unsorted."""
        return self.table(kind).frame

    def keys(self, kind: str | None = None) -> Iterator[str]:
        """The keys of all items, or of one kind; unsorted."""
        for name in [kind] if kind else self.tables:
            yield from (f"{name}:{id_}" for id_ in self.table(name).ids)

    def plain(self, key: str) -> dict[str, Any]:
        """The fields of an item in plain forms. Raises UnknownName."""
        kind, id_ = split(key)
        found = self.table(kind).plain(id_)
        if found is None:
            raise UnknownName.of(kind, id_, self.tables[kind].ids)
        return found

    def version(self, key: str) -> int:
        """The sequence number of the last change of an item; 0 when it is not there."""
        kind, id_ = split(key)
        return self.table(kind).version(id_)

    def name(self, key: str) -> str:
        """The name of an item, or its key where it is not there."""
        kind, _, id_ = key.partition(":")
        plain = self.tables[kind].plain(id_) if kind in self.tables else None
        return str(plain["name"]) if plain else key

    def item(self, key: str) -> Kind:
        """The item as an object of its kind's class, its links included. Raises UnknownName."""
        kind, _ = split(key)
        return self.schema.kind(kind).model.model_validate(self.document(key))

    def document(self, key: str) -> dict[str, Any]:
        """The item as its YAML file has it: plain fields, then relations. Raises UnknownName."""
        plain, node = self.plain(key), self.nodes.number(key)
        for spec in self.schema.kind(split(key)[0]).relations.values():
            found = [] if node is None else self._of_relation(key, node, spec.name, reverse=False)
            if found:
                ends = [end.plain() for end in sorted(found, key=_place)]
                plain[spec.name] = ends if spec.many or len(ends) > 1 else ends[0]
        return plain

    def links_of(self, key: str, relation: str | None = None) -> list[LinkEnd]:
        """The links that an item declares, all or of one relation; by relation, then target."""
        return self._ends(key, relation, reverse=False)

    def links_to(self, key: str, relation: str | None = None) -> list[LinkEnd]:
        """The links that others declare to an item, all or of one relation by its own name."""
        return self._ends(key, relation, reverse=True)

    def stated_of(
        self, keys: Collection[str], relation: str
    ) -> dict[str, dict[tuple[str, int], dict[str, Any]]]:
        """What many items' links of a relation say, by item, then by (target, first day).

        As changes of links have it: `until` is a day number. Items that have none are left out.
        Linear in the links of the relation; for many keys a tenth of the time of `links_of` of each.
        """
        table = self.links.get(relation)
        found: dict[str, dict[tuple[str, int], dict[str, Any]]] = {}
        if table is None:
            return found
        edges, mask = table.edges, np.zeros(len(self.nodes), bool)
        mask[self.nodes.numbers(set(keys) - self.missing(keys))] = True
        rows = np.flatnonzero(mask[edges.source])
        ends = (self.nodes.keys(of[rows]) for of in (edges.source, edges.target))
        days = (of[rows].tolist() for of in (edges.start, edges.until))
        for row, source, target, start, until in zip(rows.tolist(), *ends, *days, strict=True):
            spec = self.schema.relation(source.partition(":")[0], relation)
            says = dict(_seen(edges, row, spec))
            if until != LAST_DAY:
                says["until"] = until
            found.setdefault(source, {})[target, start] = says
        return found

    def targets(self, key: str, relation: str) -> list[str]:
        """The keys that an item points to by a relation, in their order."""
        return self._others(key, relation, reverse=False)

    def sources(self, key: str, relation: str) -> list[str]:
        """The keys that point to an item by a relation, in their order."""
        return self._others(key, relation, reverse=True)

    def all_targets(self, kind: str, relation: str) -> dict[str, list[str]]:
        """What `targets` gives for each item of a kind that points to anything, for those who ask all.

        Linear in the links of the relation; a fiftieth of the time that asking item by item takes.
        """
        table = self.links.get(relation)
        if table is None:
            return {}
        mask = np.zeros(len(self.nodes), bool)
        mask[self.table(kind).nodes] = True
        rows = np.flatnonzero(mask[table.edges.source])
        found: dict[str, list[str]] = {}
        ends = (self.nodes.keys(of[rows]) for of in (table.edges.source, table.edges.target))
        for source, target in sorted(zip(*ends, strict=True)):
            found.setdefault(source, []).append(target)
        return found

    def _others(self, key: str, relation: str, *, reverse: bool) -> list[str]:
        """The other ends alone: what a link says is not read, which takes a tenth of the time."""
        node, table = self.nodes.number(key), self.links.get(relation)
        if node is None or table is None or key not in self:
            return []
        rows = table.rows_of(node, reverse=reverse)
        if not len(rows):
            return []
        ends = table.edges.source if reverse else table.edges.target
        return sorted(map(self.nodes.key, ends[rows].tolist()))

    def _ends(self, key: str, relation: str | None, *, reverse: bool) -> list[LinkEnd]:
        node = self.nodes.number(key)
        if node is None or key not in self:
            return []
        if relation is None and not reverse:  # of all relations, its kind declares a few
            names = self.schema.kind(split(key)[0]).relations.keys() & self.links.keys()
        else:
            names = set(self.links) if relation is None else {relation} & self.links.keys()
        ends = [
            end for name in names for end in self._of_relation(key, node, name, reverse=reverse)
        ]
        return sorted(ends, key=_place)

    def _of_relation(self, key: str, node: int, relation: str, *, reverse: bool) -> list[LinkEnd]:
        """The links of one relation that leave an item, or that enter it; unsorted."""
        table = self.links.get(relation)
        if table is None:
            return []
        rows = table.rows_of(node, reverse=reverse)
        if not len(rows):
            return []
        edges, kind, ends = table.edges, key.partition(":")[0], []
        columns = (edges.source if reverse else edges.target, edges.start, edges.until)
        found = zip(rows.tolist(), *(column[rows].tolist() for column in columns), strict=True)
        for row, number, start, until in found:
            other = self.nodes.key(number)
            spec = self.schema.relation(other.partition(":")[0] if reverse else kind, relation)
            says = _seen(edges, row, spec)
            ends.append(LinkEnd(spec, other, day_text(start), day_text(until), says))
        return ends

    @cached_property
    def visible(self) -> npt.NDArray[np.bool_]:
        """Which node numbers are items that are there: a mask over all nodes."""
        mask = np.zeros(len(self.nodes), bool)
        for table in self.tables.values():
            mask[table.nodes] = True
        return mask

    def reach(
        self, key: str, relations: Sequence[str] | None = None, *, reverse: bool = False
    ) -> list[str]:
        """The keys of all that can be reached from an item, nearest first, itself left out.

        `relations` None: along all. `reverse`: against the arrows (what reaches the item).
        Cost: linear in links; the matrix is kept for the next question. Raises UnknownName.
        """
        return self.nodes.keys(self.reach_nodes(key, relations, reverse=reverse))

    def reach_nodes(
        self, key: str, relations: Sequence[str] | None = None, *, reverse: bool = False
    ) -> npt.NDArray[np.int32]:
        """As `reach`, as node numbers, for those who go on computing."""
        node = self.nodes.number(key)
        if node is None or key not in self:
            raise UnknownName.of("item", key, ())
        names = tuple(sorted(relations if relations is not None else self.links))
        return reached(self._matrix(names, reverse), node)

    def _matrix(self, relations: tuple[str, ...], reverse: bool) -> Any:
        cache: dict[Any, Any] = self.__dict__.setdefault("_matrices", {})
        if (relations, reverse) not in cache:
            tables = [self.links[name] for name in relations if name in self.links]
            cache[relations, reverse] = adjacency(tables, len(self.nodes), reverse=reverse)
        return cache[relations, reverse]

    def observations(self, metric: str) -> pl.DataFrame:
        """The observations of a metric about items that are there; by time, then item."""
        table = self.observed.get(metric)
        if table is None:
            return ObservationTable(self.schema.observation(metric)).frame
        items = table.frame["item"].unique().to_list()
        return table.frame.filter(pl.col("item").is_in([key for key in items if key in self]))

    @property
    def organisation(self) -> dict[str, Any]:
        """The organisation's own settings in plain forms; empty where nothing is stated."""
        return self.plain(ORGANISATION) if ORGANISATION in self else {}

    def with_changes(
        self, changes: ChangeSet, *, versions: Iterable[int] | None = None
    ) -> Enterprise:
        """The enterprise with the changes laid on it; nothing is copied that they do not touch.

        Changes are laid on the whole plan, which is then narrowed (`seen_by`, `at`): a view shows
        what is laid on it to whoever it is for.
        `versions` are the sequence numbers of the changes, one each, where they have any.
        """
        return overlaid(self, changes, versions)

    def seen_by(self, audience: Audience) -> Enterprise:
        """The enterprise from which all that the audience may not see is gone; kept for reuse."""
        audience = self._shared(audience)
        if audience == self.audience:
            return self
        views: dict[Audience, Enterprise] = self.__dict__.setdefault("_views", {})
        if audience not in views:
            views[audience] = self._narrowed(audience)
        return views[audience]

    def _shared(self, audience: Audience) -> Audience:
        """The audience without drafts of which there are none: so that all without drafts share one."""
        drafts = {one for one in audience.clearances if one.startswith("draft:")}
        if not drafts:
            return audience
        return replace(audience, clearances=audience.clearances - (drafts - self._clearances))

    @cached_property
    def _clearances(self) -> set[str]:
        """The clearances of all items that are not open to all."""
        return set[str]().union(*(table.clearances for table in self.tables.values()))

    def _narrowed(self, audience: Audience) -> Enterprise:
        schema = self.schema.seen_by(audience)
        tables = {
            name: table.seen_by(audience, schema.kinds[name]) for name, table in self.tables.items()
        }
        observed = {metric: table.seen_by(audience) for metric, table in self.observed.items()}
        view = replace(self, schema=schema, tables=tables, observed=observed, audience=audience)
        hidden = list(_hidden_relations(self.schema, schema))
        unsaid = _hidden_attributes(self.schema, schema)
        links = dict(self.links)
        if view.visible.sum() != self.visible.sum():
            links = {name: between(table, view.visible) for name, table in links.items()}
        for kind, name in hidden:
            if name in links and len(links[name].edges):
                undeclared = np.ones(len(self.nodes), bool)
                undeclared[self.tables[kind].nodes] = False
                links[name] = links[name].where(undeclared[links[name].edges.source])
        for name in unsaid.keys() & links.keys():
            links[name] = links[name].without(unsaid[name])
        return replace(view, links=links)

    def at(self, day: date) -> Enterprise:
        """The enterprise as planned on a day: only the links that hold on it; itself where it is that.

        The last two are kept for who asks next: most questions about a plan are about one day.
        """
        if self.on == day:
            return self
        days: dict[date, Enterprise] = self.__dict__.setdefault("_at", {})
        found = days.get(day)
        if found is None:
            number = day_number(day, empty=0)
            links = {name: table.at(number) for name, table in self.links.items()}
            found = replace(self, links=links, on=day)
            if len(days) >= MOST_DAYS:
                days.clear()
            days[day] = found
        return found


def _hidden_relations(whole: Schema, seen: Schema) -> Iterator[tuple[str, str]]:
    for kind in whole.kinds.values():
        for name in kind.relations.keys() - seen.kinds[kind.name].relations.keys():
            yield kind.name, name


def _hidden_attributes(whole: Schema, seen: Schema) -> dict[str, set[str]]:
    """By relation, the attributes that are not seen; one name, one clearance, whoever declares it."""
    hidden: dict[str, set[str]] = {}
    for kind in seen.kinds.values():
        for name, spec in kind.relations.items():
            stated = whole.kinds[kind.name].relations[name].attributes
            if unseen := set(stated) - set(spec.attributes):
                hidden.setdefault(name, set()).update(one.name for one in unseen)
    return hidden
