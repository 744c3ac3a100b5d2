"""Tables each row of which is a link between two items, with what it says of the link."""

from __future__ import annotations

from collections.abc import Sequence

from cohelm.core.links import RelationSpec
from cohelm.formats.ends import End, relation_said, relation_use
from cohelm.formats.fit import MOST_KINDS, value_fit
from cohelm.formats.mapping import ColumnUse, Mapping, link_attributes
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.vocabulary import Target, Vocabulary
from cohelm.formats.words import best, tokens


def as_links(table: TableProfile, ends: Sequence[End], vocabulary: Vocabulary) -> Mapping | None:
    """Links of the relation that joins the two kinds, declared on either; the likeliest by its words."""
    options: list[tuple[float, End, End, RelationSpec]] = []
    for source, target in ((ends[0], ends[1]), (ends[1], ends[0])):
        for relation in vocabulary.schema.kind(source.kind).relations.values():
            if target.kind not in vocabulary.schema.targets(relation):
                continue
            phrases = [tokens(one) for one in (relation.label, *relation.also)]
            said = max(relation_said(target, relation), best(phrases, tokens(table.name)))
            own = 0.1 if relation.name != "owner" and len(relation.targets) <= MOST_KINDS else -1.0
            options.append((said + own - 0.01 * len(options), source, target, relation))
    if not options:
        return None
    score, source, target, relation = max(options, key=lambda one: one[0])
    columns = []
    for column in table.columns:
        if column is source.column:
            columns.append(_source_use(source))
        elif column is target.column:
            columns.append(relation_use(target, relation, vocabulary, score))
        else:
            columns.append(_attribute_use(column, relation))
    why = (f"each row joins a {source.kind} and a {target.kind}: read as {relation.name}",)
    return Mapping(
        source.kind, tuple(columns), table.name, links=relation.name, score=0.8, reasons=why
    )


def _attribute_use(column: Profile, relation: RelationSpec) -> ColumnUse:
    """What a further column of a table of links says of each link: its share, its first day."""
    for name, spec in link_attributes(relation).items():
        said = best([tokens(one) for one in (spec.label, *spec.also)], column.words)
        if said >= 0.85 and value_fit(column, Target("field", name, (), spec)) >= 0.5:
            return ColumnUse(column.header, "attribute", name, score=said, reason="of the link")
    return ColumnUse(column.header, reason="nothing fits")


def _source_use(source: End) -> ColumnUse:
    why = "whose links they are"
    if source.system:
        return ColumnUse(source.column.header, "external_id", source.system, score=0.9, reason=why)
    return ColumnUse(source.column.header, "field", "name", score=0.9, reason=why)
