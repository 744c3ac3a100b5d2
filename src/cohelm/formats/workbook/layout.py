"""Which sheets our own workbook has, and what stands in their columns: for writing and for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import FieldSpec
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec, day_text
from cohelm.core.observation import KEY_FIELDS, ObservationSpec
from cohelm.core.schema import Schema
from cohelm.formats.workbook.columns import Part, field_part, relation_part

Role = Literal["items", "links", "observations"]
Record = Mapping[str, Any]
"""The values of a row by the name of their part."""

ID, VERSION, SOURCE, TARGET, METRIC = "(id)", "(version)", "(source)", "(to)", "(metric)"
FROM, UNTIL = "from", "until"
WAS, REMOVE = "(link)", "(remove)"
READ_ONLY = (ID, VERSION, SOURCE)
HIDDEN = (VERSION, WAS)
LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: the items of a kind, the links of one of its relations, or observations of a type.

    `subject` is the kind or the type of observation. Names in brackets are not the schema's.
    """

    role: Role
    subject: str
    relation: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """What stands on the tab; two long ones may be the same."""
        words = {"items": self.subject, "links": f"{self.subject} {self.relation}"}
        return words.get(self.role, f"observed {self.subject}")[:LONGEST_TITLE]


def planned(schema: Schema, role: str, subject: str, relation: str) -> SheetPlan | None:
    """The plan of a sheet that is named in `_meta`; None where the schema has no such thing."""
    kind = schema.kinds.get(subject)
    if role == "observations" and subject in schema.observations:
        return observations_plan(schema.observations[subject])
    if kind is None:
        return None
    if role == "items":
        return items_plan(kind, kind.relations.values())
    if role == "links" and relation in kind.relations:
        return links_plan(kind, kind.relations[relation])
    return None


def items_plan(kind: KindSpec, relations: Iterable[RelationSpec]) -> SheetPlan:
    """Id, version, the fields, and the relations that stand in a cell."""
    own = (
        _text(ID, "Id", "The item's id; leave it empty for a new item."),
        field_part(FieldSpec(VERSION, "integer", "The item's last change; written by Cohelm.")),
    )
    fields = map(field_part, kind.fields.values())
    return SheetPlan("items", kind.name, "", (*own, *fields, *map(relation_part, relations)))


def links_plan(kind: KindSpec, relation: RelationSpec) -> SheetPlan:
    """Both ends, the days between which a link holds, and its attributes."""
    own = (
        _text(SOURCE, "Item (kind:id)", "The item that the link belongs to."),
        _text(TARGET, "To (kind:id)", relation.help),
        field_part(FieldSpec(FROM, "date", "The first day on which it holds.")),
        field_part(FieldSpec(UNTIL, "date", "The last day on which it holds.")),
        _text(REMOVE, "Remove", "An x here takes the link away; a row that is not there does not."),
        _text(WAS, WAS, "The link as it was; written by Cohelm."),
    )
    attributes = map(field_part, relation.attributes)
    return SheetPlan("links", kind.name, relation.name, (*own, *attributes))


def observations_plan(spec: ObservationSpec) -> SheetPlan:
    """The metric, the key's fields, then what was observed."""
    own = (
        _text(METRIC, "Metric (id)", "What was measured or happened."),
        _text("item", "Item (kind:id)", "The item that it is about."),
        field_part(FieldSpec("time", "date", "The day, or the moment in UTC.")),
        _text("source", "Source", "Where it comes from."),
        _text("reference", "Reference", "What tells two of one day apart."),
    )
    return SheetPlan("observations", spec.name, "", (*own, *map(field_part, spec.fields.values())))


def _text(name: str, header: str, help: str) -> Part:
    part = field_part(FieldSpec(name, "text", help))
    column = part.columns[0]
    return Part(
        name, (type(column)(header, help, column.width, column.form),), part.write, part.read
    )


def filled_sheets(enterprise: Enterprise) -> Iterator[tuple[SheetPlan, Iterator[Record]]]:
    """The sheets that an enterprise fills, each with its records: items, links, observations."""
    declared = _declared(enterprise)
    for kind in enterprise.schema.kinds.values():
        if kind.name == "organisation" or not len(enterprise.table(kind.name)):
            continue
        links = {name: declared.get((kind.name, name), {}) for name in kind.relations}
        plain = [spec for name, spec in kind.relations.items() if _fits_a_cell(spec, links[name])]
        in_cells = {spec.name: links.pop(spec.name) for spec in plain}
        yield items_plan(kind, plain), _items(enterprise, kind, in_cells)
        for name, ends in links.items():
            if ends:
                yield links_plan(kind, kind.relations[name]), _link_records(ends)
    for spec in enterprise.schema.observations.values():
        records = list(_observations(enterprise, spec))
        if records:
            yield observations_plan(spec), iter(records)


Ends = dict[str, list[dict[str, Any]]]
"""The links of one relation by the key of their source."""


def _declared(enterprise: Enterprise) -> dict[tuple[str, str], Ends]:
    """All links by the kind that declares them and the relation, in the order of their targets."""
    found: dict[tuple[str, str], Ends] = {}
    for relation, table in enterprise.links.items():
        edges = table.edges
        sources = enterprise.nodes.keys(edges.source.tolist())
        targets = enterprise.nodes.keys(edges.target.tolist())
        days = zip(edges.start.tolist(), edges.until.tolist(), strict=True)
        for row, (source, target, (first, last)) in enumerate(
            zip(sources, targets, days, strict=True)
        ):
            since = day_text(first)
            end = {SOURCE: source, TARGET: target, FROM: since, UNTIL: day_text(last)}
            end[WAS] = f"{target} {since or ''}".strip()
            ends = found.setdefault((source.partition(":")[0], relation), {})
            ends.setdefault(source, []).append(end | edges.says(row))
    for of in found.values():
        for ends_of_one in of.values():
            ends_of_one.sort(key=lambda end: (end[TARGET], end[FROM] or ""))
    return found


def _fits_a_cell(spec: RelationSpec, links: Ends) -> bool:
    """Whether nothing is said of any link but where it leads to."""
    if spec.attributes:
        return False
    return not any(
        end[FROM] or end[UNTIL] or len(end) > 5 for ends in links.values() for end in ends
    )


def _items(enterprise: Enterprise, kind: KindSpec, links: Mapping[str, Ends]) -> Iterator[Record]:
    table = enterprise.table(kind.name)
    for id_, plain in sorted(table.rows(), key=lambda row: row[0]):
        key = f"{kind.name}:{id_}"
        ends = {name: [end[TARGET] for end in of.get(key, ())] for name, of in links.items()}
        version = min(table.version(id_), enterprise.revision)
        yield {ID: id_, VERSION: version or None, **plain, **ends}


def _link_records(links: Ends) -> Iterator[Record]:
    for source in sorted(links):
        yield from links[source]


def _observations(enterprise: Enterprise, spec: ObservationSpec) -> Iterator[Record]:
    for metric, table in sorted(enterprise.observed.items()):
        if table.spec.name == spec.name:
            for key in sorted(table.rows):
                if key[0] in enterprise:
                    # an empty part of the key is an empty cell
                    named = {name: one or None for name, one in zip(KEY_FIELDS, key, strict=True)}
                    yield {METRIC: metric, **named, **(table.plain(key) or {})}
